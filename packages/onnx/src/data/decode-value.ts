// Recorded inputs and outputs (`.pb` files): one TensorProto, SequenceProto, OptionalProto or MapProto a file → HostValue.

import {
  type ByteSource,
  Diagnostics,
  elementTypeFromOnnx,
  type HostMap,
  type HostOptional,
  type HostSequence,
  type HostValue,
  isInteger,
  memorySource,
  stringTensor,
  type Tensor,
  tensorFromArray,
  tensorFromNumbers,
} from '@afterglow/core';
import type { Type } from '@afterglow/ir';
import { tensorDiagnostics } from '../diagnostics/tensor.js';
import type { TensorProto } from '../model/proto.js';
import { emptyTensor, readTensor, tensorFields } from '../wire/read-tensor.js';
import { type Fields, WireReader } from '../wire/wire-reader.js';
import { decodeTensor } from './decode-tensor.js';

/** A file in memory, or any other source of bytes. Tensors that are read from it stay views of it. */
export type ValueData = Uint8Array | ByteSource;

interface SequenceDraft {
  name: string;
  elemType: number;
  tensors: TensorProto[];
  sequences: SequenceDraft[];
  maps: MapDraft[];
  optionals: OptionalDraft[];
  unsupported: string | undefined;
}

interface OptionalDraft {
  name: string;
  elemType: number;
  tensor: TensorProto | undefined;
  sequence: SequenceDraft | undefined;
  map: MapDraft | undefined;
  optional: OptionalDraft | undefined;
  unsupported: string | undefined;
}

interface MapDraft {
  name: string;
  keyType: number;
  integers: bigint[];
  strings: string[];
  values: SequenceDraft;
}

const sequenceFields: Fields<SequenceDraft> = {
  1: ['name', (sequence, r) => (sequence.name = r.string())],
  2: ['elem_type', (sequence, r) => (sequence.elemType = r.int32())],
  3: ['tensor_values', (sequence, r) => sequence.tensors.push(readTensor(r))],
  4: ['sparse_tensor_values', (sequence, r) => refuse(sequence, 'sparse tensors', r)],
  5: [
    'sequence_values',
    (sequence, r) => sequence.sequences.push(r.message('SequenceProto', sequenceFields, emptySequence())),
  ],
  6: ['map_values', (sequence, r) => sequence.maps.push(r.message('MapProto', mapFields, emptyMap()))],
  7: [
    'optional_values',
    (sequence, r) => sequence.optionals.push(r.message('OptionalProto', optionalFields, emptyOptional())),
  ],
};

const optionalFields: Fields<OptionalDraft> = {
  1: ['name', (optional, r) => (optional.name = r.string())],
  2: ['elem_type', (optional, r) => (optional.elemType = r.int32())],
  3: ['tensor_value', (optional, r) => (optional.tensor = readTensor(r))],
  4: ['sparse_tensor_value', (optional, r) => refuse(optional, 'a sparse tensor', r)],
  5: [
    'sequence_value',
    (optional, r) => (optional.sequence = r.message('SequenceProto', sequenceFields, emptySequence())),
  ],
  6: ['map_value', (optional, r) => (optional.map = r.message('MapProto', mapFields, emptyMap()))],
  7: [
    'optional_value',
    (optional, r) => (optional.optional = r.message('OptionalProto', optionalFields, emptyOptional())),
  ],
};

const mapFields: Fields<MapDraft> = {
  1: ['name', (map, r) => (map.name = r.string())],
  2: ['key_type', (map, r) => (map.keyType = r.int32())],
  3: ['keys', (map, r) => r.int64s(map.integers)],
  4: ['string_keys', (map, r) => map.strings.push(r.string())],
  5: ['values', (map, r) => (map.values = r.message('SequenceProto', sequenceFields, map.values))],
};

function emptyMap(): MapDraft {
  return { name: '', keyType: 0, integers: [], strings: [], values: emptySequence() };
}

function emptySequence(): SequenceDraft {
  return { name: '', elemType: 0, tensors: [], sequences: [], maps: [], optionals: [], unsupported: undefined };
}

function emptyOptional(): OptionalDraft {
  return {
    name: '',
    elemType: 0,
    tensor: undefined,
    sequence: undefined,
    map: undefined,
    optional: undefined,
    unsupported: undefined,
  };
}

function refuse(draft: { unsupported: string | undefined }, what: string, reader: WireReader): void {
  draft.unsupported ??= what;
  reader.skip();
}

class ValueDecoder {
  readonly #source: ByteSource;
  readonly #diagnostics: Diagnostics;

  constructor(data: ValueData, diagnostics: Diagnostics) {
    this.#source = data instanceof Uint8Array ? memorySource('value', data) : data;
    this.#diagnostics = diagnostics;
  }

