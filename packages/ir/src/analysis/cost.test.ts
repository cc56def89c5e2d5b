import { describe, expect, it } from 'vitest';
import { type Func, nodesOf } from '../graph/graph.js';
import { girText, parseText } from '../testing/parse-text.js';
import { sizeEvaluator } from './memory/index.js';
import { workOf } from './work.js';

function main(text: string): Func {
  return parseText(text).funcs.get('main') as Func;
}

const MLP = main(
  girText(
    '(%x: f32[N, 100]) -> (%y: f32[N, 10]) where N in 1..64',
    `%h = fully_connected(%x, %w)
     %r = relu(%h)
     %v = reshape(%r) {shape = [N, 5, 10]}
     %t = transpose(%v) {perm = [0, 2, 1]}
     %y = reduce_sum(%t) {axes = [2], keepdims = false}
     return %y`,
    'const %w : f32[50, 100] = splat(1.0)',
  ),
);

describe('work', () => {
  it('is what the spec says, else an operation an element, and nothing for moves', () => {
    const at = sizeEvaluator(new Map([['N', 3]]));
    const found = [...nodesOf(MLP.body)].map((node) => [node.op.name, at(workOf(node))]);
    expect(Object.fromEntries(found)).toEqual({
      fully_connected: 2 * 3 * 50 * 100,
      relu: 3 * 50,
      reshape: 0,
      transpose: 0,
      reduce_sum: 3 * 50,
    });
  });

  it('counts each multiply-add of a convolution as two', () => {
    const conv = main(
      girText(
        '(%x: f32[2, 6, 8, 8]) -> (%y: f32[2, 4, 6, 6])',
        `%y = conv(%x, %w) {strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1], groups = 2}
         return %y`,
        'const %w : f32[4, 3, 3, 3] = splat(1.0)',
      ),
    );
    expect([...nodesOf(conv.body)].map(workOf)).toEqual([2 * (2 * 4 * 6 * 6) * (3 * 3 * 3)]);
  });
});
