import { createRequire } from 'node:module';
import {
  arrayOf,
  Diagnostics,
  ELEMENT_TYPES,
  type ElementType,
  type HostValue,
  hostValuesEqual,
  integersOf,
  numbersOf,
  stringTensor,
  type Tensor,
  tensorFromArray,
  tensorFromBytes,
  tensorFromNumbers,
} from '@afterglow/core';
import { optionalType, sequenceType, tensorType } from '@afterglow/ir';
import fc from 'fast-check';
import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { decodeTensorProto, decodeValueProto } from './decode-value.js';
import { encodeTensorProto, encodeValueProto } from './encode-value.js';

const { onnx } = createRequire(import.meta.url)('onnx-proto') as typeof import('onnx-proto');

const tag = (w: protobuf.Writer, number: number, wire: number) => w.uint32((number << 3) | wire);

/** A TensorProto with the given type, dims and further fields. */
function proto(elem: ElementType, dims: readonly number[], write: (w: protobuf.Writer) => void): Uint8Array {
  const w = new protobuf.Writer();
  for (const size of dims) tag(w, 1, 0).int64(size);
  tag(w, 2, 0).int32(ELEMENT_TYPES[elem].onnx);
  write(w);
  return w.finish();
}

function decode(bytes: Uint8Array): { tensor: Tensor | undefined; codes: string[] } {
  const diagnostics = new Diagnostics();
  const tensor = decodeTensorProto(bytes, diagnostics);
  return { tensor, codes: diagnostics.list.map((entry) => entry.code) };
}

const packed = (number: number, write: (w: protobuf.Writer) => void) => (w: protobuf.Writer) => {
  tag(w, number, 2).fork();
  write(w);
  w.ldelim();
};

describe('typed fields', () => {
  it('floats, packed, unpacked, and in pieces', () => {
    const values = [1.5, -0, Number.NaN, 3e38];
    const whole = decode(
      proto(
        'f32',
        [4],
        packed(4, (w) => values.forEach((x) => w.float(x))),
      ),
    ).tensor as Tensor;
    const single = decode(proto('f32', [4], (w) => values.forEach((x) => tag(w, 4, 5).float(x)))).tensor as Tensor;
    const pieces = decode(
      proto('f32', [4], (w) => {
        tag(w, 4, 5).float(1.5);
        packed(4, (inner) => inner.float(-0).float(Number.NaN))(w);
        tag(w, 4, 5).float(3e38);
      }),
    ).tensor as Tensor;
    for (const tensor of [whole, single, pieces]) {
      expect(numbersOf(tensor)).toEqual(Float64Array.from(values, Math.fround));
    }
  });

  it('64-bit integers are exact', () => {
    const values = [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, 127n, 128n];
    const long = (value: bigint) => ({
      low: Number(BigInt.asIntN(32, value)),
      high: Number(BigInt.asIntN(32, value >> 32n)),
      unsigned: false,
    });
    const w = new protobuf.Writer();
    for (const value of values) w.int64(long(value) as never);
    const bytes = w.finish();
    const tensor = decode(proto('i64', [7], (x) => tag(x, 7, 2).bytes(bytes))).tensor as Tensor;
    expect(integersOf(tensor)).toEqual(values);
    const unsigned = decode(proto('u64', [7], (x) => tag(x, 11, 2).bytes(bytes))).tensor as Tensor;
    expect(integersOf(unsigned)).toEqual(values.map((value) => BigInt.asUintN(64, value)));
  });

  it('many integers agree with onnx-proto', () => {
    const values = Array.from(
      { length: 100_000 },
      (_, i) => ((i * 2654435761) % 2 ** (i % 50)) * (i % 2 === 0 ? 1 : -1) + 0,
    );
    const bytes = onnx.TensorProto.encode({ dims: [values.length], dataType: 7, int64Data: values }).finish();
    expect(numbersOf(decode(bytes).tensor as Tensor)).toEqual(Float64Array.from(values));
  });

  it.each([
    ['i8', [-128, 127, 5], [-128, 127, 5]],
    ['i8', [255, 128, 1], [-1, -128, 1]],
    ['u8', [255, 0, 1], [255, 0, 1]],
    ['i16', [-32768, 32767, 0], [-32768, 32767, 0]],
    ['i32', [-(2 ** 31), 2 ** 31 - 1, 7], [-(2 ** 31), 2 ** 31 - 1, 7]],
    ['bool', [1, 0, 1], [1, 0, 1]],
    ['f16', [0x3c00, 0xbc00, 0x7c00], [1, -1, Number.POSITIVE_INFINITY]],
    ['bf16', [0x3f80, 0xbf80, 0], [1, -1, 0]],
    ['f8e4m3fn', [0x38, 0xb8, 0], [1, -1, 0]],
  ] as const)('%s in int32_data: %j', (elem, stored, values) => {
    const tensor = decode(
      proto(
        elem,
        [3],
        packed(5, (w) => stored.forEach((x) => w.int32(x))),
      ),
    ).tensor as Tensor;
    expect([...numbersOf(tensor)]).toEqual([...values]);
  });

  it('types below 8 bits are packed, first element low', () => {
    const four = decode(
      proto(
        'i4',
        [3],
        packed(5, (w) => w.int32(0x7f).int32(0x08)),
      ),
    ).tensor as Tensor;
    expect([...numbersOf(four)]).toEqual([-1, 7, -8]);
    const raw = decode(proto('u2', [5], (w) => tag(w, 9, 2).bytes(new Uint8Array([0b11100100, 0b10]))))
      .tensor as Tensor;
    expect([...numbersOf(raw)]).toEqual([0, 1, 2, 3, 2]);
  });

  it('scalars and tensors without elements', () => {
    expect(
      decode(
        proto(
          'f32',
          [],
          packed(4, (w) => w.float(7)),
        ),
      ).tensor?.shape,
    ).toEqual([]);
    expect(decode(proto('f32', [0, 5], () => {})).tensor?.shape).toEqual([0, 5]);
  });

  it.each([
    [
      'too few numbers',
      proto(
        'i64',
        [3],
        packed(7, (w) => w.int64(1)),
      ),
      'onnx/tensor-data',
    ],
    [
      'too many numbers',
      proto(
        'i64',
        [1],
        packed(7, (w) => w.int64(1).int64(2)),
      ),
      'onnx/tensor-data',
    ],
    [
      'a field of another type',
      proto(
        'i64',
        [1],
        packed(4, (w) => w.float(1)),
      ),
      'onnx/tensor-data',
    ],
    [
      'a number out of range',
      proto(
        'u8',
        [1],
        packed(5, (w) => w.int32(-1)),
      ),
      'onnx/tensor-data',
    ],
    [
      'a bool of 2',
      proto(
        'bool',
        [1],
        packed(5, (w) => w.int32(2)),
      ),
      'onnx/tensor-data',
    ],
    [
      'data given twice',
      proto('f32', [1], (w) => tag(tag(w, 9, 2).bytes(new Uint8Array(4)), 4, 5).float(1)),
      'onnx/tensor-data',
    ],
    ['a quarter of a float', proto('f32', [1], (w) => tag(w, 4, 2).bytes(new Uint8Array(5))), 'onnx/tensor-data'],
    ['strings in raw data', proto('string', [1], (w) => tag(w, 9, 2).bytes(new Uint8Array(1))), 'onnx/tensor-data'],
    ['external data in a data file', proto('f32', [1], (w) => tag(w, 14, 0).int32(1)), 'onnx/tensor-data'],
    [
      'a claim of 2^53 elements',
      proto(
        'i8',
        [2 ** 53 - 1],
        packed(5, (w) => w.int32(1)),
      ),
      'onnx/tensor-data',
    ],
    ['a product beyond 64 bits', proto('f32', [2 ** 50, 2 ** 50], (w) => tag(w, 4, 5).float(1)), 'onnx/tensor-size'],
    ['a hundred dims', proto('f32', Array(100).fill(1), (w) => tag(w, 4, 5).float(1)), 'onnx/tensor-data'],
  ])('refuses %s', (_, bytes, code) => {
    expect(decode(bytes)).toEqual({ tensor: undefined, codes: [code] });
  });
});

