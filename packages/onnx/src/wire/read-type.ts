// Fields of TypeProto and ValueInfoProto.

import type { DimensionProto, StringEntry, TypeProto, ValueInfoProto } from '../model/proto.js';
import { readEntry } from './read-tensor.js';
import type { Fields, WireReader } from './wire-reader.js';

interface Box<T> {
  value: T;
}

const dimensionFields: Fields<Box<DimensionProto>> = {
  1: ['dim_value', (box, r) => (box.value = { kind: 'value', value: r.int64() })],
  2: ['dim_param', (box, r) => (box.value = { kind: 'param', name: r.string() })],
  3: ['denotation', (_, r) => r.skip()],
};

const shapeFields: Fields<DimensionProto[]> = {
  1: [
    'dim',
    (shape, r) =>
      shape.push(r.message<Box<DimensionProto>>('Dimension', dimensionFields, { value: { kind: 'unknown' } }).value),
  ],
};

interface TensorTypeDraft {
  elemType: number;
  shape: DimensionProto[] | undefined;
}

const tensorTypeFields: Fields<TensorTypeDraft> = {
  1: ['elem_type', (type, r) => (type.elemType = r.int32())],
  2: [
    'shape',
    (type, r) => (type.shape = r.message<DimensionProto[]>('TensorShapeProto', shapeFields, type.shape ?? [])),
  ],
};

function readTensorType(reader: WireReader, kind: 'tensor' | 'sparse'): TypeProto {
  const draft: TensorTypeDraft = { elemType: 0, shape: undefined };
  return { kind, ...reader.message(`TypeProto.${kind}`, tensorTypeFields, draft) };
}

const elementFields: Fields<Box<TypeProto>> = {
  1: ['elem_type', (box, r) => (box.value = readType(r))],
};

function readElement(reader: WireReader, kind: 'sequence' | 'optional'): TypeProto {
  const box = reader.message<Box<TypeProto>>(`TypeProto.${kind}`, elementFields, { value: { kind: 'none' } });
  return { kind, of: box.value };
}

interface MapTypeDraft {
  keyType: number;
  of: TypeProto;
}

const mapFields: Fields<MapTypeDraft> = {
  1: ['key_type', (map, r) => (map.keyType = r.int32())],
  2: ['value_type', (map, r) => (map.of = readType(r))],
};

function readMap(reader: WireReader): TypeProto {
  return { kind: 'map', ...reader.message('TypeProto.Map', mapFields, { keyType: 0, of: { kind: 'none' } }) };
}

function skipOpaque(reader: WireReader): TypeProto {
  reader.skip();
  return { kind: 'opaque' };
}

const typeFields: Fields<Box<TypeProto>> = {
  1: ['tensor_type', (box, r) => (box.value = readTensorType(r, 'tensor'))],
  4: ['sequence_type', (box, r) => (box.value = readElement(r, 'sequence'))],
  5: ['map_type', (box, r) => (box.value = readMap(r))],
  6: ['denotation', (_, r) => r.skip()],
  7: ['opaque_type', (box, r) => (box.value = skipOpaque(r))],
  8: ['sparse_tensor_type', (box, r) => (box.value = readTensorType(r, 'sparse'))],
  9: ['optional_type', (box, r) => (box.value = readElement(r, 'optional'))],
};

export function readType(reader: WireReader): TypeProto {
  return reader.message<Box<TypeProto>>('TypeProto', typeFields, { value: { kind: 'none' } }).value;
}

interface ValueInfoDraft {
  at: number;
  name: string;
  type: TypeProto;
  metadata: StringEntry[];
}

const valueInfoFields: Fields<ValueInfoDraft> = {
  1: ['name', (info, r) => (info.name = r.string())],
  2: ['type', (info, r) => (info.type = readType(r))],
  3: ['doc_string', (_, r) => r.skip()],
  4: ['metadata_props', (info, r) => info.metadata.push(readEntry(r))],
};

export function readValueInfo(reader: WireReader): ValueInfoProto {
  const draft: ValueInfoDraft = { at: reader.position, name: '', type: { kind: 'none' }, metadata: [] };
  return reader.message('ValueInfoProto', valueInfoFields, draft);
}
