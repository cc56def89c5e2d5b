// HostValue → serialized TensorProto, SequenceProto, OptionalProto or MapProto, as ONNX test data have them.

import {
  arrayOf,
  ELEMENT_TYPES,
  type HostMap,
  type HostOptional,
  type HostSequence,
  type HostValue,
  integersOf,
  isTensorValue,
  readTensorBytes,
  type Tensor,
  tensorBytes,
} from '@afterglow/core';
import protobuf from 'protobufjs/minimal.js';

const [VARINT, BYTES] = [0, 2];

/** `SequenceProto.DataType`, which `OptionalProto` shares. */
const KINDS = { tensor: 1, sequence: 3, map: 4, optional: 5 } as const;

function field(writer: protobuf.Writer, number: number, wire: number): protobuf.Writer {
  return writer.uint32((number << 3) | wire);
}

/** A varint of 64 bits from a bigint, which protobufjs takes as two halves. */
export function writeInt64(w: protobuf.Writer, value: number | bigint): void {
  const bits = BigInt.asUintN(64, BigInt(value));
  const [low, high] = [Number(bits & 0xffffffffn), Number(bits >> 32n)];
  w.uint64({ low: low | 0, high: high | 0, unsigned: true } as Parameters<protobuf.Writer['uint64']>[0]);
}

/** Writes the fields of a TensorProto with its data inline (raw bytes; strings as strings). */
export function writeTensorFields(writer: protobuf.Writer, name: string, tensor: Tensor): protobuf.Writer {
  if (tensor.shape.length > 0) {
    field(writer, 1, BYTES).fork();
    for (const size of tensor.shape) writer.int64(size);
    writer.ldelim();
  }
  field(writer, 2, VARINT).int32(ELEMENT_TYPES[tensor.elem].onnx);
  if (tensor.elem === 'string') {
    for (const value of arrayOf(tensor)) field(writer, 6, BYTES).string(String(value));
  }
  if (name !== '') field(writer, 8, BYTES).string(name);
  if (tensor.elem !== 'string') {
    const bytes = new Uint8Array(tensorBytes(tensor));
    readTensorBytes(tensor, 0, bytes);
    field(writer, 9, BYTES).bytes(bytes);
  }
  return writer;
}

function kindOf(value: HostValue): keyof typeof KINDS {
  return isTensorValue(value) ? 'tensor' : value.kind;
}

/** Writes a value as the field of its kind: SequenceProto and OptionalProto number them alike. */
function writeHeld(writer: protobuf.Writer, value: HostValue): void {
  if (isTensorValue(value)) writeTensorFields(field(writer, 3, BYTES).fork(), '', value).ldelim();
  else if (value.kind === 'sequence') writeSequenceFields(field(writer, 5, BYTES).fork(), '', value).ldelim();
  else if (value.kind === 'map') writeMapFields(field(writer, 6, BYTES).fork(), '', value).ldelim();
  else writeOptionalFields(field(writer, 7, BYTES).fork(), '', value).ldelim();
}

function writeMapFields(writer: protobuf.Writer, name: string, { keys, values }: HostMap): protobuf.Writer {
  if (name !== '') field(writer, 1, BYTES).string(name);
  field(writer, 2, VARINT).int32(ELEMENT_TYPES[keys.elem].onnx);
  if (keys.elem === 'string') for (const key of arrayOf(keys)) field(writer, 4, BYTES).string(String(key));
  else for (const key of integersOf(keys) ?? []) writeInt64(field(writer, 3, VARINT), key);
  writeSequenceFields(field(writer, 5, BYTES).fork(), '', { kind: 'sequence', items: values }).ldelim();
  return writer;
}

function writeSequenceFields(writer: protobuf.Writer, name: string, sequence: HostSequence): protobuf.Writer {
  if (name !== '') field(writer, 1, BYTES).string(name);
  const [first] = sequence.items;
  field(writer, 2, VARINT).int32(first ? KINDS[kindOf(first)] : KINDS.tensor);
  for (const item of sequence.items) {
    writeHeld(writer, item);
  }
  return writer;
}

function writeOptionalFields(writer: protobuf.Writer, name: string, optional: HostOptional): protobuf.Writer {
  const { value } = optional;
  if (name !== '') field(writer, 1, BYTES).string(name);
  field(writer, 2, VARINT).int32(value ? KINDS[kindOf(value)] : 0);
  if (value) writeHeld(writer, value);
  return writer;
}

export function encodeTensorProto(name: string, tensor: Tensor): Uint8Array {
  return writeTensorFields(new protobuf.Writer(), name, tensor).finish();
}

export function encodeSequenceProto(name: string, sequence: HostSequence): Uint8Array {
  return writeSequenceFields(new protobuf.Writer(), name, sequence).finish();
}

export function encodeMapProto(name: string, map: HostMap): Uint8Array {
  return writeMapFields(new protobuf.Writer(), name, map).finish();
}

export function encodeOptionalProto(name: string, optional: HostOptional): Uint8Array {
  return writeOptionalFields(new protobuf.Writer(), name, optional).finish();
}

/** Encodes any host value in the message that belongs to its kind. */
export function encodeValueProto(name: string, value: HostValue): Uint8Array {
  if (isTensorValue(value)) return encodeTensorProto(name, value);
  if (value.kind === 'map') return encodeMapProto(name, value);
  return value.kind === 'sequence' ? encodeSequenceProto(name, value) : encodeOptionalProto(name, value);
}
