import { memorySource, utf8Bytes } from '@afterglow/core';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import type { CompileOptions } from './options.js';

async function compiled(
  signature: string,
  body: string,
  stopAfter?: 'optimize',
  options: CompileOptions = { target: 'interpreter' },
) {
  const text = girText(signature, body);
  const input = { name: 'm.gir', source: memorySource('m.gir', utf8Bytes(text)), open: () => undefined };
  const result = await compile(input, { ...options, ...(stopAfter && { stopAfter }) });
  const said = result.diagnostics.map(({ code, message }) => `${code}: ${message}`);
  const dims = result.ok ? result.value.report.dims?.map(({ name, lo, hi }) => `${name} in ${lo}..${hi}`) : [];
  return { said, dims, conditions: result.ok ? result.value.bundle?.manifest.conditions : undefined };
}

const POOL = 'max_pool(%x) {kernel = [3], strides = [1], pads = [0, 0], dilations = [1]}';
const pooled = (range: string) =>
  compiled(
    `(%x: f32[1, 2, L]) -> (%y: f32[1, 2, L - 2]) where L in ${range}`,
    `%y, %at = ${POOL}\nreturn %y`,
    'optimize',
  );

describe('ranges of sizes', () => {
  it('begin where the windows fit, and say so where somebody asked for more', async () => {
    expect(await pooled('0..64')).toMatchObject({
      dims: ['L in 2..64'],
      said: ['compile/sizes-narrowed: L is in 2..64: y cannot run at other sizes'],
    });
    expect(await pooled('0..')).toMatchObject({ dims: ['L in 2..1048576'], said: [] });
    expect(await pooled('2..64')).toMatchObject({ dims: ['L in 2..64'], said: [] });
  });

  it('end where a view has room for no more', async () => {
    const view = '%y = reshape(%x) {shape = [2, 6]}\nreturn %y';
    const { dims } = await compiled('(%x: f32[N, 4]) -> (%y: f32[2, 6]) where N in 0..64', view, 'optimize');
    expect(dims).toEqual(['N in 3..3']);
  });

  it('are refused where none of them is left', async () => {
    expect((await pooled('0..1')).said).toEqual([
      'compile/no-size-possible: y can run at none of the sizes asked for (L in 0..1)',
    ]);
    const view = '%y = reshape(%x) {shape = [100, 6]}\nreturn %y';
    const { said } = await compiled('(%x: f32[A, B]) -> (%y: f32[100, 6]) where A in 0..8, B in 0..8', view);
    expect(said).toEqual(['compile/no-size-possible: y can run at none of the sizes asked for (A in 0..8, B in 0..8)']);
  });

  it('stay where several sizes decide together: each launch is asked', async () => {
    const view = '%y = reshape(%x) {shape = [10, 6]}\nreturn %y';
    const { dims, conditions } = await compiled('(%x: f32[A, B]) -> (%y: f32[10, 6]) where A in 0..8, B in 0..8', view);
    expect(dims).toEqual(['A in 0..8', 'B in 0..8']);
    expect(conditions).toEqual([{ node: 'y', kind: 'equal', sizes: [['*', 'A', 'B'], 60] }]);
    const sum = '%y = add(%a, %b)\nreturn %y';
    const both = await compiled(
      '(%a: f32[A], %b: f32[B]) -> (%y: f32[max(A, B)*min(1, A, B)]) where A in 1..8, B in 1..8',
      sum,
    );
    expect(both.conditions?.map(({ kind, sizes }) => `${kind} ${sizes[0]}`)).toEqual(['repeats A', 'repeats B']);
  });

  it('that nobody asked for go as far as the graph needs', async () => {
    const options = { target: 'card' };
    const pooledOnCard = async (kernel: number) => {
      const pool = `max_pool(%x) {kernel = [${kernel}], strides = [1], pads = [0, 0], dilations = [1]}`;
      const signature = `(%x: f32[1, 2, L]) -> (%y: f32[1, 2, L - ${kernel - 1}]) where L in 0..`;
      return (await compiled(signature, `%y, %at = ${pool}\nreturn %y`, 'optimize', options)).dims;
    };
    expect(await pooledOnCard(3)).toEqual(['L in 2..64']);
    expect(await pooledOnCard(70)).toEqual(['L in 69..138']);
    const places = '(%x: f32[S, 8], %p: f32[512, 8]) -> (%y: f32[512, 8]) where S in 0..';
    expect((await compiled(places, '%y = add(%x, %p)\nreturn %y', 'optimize', options)).dims).toEqual(['S in 1..512']);
  });

  it('count where a slice begins and ends, and the sizes that a node states', async () => {
    const slice = '%y = slice(%x) {starts = [A], ends = [B], axes = [0], steps = [1]}\nreturn %y';
    const { conditions } = await compiled(
      '(%x: f32[C], %a: f32[A], %b: f32[B]) -> (%y: f32[max(0, B - A)]) where A in 0..8, B in 0..8, C in 0..8',
      slice,
    );
    expect(conditions).toEqual([{ node: 'y', kind: 'natural', sizes: [['+', ['*', -1, 'B'], 'C']] }]);
    const stated = '%y = assume_shape(%x) {shape = [B, A]}\nreturn %y';
    const same = await compiled('(%x: f32[A, B]) -> (%y: f32[B, A]) where A in 1..8, B in 1..8', stated);
    expect(same.conditions?.map(({ kind, sizes }) => `${kind} ${sizes.join(' ')}`)).toEqual(['equal A B', 'equal B A']);
  });

  it('count what an expansion is asked for', async () => {
    const expand = '%y = expand(%x) {shape = [B, 2]}\nreturn %y';
    const { conditions } = await compiled(
      '(%x: f32[A, 2], %b: f32[B]) -> (%y: f32[max(A, B)*min(1, A, B), 2]) where A in 1..8, B in 1..8',
      expand,
    );
    expect(conditions?.map(({ kind, sizes }) => `${kind} ${sizes[0]}`)).toEqual(['repeats A', 'repeats B']);
  });

  it('of branches do not count: one that is not taken may be of any size', async () => {
    const branch = `%y = if(%c) then {
      %p, %at = ${POOL}
      %s = reduce_sum(%p) {axes = [0, 1, 2], keepdims = false}
      yield %s
    } else {
      %z = splat() {shape = [], value = 0.0, elem = f32}
      yield %z
    }
    return %y`;
    const { dims, said } = await compiled(
      '(%x: f32[1, 2, L], %c: bool[]) -> (%y: f32[]) where L in 0..8',
      branch,
      'optimize',
    );
    expect(said).toEqual([]);
    expect(dims).toEqual(['L in 0..8']);
  });
});
