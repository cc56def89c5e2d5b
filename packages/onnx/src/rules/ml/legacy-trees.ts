// Trees as TreeEnsembleClassifier and TreeEnsembleRegressor have them: nodes and leaves in one list, found by the ids of a
// tree and of a node in it; a leaf may have several votes.

import { numbersOf, type Tensor, tensorFromNumbers, tensorSize } from '@afterglow/core';
import type { NodeReader } from '../../import/node-reader.js';
import { maybeReals } from './tables.js';
import { checkLengths, type Trees } from './trees.js';

const MODES: Readonly<Record<string, number>> = {
  BRANCH_LEQ: 0,
  BRANCH_LT: 1,
  BRANCH_GTE: 2,
  BRANCH_GT: 3,
  BRANCH_EQ: 4,
  BRANCH_NEQ: 5,
};

/** Rows of the node list by the ids of tree and node. */
type Places = ReadonlyMap<number, ReadonlyMap<number, number>>;

function placesOf(n: NodeReader, trees: readonly number[], nodes: readonly number[]): Places {
  const places = new Map<number, Map<number, number>>();
  nodes.forEach((node, row) => {
    const tree = trees[row] ?? 0;
    const known = places.get(tree) ?? new Map<number, number>();
    if (known.has(node)) n.invalid(`tree ${tree} has node ${node} twice`);
    places.set(tree, known.set(node, row));
  });
  return places;
}

/** The trees of a node whose votes are in the attributes `<votes>_ids` and so on. */
export function legacyTrees(n: NodeReader, votes: 'class' | 'target'): Trees {
  const list = (name: string) => n.maybeInts(name) ?? [];
  const [treeIds, nodeIds, yes, no] = ['treeids', 'nodeids', 'truenodeids', 'falsenodeids'].map((name) =>
    list(`nodes_${name}`),
  ) as [readonly number[], readonly number[], readonly number[], readonly number[]];
  const words = n.maybeStrings('nodes_modes') ?? [];
  const features = list('nodes_featureids');
  const values = maybeReals(n, 'nodes_values') ?? tensorFromNumbers('f32', [0], []);
  const tracks = n.maybeInts('nodes_missing_value_tracks_true');
  checkLengths(n, words.length, {
    nodes_treeids: treeIds.length,
    nodes_nodeids: nodeIds.length,
    nodes_featureids: features.length,
    nodes_values: tensorSize(values),
    nodes_truenodeids: yes.length,
    nodes_falsenodeids: no.length,
    nodes_missing_value_tracks_true: tracks === undefined || tracks.length === 0 ? undefined : tracks.length,
  });
  const places = placesOf(n, treeIds, nodeIds);

  // A row becomes a node or a leaf of the result: `reference` says which.
  const branching: number[] = [];
  const leaves: number[] = [];
  const reference = words.map((word, row) => {
    if (word === 'LEAF') return -leaves.push(row);
    if (!Object.hasOwn(MODES, word)) n.unsupported(`nodes_modes with ${JSON.stringify(word)}`);
    return branching.push(row) - 1;
  });
  const isChild = new Set<number>();
  const branch = (row: number, ids: readonly number[]): number => {
    const [tree, node] = [treeIds[row] ?? 0, ids[row] ?? 0];
    const child = places.get(tree)?.get(node);
    if (child === undefined) n.invalid(`tree ${tree} has no node ${node}, to which node ${nodeIds[row]} leads`);
    isChild.add(child);
    return reference[child] ?? 0;
  };
  const branches = branching.flatMap((row) => [branch(row, yes), branch(row, no)]);
  const roots = [...places].map(([tree, rows]) => {
    const root = [...rows.values()].find((row) => !isChild.has(row));
    return reference[root ?? n.invalid(`each node of tree ${tree} leads back to itself`)] ?? 0;
  });
  const splits = numbersOf(values);
  return {
    roots,
    modes: branching.map((row) => MODES[words[row] ?? ''] ?? 0),
    features: branching.map((row) => features[row] ?? 0),
    splits: tensorFromNumbers(
      values.elem,
      [branching.length],
      branching.map((row) => splits[row] ?? 0),
    ),
    missing: branching.map((row) => (tracks?.[row] ?? 0) !== 0),
    branches,
    ...votesOf(n, votes, places, reference, leaves.length),
  };
}

/** Votes in the order of their leaves. */
function votesOf(
  n: NodeReader,
  votes: 'class' | 'target',
  places: Places,
  reference: readonly number[],
  leafCount: number,
): Pick<Trees, 'leaves' | 'targets' | 'weights'> {
  const list = (name: string) => n.maybeInts(`${votes}_${name}`) ?? [];
  const [trees, nodes, ids] = [list('treeids'), list('nodeids'), list('ids')];
  const weights: Tensor = maybeReals(n, `${votes}_weights`) ?? tensorFromNumbers('f32', [0], []);
  checkLengths(n, ids.length, {
    [`${votes}_treeids`]: trees.length,
    [`${votes}_nodeids`]: nodes.length,
    [`${votes}_weights`]: tensorSize(weights),
  });
  const ofLeaf = Array.from({ length: leafCount }, (): number[] => []);
  ids.forEach((_, vote) => {
    const row = places.get(trees[vote] ?? 0)?.get(nodes[vote] ?? 0);
    if (row === undefined)
      n.invalid(`vote ${vote} is at node ${nodes[vote]} of tree ${trees[vote]}, which does not exist`);
    // Weights at a node that branches are never voted with.
    ofLeaf[-1 - (reference[row] ?? 0)]?.push(vote);
  });
  const order = ofLeaf.flat();
  const numbers = numbersOf(weights);
  const leaves = [0];
  for (const own of ofLeaf) leaves.push((leaves.at(-1) ?? 0) + own.length);
  return {
    leaves,
    targets: order.map((vote) => ids[vote] ?? 0),
    weights: tensorFromNumbers(
      weights.elem,
      [order.length],
      order.map((vote) => numbers[vote] ?? 0),
    ),
  };
}
