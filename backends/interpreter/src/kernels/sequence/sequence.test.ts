// Sequences and optionals at run time, where ONNX's own cases are silent. Expectations follow the standard's text.

import { Diagnostics, type HostValue, isTensorValue, numbersOf } from '@afterglow/core';
import type { Func } from '@afterglow/ir';
import { girText, parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../interpret.js';
import { f32, i64 } from '../../testing/run-op.js';

function run(signature: string, body: string, inputs: Record<string, HostValue>): HostValue | string {
  const func = parseText(girText(signature, body)).funcs.get('main') as Func;
  const diagnostics = new Diagnostics();
  const outputs = interpret(func, new Map(Object.entries(inputs)), { diagnostics });
  return outputs?.get('r') ?? diagnostics.list.map(({ message }) => message).join('; ');
}

/** Numbers of a tensor, lists for sequences, null for an empty optional. */
function plain(value: HostValue | string): unknown {
  if (typeof value === 'string') return value;
  if (isTensorValue(value)) return [...numbersOf(value)];
  if (value.kind === 'sequence') return value.items.map(plain);
  if (value.kind === 'map') throw new Error('no case makes a map');
  return value.value ? plain(value.value) : null;
}

const seq = (...items: HostValue[]): HostValue => ({ kind: 'sequence', items });
const abc = seq(f32([1], [1]), f32([2], [2, 3]), f32([0], []));

describe('positions', () => {
  const insert = (position: number) =>
    plain(
      run(
        '(%s: seq<f32[?]>, %x: f32[1], %i: i64[]) -> (%r: seq<f32[?]>)',
        '%r = sequence_insert(%s, %x, %i) : seq<f32[?]>\nreturn %r',
        { s: abc, x: f32([1], [9]), i: i64([], [position]) },
      ),
    );

  it('count from either end; behind the last item is a place', () => {
    expect(insert(0)).toEqual([[9], [1], [2, 3], []]);
    expect(insert(3)).toEqual([[1], [2, 3], [], [9]]);
    expect(insert(-1)).toEqual([[1], [2, 3], [9], []]);
    expect(insert(-3)).toEqual([[9], [1], [2, 3], []]);
  });

  it('outside are faults', () => {
    expect(insert(4)).toContain('index 4 is outside a sequence of size 3');
    expect(insert(-4)).toContain('index -4 is outside');
    const erased = run('(%s: seq<f32[?]>) -> (%r: seq<f32[?]>)', '%r = sequence_erase(%s) : seq<f32[?]>\nreturn %r', {
      s: seq(),
    });
    expect(erased).toContain('outside a sequence of size 0');
  });
});

describe('items', () => {
  const typed = (type: string, value: HostValue) =>
    run(`(%s: ${type}) -> (%r: i64[])`, '%r = sequence_length(%s) : i64[]\nreturn %r', { s: value });

  it('are held against the type of the sequence', () => {
    expect(plain(typed('seq<f32[?]>', abc))).toEqual([3]);
    expect(plain(typed('seq<f32[..]>', seq(f32([], [1]), f32([1, 1], [2]))))).toEqual([2]);
    expect(typed('seq<f32[2]>', abc)).toContain('item 0: f32[1], not f32[2]');
    expect(typed('seq<f32[?]>', seq(f32([], [1])))).toContain('item 0: f32[], not f32[?]');
    expect(typed('seq<i64[..]>', abc)).toContain('item 0: f32[1]');
    expect(typed('seq<f32[?]>', f32([1], [1]))).toContain('must be seq<f32[?]>, got f32[1]');
  });

  it('have sizes of their own when they are read', () => {
    const sums = run(
      '(%s: seq<f32[?]>) -> (%r: seq<f32[?]>)',
      `%n = sequence_length(%s) : i64[]
       %e = sequence_empty() {elem = f32} : seq<f32[!]>
       %r = loop(%n, _, %e) {carried = 1} body(%i: i64[], %c: bool[], %t: seq<f32[?]>) {
         %x = sequence_at(%s, %i)
         %y = add(%x, %x)
         %u = sequence_insert(%t, %y) : seq<f32[?]>
         yield %c, %u
       } : seq<f32[?]>
       return %r`,
      { s: abc },
    );
    expect(plain(sums)).toEqual([[2], [4, 6], []]);
  });
});

describe('splitting and joining', () => {
  const split = (lengths: HostValue, shape: string) =>
    plain(
      run(
        `(%x: f32[5], %l: i64[${shape}]) -> (%r: seq<f32[?]>)`,
        '%r = split_to_sequence(%x, %l) : seq<f32[?]>\nreturn %r',
        { x: f32([5], [1, 2, 3, 4, 5]), l: lengths },
      ),
    );

  it('a scalar is the length of all slices but the last', () => {
    expect(split(i64([], [2]), '')).toEqual([[1, 2], [3, 4], [5]]);
    expect(split(i64([], [9]), '')).toEqual([[1, 2, 3, 4, 5]]);
    expect(split(i64([], [0]), '')).toContain('slices of length 0');
    expect(split(i64([2], [0, 5]), '2')).toEqual([[], [1, 2, 3, 4, 5]]);
    expect(split(i64([2], [1, 2]), '2')).toContain('do not add up to 5');
  });

  it('an empty sequence does not join', () => {
    const joined = run(
      '(%s: seq<f32[?]>) -> (%r: f32[N]) where N in 0..9',
      '%r = concat_from_sequence(%s) {axis = 0} : f32[N]\nreturn %r',
      { s: seq() },
    );
    expect(joined).toContain('the sequence is empty');
  });

  it('an empty optional has nothing to get', () => {
    const got = run('(%o: opt<f32[2]>) -> (%r: f32[2])', '%r = optional_get_element(%o) : f32[2]\nreturn %r', {
      o: { kind: 'optional' },
    });
    expect(got).toContain('the optional is empty');
  });
});
