// Ops that the card runs as several others: the steps agree with the interpreter to the bit, and with the whole op within rounding.

import card from '@afterglow/backend-card';
import { dim, type ElementType, tensorFromNumbers } from '@afterglow/core';
import { type Attrs, type Builder, nodesOf, tensorType } from '@afterglow/ir';
import { applicable } from '@afterglow/passes';
import { describe, expect, it } from 'vitest';
import { agreesTakenApart, type MakeInput, smallNumbers, takenApart } from './card-agreement.js';
import { stepCases } from './step-cases.js';

const N = dim.symbol('N');
const ROUGH = { rtol: 4e-3, atol: 4e-3 };

interface Case {
  readonly op: string;
  readonly operands: readonly (readonly (number | typeof N)[])[];
  readonly attrs?: Attrs;
}

const cases: Readonly<Record<string, Case>> = {
  'softmax of the last axis': { op: 'softmax', operands: [[N, 3, 40]], attrs: { axis: -1 } },
  'softmax of a middle axis': { op: 'softmax', operands: [[3, N, 7]], attrs: { axis: 1 } },
  log_softmax: { op: 'log_softmax', operands: [[N, 17, 5]], attrs: { axis: 1 } },
  'layer_norm of one axis': { op: 'layer_norm', operands: [[N, 4, 33], [33], [33]], attrs: { axis: -1 } },
  'layer_norm of two axes, no bias': {
    op: 'layer_norm',
    operands: [
      [N, 4, 9],
      [4, 9],
    ],
    attrs: { axis: 1 },
  },
  swish: { op: 'swish', operands: [[N, 4, 9]], attrs: { alpha: 1.5 } },
  rotary_embedding: {
    op: 'rotary_embedding',
    operands: [
      [N, 2, 3, 10],
      [N, 3, 4],
      [N, 3, 4],
    ],
  },
  'conv with an addend and an activation': {
    op: 'conv',
    operands: [[N, 2, 6, 5], [3, 2, 3, 3], [3], [N, 3, 6, 5]],
    attrs: { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], act: 'hard_swish' },
  },
  rms_norm: { op: 'rms_norm', operands: [[N, 4, 33], [33]], attrs: { axis: -1 } },
  instance_norm: { op: 'instance_norm', operands: [[N, 3, 5, 6], [3], [3]] },
  group_norm: { op: 'group_norm', operands: [[N, 6, 5, 2], [6], [6]], attrs: { groups: 3 } },
  'pad by a value': { op: 'pad', operands: [[N, 3, 5]], attrs: { axes: [1, 2], pads: [1, 2, 0, -1] } },
  'pad by edges': { op: 'pad', operands: [[N, 3, 5]], attrs: { axes: [1, -1], pads: [1, 2, 3, 0], mode: 'edge' } },
  'pad by reflection': { op: 'pad', operands: [[N, 3, 5]], attrs: { axes: [2], pads: [4, 2], mode: 'reflect' } },
  'pad around': { op: 'pad', operands: [[N, 3, 5]], attrs: { axes: [2], pads: [4, 5], mode: 'wrap' } },
  'pad by nothing': { op: 'pad', operands: [[N, 3]], attrs: { axes: [], pads: [] } },
  tile: { op: 'tile', operands: [[N, 3, 1, 4]], attrs: { repeats: [2, 1, 3, 2] } },
  'depth_to_space by columns': { op: 'depth_to_space', operands: [[N, 8, 3, 5]], attrs: { block: 2 } },
  'depth_to_space by rows': { op: 'depth_to_space', operands: [[N, 8, 3, 5]], attrs: { block: 2, mode: 'crd' } },
  space_to_depth: { op: 'space_to_depth', operands: [[N, 2, 6, 9]], attrs: { block: 3 } },
  'trilu above': { op: 'trilu', operands: [[N, 5, 7]] },
  'trilu below': { op: 'trilu', operands: [[N, 5, 7]], attrs: { upper: false } },
  reduce_l1: { op: 'reduce_l1', operands: [[N, 3, 9]], attrs: { axes: [2] } },
  reduce_l2: { op: 'reduce_l2', operands: [[N, 3, 9]], attrs: { axes: [0, 2], keepdims: false } },
  reduce_sum_square: { op: 'reduce_sum_square', operands: [[N, 3, 9]], attrs: { axes: [1] } },
  reduce_log_sum: { op: 'reduce_log_sum', operands: [[N, 3, 9]], attrs: { axes: [1] } },
  reduce_log_sum_exp: { op: 'reduce_log_sum_exp', operands: [[N, 3, 9]], attrs: { axes: [1, 2], keepdims: false } },
  arg_max: { op: 'arg_max', operands: [[N, 13, 4]], attrs: { axis: 1, keepdims: false } },
  arg_min: { op: 'arg_min', operands: [[N, 4, 13]], attrs: { axis: -1, select_last_index: true } },
  attention: {
    op: 'attention',
    operands: [
      [N, 4, 3, 8],
      [N, 2, 5, 8],
      [N, 2, 5, 6],
    ],
  },
  'attention, causal, capped': {
    op: 'attention',
    operands: [
      [N, 2, 5, 8],
      [N, 2, 5, 8],
      [N, 2, 5, 8],
      [5, 5],
    ],
    attrs: { right: 0, left: 3, softcap: 2, scale: 0.3 },
  },
  attention_scores: {
    op: 'attention_scores',
    operands: [
      [N, 2, 5, 8],
      [N, 2, 4, 8],
    ],
    attrs: { stage: 'masked', right: 1, offset: 1 },
  },
};

