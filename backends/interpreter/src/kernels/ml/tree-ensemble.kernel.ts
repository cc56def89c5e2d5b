// TreeEnsemble-5 of ai.onnx.ml: each row walks down each tree, and the votes at the leaves are combined. Sums in double,
// rounded once. Bounds: indices of the tables are checked before the walk, which takes at most as many steps as there are
// nodes; a longer one runs in circles.

import type { Tensor } from '@afterglow/core';
import { doublesOf, floatsOf, integersAsNumbers, newFloats, sealFloats, storedOf } from '../../data/elements.js';
import { badOperand, intAttr, type KernelContext, kernel, optionalTensorAt, tensorAt, wordAttr } from '../../kernel.js';

type Compare = (x: number, split: number) => boolean;

/** By the numbers of `nodes_modes`. */
const compares: readonly Compare[] = [
  (x, split) => x <= split,
  (x, split) => x < split,
  (x, split) => x >= split,
  (x, split) => x > split,
  (x, split) => x === split,
  (x, split) => x !== split,
];

interface Trees {
  readonly roots: readonly number[];
  readonly compare: readonly Compare[];
  readonly features: readonly number[];
  readonly splits: ArrayLike<number>;
  readonly missing: ArrayLike<number>;
  readonly branches: readonly number[];
  readonly leaves: readonly number[];
  readonly targets: readonly number[];
  readonly weights: ArrayLike<number>;
}

function treesOf(context: KernelContext, features: number, outputs: number): Trees {
  const integers = (index: number) => integersAsNumbers(tensorAt(context, index));
  const modes = storedOf(tensorAt(context, 2));
  const trees: Trees = {
    roots: integers(1),
    compare: Array.from(modes, (mode) => compares[mode] ?? badOperand(context, `there is no mode ${mode}`)),
    features: integers(3),
    splits: floatsOf(tensorAt(context, 4)),
    missing: storedOf(tensorAt(context, 5)),
    branches: integers(6),
    leaves: integers(7),
    targets: integers(8),
    weights: floatsOf(tensorAt(context, 9)),
  };
  const check = (what: string, list: readonly number[], from: number, to: number) => {
    for (const value of list) {
      if (value < from || value >= to) badOperand(context, `there is no ${what} ${value}`);
    }
  };
  const [nodes, leaves] = [trees.compare.length, trees.leaves.length - 1];
  check('feature', trees.features, 0, features);
  check('branch', trees.roots, -leaves, nodes);
  check('branch', trees.branches, -leaves, nodes);
  check('output', trees.targets, 0, outputs);
  check('vote', trees.leaves, 0, trees.targets.length + 1);
  return trees;
}

/** The leaf that row `at` of x reaches from `root`. */
function leafOf(context: KernelContext, trees: Trees, x: ArrayLike<number>, at: number, root: number): number {
  let place = root;
  for (let steps = 0; place >= 0; steps++) {
    if (steps === trees.compare.length) badOperand(context, `node ${place} leads back to itself`);
    const value = x[at + trees.features[place]];
    const holds = Number.isNaN(value) ? trees.missing[place] !== 0 : trees.compare[place](value, trees.splits[place]);
    place = trees.branches[2 * place + (holds ? 0 : 1)];
  }
  return -1 - place;
}

const combines: Readonly<Record<string, (sum: number, vote: number) => number>> = {
  min: Math.min,
  max: Math.max,
};

function doubles(tensor: Tensor | undefined): ArrayLike<number> | undefined {
  return tensor && floatsOf(tensor);
}

export const treeEnsemble = kernel('tree_ensemble', (context) => {
  const x = tensorAt(context, 0);
  const [rows, features] = x.shape;
  const outputs = intAttr(context, 'outputs');
  const aggregate = wordAttr(context, 'aggregate');
  const trees = treesOf(context, features, outputs);
  const [values, base] = [doublesOf(x), doubles(optionalTensorAt(context, 10))];
  const combine = combines[aggregate] ?? ((sum: number, vote: number) => sum + vote);
  const elem = tensorAt(context, 9).elem;
  const out = newFloats(elem, rows * outputs);
  for (let row = 0; row < rows; row++) {
    // An output that no leaf votes for is 0, whatever the others are combined by.
    const scores = new Array<number | undefined>(outputs).fill(undefined);
    for (const root of trees.roots) {
      const leaf = leafOf(context, trees, values, row * features, root);
      for (let vote = trees.leaves[leaf]; vote < trees.leaves[leaf + 1]; vote++) {
        const [target, weight] = [trees.targets[vote], trees.weights[vote]];
        const score = scores[target];
        scores[target] = score === undefined ? weight : combine(score, weight);
      }
    }
    const share = aggregate === 'average' ? trees.roots.length : 1;
    for (let k = 0; k < outputs; k++) {
      out[row * outputs + k] = (scores[k] ?? 0) / Math.max(1, share) + (base ? base[k] : 0);
    }
  }
  return [sealFloats(elem, [rows, outputs], out)];
});
