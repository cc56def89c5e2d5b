// Types of sequences and optionals: what they cover, what reading an item gives, and where open types may stand.

import { dim } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { anySize, openType, optionalType, sequenceType, type Type, tensorType } from '../graph/type.js';
import { girText, parseText } from '../testing/parse-text.js';
import { coveringItem, coveringType } from './join-types.js';

const f32 = (...shape: (number | string)[]) =>
  tensorType(
    'f32',
    shape.map((size) => (size === '?' ? anySize() : typeof size === 'string' ? dim.symbol(size) : size)),
  );

describe('the least type that covers several', () => {
  it('leaves a size open where items differ, and the shape where ranks do', () => {
    const join = (...types: Type[]) => coveringItem(types)?.key;
    expect(join(f32(2, 3), f32(4, 3))).toBe('f32[?, 3]');
    expect(join(f32('N', 3), f32('N', 3))).toBe('f32[N, 3]');
    expect(join(f32('?', 3), f32(1, 4))).toBe('f32[?, ?]');
    expect(join(f32(2), f32(2, 2))).toBe('f32[..]');
    expect(join(openType('f32', 'none'), f32(2))).toBe('f32[2]');
    expect(join(openType('f32', 'any'), f32(2))).toBe('f32[..]');
    expect(join(openType('i64', 'none'), f32(2))).toBeUndefined();
    expect(join(f32(2), tensorType('f32', [2], { kind: 'tensor', scale: 1, zp: 0 }))).toBeUndefined();
  });

  it('keeps values ranked, and goes into sequences and optionals', () => {
    const join = (...types: Type[]) => coveringType(types, () => dim.symbol('fresh'))?.key;
    expect(join(f32(2), f32(3))).toBe('f32[fresh]');
    expect(join(f32(2), f32())).toBeUndefined();
    expect(join(f32(2), sequenceType(f32(2)))).toBeUndefined();
    expect(join(sequenceType(f32(2)), sequenceType(f32(3)))).toBe('seq<f32[?]>');
    expect(join(optionalType(f32(2)), optionalType(f32(3)))).toBe('opt<f32[fresh]>');
    expect(join(optionalType(f32(2)), optionalType(f32()))).toBe('opt<f32[..]>');
    expect(join(optionalType(sequenceType(f32(2))), optionalType(sequenceType(f32(3))))).toBe('opt<seq<f32[?]>>');
  });
});

/** The text of a body whose last value is the result, or what is wrong with it. */
function check(signature: string, body: string): string {
  try {
    parseText(girText(signature, body));
    return 'sound';
  } catch (error) {
    return String(error);
  }
}

describe('ops on sequences', () => {
  it('print, parse and verify', () => {
    const body = `%s = sequence_construct(%x, %y) : seq<f32[?, 3]>
       %e = sequence_empty() {elem = f32} : seq<f32[!]>
       %t = sequence_insert(%e, %x, %i) : seq<f32[2, 3]>
       %u = sequence_insert(%t, %v) : seq<f32[..]>
       %w = sequence_at(%s, %i) : f32[M, 3]
       %c = concat_from_sequence(%s) {axis = 0} : f32[K, 3]
       %n = sequence_length(%u) : i64[]
       %p = split_to_sequence(%x) {axis = 1, keepdims = false} : seq<f32[2]>
       %o = optional(%u) : opt<seq<f32[..]>>
       %h = optional_has_element(%o) : bool[]
       %g = optional_get_element(%o) : seq<f32[..]>
       return %w`;
    const signature =
      '(%x: f32[2, 3], %y: f32[N, 3], %v: f32[], %i: i64[]) -> (%r: f32[M, 3]) where N in 0..9, M in 0..9, K in 0..99';
    expect(check(signature, body)).toBe('sound');
  });

  it('may be stated to say less than is known, never more', () => {
    const signature = '(%x: f32[2]) -> (%s: seq<f32[?]>)';
    expect(check(signature, '%s = sequence_construct(%x) : seq<f32[?]>\nreturn %s')).toBe('sound');
    expect(
      check('(%x: f32[2]) -> (%s: seq<f32[3]>)', '%s = sequence_construct(%x) : seq<f32[3]>\nreturn %s'),
    ).toContain('seq<f32[2]>');
  });

  it('read items of any rank only as a stated type', () => {
    const read = (type: string) =>
      check(`(%s: seq<f32[..]>, %i: i64[]) -> (%r: ${type})`, `%r = sequence_at(%s, %i) : ${type}\nreturn %r`);
    expect(read('f32[3]')).toBe('sound');
    expect(read('i64[3]')).toContain('state the type of the result');
  });

  it('refuse what is no sequence, optional or position', () => {
    const refused = (text: string) => check('(%x: f32[2], %s: seq<f32[2]>) -> (%r: f32[2])', `${text}\nreturn %r`);
    expect(refused('%r = sequence_erase(%x) : f32[2]')).toContain('must be a sequence');
    expect(refused('%r = sequence_at(%s, %x) : f32[2]')).toContain('must be i64[] or i32[]');
    expect(refused('%r = optional_get_element(%x) : f32[2]')).toContain('must be an optional');
  });

  it('keep open types and sizes inside sequences', () => {
    const typed = (type: string) => check(`(%x: ${type}) -> (%r: ${type})`, `%r = identity(%x) : ${type}\nreturn %r`);
    expect(typed('seq<f32[?, 3]>')).toBe('sound');
    expect(typed('opt<f32[..]>')).toBe('sound');
    expect(typed('f32[?]')).toContain('only stand inside seq<>');
    expect(typed('opt<f32[?]>')).toContain('only stand inside seq<>');
    expect(typed('f32[..]')).toContain('has a rank');
  });
});
