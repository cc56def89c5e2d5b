// An embedding bag computes what the loop it was raised from computes, whatever the offsets hold.

import { interpret } from '@afterglow/backend-interpreter';
import { Diagnostics, numbersOf, renderDiagnostics, tensorFromArray, tensorFromNumbers } from '@afterglow/core';
import { type Module, ops, parseModule, printModule } from '@afterglow/ir';
import { raiseEmbeddingBag, removeDeadNodes, runPipeline } from '@afterglow/passes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ROWS = 5;
const WIDTH = 2;

interface Form {
  readonly reduce: 'reduce_sum' | 'reduce_mean' | 'reduce_max';
  readonly weighted: boolean;
  readonly last: boolean;
}

function bagLoop({ reduce, weighted, last }: Form): string {
  const cut = last
    ? '%ends = slice(%off) {starts = [1], ends = [B + 1], axes = [0], steps = [1]} : i64[B]'
    : `%n = shape_of(%ids) : i64[1]
    %bounds = concat(%off, %n) {axis = 0} : i64[B + 1]
    %ends = slice(%bounds) {starts = [1], ends = [B + 1], axes = [0], steps = [1]} : i64[B]`;
  const factor = `%ws = dynamic_slice(%w, %b, %e, %axis) : f32[len]
      %f = unsqueeze(%ws) {axes = [1]} : f32[len, 1]
      %x = mul(%rows, %f) : f32[len, ${WIDTH}]`;
  return `gir 1
module @bag {
  const %zero : i64[] = 0
  const %axis : i64[1] = [0]
  const %true : bool[] = true
  const %table : f32[${ROWS}, ${WIDTH}] = [[1.5, -2.0], [0.25, 3.0], [-1.0, 0.5], [8.0, -0.125], [-0.75, 7.0]]
  func @main(%ids: i64[N], %off: i64[${last ? 'B + 1' : 'B'}], %w: f32[N]) -> (%out: f32[B, ${WIDTH}]) where B in 0..8, N in 0..64, len in 0..64 {
    ${cut}
    %shape = shape_of(%ends) : i64[1]
    %trip = gather(%shape, %zero) : i64[]
    %out = loop(%trip, %true) {carried = 0} body(%i: i64[], %c: bool[]) {
      %b0 = gather(${last ? '%off' : '%bounds'}, %i) : i64[]
      %b = unsqueeze(%b0) {axes = [0]} : i64[1]
      %e0 = gather(%ends, %i) : i64[]
      %e = unsqueeze(%e0) {axes = [0]} : i64[1]
      %bag = dynamic_slice(%ids, %b, %e, %axis) : i64[len]
      %rows = gather(%table, %bag) : f32[len, ${WIDTH}]
      ${weighted ? factor : ''}
      %row = ${reduce}(${weighted ? '%x' : '%rows'}) {axes = [0], keepdims = false} : f32[${WIDTH}]
      yield %true, %row
    } : f32[B, ${WIDTH}]
    return %out
  }
}
`;
}

function parse(text: string): Module {
  const diagnostics = new Diagnostics();
  const module = parseModule(text, { file: 'bag.gir', registry: ops, diagnostics });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

function run(module: Module, ids: number[], offsets: number[], weights: number[]): number[] {
  const func = module.funcs.get('main');
  const diagnostics = new Diagnostics();
  const inputs = new Map([
    ['ids', tensorFromArray('i64', [ids.length], BigInt64Array.from(ids, BigInt))],
    ['off', tensorFromArray('i64', [offsets.length], BigInt64Array.from(offsets, BigInt))],
    ['w', tensorFromNumbers('f32', [weights.length], weights)],
  ]);
  const out = func && interpret(func, inputs, { diagnostics })?.get('out');
  if (!out || !('storage' in out)) throw new Error(renderDiagnostics(diagnostics.list));
  return Array.from(numbersOf(out));
}

const bags = fc.integer({ min: 0, max: 12 }).chain((n) =>
  fc.record({
    ids: fc.array(fc.integer({ min: -ROWS, max: ROWS - 1 }), { minLength: n, maxLength: n }),
    // Beyond both ends, decreasing, negative: Slice gives all of them a meaning.
    offsets: fc.array(fc.integer({ min: -15, max: 15 }), { minLength: 1, maxLength: 8 }),
    weights: fc.array(
      fc.integer({ min: -8, max: 8 }).map((w) => w / 4),
      { minLength: n, maxLength: n },
    ),
  }),
);

describe('a raised bag', () => {
  for (const reduce of ['reduce_sum', 'reduce_mean', 'reduce_max'] as const) {
    for (const weighted of [false, true]) {
      for (const last of [false, true]) {
        it(`computes what its loop does: ${reduce}${weighted ? ', weighted' : ''}${last ? ', last offset included' : ''}`, () => {
          const loop = parse(bagLoop({ reduce, weighted, last }));
          const raised = parse(bagLoop({ reduce, weighted, last }));
          const diagnostics = new Diagnostics();
          runPipeline(raised, [raiseEmbeddingBag, removeDeadNodes], { registry: ops, diagnostics });
          expect(printModule(raised)).not.toContain('loop');
          expect(printModule(raised)).toContain('embedding_bag');
          fc.assert(
            fc.property(bags, ({ ids, offsets, weights }) => {
              expect(run(raised, ids, offsets, weights)).toEqual(run(loop, ids, offsets, weights));
            }),
          );
        });
      }
    }
  }
});