  root<T>(name: string, fields: Fields<T>, into: T): T | undefined {
    const reader = new WireReader(this.#source, this.#diagnostics);
    reader.root(name, fields, into);
    const [unknown] = reader.ignored.keys();
    if (reader.failed) return undefined;
    return unknown === undefined ? into : this.#bad(`it has ${unknown}, which a ${name} has not`);
  }

  tensor(proto: TensorProto): Tensor | undefined {
    const what = proto.name === '' ? 'the tensor' : `tensor "${proto.name}"`;
    return decodeTensor(proto, { source: this.#source, diagnostics: this.#diagnostics, what });
  }

  sequence(draft: SequenceDraft): HostSequence | undefined {
    if (draft.unsupported) return this.#bad(`it holds ${draft.unsupported}`);
    const items = [
      ...draft.tensors.map((proto) => this.tensor(proto)),
      ...draft.sequences.map((inner) => this.sequence(inner)),
      ...draft.maps.map((inner) => this.map(inner)),
      ...draft.optionals.map((inner) => this.optional(inner)),
    ];
    const whole = items.filter((item) => item !== undefined);
    return whole.length === items.length ? { kind: 'sequence', items: whole } : undefined;
  }

  optional(draft: OptionalDraft): HostOptional | undefined {
    if (draft.unsupported) return this.#bad(`it holds ${draft.unsupported}`);
    const { tensor, sequence, map, optional } = draft;
    if (!tensor && !sequence && !map && !optional) return { kind: 'optional' };
    const value = tensor
      ? this.tensor(tensor)
      : sequence
        ? this.sequence(sequence)
        : map
          ? this.map(map)
          : optional && this.optional(optional);
    return value && { kind: 'optional', value };
  }

  map(draft: MapDraft): HostMap | undefined {
    const { keyType, integers, strings } = draft;
    const elem = elementTypeFromOnnx(keyType);
    if (elem === undefined || !(elem === 'string' || isInteger(elem)))
      return this.#bad(`its keys are of type ${keyType}`);
    const [given, others] = elem === 'string' ? [strings, integers] : [integers, strings];
    if (others.length > 0) return this.#bad('it has keys of two types');
    if (new Set<string | bigint>(given).size < given.length) return this.#bad('a key comes twice');
    const values = this.sequence(draft.values)?.items;
    if (!values) return undefined;
    if (values.length !== given.length) return this.#bad(`it has ${given.length} keys, but ${values.length} values`);
    const shape = [given.length];
    if (elem === 'string') return { kind: 'map', keys: stringTensor(shape, strings), values };
    const keys =
      elem === 'i64'
        ? tensorFromArray(elem, shape, BigInt64Array.from(integers))
        : tensorFromNumbers(elem, shape, integers.map(Number));
    return { kind: 'map', keys, values };
  }

  #bad(problem: string): undefined {
    const location = { kind: 'file', file: this.#source.name } as const;
    this.#diagnostics.report(tensorDiagnostics.notAValue, { problem }, { location });
    return undefined;
  }
}

/** Decodes one serialized TensorProto. Problems go to `diagnostics`. */
export function decodeTensorProto(data: ValueData, diagnostics: Diagnostics = new Diagnostics()): Tensor | undefined {
  const decoder = new ValueDecoder(data, diagnostics);
  const proto = decoder.root('TensorProto', tensorFields, emptyTensor(0));
  return proto && decoder.tensor(proto);
}

/** Decodes one serialized SequenceProto of tensors, sequences or optionals. */
export function decodeSequenceProto(
  data: ValueData,
  diagnostics: Diagnostics = new Diagnostics(),
): HostSequence | undefined {
  const decoder = new ValueDecoder(data, diagnostics);
  const draft = decoder.root('SequenceProto', sequenceFields, emptySequence());
  return draft && decoder.sequence(draft);
}

/** Decodes one serialized OptionalProto; an empty one has no `value`. */
export function decodeOptionalProto(
  data: ValueData,
  diagnostics: Diagnostics = new Diagnostics(),
): HostOptional | undefined {
  const decoder = new ValueDecoder(data, diagnostics);
  const draft = decoder.root('OptionalProto', optionalFields, emptyOptional());
  return draft && decoder.optional(draft);
}

/** Decodes one serialized MapProto. */
export function decodeMapProto(data: ValueData, diagnostics: Diagnostics = new Diagnostics()): HostMap | undefined {
  const decoder = new ValueDecoder(data, diagnostics);
  const draft = decoder.root('MapProto', mapFields, emptyMap());
  return draft && decoder.map(draft);
}

/** Decodes a data file as what a graph input or output of this type records. */
export function decodeValueProto(
  data: ValueData,
  type: Type,
  diagnostics: Diagnostics = new Diagnostics(),
): HostValue | undefined {
  if (type.kind === 'sequence') return decodeSequenceProto(data, diagnostics);
  if (type.kind === 'map') return decodeMapProto(data, diagnostics);
  return type.kind === 'optional' ? decodeOptionalProto(data, diagnostics) : decodeTensorProto(data, diagnostics);
}
