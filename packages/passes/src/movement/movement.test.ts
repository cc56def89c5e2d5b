import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { removeDeadNodes } from '../basic/remove-dead-nodes.pass.js';
import { beforeAndAfter } from '../testing/before-and-after.js';
import { simplify } from './simplify.pass.js';

const { reasonsOf, rewritten } = beforeAndAfter({ evaluateConstant, interpret });

const SIGNATURE = '(%x: f32[N, 4, 6], %z: f32[N, 4, 6], %m: f32[6, 6]) -> (%y: f32[..]) where N in 1..8';
const CONSTS = `const %k : f32[6] = [0.5, -1.0, 2.0, 0.25, 4.0, -3.0]
  const %lo : f32[] = -1.0
  const %hi : f32[] = 1.5
  const %nan : f32[] = nan`;
const passes = [simplify, removeDeadNodes];
const text = (body: string, type: string) => girText(SIGNATURE.replace('f32[..]', type), `${body}\nreturn %y`, CONSTS);

/** The ops left, where the interpreter agrees to the bit. */
function opsOf(type: string, body: string): string[] {
  const lines = rewritten(text(body, type), passes).split('\n');
  return lines.flatMap((line) => (line.startsWith('const') ? [] : (line.match(/= (\w+)\(/)?.[1] ?? [])));
}

describe('simplify computes the same with less', () => {
  it.each([
    [
      'f32[N, 4, 6]',
      '%a = transpose(%x) {perm = [2, 0, 1]}\n%b = neg(%a)\n%y = transpose(%b) {perm = [1, 2, 0]}',
      ['neg'],
    ],
    [
      'f32[N, 4, 6]',
      '%a = transpose(%x) {perm = [0, 2, 1]}\n%b = transpose(%z) {perm = [0, 2, 1]}\n%c = sub(%a, %b)\n%d = mul(%c, %hi)\n%y = transpose(%d) {perm = [0, 2, 1]}',
      ['sub', 'mul'],
    ],
    [
      'f32[6, 4, N]',
      '%a = transpose(%x) {perm = [0, 2, 1]}\n%b = exp(%a)\n%y = transpose(%b) {perm = [1, 2, 0]}',
      ['transpose', 'exp'],
    ],
    [
      'f32[N, 8, 6]',
      '%a = transpose(%x) {perm = [0, 2, 1]}\n%b = transpose(%z) {perm = [0, 2, 1]}\n%c = concat(%a, %b) {axis = -1}\n%y = transpose(%c) {perm = [0, 2, 1]}',
      ['concat'],
    ],
    [
      'f32[N, 1, 6]',
      '%a = transpose(%x) {perm = [0, 2, 1]}\n%b = reduce_mean(%a) {axes = [-1], keepdims = true}\n%y = transpose(%b) {perm = [0, 2, 1]}',
      ['reduce_mean'],
    ],
    [
      'f32[N, 3, 7]',
      '%a = transpose(%x) {perm = [0, 2, 1]}\n%b = pad(%a, %lo) {pads = [1, -1], axes = [1], mode = constant}\n%c = pad(%b) {pads = [1, 0], axes = [1]}\n%d = slice(%c) {starts = [1], ends = [4], axes = [-1], steps = [1]}\n%y = transpose(%d) {perm = [0, 2, 1]}',
      ['pad', 'pad', 'slice'],
    ],
    [
      'f32[N, 6]',
      '%a = transpose(%x) {perm = [1, 0, 2]}\n%y = reduce_sum(%a) {axes = [0], keepdims = false}',
      ['reduce_sum'],
    ],
    ['f32[N, 4, 6]', '%t = transpose(%m) {perm = [1, 0]}\n%y = matmul(%x, %t)', ['fully_connected']],
    [
      'f32[N, 24]',
      '%a = reshape(%x) {shape = [4*N, 6]}\n%b = mul(%a, %hi)\n%y = reshape(%b) {shape = [N, 24]}',
      ['mul', 'reshape'],
    ],
    [
      'f32[N, 4, 6]',
      '%a = reshape(%x) {shape = [4*N, 6]}\n%b = log_softmax(%a)\n%y = reshape(%b) {shape = [N, 4, 6]}',
      ['log_softmax'],
    ],
    [
      'f32[N, 4, 6]',
      '%a = reshape(%x) {shape = [4*N, 6]}\n%b = fully_connected(%a, %m, %k) {act = relu}\n%y = reshape(%b) {shape = [N, 4, 6]}',
      ['fully_connected'],
    ],
    ['f32[N, 4, 6]', '%a = expand(%k) {shape = [N, 4, 6]}\n%y = div(%x, %a)', ['div']],
    [
      'f32[N, 4, 2]',
      '%a = slice(%x) {starts = [1], ends = [6], axes = [2], steps = [1]}\n%y = slice(%a) {starts = [1], ends = [4], axes = [2], steps = [2]}',
      ['slice'],
    ],
    [
      'f32[N, 2, 5]',
      '%a = slice(%x) {starts = [1], ends = [6], axes = [2], steps = [1]}\n%y = slice(%a) {starts = [2], ends = [4], axes = [1], steps = [1]}',
      ['slice'],
    ],
    [
      'f32[N, 2, 3]',
      '%a = concat(%x, %z) {axis = 2}\n%y = slice(%a) {starts = [7, 1], ends = [10, 3], axes = [2, 1], steps = [1, 1]}',
      ['slice'],
    ],
    ['f32[N, 4, 6]', '%a = clip(%x) {max = 1.0}\n%y = maximum(%a, %lo)', ['clip']],
    ['f32[N, 4, 6]', '%a = minimum(%x, %hi)\n%b = relu(%a)\n%y = clip(%b) {min = -2.0, max = 9.0}', ['clip']],
  ])('%s %s', (type, body, expected) => {
    expect(opsOf(type, body)).toEqual(expected);
  });

  it.each([
    [
      'it does not provably lie within one part',
      'f32[N, 4, 2]',
      '%a = concat(%x, %z) {axis = 2}\n%y = slice(%a) {starts = [5], ends = [7], axes = [2], steps = [1]}',
    ],
    [
      'the concat is read elsewhere too',
      'f32[N, 4, 24]',
      '%a = concat(%x, %z, %x) {axis = 2}\n%b = slice(%a) {starts = [6], ends = [18], axes = [2], steps = [1]}\n%c = slice(%a) {starts = [2], ends = [14], axes = [2], steps = [1]}\n%y = concat(%b, %c) {axis = 2}',
    ],
    [
      'it is cut elsewhere',
      'f32[N, 4, 5]',
      '%a = concat(%x, %z) {axis = 2}\n%b, %y = split(%a) {axis = 2, sizes = [7, 5]}',
    ],
    [
      'one of them goes backwards, or the inner one leaves elements out',
      'f32[N, 4, 2]',
      '%a = slice(%x) {starts = [0], ends = [6], axes = [2], steps = [2]}\n%y = slice(%a) {starts = [1], ends = [3], axes = [2], steps = [1]}',
    ],
    [
      'slices overlap',
      'f32[N, 4, 3]',
      '%n = neg(%x)\n%a = slice(%n) {starts = [0], ends = [3], axes = [2], steps = [1]}\n%b = slice(%n) {starts = [2], ends = [5], axes = [2], steps = [1]}\n%y = add(%a, %b)',
    ],
    ['no value lies within both bounds', 'f32[N, 4, 6]', '%a = clip(%x) {min = 2.0}\n%y = clip(%a) {max = 1.0}'],
    [
      'the value between them is read elsewhere too',
      'f32[N, 4, 6]',
      '%a = clip(%x) {min = -2.0}\n%b = clip(%a) {max = 1.0}\n%y = sub(%a, %b)',
    ],
    [
      'the axes that stay change their order',
      'f32[6, N]',
      '%a = transpose(%x) {perm = [2, 1, 0]}\n%y = reduce_sum(%a) {axes = [1], keepdims = false}',
    ],
    [
      'the transpose is read elsewhere too',
      'f32[N, 6]',
      '%a = transpose(%x) {perm = [1, 0, 2]}\n%b = reduce_sum(%a) {axes = [0], keepdims = false}\n%c = reduce_max(%a) {axes = [0], keepdims = false}\n%y = add(%b, %c)',
    ],
    [
      'the axis is made of several',
      'f32[N, 4, 6]',
      '%a = reshape(%x) {shape = [N, 24]}\n%b = softmax(%a)\n%y = reshape(%b) {shape = [N, 4, 6]}',
    ],
    [
      'the shape is not that of before',
      'f32[N, 24]',
      '%a = reshape(%x) {shape = [4*N, 6]}\n%b = softmax(%a)\n%y = reshape(%b) {shape = [N, 24]}',
    ],
    [
      'the leading axes are not those of before',
      'f32[2*N, 2, 6]',
      '%a = reshape(%x) {shape = [4*N, 6]}\n%b = fully_connected(%a, %m)\n%y = reshape(%b) {shape = [2*N, 2, 6]}',
    ],
    [
      'a value between the reshapes is read elsewhere too',
      'f32[N, 24]',
      '%a = reshape(%x) {shape = [4*N, 6]}\n%b = neg(%a)\n%c = reshape(%b) {shape = [N, 24]}\n%d = reshape(%a) {shape = [N, 24]}\n%y = add(%c, %d)',
    ],
    [
      'the other operands do not give the size',
      'f32[N, 4, 6]',
      '%a = expand(%k) {shape = [N, 4, 6]}\n%y = add(%a, %hi)',
    ],
    ['an axis of several elements is repeated', 'f32[N, 4, 12]', '%y = tile(%x) {repeats = [1, 1, 2]}'],
  ])('declines: %s', (reason, type, body) => {
    expect(reasonsOf(text(body, type), passes)).toContain(reason);
    rewritten(text(body, type), passes);
  });

  it('a bound of NaN stays', () => {
    expect(opsOf('f32[N, 4, 6]', '%y = maximum(%x, %nan)')).toEqual(['maximum']);
  });
});

describe('padding', () => {
  const signature = '(%x: f32[N, 2, 5, 5]) -> (%y: f32[N, 2, 7, 7]) where N in 1..8';
  const consts = 'const %w : f32[2, 2, 1, 1] = splat(0.5)\nconst %one : f32[] = 1.0';
  const conv = (pad: string) =>
    girText(
      signature,
      `%p = pad(${pad}\n%y = conv(%p, %w) {strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1]}\nreturn %y`,
      consts,
    );
  const mean = (attrs: string, pads = '1, 1, 1, 1', size = 7) =>
    girText(
      signature.replace('7, 7', `${size}, ${size}`),
      `%p = pad(%x) {pads = [${pads}], axes = [2, 3]}\n%y = average_pool(%p) {kernel = [3, 3], strides = [1, 1], dilations = [1, 1], ${attrs}}\nreturn %y`,
    );

  it('is a part of the window', () => {
    expect(rewritten(conv('%x) {pads = [0, 2, 2, 0], axes = [3, 2]}'), passes)).toMatch(
      /= conv\(%x, %w\) \{strides = \[1, 1\], pads = \[2, 0, 0, 2\]/,
    );
    expect(rewritten(mean('pads = [0, 0, 0, 0]', '1, 1, 1, 1', 5), passes)).toContain('average_pool(%x)');
  });

  it.each([
    ['it is not padded with zeros', conv('%x, %one) {pads = [1, 1, 1, 1], axes = [2, 3]}')],
    ['it is not padded with zeros', conv('%x) {pads = [1, 1, 1, 1], axes = [2, 3], mode = edge}')],
    ['the mean has padding of its own, or windows that reach beyond it', mean('pads = [1, 1, 1, 1]')],
    ['a window of the mean would lie in the padding altogether', mean('pads = [0, 0, 0, 0]', '3, 1, 1, 3', 7)],
  ])('declines: %s', (reason, body) => {
    expect(reasonsOf(body, passes)).toContain(reason);
  });
});

describe('slices that may be empty', () => {
  const signature =
    '(%x: f32[N, M]) -> (%y: f32[N, max(0, min(100, M) - min(5, M)) + min(5, M)]) where N in 1..4, M in 1..9';
  const body = `%a = slice(%x) {starts = [0], ends = [min(5, M)], axes = [1], steps = [1]}
%b = slice(%x) {starts = [min(5, M)], ends = [min(100, M)], axes = [1], steps = [1]}
%y = concat(%a, %b) {axis = 1}
return %y`;

  it('are one only where the lengths add up', () => {
    expect(reasonsOf(girText(signature, body), passes)).toContain(
      'a slice may be empty, so that the lengths do not provably add up',
    );
  });
});

describe('constants of f16', () => {
  const joined = (a: string, b: string) => {
    const graph = girText(
      '(%x: f16[N, 4]) -> (%y: f16[N, 4]) where N in 1..8',
      '%p = mul(%x, %a)\n%y = mul(%p, %b)\nreturn %y',
      `const %a : f16[] = ${a}\n  const %b : f16[] = ${b}`,
    );
    return reasonsOf(graph, passes);
  };

  it('are joined where the product is a number', () => {
    expect(joined('2.0', '0.5')).not.toContain('the factors are very large or small');
    expect(joined('5000.0', '5000.0')).toContain('the factors are very large or small');
    expect(joined('0.001', '0.001')).toContain('the factors are very large or small');
  });
});
