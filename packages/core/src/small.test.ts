// Tests of the one-function files of this package.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsToF64, exponentOf, f64ToBits, fromWords, highWord, lowWord, pow2 } from './bits.js';
import { memorySource } from './byte-source.js';
import { canonicalJson } from './canonical-json.js';
import { invariant } from './diagnostics.js';
import { Sha256, sha256Hex } from './digest.js';
import { ELEMENT_TYPES, elementTypeFromOnnx, isElementType, packedBytes } from './element-type.js';
import { type HostValue, hostValuesEqual } from './host-value.js';
import { nearestName } from './nearest-name.js';
import { fusedOrigin, nodeOrigin, originNames } from './origin.js';
import { splatTensor, tensorFromNumbers } from './tensor/make.js';
import { utf8Bytes } from './utf8.js';

describe('bits', () => {
  it('powers of two and exponents', () => {
    for (let n = -1080; n <= 1030; n++) {
      expect(pow2(n)).toBe(2 ** n);
      if (n >= -1074 && n <= 1023) {
        expect(exponentOf(pow2(n))).toBe(n);
        expect(exponentOf(-pow2(n) * (n > -1074 ? 1.5 : 1))).toBe(n);
      }
    }
  });

  it('words and bits put together again', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        expect(fromWords(highWord(x), lowWord(x))).toBe(x);
        expect(bitsToF64(f64ToBits(x))).toBe(x);
      }),
    );
  });
});

describe('digest', () => {
  it('is SHA-256, however the bytes are cut', () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i * 7);
    const want = createHash('sha256').update(bytes).digest('hex');
    expect(sha256Hex([bytes])).toBe(want);
    expect(new Sha256().update(bytes.subarray(0, 63)).update(bytes.subarray(63)).hex()).toBe(want);
    expect(sha256Hex([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('utf8Bytes', () => {
  it('agrees with the platform', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Bytes(text)).toEqual(new Uint8Array(Buffer.from(text, 'utf8')));
      }),
    );
    expect([...utf8Bytes('\ud800x\udc00')]).toEqual([0xef, 0xbf, 0xbd, 0x78, 0xef, 0xbf, 0xbd]);
  });
});

describe('canonicalJson', () => {
  it('sorts keys, drops undefined, refuses what JSON has no form for', () => {
    expect(canonicalJson({ b: [1, 'x', null], a: { d: true, c: undefined } })).toBe(
      '{"a":{"d":true},"b":[1,"x",null]}',
    );
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 0]) {
      expect(() => canonicalJson([bad])).toThrow(TypeError);
    }
  });
});

describe('nearestName', () => {
  const names = ['capacity', 'bandwidth', 'reserve', 'fp16-ratio'];
  it.each([
    ['capcity', 'capacity'],
    ['bandwdith', 'bandwidth'],
    ['Reserve', 'reserve'],
    ['fp16-ration', 'fp16-ratio'],
    ['colour', undefined],
    ['x', undefined],
    ['', undefined],
    ['a'.repeat(10_000), undefined],
  ])('%s → %s', (name, want) => {
    expect(nearestName(name, names)).toBe(want);
  });
});

describe('memorySource', () => {
  it('reads ranges and refuses to leave the bytes', () => {
    const source = memorySource('m', Uint8Array.of(1, 2, 3));
    const into = new Uint8Array(2);
    source.read(1, into);
    expect([...into]).toEqual([2, 3]);
    for (const offset of [-1, 2, Number.NaN]) expect(() => source.read(offset, into)).toThrow(RangeError);
  });
});

describe('element types', () => {
  it('have distinct ONNX numbers and sizes', () => {
    const numbers = Object.values(ELEMENT_TYPES).map(({ onnx }) => onnx);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(elementTypeFromOnnx(1)).toBe('f32');
    expect(elementTypeFromOnnx(0)).toBeUndefined();
    expect([packedBytes('i4', 3), packedBytes('u2', 5), packedBytes('c128', 2), packedBytes('string', 9)]).toEqual([
      2, 2, 32, 0,
    ]);
    expect([isElementType('f16'), isElementType('toString')]).toEqual([true, false]);
  });
});

describe('host values', () => {
  it('compare by structure and bits', () => {
    const one = splatTensor('f32', [2], 1);
    const same = tensorFromNumbers('f32', [2], [1, 1]);
    const values: HostValue[] = [
      one,
      { kind: 'sequence', items: [] },
      { kind: 'sequence', items: [one] },
      { kind: 'optional' },
      { kind: 'optional', value: one },
      { kind: 'optional', value: { kind: 'sequence', items: [one, one] } },
    ];
    values.forEach((a, i) => values.forEach((b, j) => expect(hostValuesEqual(a, b)).toBe(i === j)));
    expect(hostValuesEqual({ kind: 'sequence', items: [one] }, { kind: 'sequence', items: [same] })).toBe(true);
  });
});

describe('origins', () => {
  it('join without repetition', () => {
    const [a, b] = [nodeOrigin('a'), nodeOrigin('b', 'm.py:3')];
    expect(fusedOrigin('p', [a, undefined, a])).toBe(a);
    expect(fusedOrigin('p', [undefined])).toBeUndefined();
    expect(originNames(fusedOrigin('q', [fusedOrigin('p', [a, b]), a]))).toEqual(['a', 'b']);
    expect(originNames(undefined)).toEqual([]);
  });
});

describe('invariant', () => {
  it('throws our own error', () => {
    expect(() => invariant(0, 'broken')).toThrow(
      expect.objectContaining({ name: 'InvariantError', message: 'broken' }),
    );
    expect(() => invariant(true, 'fine')).not.toThrow();
  });
});
