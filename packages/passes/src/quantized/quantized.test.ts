import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { foldConstants } from '../basic/fold-constants.pass.js';
import { removeDeadNodes } from '../basic/remove-dead-nodes.pass.js';
import { simplify } from '../movement/simplify.pass.js';
import { beforeAndAfter } from '../testing/before-and-after.js';
import { raiseQuantizedPass } from './raise-quantized.pass.js';

const { reasonsOf, rewritten } = beforeAndAfter({ evaluateConstant, interpret });

const CONSTS = `const %s : f32[] = 0.125
  const %t : f32[] = 0.5
  const %z : u8[] = 20
  const %low : u8[] = 0
  const %k : i8[3, 2, 1, 1] = [[[[5]], [[-100]]], [[[127]], [[3]]], [[[-8]], [[64]]]]
  const %ks : f32[3] = [0.25, 0.5, 0.125]
  const %kz : i8[3] = [0, 0, 0]
  const %b : i32[3] = [100, -20, 7]
  const %bs : f32[] = 0.0625
  const %m : i8[4, 4] = splat(3)
  const %n : i8[4, 4] = splat(-2)`;

const passes = [raiseQuantizedPass(), removeDeadNodes];
const store = (to: string, from: string, scale = '%s', zero = '%z') =>
  `${to} = quantize_linear(${from}, ${scale}, ${zero}) {to = u8}`;
const read = (to: string, from: string, scale = '%s', zero = '%z') =>
  `${to} = dequantize_linear(${from}, ${scale}, ${zero}) {to = f32}`;
const inputs = `${store('%q', '%x')}\n${read('%r', '%q')}`;
const weights =
  '%w = dequantize_linear(%k, %ks, %kz) {to = f32, axis = 0}\n%bias = dequantize_linear(%b, %bs) {to = f32}';
const conv = '%c = conv(%r, %w, %bias) {strides = [1, 1], pads = [1, 0, 0, 1], dilations = [1, 1]}';
const output = (from: string, scale = '%t', zero = '%low') =>
  `${store('%o', from, scale, zero)}\n${read('%y', '%o', scale, zero)}`;

const text = (body: string, result = 'f32[N, 3, 5, 5]', input = 'f32[N, 2, 4, 4]') =>
  girText(`(%x: ${input}) -> (%y: ${result}) where N in 1..8`, `${body}\nreturn %y`, CONSTS);
