// Writes an ONNX file over 2 GiB, field by field: no protobuf library makes one. The weight is a hole in a sparse file.

import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

const WEIGHT_ROWS = 48 * 2 ** 20;
const WEIGHT_WIDTH = 16;
const [FLOAT, INT64] = [1, 7];

function varint(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}

const header = (number, length) => Buffer.concat([varint(number * 8 + 2), varint(length)]);
const integer = (number, value) => Buffer.concat([varint(number * 8), varint(value)]);
const text = (number, value) => Buffer.concat([header(number, value.length), Buffer.from(value)]);

function message(number, ...fields) {
  const content = Buffer.concat(fields);
  return Buffer.concat([header(number, content.length), content]);
}

function valueInfo(number, name, type, sizes) {
  const dims = sizes.map((size) => message(1, typeof size === 'number' ? integer(1, size) : text(2, size)));
  return message(number, text(1, name), message(2, message(1, integer(1, type), message(2, ...dims))));
}

/** One Gather of rows of a table that lies inside the file. Answers the bytes of the table. */
export function writeGiantModel(path) {
  const weight = WEIGHT_ROWS * WEIGHT_WIDTH * 4;
  const small = Buffer.concat([
    message(1, text(1, 'table'), text(1, 'ids'), text(2, 'rows'), text(3, 'gather'), text(4, 'Gather')),
    text(2, 'giant'),
    valueInfo(11, 'ids', INT64, ['n']),
    valueInfo(12, 'rows', FLOAT, ['n', WEIGHT_WIDTH]),
  ]);
  // TensorProto: dims, data_type, name, and raw_data up to its end.
  const head = Buffer.concat([
    integer(1, WEIGHT_ROWS),
    integer(1, WEIGHT_WIDTH),
    integer(2, FLOAT),
    text(8, 'table'),
    header(9, weight),
  ]);
  const tensor = head.length + weight;
  const initializer = header(5, tensor);
  const graph = header(7, small.length + initializer.length + tensor);
  const start = Buffer.concat([integer(1, 8), message(8, integer(2, 17)), graph, small, initializer, head]);
  const file = openSync(path, 'w');
  writeSync(file, start);
  ftruncateSync(file, start.length + weight);
  closeSync(file);
  return weight;
}
