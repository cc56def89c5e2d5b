import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../byte-source.js';
import { memorySource } from '../byte-source.js';
import { ELEMENT_TYPES, type ElementType } from '../element-type.js';
import { bigToRoundable } from './convert-array.js';
import { convertTensor, reshapeTensor } from './derive.js';
import { tensorDigest, tensorsEqual } from './identity.js';
import {
  sourceTensor,
  splatTensor,
  stringTensor,
  tensorFromArray,
  tensorFromBytes,
  tensorFromNumbers,
} from './make.js';
import { readElements, readTensorBytes, tensorChunks } from './read.js';
import { checkedBytes, checkedSize, tensorBytes, tensorSize } from './size.js';
import type { Tensor } from './tensor.js';
import { arrayOf, integersOf, numbersOf, scalarOf } from './values.js';

const numeric = (Object.keys(ELEMENT_TYPES) as ElementType[]).filter((e) => !['string', 'c64', 'c128'].includes(e));

/** All packed bytes, read in one go. */
function bytesOf(tensor: Tensor): Uint8Array {
  const bytes = new Uint8Array(tensorBytes(tensor));
  readTensorBytes(tensor, 0, bytes);
  return bytes;
}

/** A source that lies at an odd place of a larger file and counts what is read. */
function oddSource(bytes: Uint8Array, at = 3): { source: ByteSource; reads: () => number } {
  const file = new Uint8Array(bytes.length + at + 5).fill(0xee);
  file.set(bytes, at);
  const inner = memorySource('w.bin', file);
  let count = 0;
  const read = (offset: number, into: Uint8Array) => {
    count += into.length;
    inner.read(offset, into);
  };
  return { source: { name: inner.name, size: inner.size, read }, reads: () => count };
}

