import { Diagnostics, memorySource, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { printModule } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../import/import-model.js';
import { type AttributeValue, GraphBuilder, writeModel } from '../../testing/index.js';

type Attributes = Readonly<Record<string, AttributeValue>>;

/** The module as text, or what is wrong with it. */
function load(op: string, attributes: Attributes, columns: number | string = 2, outputs = 1): string {
  const g = new GraphBuilder();
  g.input('x', 'f32', ['N', columns]);
  for (const name of g.nodeOutputs(op, ['x'], attributes, { domain: 'ai.onnx.ml', outputs })) g.output(name);
  const diagnostics = new Diagnostics();
  const { bytes } = writeModel(g, { opsets: { 'ai.onnx.ml': 5 } });
  const module = importOnnx(memorySource('m.onnx', bytes), { diagnostics });
  return module ? printModule(module) : diagnostics.list.map(({ code, message }) => `${code}: ${message}`).join('\n');
}

/** Two nodes, of which the second is a leaf's parent as well: `x[0] <= 1 ? leaf 1 : (x[1] < 2 ? leaf 3 : leaf 4)`. */
const tree: Attributes = {
  n_targets: 1,
  nodes_treeids: [0, 0, 0, 0, 0],
  nodes_nodeids: [0, 1, 2, 3, 4],
  nodes_modes: ['BRANCH_LEQ', 'LEAF', 'BRANCH_LT', 'LEAF', 'LEAF'],
  nodes_featureids: [0, 0, 1, 0, 0],
  nodes_values: [1, 0, 2, 0, 0],
  nodes_truenodeids: [1, 0, 3, 0, 0],
  nodes_falsenodeids: [2, 0, 4, 0, 0],
  target_treeids: [0, 0, 0],
  target_nodeids: [1, 3, 4],
  target_ids: [0, 0, 0],
  target_weights: [10, 20, 30],
};

function regressor(changes: Attributes, columns?: number | string): string {
  return load('TreeEnsembleRegressor', { ...tree, ...changes }, columns);
}

describe('TreeEnsembleRegressor', () => {
  it('becomes tables of nodes and leaves', () => {
    const text = regressor({});
    expect(text).toMatch(/branches : i64\[2, 2\] = \[\[-1, 1\], \[-2, -3\]\]/);
    expect(text).toMatch(/roots : i64\[1\] = \[0\]/);
    expect(text).toContain(': f32[N, 1]');
  });

  it('refuses trees that are none, with the node at fault', () => {
    const problems: readonly (readonly [Attributes, string])[] = [
      [{ nodes_falsenodeids: [2, 0, 0, 0, 0] }, 'node 0 leads back to itself'],
      [{ nodes_truenodeids: [1, 0, 2, 0, 0] }, 'node 1 leads back to itself'],
      [{ nodes_truenodeids: [7, 0, 3, 0, 0] }, 'tree 0 has no node 7, to which node 0 leads'],
      [{ nodes_nodeids: [0, 1, 2, 3, 3] }, 'tree 0 has node 3 twice'],
      [{ nodes_featureids: [0, 0, 5, 0, 0] }, 'node 1 reads feature 5 of 2'],
      [{ nodes_featureids: [0, 0, -1, 0, 0] }, 'node 1 reads feature -1 of 2'],
      [{ target_ids: [0, 0, 1] }, 'vote 2 is for 1 of 1'],
      [{ target_nodeids: [1, 3, 9] }, 'vote 2 is at node 9 of tree 0, which does not exist'],
      [{ target_weights: [1] }, 'target_weights has 1 entries, but needs 3'],
      [{ nodes_values: [1] }, 'nodes_values has 1 entries, but needs 5'],
      [{ base_values: [1, 2] }, 'base_values has 2 entries for 1 targets'],
    ];
    for (const [changes, problem] of problems) {
      expect(regressor(changes)).toBe(`onnx/invalid-node: TreeEnsembleRegressor is not valid here: ${problem}`);
    }
    expect(regressor({ nodes_modes: ['BRANCH_LEQ', 'LEAF', 'BRANCH_MEMBER', 'LEAF', 'LEAF'] })).toBe(
      'onnx/unsupported-op: TreeEnsembleRegressor (ai.onnx.ml 5) with nodes_modes with "BRANCH_MEMBER" has no import rule',
    );
  });

  it('leaves features to the run where the number of columns is open', () => {
    expect(regressor({ nodes_featureids: [0, 0, 5, 0, 0] }, 'F')).toContain('tree_ensemble(');
  });

  it('follows a tree of any depth', () => {
    const count = 10_000;
    const nodes = Array.from({ length: 2 * count + 1 }, (_, i) => i);
    const isLeaf = (node: number) => node % 2 === 1 || node === 2 * count;
    const text = load('TreeEnsembleRegressor', {
      n_targets: 1,
      nodes_treeids: nodes.map(() => 0),
      nodes_nodeids: nodes,
      nodes_modes: nodes.map((node) => (isLeaf(node) ? 'LEAF' : 'BRANCH_LEQ')),
      nodes_featureids: nodes.map(() => 0),
      nodes_values: nodes,
      nodes_truenodeids: nodes.map((node) => (isLeaf(node) ? 0 : node + 1)),
      nodes_falsenodeids: nodes.map((node) => (isLeaf(node) ? 0 : node + 2)),
      target_treeids: [0],
      target_nodeids: [2 * count],
      target_ids: [0],
      target_weights: [1],
    });
    expect(text).toContain('i64[10000, 2]');
  });
});

function bytes(values: readonly number[]): Tensor {
  return tensorFromNumbers('u8', [values.length], values);
}

function floats(values: readonly number[]): Tensor {
  return tensorFromNumbers('f32', [values.length], values);
}

/** `x[0] in {1, 2, 3} ? leaf 0 : leaf 1`. */
const members: Attributes = {
  n_targets: 1,
  nodes_modes: bytes([6]),
  nodes_featureids: [0],
  nodes_splits: floats([0]),
  nodes_truenodeids: [0],
  nodes_trueleafs: [1],
  nodes_falsenodeids: [1],
  nodes_falseleafs: [1],
  membership_values: floats([1, 2, 3, Number.NaN]),
  leaf_targetids: [0, 0],
  leaf_weights: floats([10, 20]),
  tree_roots: [0],
};

describe('TreeEnsemble', () => {
  it('asks for one member of a set after the other', () => {
    const text = load('TreeEnsemble', members);
    expect(text).toMatch(/splits : f32\[3\] = \[1.0, 2.0, 3.0\]/);
    expect(text).toMatch(/branches : i64\[3, 2\] = \[\[-1, 1\], \[-1, 2\], \[-1, -2\]\]/);
  });

  it('refuses what its lists do not hold', () => {
    const problems: readonly (readonly [Attributes, string])[] = [
      [{ membership_values: floats([1, Number.NaN, 2]) }, 'membership_values has 2 sets for 1 nodes'],
      [{ nodes_modes: bytes([7]) }, 'there is no mode 7'],
      [{ nodes_falsenodeids: [2] }, 'node 0 leads to leaf 2 of 2'],
      [{ nodes_falseleafs: [0] }, 'node 0 leads to node 1 of 1'],
      [{ nodes_falseleafs: [0], nodes_falsenodeids: [0] }, 'node 0 leads back to itself'],
      [{ tree_roots: [1] }, 'tree_roots names node 1 of 1'],
      [{ leaf_weights: floats([1]) }, 'leaf_weights has 1 entries, but needs 2'],
      [{ aggregate_function: 4 }, 'there is no aggregate_function 4'],
      [{ post_transform: -1 }, 'there is no post_transform -1'],
    ];
    for (const [changes, problem] of problems) {
      expect(load('TreeEnsemble', { ...members, ...changes })).toBe(
        `onnx/invalid-node: TreeEnsemble is not valid here: ${problem}`,
      );
    }
  });
});
