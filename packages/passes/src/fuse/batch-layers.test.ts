import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { removeDeadNodes } from '../basic/remove-dead-nodes.pass.js';
import { beforeAndAfter } from '../testing/before-and-after.js';
import { batchLayers } from './batch-layers.pass.js';

const { reasonsOf, rewritten } = beforeAndAfter({ evaluateConstant, interpret });
const passes = [batchLayers, removeDeadNodes];
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

interface Form {
  readonly x: string;
  readonly cut: number;
  readonly part: number;
  readonly y: string;
  readonly join: number;
  readonly count: number;
  readonly bias?: boolean;
  readonly act?: string;
}

/** Layers from 2 to 3 on the parts of `x`. */
function text({ x, cut, part, y, join, count, bias = false, act = 'none' }: Form, weight = (i: number) => `%w${i}`) {
  const parts = NAMES.slice(0, count);
  const row = (i: number) => `[${[0, 1, 2].map((r) => `[${i + r / 2 - 2}, ${r - i / 4}]`).join(', ')}]`;
  return girText(
    `(%x: ${x}, %own: f32[3, 2]) -> (%y: ${y}) where N in 1..8`,
    [
      `${parts.map((name) => `%${name}`).join(', ')} = split(%x) {axis = ${cut}, sizes = [${parts.map(() => part)}]}`,
      ...parts.map(
        (name, i) => `%l${name} = fully_connected(%${name}, ${weight(i)}${bias ? `, %b${i}` : ''}) {act = ${act}}`,
      ),
      `%y = concat(${parts.map((name) => `%l${name}`).join(', ')}) {axis = ${join}}`,
      'return %y',
    ].join('\n'),
    parts.map((_, i) => `const %w${i} : f32[3, 2] = ${row(i)}\nconst %b${i} : f32[3] = [${i}, 0.5, -${i}]`).join('\n'),
  );
}

const opsOf = (lines: string) =>
  lines
    .split('\n')
    .flatMap((line) => /= ([a-z_]+)\(/.exec(line)?.[1] ?? [])
    .filter((op) => op !== 'concat');

const onConstants = (op: string) => ['matmul', 'add', 'relu'].includes(op);

describe('batch-layers', () => {
  it.each<[string, Form]>([
    ['fields', { x: 'f32[N, 6, 2]', cut: 1, part: 1, y: 'f32[N, 6, 3]', join: 1, count: 6, bias: true, act: 'relu' }],
    ['the first axis', { x: 'f32[5, N, 2]', cut: 0, part: 1, y: 'f32[5, N, 3]', join: 0, count: 5 }],
    ['blocks of columns', { x: 'f32[N, 12]', cut: 1, part: 2, y: 'f32[N, 18]', join: 1, count: 6, bias: true }],
    ['columns of rows of rows', { x: 'f32[N, 3, 12]', cut: 2, part: 2, y: 'f32[N, 3, 18]', join: 2, count: 6 }],
    [
      'parts of rows, joined side by side',
      { x: 'f32[12, 2]', cut: 0, part: 2, y: 'f32[2, 18]', join: 1, count: 6, act: 'tanh' },
    ],
    ['axes between', { x: 'f32[6, N, 4, 2]', cut: 0, part: 1, y: 'f32[6, N, 4, 3]', join: 0, count: 6, bias: true }],
  ])('makes one product: %s', (_, form) => {
    const ops = opsOf(rewritten(text(form), passes, { tolerance: 1e-6 }));
    expect(ops).toContain('matmul');
    expect(ops).not.toContain('split');
    expect(ops.filter(onConstants)).toHaveLength(form.bias ? (form.act === undefined ? 2 : 3) : 1);
  });

  const few: Form = {
    x: 'f32[N, 3, 2]',
    cut: 1,
    part: 1,
    y: 'f32[N, 3, 3]',
    join: 1,
    count: 3,
    bias: true,
    act: 'relu',
  };
  const many: Form = { ...few, x: 'f32[N, 6, 2]', y: 'f32[N, 6, 3]', count: 6 };

  it.each<[string, string]>([
    ['so few layers are no more nodes than the product and what moves its operands', text(few)],
    ['the weights are not constants', text(many, (i) => (i === 2 ? '%own' : `%w${i}`))],
    ['the layers differ in shape, type or activation', text(many).replace('%b3) {act = relu}', '%b3) {act = tanh}')],
    ['a part is read elsewhere too', text(many).replace('return', '%t = tanh(%lb)\nreturn')],
  ])('declines: %s', (reason, graph) => {
    expect(reasonsOf(graph, passes)).toContain(reason);
  });

  it('leaves parts in another order alone', () => {
    const graph = text(many).replace('concat(%la, %lb,', 'concat(%lb, %la,');
    expect(opsOf(rewritten(graph, passes))).toContain('split');
  });
});
