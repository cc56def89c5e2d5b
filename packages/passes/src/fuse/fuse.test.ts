import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { foldBatchNorm } from '../basic/fold-batch-norm.pass.js';
import { foldConstants } from '../basic/fold-constants.pass.js';
import { fuseBiasActivation } from '../basic/fuse-bias-activation.pass.js';
import { removeDeadNodes } from '../basic/remove-dead-nodes.pass.js';
import { repeat } from '../manager/pipeline.js';
import { beforeAndAfter } from '../testing/before-and-after.js';

const { reasonsOf, rewritten } = beforeAndAfter({ evaluateConstant, interpret });

const SIGNATURE = '(%x: f32[N, 2, 4, 4], %z: f32[N, 3, 4, 4]) -> (%y: f32[N, 3, 4, 4]) where N in 1..8';
const CONSTS = `const %w : f32[3, 2, 1, 1] = [[[[0.5]], [[-1.0]]], [[[2.0]], [[0.25]]], [[[1.5]], [[3.0]]]]
  const %b : f32[3] = [0.5, -1.0, 2.0]
  const %k : f32[3, 1, 1] = [[[2.0]], [[-0.5]], [[4.0]]]
  const %one : f32[1] = [0.75]
  const %mean : f32[3] = [0.5, 0.25, -1.0]
  const %variance : f32[3] = [0.75, 2.0, 1.0]
  const %full : f32[1, 3, 4, 4] = splat(0.5)`;
const conv = (act = '') => `%c = conv(%x, %w, %b) {strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1]${act}}`;
const passes = [repeat([foldBatchNorm, fuseBiasActivation, foldConstants, removeDeadNodes])];
const text = (body: string) => girText(SIGNATURE, `${body}\nreturn %y`, CONSTS);

/** The nodes after fusing, without names of constants and the window of the convolution. */
function nodes(body: string, tolerance = 1e-6): string[] {
  const lines = rewritten(text(body), passes, { tolerance }).split('\n');
  return lines
    .filter((line) => !/^(const|return)/.test(line))
    .map((line) => line.replace(/strides = .*?groups = 1, /, '').replace(/%[\w.]+(?=[,)])/g, (name) => known(name)));
}

const known = (name: string) => (/^%[xyzc]$/.test(name) ? name : '%const');

describe('what follows a convolution becomes a part of it', () => {
  it.each([
    ['a sum', '%y = add(%c, %z)', 'conv(%x, %const, %const, %z) {act = none}'],
    ['a sum and relu', '%s = add(%z, %c)\n%y = relu(%s)', 'conv(%x, %const, %const, %z) {act = relu}'],
    ['a bias after a sum', '%s = add(%z, %c)\n%y = add(%s, %k)', 'conv(%x, %const, %const, %z) {act = none}'],
    [
      'a clip',
      '%y = clip(%c) {min = 0.0, max = 6.0}',
      'conv(%x, %const, %const) {act = clip, act_alpha = 0.0, act_beta = 6.0}',
    ],
    ['a clip above', '%y = clip(%c) {max = 1.0}', 'conv(%x, %const, %const) {act = clip, act_beta = 1.0}'],
    ['leaky_relu', '%y = leaky_relu(%c) {alpha = 0.5}', 'conv(%x, %const, %const) {act = leaky_relu, act_alpha = 0.5}'],
    [
      'hard_sigmoid',
      '%y = hard_sigmoid(%c) {alpha = 0.25, beta = 0.5}',
      'conv(%x, %const, %const) {act = hard_sigmoid, act_alpha = 0.25, act_beta = 0.5}',
    ],
    ['hard_swish', '%y = hard_swish(%c)', 'conv(%x, %const, %const) {act = hard_swish}'],
    ['silu', '%s = sigmoid(%c)\n%y = mul(%s, %c)', 'conv(%x, %const, %const) {act = silu}'],
    ['a second bias', '%y = add(%c, %k)', 'conv(%x, %const, %const) {act = none}'],
    ['a difference', '%y = sub(%c, %k)', 'conv(%x, %const, %const) {act = none}'],
    ['one number for all channels', '%y = add(%c, %one)', 'conv(%x, %const, %const) {act = none}'],
    ['a factor', '%y = mul(%k, %c)', 'conv(%x, %const, %const) {act = none}'],
    ['a divisor', '%y = div(%c, %k)', 'conv(%x, %const, %const) {act = none}'],
    [
      'a normalisation written out',
      '%d = sub(%c, %k)\n%e = div(%d, %k)\n%f = mul(%e, %one)\n%y = add(%f, %k)',
      'conv(%x, %const, %const) {act = none}',
    ],
  ])('%s', (_, body, expected) => {
    expect(nodes(`${conv()}\n${body}`)).toEqual([`%y = ${expected} : f32[N, 3, 4, 4]`]);
  });

  it('the sum of two convolutions goes to the one without an activation', () => {
    const other = '%d = conv(%x, %w) {strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1]}';
    expect(nodes(`${conv(', act = relu')}\n${other}\n%y = add(%c, %d)`)).toEqual([
      '%c = conv(%x, %const, %const) {act = relu} : f32[N, 3, 4, 4]',
      '%y = conv(%x, %const, _, %c) {act = none} : f32[N, 3, 4, 4]',
    ]);
  });

  it.each([
    ['the layer has an activation already', `${conv(', act = tanh')}\n%y = hard_swish(%c)`],
    ['the layer has an activation already', `${conv(', act = tanh')}\n%y = add(%c, %z)`],
    ['the conv %c is read elsewhere', `${conv()}\n%s = add(%c, %z)\n%t = neg(%c)\n%y = mul(%t, %s)`],
    ['the convolution has an addend already', `${conv()}\n%s = add(%c, %z)\n%t = neg(%z)\n%y = add(%s, %t)`],
    ['the layer has an addend', `${conv()}\n%s = add(%c, %z)\n%y = mul(%s, %k)`],
    ['the factor is not a constant', `${conv()}\n%y = mul(%c, %z)`],
    ['the layer has an activation already', `${conv(', act = relu')}\n%s = sigmoid(%c)\n%y = mul(%s, %c)`],
    ['the sigmoid inside is read elsewhere', `${conv()}\n%s = sigmoid(%c)\n%t = mul(%s, %c)\n%y = sub(%s, %t)`],
  ])('declines: %s', (reason, body) => {
    expect(reasonsOf(text(body), passes)).toContain(reason);
  });

  it('the sum of terms of other shapes stays', () => {
    const signature = '(%x: f32[N, 2, 4, 4], %z: f32[N, 3, 1, 1]) -> (%y: f32[N, 3, 4, 4]) where N in 1..8';
    const reasons = reasonsOf(girText(signature, `${conv()}\n%y = add(%c, %z)\nreturn %y`, CONSTS), passes);
    expect(reasons).toContain('the terms do not have the shape of the sum');
  });
});