function add({ op, operands, attrs = {} }: Case, elem: ElementType) {
  return (b: Builder) =>
    b.value(
      op,
      operands.map((shape, i) => b.param(`x${i}`, tensorType(elem, shape))),
      attrs,
    );
}

/** batch_norm is folded or seen in models; nll_loss has cases below; results of known sizes, open ones and operands that broadcast have cases of their own. */
const OTHERS = new Set([
  'batch_norm',
  'nll_loss',
  ...['shape_of', 'splat'],
  ...['prelu', 'where', 'logical_and', 'logical_or', 'logical_xor'],
  ...Object.values(stepCases).map(({ node }) => node.split('(')[0] ?? ''),
]);

describe('ops taken apart', () => {
  for (const [label, c] of Object.entries(cases)) {
    agreesTakenApart(`${label}, f32`, add(c, 'f32'));
    agreesTakenApart(`${label}, f16`, add(c, 'f16'), smallNumbers, ROUGH);
  }

  /** Targets are classes, one of them ignored. */
  const classes: MakeInput = (random, elem, shape, name) => {
    if (name !== 'target') return smallNumbers(random, elem, shape, name);
    const size = shape.reduce((a, b) => a * b, 1);
    return tensorFromNumbers(
      elem,
      shape,
      Array.from({ length: size }, () => random.below(6)),
    );
  };
  for (const reduction of ['none', 'sum', 'mean']) {
    agreesTakenApart(
      `nll_loss, ${reduction}`,
      (b) => {
        const x = b.param('x', tensorType('f32', [dim.add(N, 1), 6, 3]));
        const target = b.param('target', tensorType('i64', [dim.add(N, 1), 3]));
        const weight = b.param('w', tensorType('f32', [6]));
        return [
          b.value('nll_loss', [x, target, weight], { reduction, ignore_index: 2 }),
          b.value('nll_loss', [x, target], { reduction }),
        ];
      },
      classes,
    );
  }

  it('stay whole where a step cannot run', () => {
    const func = takenApart((b) => b.value('softmax', [b.param('x', tensorType('f64', [4]))], {}));
    expect([...nodesOf(func.body)].map(({ op }) => op.name)).toEqual(['softmax']);
  });

  it('have a case each', () => {
    const tried = new Set(Object.values(cases).map(({ op }) => op));
    const withCode = new Set(card.legality?.map(({ op }) => op));
    const apart = applicable((op) => withCode.has(op), card.decompositions).map(({ op }) => op);
    expect(apart.filter((op) => !tried.has(op) && !OTHERS.has(op))).toEqual([]);
  });
});
