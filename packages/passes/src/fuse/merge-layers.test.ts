import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { removeDeadNodes } from '../basic/remove-dead-nodes.pass.js';
import { beforeAndAfter } from '../testing/before-and-after.js';
import { mergeLayers } from './merge-layers.pass.js';

const { reasonsOf, rewritten } = beforeAndAfter({ evaluateConstant, interpret });
const passes = [mergeLayers, removeDeadNodes];

const text = (layers: string) =>
  girText(
    '(%x: f32[N, 3, 2], %w: f32[4, 2]) -> (%y: f32[N, 3, 4]) where N in 1..8',
    `${layers}\n%d = add(%a, %b)\n%y = mul(%c, %d)\nreturn %y`,
    `const %wa : f32[4, 2] = [[0.5, 1.0], [-1.0, 2.0], [3.0, 0.25], [1.5, -2.0]]
     const %wb : f32[4, 2] = splat(0.75)
     const %wc : f32[4, 2] = splat(-1.5)
     const %ba : f32[4] = [1.0, -2.0, 3.0, 0.5]
     const %bb : f32[4] = splat(0.5)`,
  );

describe('merge-layers', () => {
  it.each([
    [
      'with biases',
      '%a = fully_connected(%x, %wa, %ba)\n%b = fully_connected(%x, %wb, %bb)\n%c = fully_connected(%x, %wc, %ba)',
    ],
    [
      'without',
      '%a = fully_connected(%x, %wa) {act = relu}\n%b = fully_connected(%x, %wb) {act = relu}\n%c = fully_connected(%x, %wc) {act = relu}',
    ],
  ])('makes one layer of three: %s', (_, layers) => {
    const lines = rewritten(text(layers), passes);
    expect(lines.match(/= fully_connected\(/g)).toHaveLength(1);
    expect(lines).toContain('%a, %b, %c = split(');
  });

  it.each([
    [
      'two layers and a split are no fewer nodes',
      '%a = fully_connected(%x, %wa)\n%b = fully_connected(%x, %wb)\n%c = tanh(%a)',
    ],
    [
      'the weights are not constants',
      '%a = fully_connected(%x, %w)\n%b = fully_connected(%x, %w)\n%c = fully_connected(%x, %w)',
    ],
  ])('declines: %s', (reason, layers) => {
    expect(reasonsOf(text(layers), passes)).toContain(reason);
  });

  it('keeps layers of different activations apart', () => {
    const layers =
      '%a = fully_connected(%x, %wa)\n%b = fully_connected(%x, %wb) {act = relu}\n%c = fully_connected(%x, %wc) {act = tanh}';
    expect(rewritten(text(layers), passes).match(/= fully_connected\(/g)).toHaveLength(3);
  });
});
