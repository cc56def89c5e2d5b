// Layers of one shape on the parts of a value, whose results are joined again, are one product of many matrices.
//
//   %a, %b, %c, … = split(%x) {axis = 1, sizes = [1, 1, 1, …]}               x [N, G, K]
//   %p = fully_connected(%a, %wa, %ba)   %q = fully_connected(%b, %wb, %bb)   …
//   %y = concat(%p, %q, …) {axis = 1}                                        [N, G, M]
//   →
//   %t = transpose(%x) {perm = [1, 0, 2]}                                    [G, N, K]
//   %m = matmul(%t, const %w : [G, K, M])
//   %s = add(%m, const %b : [G, 1, M])
//   %y = transpose(%s) {perm = [1, 0, 2]}
//
// Parts may be of any length and lie along any axis; a value cut along its last axis (a matrix of blocks) becomes groups by a reshape. Only
// where nodes become fewer, which takes four or more layers. A bias is rounded by itself, which the layer does not do. Ends because layers
// become fewer.

import { fusedOrigin, tensorBytes } from '@afterglow/core';
import { type Builder, constTensor, type Node, producer, type Shape, type Value } from '@afterglow/ir';
import { hasOneReader, tensorTypeOf } from '../basic/look.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import { defineRule } from '../manager/rule.js';
import { fromFront, type GroupedAxis, stepsOf, toFront } from './grouped-axis.js';
import { areOneFloatType, isConst } from './layer.js';

/** Bytes of weights that are joined at most: a copy of them is made. */
const MOST_BYTES = 64 * 1024 * 1024;

interface Batch {
  readonly join: Node;
  readonly split: Node;
  readonly layers: readonly Node[];
}

const shapeOf = (value: Value | undefined): Shape => tensorTypeOf(value)?.shape ?? [];

function axisOf(node: Node, rank: number): number {
  const axis = Number(node.attrs['axis'] ?? 0);
  return axis < 0 ? axis + rank : axis;
}

function match(join: Node): Batch | undefined {
  const layers: Node[] = [];
  for (const part of join.operands) {
    const layer = producer(part);
    if (layer?.op.name !== 'fully_connected') return undefined;
    layers.push(layer);
  }
  const split = producer(layers[0]?.operands[0]);
  const isOfRows = shapeOf(layers[0]?.operands[0]).length >= 2;
  if (split?.op.name !== 'split' || layers.length < 2 || !isOfRows) return undefined;
  const isInOrder = layers.every((layer, i) => layer.operands[0] === split.results[i]);
  return isInOrder && split.results.length === layers.length ? { join, split, layers } : undefined;
}

/** Where the groups lie before and after the layers. */
function axesOf({ join, split, layers }: Batch): { readonly before: GroupedAxis; readonly after: GroupedAxis } {
  const [x, y] = [shapeOf(layers[0]?.operands[0]), shapeOf(layers[0]?.results[0])];
  const [cut, joined] = [axisOf(split, x.length), axisOf(join, y.length)];
  const groups = layers.length;
  // An axis of one that only says which group it is takes no part in the product.
  const isUnit = x.length > 2 && cut === joined && cut < x.length - 1 && x[cut] === 1;
  return { before: { axis: cut, groups, isUnit }, after: { axis: joined, groups, isUnit } };
}

function nodesAfter(batch: Batch): number {
  const { before, after } = axesOf(batch);
  const [layer] = batch.layers;
  const [hasBias, hasAct] = [layer?.operands[2] !== undefined, layer?.attrs['act'] !== 'none'];
  return stepsOf(before) + 1 + Number(hasBias) + Number(hasBias && hasAct) + stepsOf(after);
}

function haveOneShape({ layers }: Batch): boolean {
  const kinds = layers.map(({ operands, attrs }) =>
    [0, 1, 2]
      .map((i) => tensorTypeOf(operands[i])?.key)
      .concat(String(attrs['act']))
      .join(),
  );
  return kinds.every((kind) => kind === kinds[0]);
}

/** Constants of all layers as one, with an axis for the groups. */
function stacked(builder: Builder, layers: readonly Node[], operand: number): Value {
  const rows = layers.map(({ operands }) => {
    const shape = [1, ...shapeOf(operands[operand])];
    return builder.value('reshape', [operands[operand]], { shape });
  });
  return builder.value('concat', rows, { axis: 0 });
}

const batchParts = defineRule<Batch>({
  name: 'batch-layers',
  summary: 'layers of one shape on the parts of a value are one product',
  root: 'concat',
  match,
  where: [
    { if: haveOneShape, because: 'the layers differ in shape, type or activation' },
    {
      if: ({ layers }) => layers.every(({ operands }) => isConst(operands[1]) && isConst(operands[2])),
      because: 'the weights are not constants',
    },
    {
      if: ({ layers }) => areOneFloatType(layers.flatMap(({ operands }) => operands)),
      because: 'the layers are quantized',
    },
    {
      if: ({ split, layers }) => [...split.results, ...layers.flatMap(({ results }) => results)].every(hasOneReader),
      because: 'a part is read elsewhere too',
    },
    {
      if: ({ join, split, layers }) => [split, ...layers].every(({ region }) => region === join.region),
      because: 'a layer is computed in an outer region',
    },
    {
      if: (batch) => nodesAfter(batch) < batch.layers.length + 2,
      because: 'so few layers are no more nodes than the product and what moves its operands',
    },
    {
      if: ({ layers }) => {
        const tensors = layers.map(({ operands }) => constTensor(operands[1]));
        return tensors.reduce((sum, tensor) => sum + (tensor ? tensorBytes(tensor) : 0), 0) <= MOST_BYTES;
      },
      because: 'the weights are too large to copy',
    },
  ],
  build: (batch, rewriter) => {
    const { join, split, layers } = batch;
    const [layer] = layers;
    const [x, y] = [shapeOf(layer?.operands[0]), shapeOf(layer?.results[0])];
    const [whole, result] = [split.operands[0], join.results[0]];
    if (!layer || !whole || !result) return { because: 'there are no layers' };
    const origin = fusedOrigin(
      'batch-layers',
      [split, ...layers, join].map((node) => node.origin),
    );
    const builder = rewriter.before(join, origin);
    const { before, after } = axesOf(batch);
    const rows = toFront(builder, whole, x, before);
    // Axes between the groups and the rows broadcast.
    const between = new Array<number>(shapeOf(rows).length - 3).fill(1);
    const [outputs = 0, inputs = 0] = shapeOf(layer.operands[1]);
    const turned = builder.value('transpose', [stacked(builder, layers, 1)], { perm: [0, 2, 1] });
    const weight = builder.value('reshape', [turned], { shape: [layers.length, ...between, inputs, outputs] });
    const act = String(layer.attrs['act']);
    const hasBias = layer.operands[2] !== undefined;
    const product = builder.value('matmul', [rows, weight], { act: hasBias ? 'none' : act });
    const biased = (): Value => {
      const flat = stacked(builder, layers, 2);
      const bias = builder.value('reshape', [flat], { shape: [layers.length, ...between, 1, outputs] });
      const sum = builder.value('add', [product, bias]);
      return act === 'none' ? sum : builder.value(act, [sum]);
    };
    return fromFront(builder, hasBias ? biased() : product, y, shapeOf(result), after);
  },
});

export const batchLayers = definePassOfRules({
  name: 'batch-layers',
  summary: 'make one product of layers of one shape on the parts of a value',
  stage: 'optimize',
  rules: [batchParts],
});
