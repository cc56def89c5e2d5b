// TensorProto → Tensor. Raw data and packed floats become views of the file; everything else is decoded once.
// Invariant: sizes are checked in exact arithmetic against the data that are there, before any allocation.

import {
  type ByteSource,
  type Diagnostics,
  ELEMENT_TYPES,
  type ElementType,
  elementTypeFromOnnx,
  type Location,
  sourceTensor,
  stringTensor,
  type Tensor,
  tensorFromBytes,
} from '@afterglow/core';
import { tensorDiagnostics as codes } from '../diagnostics/tensor.js';
import type { ExternalFiles } from '../external/external-files.js';
import { type TensorProto, TYPED_FIELDS, type TypedField } from '../model/proto.js';
import { decodeTyped, typedFieldOf } from './typed-data.js';

/** Tensors up to this many elements are read at once: the importer looks at them, and text forms print them inline. */
const EAGER_ELEMENTS = 16;

/** Far above any real rank; keeps the exact product of hostile dims short. */
const MAX_RANK = 64;

const FIELD_NAMES: Readonly<Record<TypedField, string>> = {
  floatData: 'float_data',
  int32Data: 'int32_data',
  int64Data: 'int64_data',
  doubleData: 'double_data',
  uint64Data: 'uint64_data',
};

export interface TensorContext {
  readonly source: ByteSource;
  readonly diagnostics: Diagnostics;
  /** Absent where external data make no sense, as in recorded inputs. */
  readonly external?: ExternalFiles | undefined;
  /** The thing in words, such as `initializer "w"`. */
  readonly what: string;
  /** Where to point; the tensor's first byte by default. */
  readonly location?: Location | undefined;
}

interface Checked {
  readonly elem: ElementType;
  readonly shape: readonly number[];
  readonly count: bigint;
  readonly bytes: bigint;
  readonly text: string;
}

export function decodeTensor(proto: TensorProto, context: TensorContext): Tensor | undefined {
  const { diagnostics, what, source } = context;
  const location = context.location ?? { kind: 'bytes', file: source.name, offset: proto.at };
  const bad = (problem: string) => {
    diagnostics.report(codes.tensorData, { what, problem }, { location });
    return undefined;
  };
  const checked = check(proto, context, location);
  if (!checked) return undefined;
  const { elem, shape, count, bytes } = checked;
  if (proto.hasSegment) return bad('it is one segment of several');
  const typed = TYPED_FIELDS.filter((field) => proto[field].length > 0);
  const places = [
    ...(proto.rawData && proto.rawData.length > 0 ? ['raw_data'] : []),
    ...typed.map((field) => FIELD_NAMES[field]),
    ...(proto.stringData.length > 0 ? ['string_data'] : []),
    ...(proto.dataLocation === 1 ? ['an external file'] : []),
  ];
  if (places.length > 1) return bad(`it is given twice, in ${places.join(' and ')}`);
  const misfit = (has: string) => {
    const needs = elem === 'string' ? `${count} strings` : `${bytes} bytes`;
    diagnostics.report(codes.tensorSize, { what, shape: checked.text, needs, has }, { location });
    return undefined;
  };

  if (proto.dataLocation === 1) {
    if (elem === 'string') return bad('strings cannot be external');
    if (!context.external) return bad('data outside the file are not allowed here');
    const found = context.external.locate(proto, bytes, what, diagnostics, location);
    return found ? viewOf(elem, shape, Number(count), found.source, found.offset) : undefined;
  }
  if (elem === 'string') {
    if (places[0] !== undefined && places[0] !== 'string_data') return bad(`strings cannot be in ${places[0]}`);
    if (BigInt(proto.stringData.length) !== count) return misfit(`${proto.stringData.length} strings`);
    return stringTensor(shape, proto.stringData);
  }
  if (places.length === 0) {
    return count === 0n ? tensorFromBytes(elem, shape, new Uint8Array()) : misfit('no data');
  }
  if (places[0] === 'string_data') return bad(`${elem} cannot be in string_data`);
  if (proto.rawData && proto.rawData.length > 0) {
    if (BigInt(proto.rawData.length) !== bytes) return misfit(`${proto.rawData.length} bytes`);
    return viewOf(elem, shape, Number(count), source, proto.rawData.offset);
  }
  const [field] = typed;
  if (field === undefined || field !== typedFieldOf(elem)) return bad(`${elem} cannot be in ${places[0]}`);
  const [run, ...others] = proto[field];
  const isPackedFloat = field === 'floatData' || field === 'doubleData';
  if (isPackedFloat && run?.packed && others.length === 0 && BigInt(run.length) === bytes) {
    return viewOf(elem, shape, Number(count), source, run.offset);
  }
  if (bytes > BigInt(Number.MAX_SAFE_INTEGER)) return misfit('less');
  const decoded = decodeTyped(source, field, proto[field], elem, Number(bytes));
  return 'bytes' in decoded ? tensorFromBytes(elem, shape, decoded.bytes) : bad(decoded.problem);
}

function check(proto: TensorProto, context: TensorContext, location: Location): Checked | undefined {
  const { diagnostics, what } = context;
  const elem = elementTypeFromOnnx(proto.dataType);
  if (elem === undefined) {
    diagnostics.report(codes.elementType, { what, dataType: proto.dataType }, { location });
    return undefined;
  }
  if (proto.dims.length > MAX_RANK) {
    diagnostics.report(codes.tensorData, { what, problem: `it has ${proto.dims.length} dims` }, { location });
    return undefined;
  }
  const axis = proto.dims.findIndex((size) => size < 0n || size > BigInt(Number.MAX_SAFE_INTEGER));
  if (axis >= 0) {
    diagnostics.report(codes.badDim, { what, axis, value: proto.dims[axis] ?? 0n }, { location });
    return undefined;
  }
  const count = proto.dims.reduce((product, size) => product * size, 1n);
  const bytes = (count * BigInt(ELEMENT_TYPES[elem].bits) + 7n) / 8n;
  const text = `${elem}[${proto.dims.join(', ')}]`;
  return { elem, shape: proto.dims.map(Number), count, bytes, text };
}

function viewOf(
  elem: ElementType,
  shape: readonly number[],
  count: number,
  source: ByteSource,
  offset: number,
): Tensor {
  const view = sourceTensor(elem, shape, source, offset);
  if (count > EAGER_ELEMENTS) return view;
  const bytes = new Uint8Array(Math.ceil((count * ELEMENT_TYPES[elem].bits) / 8));
  source.read(offset, bytes);
  return tensorFromBytes(elem, shape, bytes);
}