describe('sizes', () => {
  it('are checked', () => {
    expect(checkedSize([])).toBe(1);
    expect(checkedSize([2, 3])).toBe(6);
    expect(checkedSize([2 ** 40, 0, 2 ** 40])).toBe(0);
    expect(checkedSize([2 ** 27, 2 ** 26])).toBeUndefined();
    expect(checkedSize([2 ** 53])).toBeUndefined();
    for (const bad of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(checkedSize([bad, 0])).toBeUndefined();
    expect(checkedBytes('f64', [2 ** 50])).toBeUndefined();
    expect(checkedBytes('i4', [3])).toBe(2);
    expect(checkedBytes('u2', [2 ** 52])).toBe(2 ** 50);
    expect(checkedBytes('string', [7])).toBe(0);
    expect(() => splatTensor('f32', [2 ** 30, 2 ** 30], 0)).toThrow(/not a shape/);
    expect(() => tensorFromBytes('f32', [2], new Uint8Array(7))).toThrow(/takes 8 bytes/);
    expect(() => sourceTensor('f32', [2], memorySource('x', new Uint8Array(8)), 1)).toThrow(/leaves x/);
  });
});

describe.each(numeric)('%s', (elem) => {
  const count = 37;
  const values = Float64Array.from({ length: count }, (_, i) => [0, 1, 2, 3, -1, 0.5, 100, -7][i % 8] as number);
  const tensor = tensorFromNumbers(elem, [count], values);

  it('survives bytes, arrays and sources at odd places', () => {
    const bytes = bytesOf(tensor);
    const array = arrayOf(tensor);
    expect(array.length).toBe(count);
    const { source } = oddSource(bytes);
    for (const other of [
      tensorFromBytes(elem, [count], bytes),
      tensorFromArray(elem, [count], array),
      sourceTensor(elem, [count], source, 3),
    ]) {
      expect(tensorsEqual(tensor, other)).toBe(true);
      expect(arrayOf(other)).toEqual(array);
      expect(tensorDigest(other)).toBe(tensorDigest(tensor));
      expect(numbersOf(other)).toEqual(numbersOf(tensor));
    }
  });

  it('reads any range of bytes and elements the same from every storage', () => {
    const whole = bytesOf(tensor);
    const wide = elem === 'f64' ? 'f32' : elem === 'u64' ? 'i64' : 'f64';
    const wideTensor = convertTensor(tensor, wide);
    const storages = [sourceTensor(elem, [count], oddSource(whole).source, 3), convertTensor(wideTensor, elem), tensor];
    expect(storages[1]?.storage.kind).toBe('converted');
    for (const storage of storages) {
      for (const [from, to] of [
        [0, whole.length],
        [1, whole.length],
        [1, whole.length - 1],
        [whole.length - 1, whole.length],
        [3, 3],
      ] as const) {
        const part = new Uint8Array(to - from);
        readTensorBytes(storage, from, part);
        expect(part).toEqual(whole.slice(from, to));
      }
      expect([...readElements(storage, 5, 7)]).toEqual([...arrayOf(tensor)].slice(5, 12));
      const chunks = Array.from(tensorChunks(storage, 5), (chunk) => chunk.slice());
      expect(Uint8Array.from(chunks.flatMap((chunk) => [...chunk]))).toEqual(whole);
    }
  });

  it('splats equal what they stand for, at every offset', () => {
    const splat = splatTensor(elem, [count], 3);
    const full = tensorFromNumbers(elem, [count], new Float64Array(count).fill(3));
    expect(tensorsEqual(splat, full)).toBe(true);
    expect(bytesOf(splat)).toEqual(bytesOf(full));
    expect(tensorDigest(splat)).toBe(tensorDigest(full));
    for (const from of [0, 1, 3]) {
      const part = new Uint8Array(tensorBytes(splat) - from);
      readTensorBytes(splat, from, part);
      expect(part).toEqual(bytesOf(full).slice(from));
    }
    expect(arrayOf(splat)).toEqual(arrayOf(full));
  });

  it('converts to every other type as its numbers would', () => {
    for (const other of numeric) {
      const converted = convertTensor(tensor, other);
      // Doubles cannot carry what a 64-bit integer type holds.
      if ([elem, other].some((e) => e === 'i64' || e === 'u64')) continue;
      const want = tensorFromNumbers(other, [count], numbersOf(tensor));
      expect(arrayOf(converted), other).toEqual(arrayOf(want));
      expect(tensorsEqual(converted, want)).toBe(true);
    }
  });

  it('has a scalar and empty form', () => {
    const scalar = tensorFromNumbers(elem, [], [1]);
    expect(Number(scalarOf(scalar))).toBe(1);
    expect(scalarOf(splatTensor(elem, [], 1))).toBe(scalarOf(scalar));
    expect(scalarOf(tensor)).toBeUndefined();
    const empty = tensorFromNumbers(elem, [0, 5], []);
    expect([tensorSize(empty), tensorBytes(empty), arrayOf(empty).length]).toEqual([0, 0, 0]);
    expect([...tensorChunks(empty)]).toEqual([]);
    expect(tensorsEqual(empty, splatTensor(elem, [0, 5], 1))).toBe(true);
  });
});

describe('64-bit integers', () => {
  const big = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, -1n];
  const tensor = tensorFromArray('i64', [4], BigInt64Array.from(big));

  it('stay exact', () => {
    expect(integersOf(tensor)).toEqual(big);
    expect(scalarOf(splatTensor('i64', [], 2n ** 53n + 1n))).toBe(2n ** 53n + 1n);
    expect(integersOf(convertTensor(tensor, 'u64'))).toEqual(big.map((x) => BigInt.asUintN(64, x)));
    expect(integersOf(convertTensor(tensor, 'i32'))).toEqual(big.map((x) => BigInt.asIntN(32, x)));
    expect(integersOf(convertTensor(tensor, 'u4'))).toEqual(big.map((x) => BigInt.asUintN(4, x)));
    expect(integersOf(convertTensor(tensorFromNumbers('f64', [2], [-1.5, 2 ** 62]), 'i64'))).toEqual([-1n, 2n ** 62n]);
    expect(integersOf(convertTensor(tensor, 'bool'))).toEqual([1n, 1n, 1n, 1n]);
    expect(integersOf(convertTensor(tensor, 'f32'))).toBeUndefined();
  });

  it('round once on their way to small floats', () => {
    // Through a double first, 2^54 + 2^30 + 1 would become the tie 2^54 + 2^30 and round down to even.
    const x = 2n ** 54n + 2n ** 30n + 1n;
    const f32 = convertTensor(tensorFromArray('i64', [2], BigInt64Array.of(x, -x)), 'f32');
    expect([...numbersOf(f32)]).toEqual([2 ** 54 + 2 ** 31, -(2 ** 54) - 2 ** 31]);
    expect(scalarOf(splatTensor('f32', [], x))).toBe(2 ** 54 + 2 ** 31);
    expect(bigToRoundable(2n ** 64n - 1n)).toBeLessThan(2 ** 64);
  });
});

