// What is too large is refused before anything of its size is allocated: these runs end at once.

import { Diagnostics } from '@afterglow/core';
import { Builder, build, createFunc, createModule, ops, setResultNames, tensorType, type Value } from '@afterglow/ir';
import { expect, it } from 'vitest';
import { interpret } from '../interpret.js';
import { f32, i64 } from '../testing/run-op.js';

const HUGE = 2 ** 32;

function codesOf(make: (b: Builder, x: Value, n: Value) => Value, maxTensorBytes?: number, size = HUGE): string[] {
  const func = createFunc(createModule('test'), 'main');
  const b = new Builder(func.body, { registry: ops });
  const [x, n] = [b.param('x', tensorType('f32', [1])), b.param('n', tensorType('i64', [1]))];
  b.results([make(b, x, n)]);
  setResultNames(func, ['y']);
  const diagnostics = new Diagnostics();
  const inputs = new Map([
    ['x', f32([1], [3])],
    ['n', i64([1], [size])],
  ]);
  interpret(func, inputs, { diagnostics, ...(maxTensorBytes === undefined ? {} : { maxTensorBytes }) });
  return diagnostics.list.map(({ code }) => code);
}

it('refuses a result whose size is known', () => {
  expect(codesOf((b, x) => build.neg(b, build.expand(b, x, { shape: [HUGE] })))).toEqual(['interpreter/too-large']);
});

it('refuses to read the numbers of a symbolic tensor, but not to pass it on', () => {
  const splat = (b: Builder) => build.splat(b, { shape: [HUGE], value: 1, elem: 'f32' });
  expect(codesOf((b) => build.neg(b, splat(b)))).toEqual(['interpreter/too-large']);
  expect(codesOf((b) => build.shapeOf(b, build.reshape(b, splat(b), { shape: [2 ** 16, 2 ** 16] })))).toEqual([]);
});

it('refuses a result whose size the data decide', () => {
  expect(codesOf((b, x, n) => build.neg(b, build.dynamicExpand(b, x, n)))).toEqual(['interpreter/too-large']);
});

it('refuses a reduction of nothing to more lines than memory holds, along an axis that is data', () => {
  const long = (b: Builder, x: Value) => {
    const empty = build.slice(b, x, { starts: [0], ends: [0], axes: [0], steps: [1] });
    return build.tile(b, build.unsqueeze(b, empty, { axes: [1] }), { repeats: [1, 2 ** 30] });
  };
  const reduced = (b: Builder, x: Value, n: Value) =>
    build.dynamicReduce(b, long(b, x), n, { reduction: 'sum', keepdims: true, empty: 'all', result_rank: 2 });
  expect(codesOf(reduced, undefined, 0)).toEqual(['interpreter/too-large']);
});

it('takes the limit of the caller', () => {
  const wide = (b: Builder, x: Value) => build.expand(b, x, { shape: [1000] });
  expect(codesOf(wide)).toEqual([]);
  expect(codesOf(wide, 3999)).toEqual(['interpreter/too-large']);
});

it('does not count along a long axis of a tensor without elements', () => {
  const empty = (b: Builder, x: Value) => build.slice(b, x, { starts: [0], ends: [0], axes: [0], steps: [1] });
  const long = (b: Builder, x: Value) =>
    build.tile(b, build.unsqueeze(b, empty(b, x), { axes: [1] }), { repeats: [1, HUGE] });
  expect(codesOf(long)).toEqual([]);
});

it('refuses a negative size among the data', () => {
  const expanded = (b: Builder, x: Value, n: Value) => build.dynamicExpand(b, x, n);
  expect(codesOf(expanded, undefined, -1)).toEqual(['interpreter/bad-operand']);
});
