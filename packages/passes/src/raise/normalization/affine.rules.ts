// What follows a normalisation without scale or bias becomes its scale or bias.
//
//   %n = layer_norm(%x, ones)
//   %p = mul(%n, %g)                         g [C], or [1, C]
//   %y = add(%p, %b)
//   →
//   %y = layer_norm(%x, %g, %b)
//
//   mul(layer_norm(%x, ones) {axis = 2}, %g : [C, 1, 1])     →   instance_norm(%x, %g : [C], zeros)
//   add(group_norm(%x, %g, zeros), %b : [C, 1, 1])           →   group_norm(%x, %g, %b)
//
// Each removes a product or a sum, so they end.

import { splatTensor } from '@afterglow/core';
import type { Builder, Node, Shape, Value } from '@afterglow/ir';
import { hasOneReader, uniformConst } from '../../basic/look.js';
import { defineRule, type Rule } from '../../manager/rule.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { axisOf, intAttr, rankOf, sameShape, shapeOf, tensorTypeOf } from '../look.js';
import { normOf } from './normalize.rule.js';

interface Affine extends Parts {
  readonly norm: Node;
  readonly by: Value;
}

const ROW_NORMS = ['layer_norm', 'rms_norm'];
const CHANNEL_NORMS = ['instance_norm', 'group_norm'];

/** A node of the root's kind with a normalisation of the same type on one side. */
function affineOf(root: Node, ops: readonly string[]): Affine | undefined {
  const [a, b] = root.operands;
  for (const [value, by] of [
    [a, b],
    [b, a],
  ]) {
    const norm = normOf(value, ...ops);
    if (!norm || !by || norm.results[0]?.type !== root.results[0]?.type) continue;
    return { root, nodes: new Set([norm]), norm, by };
  }
  return undefined;
}

function withoutLeadingUnits(shape: Shape): Shape {
  const first = shape.findIndex((size) => size !== 1);
  return first < 0 ? [] : shape.slice(first);
}

/** The shape of `by` as a scale of the normalised axes, or undefined where it differs between rows. */
function rowShape({ norm, by }: Affine): Shape | undefined {
  const [x] = norm.operands;
  const [rank, own] = [rankOf(x) ?? 0, shapeOf(by)];
  const axes = rank - axisOf(intAttr(norm, 'axis'), rank);
  if (!own) return undefined;
  const kept = withoutLeadingUnits(own);
  if (kept.length > axes) return undefined;
  return kept.length === 0 ? [1] : own.slice(Math.max(0, own.length - axes));
}

/** True where `by` is one number for each channel, the second axis. */
function isPerChannel({ norm, by }: Affine): boolean {
  const [shape, own] = [shapeOf(norm.operands[0]), shapeOf(by)];
  if (!shape || !own) return false;
  const spatial = shape.length - 2;
  return sameShape(withoutLeadingUnits(own), withoutLeadingUnits([shape[1] ?? 0, ...new Array(spatial).fill(1)]));
}

/**
 * False for what is as large as all rows together, such as a residual: nothing that looks like a scale or bias. Where there is one
 * row, no shape tells them apart, and either is right.
 */
function isParameter({ norm, by }: Affine): boolean {
  const isOneRow = norm.attrs['axis'] === 0;
  return by.def.kind === 'const' || isOneRow || !sameShape(shapeOf(by), shapeOf(norm.results[0]));
}

function asShape(builder: Builder, value: Value, shape: Shape): Value {
  return sameShape(shapeOf(value), shape) ? value : builder.value('reshape', [value], { shape });
}

/** One number for each channel of what is normalised. */
export function channelConst(builder: Builder, x: Value, value: number, what: string): Value {
  const { elem = 'f32', shape = [] } = tensorTypeOf(x) ?? {};
  const channels = typeof shape[1] === 'number' ? shape[1] : 0;
  return builder.constant(`${x.name}.${what}`, splatTensor(elem, [channels], value));
}

const single = {
  if: ({ norm }: Affine) => norm.results.every(hasOneReader),
  because: 'the result is read elsewhere, too',
};
const unscaled = {
  if: ({ norm }: Affine) => uniformConst(norm.operands[1]) === 1,
  because: 'the normalisation has a scale already',
};
const unshifted = {
  if: ({ norm }: Affine) => norm.operands[2] === undefined || uniformConst(norm.operands[2]) === 0,
  because: 'the normalisation has a bias already',
};

