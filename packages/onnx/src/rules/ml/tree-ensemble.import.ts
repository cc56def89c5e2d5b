// TreeEnsemble-5: nodes and leaves in lists of their own, found by position.

import { integersOf, numbersOf, type Tensor, tensorFromNumbers, tensorSize } from '@afterglow/core';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { POST_TRANSFORMS, postTransform } from './post-transform.js';
import { rowsOf } from './tables.js';
import { buildTrees, checkLengths, type Trees } from './trees.js';

const [EQUAL, MEMBER] = [4, 6];
const AGGREGATES = ['average', 'sum', 'min', 'max'] as const;

function vector(n: NodeReader, name: string): Tensor {
  const tensor = n.tensor(name) ?? n.invalid(`${name} is missing`);
  return { ...tensor, shape: [tensorSize(tensor)] };
}

/** The sets of membership nodes: NaN ends each but, perhaps, the last. */
function membersOf(n: NodeReader, count: number): readonly (readonly number[])[] {
  const tensor = n.tensor('membership_values');
  const sets: number[][] = [[]];
  for (const value of tensor ? numbersOf(tensor) : []) {
    if (Number.isNaN(value)) sets.push([]);
    else sets.at(-1)?.push(value);
  }
  if (sets.length > count && sets.at(-1)?.length === 0) sets.pop();
  if (sets.length !== count) n.invalid(`membership_values has ${sets.length} sets for ${count} nodes`);
  return sets;
}

/** Trees under construction. A node that asks for membership becomes a chain of nodes that ask for one member each. */
class TreeList {
  readonly modes: number[] = [];
  readonly features: number[] = [];
  readonly splits: number[] = [];
  readonly missing: boolean[] = [];
  readonly branches: number[] = [];

  /** Adds a node and answers its place. */
  add(mode: number, feature: number, split: number, missing: boolean, yes: number, no: number): number {
    this.features.push(feature);
    this.splits.push(split);
    this.missing.push(missing);
    this.branches.push(yes, no);
    return this.modes.push(mode) - 1;
  }
}

function readTrees(n: NodeReader): Trees {
  const modes = (integersOf(vector(n, 'nodes_modes')) ?? n.invalid('nodes_modes are not integers')).map(Number);
  const splits = vector(n, 'nodes_splits');
  const weights = vector(n, 'leaf_weights');
  const targets = n.ints('leaf_targetids');
  const features = n.ints('nodes_featureids');
  const tracks = n.maybeInts('nodes_missing_value_tracks_true') ?? [];
  const sides = (['true', 'false'] as const).map((side) => ({
    ids: n.ints(`nodes_${side}nodeids`),
    isLeaf: n.ints(`nodes_${side}leafs`),
    side,
  }));
  checkLengths(n, modes.length, {
    nodes_splits: tensorSize(splits),
    nodes_featureids: features.length,
    nodes_missing_value_tracks_true: tracks.length === 0 ? undefined : tracks.length,
    ...Object.fromEntries(sides.map(({ side, ids }) => [`nodes_${side}nodeids`, ids.length])),
    ...Object.fromEntries(sides.map(({ side, isLeaf }) => [`nodes_${side}leafs`, isLeaf.length])),
  });
  checkLengths(n, targets.length, { leaf_weights: tensorSize(weights) });
  const bad = modes.find((mode) => mode < 0 || mode > MEMBER);
  if (bad !== undefined) n.invalid(`there is no mode ${bad}`);

  const sets = membersOf(n, modes.filter((mode) => mode === MEMBER).length);
  const branch = (side: number, row: number): number => {
    const { ids = [], isLeaf = [] } = sides[side] ?? {};
    const [id = -1, leaf = 0] = [ids[row], isLeaf[row]];
    const count = leaf === 0 ? modes.length : targets.length;
    if (id < 0 || id >= count) n.invalid(`node ${row} leads to ${leaf === 0 ? 'node' : 'leaf'} ${id} of ${count}`);
    return leaf === 0 ? id : -1 - id;
  };
  // Nodes keep their places; what chains add comes behind all of them.
  const list = new TreeList();
  const numbers = numbersOf(splits);
  const chains: { readonly row: number; readonly members: readonly number[] }[] = [];
  let set = 0;
  modes.forEach((mode, row) => {
    const members = mode === MEMBER ? (sets[set++] ?? []) : [numbers[row] ?? 0];
    // No member is not a number: nothing equals it.
    const first = members[0] ?? Number.NaN;
    list.add(
      mode === MEMBER ? EQUAL : mode,
      features[row] ?? 0,
      first,
      (tracks[row] ?? 0) !== 0,
      branch(0, row),
      branch(1, row),
    );
    if (members.length > 1) chains.push({ row, members });
  });
  for (const { row, members } of chains) {
    const [yes, no] = [branch(0, row), branch(1, row)];
    const missing = (tracks[row] ?? 0) !== 0;
    let last = row;
    for (const member of members.slice(1)) {
      const next = list.add(EQUAL, features[row] ?? 0, member, missing, yes, no);
      list.branches[2 * last + 1] = next;
      last = next;
    }
  }
  const roots = n.ints('tree_roots');
  const lost = roots.find((root) => root < 0 || root >= modes.length);
  if (lost !== undefined) n.invalid(`tree_roots names node ${lost} of ${modes.length}`);
  return {
    ...list,
    roots,
    splits: tensorFromNumbers(splits.elem, [list.splits.length], list.splits),
    leaves: Array.from({ length: targets.length + 1 }, (_, leaf) => leaf),
    targets,
    weights,
  };
}

/** A word that version 5 writes as a number. */
function chosen<T>(n: NodeReader, name: string, words: readonly T[]): T {
  const number = n.int(name);
  return words[number] ?? n.invalid(`there is no ${name} ${number}`);
}

export const treeEnsemble = importRule('ai.onnx.ml', 'TreeEnsemble', {
  '5-': (n, b) => {
    const aggregate = chosen(n, 'aggregate_function', AGGREGATES);
    const transform = chosen(n, 'post_transform', POST_TRANSFORMS);
    const outputs = n.maybeInt('n_targets') ?? n.invalid('n_targets is missing');
    const scores = buildTrees(n, b, rowsOf(n, b), readTrees(n), { outputs, aggregate, base: undefined });
    if (transform === 'NONE') return b.cast(scores, n.elem(0));
    return b.cast(postTransform(b, b.cast(scores, 'f32'), transform), n.elem(0));
  },
});
