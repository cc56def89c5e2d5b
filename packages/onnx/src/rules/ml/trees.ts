// The tables of `tree_ensemble`, and what makes them trees.

import { type Tensor, tensorFromArray } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';
import { integerVector, table } from './tables.js';

/** Nodes and leaves of trees as columns; a branch below zero is leaf `-1 - branch`. */
export interface Trees {
  readonly roots: readonly number[];
  readonly modes: readonly number[];
  readonly features: readonly number[];
  readonly splits: Tensor;
  readonly missing: readonly boolean[];
  /** Pairs: where the comparison holds, where it does not. */
  readonly branches: readonly number[];
  /** Where the votes of each leaf begin, and where the last end. */
  readonly leaves: readonly number[];
  readonly targets: readonly number[];
  readonly weights: Tensor;
}

export interface Ensemble {
  readonly outputs: number;
  readonly aggregate: 'sum' | 'average' | 'min' | 'max';
  readonly base: Tensor | undefined;
}

/** Columns that must have an entry a row. */
export function checkLengths(
  n: NodeReader,
  count: number,
  columns: Readonly<Record<string, number | undefined>>,
): void {
  for (const [name, length] of Object.entries(columns)) {
    if (length !== undefined && length !== count) n.invalid(`${name} has ${length} entries, but needs ${count}`);
  }
}

/** Refuses features that operand 0 does not have, outputs that there are not, and branches that lead back. */
function checkTrees(n: NodeReader, trees: Trees, outputs: number): void {
  const columns = n.shape(0).at(-1);
  trees.features.forEach((feature, i) => {
    if (feature < 0 || (typeof columns === 'number' && feature >= columns)) {
      n.invalid(`node ${i} reads feature ${feature} of ${columns}`);
    }
  });
  trees.targets.forEach((target, i) => {
    if (target < 0 || target >= outputs) n.invalid(`vote ${i} is for ${target} of ${outputs}`);
  });
  const back = findCycle(trees);
  if (back !== undefined) n.invalid(`node ${back} leads back to itself`);
}

/** A node that can be reached from itself: what is left when nodes without open branches are taken away in turn. */
function findCycle({ branches, modes }: Trees): number | undefined {
  const parents = modes.map((): number[] => []);
  const open = modes.map(() => 0);
  branches.forEach((branch, i) => {
    if (branch < 0) return;
    const parent = i >> 1;
    parents[branch]?.push(parent);
    open[parent] = (open[parent] ?? 0) + 1;
  });
  const ready = [...modes.keys()].filter((node) => open[node] === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    for (const parent of parents[node] ?? []) {
      const left = (open[parent] ?? 0) - 1;
      open[parent] = left;
      if (left === 0) ready.push(parent);
    }
  }
  // The others lead to a circle: whoever goes on for long enough is on it.
  const isLeft = (node: number) => node >= 0 && (open[node] ?? 0) > 0;
  let found = modes.findIndex((_, node) => isLeft(node));
  if (found < 0) return undefined;
  for (let steps = 0; steps < modes.length; steps++) {
    found = branches.slice(2 * found, 2 * found + 2).find(isLeft) ?? found;
  }
  return found;
}

/** Scores `[N, outputs]` of the rows of `x`, in the precision of the weights. */
export function buildTrees(n: NodeReader, b: ImportBuilder, x: Value, trees: Trees, ensemble: Ensemble): Value {
  const { outputs, aggregate, base } = ensemble;
  checkTrees(n, trees, outputs);
  const count = trees.modes.length;
  const integers = (name: string, values: readonly number[]) => table(b, name, integerVector(values));
  const branches = tensorFromArray('i64', [count, 2], BigInt64Array.from(trees.branches, BigInt));
  return build.treeEnsemble(
    b,
    x,
    integers('roots', trees.roots),
    table(b, 'modes', tensorFromArray('u8', [count], Uint8Array.from(trees.modes))),
    integers('features', trees.features),
    table(b, 'splits', trees.splits),
    table(b, 'missing', tensorFromArray('bool', [count], Uint8Array.from(trees.missing, Number))),
    table(b, 'branches', branches),
    integers('leaves', trees.leaves),
    integers('targets', trees.targets),
    table(b, 'weights', trees.weights),
    base && table(b, 'base', base),
    { outputs, aggregate },
  );
}