describe('constants after a normalisation', () => {
  const norm = '%n = batch_norm(%z, %b, %b, %mean, %variance) {epsilon = 0.25}';

  it.each([
    ['a factor', '%y = mul(%n, %k)'],
    ['a divisor and a difference', '%d = div(%n, %k)\n%y = sub(%d, %one)'],
    ['a factor and a term', '%d = mul(%k, %n)\n%y = add(%k, %d)'],
  ])('are parts of it: %s', (_, body) => {
    expect(nodes(`${norm}\n${body}`)).toEqual([
      '%y = batch_norm(%z, %const, %const, %const, %const) {epsilon = 0.25} : f32[N, 3, 4, 4]',
    ]);
  });

  it.each([
    ['the other operand is not a constant', '%y = mul(%n, %z)'],
    ['the other operand is not one number a channel', '%y = add(%n, %full)'],
    ['the batch_norm %n is read elsewhere', '%d = mul(%n, %k)\n%y = add(%d, %n)'],
  ])('decline: %s', (reason, body) => {
    expect(reasonsOf(text(`${norm}\n${body}`), passes)).toContain(reason);
  });
});

describe('factors that are no numbers for weights', () => {
  it.each([
    ['mul', '[[[inf]], [[1.0]], [[2.0]]]'],
    ['mul', '[[[1e20]], [[1.0]], [[2.0]]]'],
    ['div', '[[[0.0]], [[1.0]], [[2.0]]]'],
  ])('%s by %s stays', (op, numbers) => {
    const body = `${conv()}\n%y = ${op}(%c, %big)\nreturn %y`;
    const graph = girText(SIGNATURE, body, `${CONSTS}\n  const %big : f32[3, 1, 1] = ${numbers}`);
    expect(reasonsOf(graph, passes)).toContain('a factor is very large or small');
  });

  it('zero is one', () => {
    const body = `${conv()}\n%y = mul(%c, %gone)\nreturn %y`;
    const graph = girText(SIGNATURE, body, `${CONSTS}\n  const %gone : f32[3, 1, 1] = [[[0.0]], [[1.0]], [[2.0]]]`);
    expect(rewritten(graph, passes, { tolerance: 1e-6 })).not.toContain('= mul(');
  });

  it('a variance near the epsilon is not rounded to f16 with it', () => {
    const signature = '(%x: f16[N, 1, 4, 4]) -> (%y: f16[N, 3, 4, 4]) where N in 1..8';
    const consts = `const %w : f16[3, 1, 1, 1] = splat(1.0)
  const %k : f16[3] = [0.5, -1.0, 2.0]
  const %zero : f16[3] = splat(0.0)
  const %variance : f16[3] = splat(0.0000001)`;
    const window = '{strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1]}';
    const norm = '%y = batch_norm(%c, %k, %zero, %zero, %variance) {epsilon = 0.0000001}';
    const graph = girText(signature, `%c = conv(%x, %w) ${window}\n${norm}\nreturn %y`, consts);
    expect(rewritten(graph, passes, { tolerance: 5e-3 })).not.toContain('= batch_norm(');
  });
});