describe('conversion', () => {
  it('keeps splats splats', () => {
    const splat = convertTensor(splatTensor('f32', [1000, 1000], 0.1), 'f16');
    expect(splat.storage).toEqual({ kind: 'splat', value: 0.0999755859375 });
    expect(convertTensor(splatTensor('i64', [3], 2n ** 40n), 'bool').storage).toEqual({ kind: 'splat', value: 1 });
    expect(convertTensor(splatTensor('f64', [3], -0), 'bool').storage).toEqual({ kind: 'splat', value: 0 });
    expect(convertTensor(splatTensor('f64', [3], 0.5), 'bool').storage).toEqual({ kind: 'splat', value: 1 });
    expect(convertTensor(splatTensor('f32', [3], 1e9), 'f16', { saturate: true }).storage).toEqual({
      kind: 'splat',
      value: 65504,
    });
    expect(convertTensor(splatTensor('f32', [3], Number.NaN), 'i32').storage).toEqual({ kind: 'splat', value: 0 });
  });

  it('honours its options', () => {
    const from = tensorFromNumbers('f32', [2], [1e9, -1e9]);
    expect([...numbersOf(convertTensor(from, 'f8e4m3fn'))]).toEqual([448, -448]);
    expect([...numbersOf(convertTensor(from, 'f8e4m3fn', { saturate: false }))]).toEqual([Number.NaN, Number.NaN]);
    expect([...numbersOf(convertTensor(from, 'f16'))]).toEqual([Infinity, -Infinity]);
    expect([...numbersOf(convertTensor(from, 'f16', { saturate: true }))]).toEqual([65504, -65504]);
  });

  it('reads only what is asked for', () => {
    const { source, reads } = oddSource(new Uint8Array(4_000_000));
    const tensor = convertTensor(sourceTensor('f32', [1_000_000], source, 3), 'f16');
    expect(reads()).toBe(0);
    readTensorBytes(tensor, 1_000_001, new Uint8Array(2));
    expect(reads()).toBe(8);
  });

  it('is identity for the same type', () => {
    const tensor = tensorFromNumbers('f32', [1], [1]);
    expect(convertTensor(tensor, 'f32')).toBe(tensor);
    expect(() => convertTensor(tensor, 'string')).toThrow(/no conversion/);
  });
});

describe('huge splats', () => {
  it('cost nothing until read, and stream in small pieces', () => {
    const weight = splatTensor('f32', [125_000_000], 0.25);
    expect(tensorBytes(weight)).toBe(500_000_000);
    expect(tensorsEqual(weight, splatTensor('f32', [125_000_000], 0.25))).toBe(true);
    expect(tensorsEqual(weight, splatTensor('f32', [125_000_000], 0.5))).toBe(false);
    let [pieces, largest] = [0, 0];
    for (const chunk of tensorChunks(weight)) {
      pieces++;
      largest = Math.max(largest, chunk.length);
      if (pieces > 10) break;
    }
    expect(largest).toBeLessThanOrEqual(1 << 20);
    const tail = new Uint8Array(6);
    readTensorBytes(weight, 499_999_994, tail);
    expect([...tail]).toEqual([128, 62, 0, 0, 128, 62]);
  });
});