/** The ops left. All scales are powers of two here, so the interpreter agrees to the bit. */
function opsOf(body: string, result?: string, input?: string): string[] {
  const lines = rewritten(text(body, result, input), passes).split('\n');
  return lines.flatMap((line) => (line.startsWith('const') ? [] : (line.match(/= (\w+)\(/)?.[1] ?? [])));
}

describe('layers between readings and a storing compute on the integers', () => {
  it('a convolution with its activation', () => {
    const body = [inputs, weights, conv, '%a = relu(%c)', output('%a', '%t', '%z')].join('\n');
    expect(opsOf(body)).toEqual(['quantize', 'dequantize_linear', 'conv', 'dequantize']);
    expect(rewritten(text(body), passes)).toContain(
      '{strides = [1, 1], pads = [1, 0, 0, 1], dilations = [1, 1], groups = 1, act = relu} : u8[N, 3, 5, 5]<scale=0.5, zp=20>',
    );
    expect(rewritten(text(body), passes)).toContain('const %k.q : i8[3, 2, 1, 1]<axis=0, scale=%ks, zp=0>');
  });

  it('an activation that saturation is', () => {
    const body = [inputs, weights, conv, '%a = relu(%c)', output('%a')].join('\n');
    expect(rewritten(text(body), passes)).toContain('act = none} : u8[N, 3, 5, 5]<scale=0.5, zp=0>');
  });

  it('two layers, with movement between them that keeps its scale', () => {
    const body = [
      inputs,
      '%w = dequantize_linear(%m, %s) {to = f32}',
      '%c = matmul(%r, %w)',
      store('%p', '%c'),
      read('%d', '%p'),
      '%e = transpose(%d) {perm = [0, 2, 1]}',
      store('%f', '%e'),
      read('%g', '%f'),
      '%v = dequantize_linear(%n, %s) {to = f32}',
      '%h = fully_connected(%g, %v) {act = tanh}',
      output('%h'),
    ].join('\n');
    expect(opsOf(body, 'f32[N, 4, 4]', 'f32[N, 4, 4]')).toEqual([
      'quantize',
      'matmul',
      'transpose',
      'fully_connected',
      'dequantize',
    ]);
  });

  it('not what the target cannot store or move', () => {
    const pass = raiseQuantizedPass(({ op }) => `it has no code for ${op.name}`);
    const stored = text(`${inputs}\n%y = relu(%r)`, 'f32[N, 4]', 'f32[N, 4]');
    expect(reasonsOf(stored, [pass])).toContain('it has no code for quantize');
    expect(rewritten(stored, [pass])).toContain('quantize_linear(%x, %s, %z)');
    const moved = text(`${inputs}\n%y = transpose(%r) {perm = [1, 0]}`, 'f32[4, N]', 'f32[N, 4]');
    expect(reasonsOf(moved, [pass])).toContain('it has no code for transpose');
    expect(rewritten(moved, [pass])).toContain('transpose(%r)');
  });

  it('movement of integers that come from outside', () => {
    const body = `${read('%a', '%x')}\n${read('%e', '%x')}\n%c = concat(%a, %e) {axis = 1}\n%d = reshape(%c) {shape = [N, 32]}\n%y = quantize_linear(%d, %s, %z) {to = u8}`;
    expect(opsOf(body, 'u8[N, 32]', 'u8[N, 4, 4]')).toEqual(['concat', 'reshape']);
  });

  it('blocks of channels that become blocks of pixels', () => {
    const body = `${inputs}\n%a = depth_to_space(%r) {block = 2}\n%d = space_to_depth(%a) {block = 4}\n${output('%d', '%s', '%z')}`;
    const [from, to] = ['f32[N, 8, 2, 6]', 'f32[N, 32, 1, 3]'];
    expect(opsOf(body, to, from)).toEqual(['quantize', 'depth_to_space', 'space_to_depth', 'dequantize']);
  });

  it('the largest of a window', () => {
    const body = [
      inputs,
      '%a, %at = max_pool(%r) {kernel = [2, 2], strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1]}',
      output('%a', '%s', '%z'),
    ].join('\n');
    expect(opsOf(body, 'f32[N, 2, 3, 3]')).toEqual(['quantize', 'max_pool', 'dequantize']);
    expect(rewritten(text(body, 'f32[N, 2, 3, 3]'), passes)).toContain('max_pool(%q)');
  });

  it.each([
    [
      'a mean of windows',
      'average_pool(%r) {kernel = [2, 2], strides = [1, 1], pads = [0, 1, 0, 0], dilations = [1, 1]}',
      '3, 4',
    ],
    ['a mean of all', 'reduce_mean(%r) {axes = [2, 3]}', '1, 1'],
  ])('%s', (_, mean, size) => {
    const result = `f32[N, 2, ${size}]`;
    const body = [inputs, `%m0 = ${mean}`, output('%m0', '%s', '%low')].join('\n');
    const [op = ''] = mean.split('(');
    expect(opsOf(body, result)).toEqual(['quantize', op, 'dequantize']);
    expect(rewritten(text(body, result), passes)).toMatch(
      new RegExp(`${op}\\(%q\\) .* : u8\\[N, 2, ${size}\\]<scale=0.125, zp=0>`),
    );
    const active = [inputs, `%m0 = ${mean}`, '%a = relu(%m0)', output('%a', '%t', '%z')].join('\n');
    expect(reasonsOf(text(active, result), passes)).toContain('an activation follows that it has no place for');
  });

  it('a mean keeps the padding of the integers before it', () => {
    const body = girText(
      '(%x: u8[N, 2, 4, 4]<scale=0.5, zp=3>) -> (%y: u8[N, 2, 4, 4]<scale=0.25, zp=1>) where N in 1..8',
      '%p = pad(%x) {pads = [1, 1, 0, 0], axes = [2, 3], mode = constant}\n%y = average_pool(%p) {kernel = [2, 2], strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1]} : u8[N, 2, 4, 4]<scale=0.25, zp=1>\nreturn %y',
    );
    expect(reasonsOf(body, [simplify])).toContain('the image is quantized');
  });

  it('a mean without the transpose before it', () => {
    const body = [
      inputs,
      '%e = transpose(%r) {perm = [0, 2, 3, 1]}',
      '%m0 = reduce_mean(%e) {axes = [1, 2], keepdims = false}',
      output('%m0'),
    ].join('\n');
    const mean = rewritten(text(body, 'f32[N, 2]'), [...passes, simplify, removeDeadNodes]);
    expect(mean).toContain('reduce_mean(%q) {axes = [2, 3], keepdims = false} : u8[N, 2]<scale=0.5, zp=0>');
  });

  it.each([
    [
      'an operand is not read back from integers with constant scales',
      [inputs, weights.replace('%w', '%u'), '%w = neg(%u)', conv, output('%c')],
    ],
    [
      'the numbers before they are stored are read elsewhere too',
      [inputs, weights, conv, output('%c').replace('%y', '%e'), '%y = add(%c, %e)'],
    ],
    [
      'the integers are read by something else than their own dequantize_linear',
      [inputs, weights, conv, store('%o', '%c', '%t'), read('%y', '%o', '%s')],
    ],
    [
      'there is more than one scale',
      [
        inputs,
        weights,
        conv,
        '%o = quantize_linear(%c, %ks, %kz) {to = i8, axis = 1}\n%y = dequantize_linear(%o, %ks, %kz) {to = f32, axis = 1}',
      ],
    ],
    [
      'it is stored in another way',
      [inputs, store('%p', '%r', '%t'), read('%a', '%p', '%t'), weights, conv.replace('%r', '%a'), output('%c')],
    ],
    [
      'the layer has an activation already',
      [inputs, weights, conv.replace('}', ', act = tanh}'), '%a = relu(%c)', output('%a', '%t', '%z')],
    ],
    ['the stored type reaches below zero', [inputs, weights, conv, '%a = relu(%c)', output('%a', '%t', '%z')]],
  ])('declines: %s', (reason, lines) => {
    expect(reasonsOf(text(lines.join('\n')), passes)).toContain(reason);
    rewritten(text(lines.join('\n')), passes);
  });

  it('leaves a layer that the target cannot run on integers', () => {
    const body = text([inputs, weights, conv, output('%c')].join('\n'));
    const refuse = [raiseQuantizedPass(() => 'it has no code for quantised values yet'), removeDeadNodes];
    expect(reasonsOf(body, refuse)).toContain('it has no code for quantised values yet');
    expect(rewritten(body, refuse)).toContain('dequantize_linear(%k, %ks, %kz)');
  });

  it('weights stay integers as long as they are asked to', () => {
    const body = text(`${inputs}\n${weights}\n${conv.replace('%c', '%y')}`);
    const folded = (keep: boolean) =>
      rewritten(body, [{ kind: 'pass', pass: foldConstants, options: { 'keep-quantized': keep } }, removeDeadNodes]);
    expect(folded(true)).toContain('dequantize_linear(%k, %ks, %kz)');
    expect(folded(false)).toContain('const %w : f32[3, 2, 1, 1]');
  });
});

describe('scales that no type has', () => {
  it.each(['-0.5', '0.0', 'inf'])('%s stays an operand', (scale) => {
    const body = `${store('%q', '%x', '%odd')}\n${read('%y', '%q', '%odd')}\nreturn %y`;
    const graph = girText(
      '(%x: f32[N, 4]) -> (%y: f32[N, 4]) where N in 1..8',
      body,
      `${CONSTS}\n  const %odd : f32[] = ${scale}`,
    );
    expect(reasonsOf(graph, passes)).toEqual([]);
  });
});