const rowScale = defineRule<Affine>({
  name: 'norm-scale',
  summary: 'a factor behind a normalisation of rows is its scale',
  root: 'mul',
  match: (root) => {
    const found = affineOf(root, ROW_NORMS);
    // One number for each channel is the business of another rule.
    return found && isParameter(found) && !(rowShape(found) === undefined && isPerChannel(found)) ? found : undefined;
  },
  where: [
    { if: (found) => rowShape(found) !== undefined, because: 'the factor differs between rows' },
    unscaled,
    unshifted,
    single,
    ...wholePattern,
  ],
  build(found, rewriter) {
    const { root, norm, by } = found;
    const builder = rewriter.before(root, originOf('norm-scale', found));
    const scale = asShape(builder, by, rowShape(found) ?? []);
    return builder.value(norm.op.name, [norm.operands[0], scale], norm.attrs);
  },
});

const rowBias = defineRule<Affine>({
  name: 'norm-bias',
  summary: 'what is added behind a layer norm is its bias',
  root: 'add',
  match: (root) => {
    const found = affineOf(root, ['layer_norm']);
    return found && isParameter(found) ? found : undefined;
  },
  where: [
    { if: (found) => rowShape(found) !== undefined, because: 'what is added differs between rows' },
    unshifted,
    single,
    ...wholePattern,
  ],
  build(found, rewriter) {
    const { root, norm, by } = found;
    const builder = rewriter.before(root, originOf('norm-bias', found));
    const bias = asShape(builder, by, rowShape(found) ?? []);
    return builder.value('layer_norm', [norm.operands[0], norm.operands[1], bias], norm.attrs);
  },
});

const channelScaleOfRows = defineRule<Affine>({
  name: 'instance-norm-scale',
  summary: 'rows over all spatial axes with a factor for each channel are an instance_norm',
  root: 'mul',
  match: (root) => {
    const found = affineOf(root, ['layer_norm']);
    const rank = rankOf(found?.norm.operands[0]) ?? 0;
    const isSpatial = found && rank > 2 && axisOf(intAttr(found.norm, 'axis'), rank) === 2;
    return isSpatial && rowShape(found) === undefined && isPerChannel(found) ? found : undefined;
  },
  where: [
    {
      if: ({ norm }) => typeof shapeOf(norm.operands[0])?.[1] === 'number',
      because: 'the number of channels is not known',
    },
    unscaled,
    unshifted,
    single,
    ...wholePattern,
  ],
  build(found, rewriter) {
    const { root, norm, by } = found;
    const [x] = norm.operands;
    const builder = rewriter.before(root, originOf('instance-norm-scale', found));
    if (!x) return undefined;
    const scale = asShape(builder, by, [shapeOf(x)?.[1] ?? 0]);
    const bias = channelConst(builder, x, 0, 'zeros');
    return builder.value('instance_norm', [x, scale, bias], { epsilon: norm.attrs['epsilon'] });
  },
});

function channelRule(name: string, root: 'mul' | 'add', summary: string): Rule {
  const isScale = root === 'mul';
  return defineRule<Affine>({
    name,
    summary,
    root,
    match: (node) => {
      const found = affineOf(node, CHANNEL_NORMS);
      return found && isParameter(found) ? found : undefined;
    },
    where: [
      { if: isPerChannel, because: 'it is not one number for each channel' },
      ...(isScale ? [unscaled] : []),
      unshifted,
      single,
      ...wholePattern,
    ],
    build(found, rewriter) {
      const { norm, by } = found;
      const [x, scale, bias] = norm.operands;
      const builder = rewriter.before(found.root, originOf(name, found));
      const row = asShape(builder, by, [shapeOf(x)?.[1] ?? 0]);
      return builder.value(norm.op.name, isScale ? [x, row, bias] : [x, scale, row], norm.attrs);
    },
  });
}

export const affineRules: readonly Rule[] = [
  rowScale,
  rowBias,
  channelScaleOfRows,
  channelRule('channel-norm-scale', 'mul', 'a factor behind a normalisation of channels is its scale'),
  channelRule('channel-norm-bias', 'add', 'what is added behind a normalisation of channels is its bias'),
];