describe('digests', () => {
  it('are SHA-256 of the packed bytes', () => {
    const tensor = tensorFromNumbers('f32', [2, 2], [1, 2, 3, 4]);
    expect(tensorDigest(tensor)).toBe(createHash('sha256').update(bytesOf(tensor)).digest('hex'));
    expect(tensorDigest(reshapeTensor(tensor, [4]))).toBe(tensorDigest(tensor));
  });

  it('come from the source where it has a faster way, once', () => {
    let calls = 0;
    const inner = memorySource('x', new Uint8Array(64));
    const source = { ...inner, sha256: (offset: number, length: number) => `${++calls}:${offset}:${length}` };
    const tensor = sourceTensor('f32', [4], source, 8);
    expect([tensorDigest(tensor), tensorDigest(tensor)]).toEqual(['1:8:16', '1:8:16']);
  });

  it('tell strings apart that join alike', () => {
    expect(tensorDigest(stringTensor([2], ['ab', 'c']))).not.toBe(tensorDigest(stringTensor([2], ['a', 'bc'])));
    expect(tensorDigest(splatTensor('string', [2], 'é€😀\ud800'))).toBe(
      tensorDigest(stringTensor([2], ['é€😀\ud800', 'é€😀\ufffd'])),
    );
  });
});

describe('the rest', () => {
  it('strings', () => {
    const tensor = stringTensor([2], ['a', 'b']);
    expect(arrayOf(tensor)).toEqual(['a', 'b']);
    expect(tensorsEqual(tensor, stringTensor([2], ['a', 'c']))).toBe(false);
    expect(tensorsEqual(splatTensor('string', [2], 'x'), stringTensor([2], ['x', 'x']))).toBe(true);
    expect(scalarOf(stringTensor([], ['x']))).toBe('x');
    expect(tensorBytes(tensor)).toBe(0);
    expect(() => stringTensor([2], ['a'])).toThrow(/takes 2 strings/);
  });

  it('complex numbers are pairs', () => {
    const tensor = tensorFromArray('c64', [2], Float32Array.of(1, 2, 3, 4));
    expect(arrayOf(tensor)).toEqual(Float32Array.of(1, 2, 3, 4));
    expect(tensorBytes(tensor)).toBe(16);
    expect(readElements(tensor, 1, 1)).toEqual(Float32Array.of(3, 4));
    expect(scalarOf(reshapeTensor(tensorFromArray('c128', [1], Float64Array.of(1, 2)), []))).toBeUndefined();
  });

  it('bytes may be a platform buffer at any alignment', () => {
    const pool = Buffer.alloc(64);
    pool.writeFloatLE(1.5, 5);
    const tensor = tensorFromBytes('f32', [1], pool.subarray(5, 9));
    expect(arrayOf(tensor)).toEqual(Float32Array.of(1.5));
    expect(arrayOf(sourceTensor('f32', [1], memorySource('b', pool), 5))).toEqual(Float32Array.of(1.5));
  });

  it('padding bits of a file do not show', () => {
    const tensor = tensorFromBytes('i4', [3], Uint8Array.of(0x21, 0xf3));
    expect(tensorsEqual(tensor, tensorFromNumbers('i4', [3], [1, 2, 3]))).toBe(true);
    expect(tensorDigest(tensor)).toBe(tensorDigest(tensorFromNumbers('i4', [3], [1, 2, 3])));
  });

  it('equality sees signs of zero and shapes', () => {
    expect(tensorsEqual(splatTensor('f32', [2], 0), splatTensor('f32', [2], -0))).toBe(false);
    expect(tensorsEqual(splatTensor('f32', [2], 0), splatTensor('f32', [2, 1], 0))).toBe(false);
    expect(
      tensorsEqual(splatTensor('f32', [2], Number.NaN), tensorFromNumbers('f32', [2], [Number.NaN, Number.NaN])),
    ).toBe(true);
  });

  it('a wrong array is refused', () => {
    expect(() => tensorFromArray('f32', [1], Float64Array.of(1))).toThrow(/does not take/);
    expect(() => tensorFromArray('i4', [1], Uint8Array.of(1))).toThrow(/does not take/);
    expect(() => tensorFromArray('u8', [2], Uint8Array.of(1))).toThrow(/takes 2 numbers/);
    expect(() => reshapeTensor(splatTensor('f32', [2], 0), [3])).toThrow(/does not reshape/);
  });
});
