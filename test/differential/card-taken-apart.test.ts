// Ops that the card runs as several others: the steps agree with the interpreter to the bit, and with the whole op within rounding.

import card from '@afterglow/backend-card';
import { dim, type ElementType } from '@afterglow/core';
import { type Attrs, type Builder, nodesOf, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { agreesTakenApart, smallNumbers, takenApart } from './card-agreement.js';

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
  rms_norm: { op: 'rms_norm', operands: [[N, 4, 33], [33]], attrs: { axis: -1 } },
  instance_norm: { op: 'instance_norm', operands: [[N, 3, 5, 6], [3], [3]] },
  group_norm: { op: 'group_norm', operands: [[N, 6, 5, 2], [6], [6]], attrs: { groups: 3 } },
};

function add({ op, operands, attrs = {} }: Case, elem: ElementType) {
  return (b: Builder) =>
    b.value(
      op,
      operands.map((shape, i) => b.param(`x${i}`, tensorType(elem, shape))),
      attrs,
    );
}

describe('ops taken apart', () => {
  for (const [label, c] of Object.entries(cases)) {
    agreesTakenApart(`${label}, f32`, add(c, 'f32'));
    agreesTakenApart(`${label}, f16`, add(c, 'f16'), smallNumbers, ROUGH);
  }

  it('stay whole where a step cannot run', () => {
    const func = takenApart((b) => b.value('softmax', [b.param('x', tensorType('f64', [4]))], {}));
    expect([...nodesOf(func.body)].map(({ op }) => op.name)).toEqual(['softmax']);
  });

  it('have a case each', () => {
    const tried = new Set(Object.values(cases).map(({ op }) => op));
    const open = [...(card.decompositions ?? new Map()).keys()].filter((op) => !tried.has(op) && op !== 'batch_norm');
    expect(open).toEqual([]);
  });
});