describe('encoding', () => {
  const elems = (Object.keys(ELEMENT_TYPES) as ElementType[]).filter((elem) => elem !== 'string');

  it('and decoding gives the same bits, for every element type', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...elems),
        fc.array(fc.nat(4), { maxLength: 3 }),
        fc.infiniteStream(fc.nat(255)),
        (elem, shape, stream) => {
          const size = Math.ceil((shape.reduce((a, b) => a * b, 1) * ELEMENT_TYPES[elem].bits) / 8);
          const bytes = Uint8Array.from({ length: size }, () =>
            elem === 'bool' ? 1 : (stream.next().value as number),
          );
          const spare = (shape.reduce((a, b) => a * b, 1) * ELEMENT_TYPES[elem].bits) % 8;
          if (spare > 0) bytes[size - 1] = (bytes[size - 1] ?? 0) & ((1 << spare) - 1);
          const tensor = tensorFromBytes(elem, shape, bytes);
          const back = decodeTensorProto(encodeTensorProto('t', tensor));
          expect(back && hostValuesEqual(back, tensor)).toBe(true);
        },
      ),
    );
  });

  it('is readable for onnx-proto', () => {
    const theirs = onnx.TensorProto.decode(encodeTensorProto('t', tensorFromNumbers('f32', [2, 2], [1, 2, 3, 4])));
    expect(theirs.name).toBe('t');
    expect(theirs.dims.map(Number)).toEqual([2, 2]);
    expect(new Float32Array(new Uint8Array(theirs.rawData).buffer)).toEqual(new Float32Array([1, 2, 3, 4]));
  });

  it('of strings', () => {
    const tensor = stringTensor([2], ['αβ', '']);
    const back = decodeTensorProto(encodeTensorProto('s', tensor));
    expect(back && arrayOf(back)).toEqual(['αβ', '']);
  });

  it('of sequences and optionals, nested', () => {
    const a = tensorFromArray('i64', [1], BigInt64Array.from([5n]));
    const sequence: HostValue = { kind: 'sequence', items: [a, tensorFromNumbers('i64', [0], [])] };
    const some: HostValue = { kind: 'optional', value: sequence };
    const none: HostValue = { kind: 'optional' };
    const type = tensorType('i64', ['n' as never]);
    const back = (value: HostValue, of: Parameters<typeof decodeValueProto>[1]) =>
      decodeValueProto(encodeValueProto('v', value), of);
    expect(hostValuesEqual(back(sequence, sequenceType(type)) as HostValue, sequence)).toBe(true);
    expect(hostValuesEqual(back(some, optionalType(sequenceType(type))) as HostValue, some)).toBe(true);
    expect(back(none, optionalType(type))).toEqual(none);
    const inner: HostValue = { kind: 'sequence', items: [some, some] };
    expect(hostValuesEqual(back(inner, sequenceType(type)) as HostValue, inner)).toBe(true);
  });
});
