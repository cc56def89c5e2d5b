// Fields of TensorProto and SparseTensorProto. Payloads are recorded as ranges, never loaded.

import type { ByteRange, DataRun, SparseTensorProto, StringEntry, TensorProto, TypedField } from '../model/proto.js';
import type { Fields, WireReader } from './wire-reader.js';

interface EntryDraft {
  key: string;
  value: string;
}

const entryFields: Fields<EntryDraft> = {
  1: ['key', (entry, r) => (entry.key = r.string())],
  2: ['value', (entry, r) => (entry.value = r.string())],
};

export function readEntry(reader: WireReader): StringEntry {
  return reader.message('StringStringEntryProto', entryFields, { key: '', value: '' });
}

interface TensorDraft extends Record<TypedField, DataRun[]> {
  at: number;
  dims: bigint[];
  dataType: number;
  name: string;
  rawData: ByteRange | undefined;
  stringData: string[];
  externalData: StringEntry[];
  dataLocation: number;
  hasSegment: boolean;
  metadata: StringEntry[];
}

/** Also the whole of a `.pb` data file, which is one TensorProto without framing. */
export const tensorFields: Fields<TensorDraft> = {
  1: ['dims', (tensor, r) => r.int64s(tensor.dims)],
  2: ['data_type', (tensor, r) => (tensor.dataType = r.int32())],
  3: [
    'segment',
    (tensor, r) => {
      tensor.hasSegment = true;
      r.skip();
    },
  ],
  4: ['float_data', (tensor, r) => r.run(tensor.floatData, 5)],
  5: ['int32_data', (tensor, r) => r.run(tensor.int32Data, 0)],
  6: ['string_data', (tensor, r) => tensor.stringData.push(r.string())],
  7: ['int64_data', (tensor, r) => r.run(tensor.int64Data, 0)],
  8: ['name', (tensor, r) => (tensor.name = r.string())],
  9: ['raw_data', (tensor, r) => (tensor.rawData = r.range())],
  10: ['double_data', (tensor, r) => r.run(tensor.doubleData, 1)],
  11: ['uint64_data', (tensor, r) => r.run(tensor.uint64Data, 0)],
  12: ['doc_string', (_, r) => r.skip()],
  13: ['external_data', (tensor, r) => tensor.externalData.push(readEntry(r))],
  14: ['data_location', (tensor, r) => (tensor.dataLocation = r.int32())],
  16: ['metadata_props', (tensor, r) => tensor.metadata.push(readEntry(r))],
};

export function emptyTensor(at: number): TensorDraft {
  return {
    at,
    dims: [],
    dataType: 0,
    name: '',
    rawData: undefined,
    floatData: [],
    int32Data: [],
    int64Data: [],
    doubleData: [],
    uint64Data: [],
    stringData: [],
    externalData: [],
    dataLocation: 0,
    hasSegment: false,
    metadata: [],
  };
}

export function readTensor(reader: WireReader): TensorProto {
  return reader.message('TensorProto', tensorFields, emptyTensor(reader.position));
}

interface SparseDraft {
  at: number;
  values: TensorProto | undefined;
  indices: TensorProto | undefined;
  dims: bigint[];
}

const sparseFields: Fields<SparseDraft> = {
  1: ['values', (sparse, r) => (sparse.values = readTensor(r))],
  2: ['indices', (sparse, r) => (sparse.indices = readTensor(r))],
  3: ['dims', (sparse, r) => r.int64s(sparse.dims)],
};

export function readSparseTensor(reader: WireReader): SparseTensorProto {
  const draft: SparseDraft = { at: reader.position, values: undefined, indices: undefined, dims: [] };
  return reader.message('SparseTensorProto', sparseFields, draft);
}
