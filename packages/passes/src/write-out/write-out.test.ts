import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import type { Node } from '@afterglow/ir';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { beforeAndAfter } from '../testing/before-and-after.js';
import { decompositions } from './decompositions.js';
import { writeOutPass } from './write-out.pass.js';

const { reasonsOf, rewritten } = beforeAndAfter({ evaluateConstant, interpret });

/** A target without some ops. */
const without =
  (...ops: readonly string[]) =>
  (node: Node) =>
    ops.includes(node.op.name) ? `it has no ${node.op.name}` : undefined;

const Q = '%q: f32[N, 4, 3, 2], %k: f32[N, 2, 5, 2], %v: f32[N, 2, 5, 6]';

/** Parameters and node; one line for each form. */
const FORMS: readonly (readonly [params: string, node: string])[] = [
  ['%x: f32[N, 4]', 'gelu(%x)'],
  ['%x: f32[N, 4]', 'gelu(%x) {approximate = tanh}'],
  ['%x: f32[N, 4]', 'swish(%x) {alpha = 1.702}'],
  ['%x: f32[N, 4]', 'mish(%x)'],
  ['%x: f32[N, 4]', 'softplus(%x)'],
  ['%x: f32[N, 4]', 'softsign(%x)'],
  ['%x: f32[N, 4]', 'hard_swish(%x)'],
  ['%x: f32[N, 4]', 'hard_sigmoid(%x) {alpha = 0.25}'],
  ['%x: f32[N, 4]', 'leaky_relu(%x) {alpha = -0.5}'],
  ['%x: f32[N, 4]', 'elu(%x) {alpha = 2.0}'],
  ['%x: f32[N, 3, 4]', 'softmax(%x) {axis = 1}'],
  ['%x: f32[N, 3, 4]', 'log_softmax(%x)'],
  ['%x: f32[N, 3, 4], %g: f32[3, 1], %b: f32[4]', 'layer_norm(%x, %g, %b) {axis = 1}'],
  ['%x: f32[N, 3, 4], %g: f32[4]', 'rms_norm(%x, %g) {epsilon = 0.01}'],
  ['%x: f32[N, 3, 4, 2], %g: f32[3], %b: f32[3]', 'instance_norm(%x, %g, %b)'],
  ['%x: f32[N, 4, 3, 2], %g: f32[4], %b: f32[4]', 'group_norm(%x, %g, %b) {groups = 2}'],
  [Q, 'attention(%q, %k, %v)'],
  [`${Q}, %mask: f32[3, 5]`, 'attention(%q, %k, %v, %mask) {scale = 0.5, softcap = 2.0}'],
  [`${Q}, %mask: bool[N, 1, 1, 5]`, 'attention(%q, %k, %v, %mask)'],
  ['%x: f32[N, 2, 3, 8], %c: f32[N, 3, 4], %s: f32[N, 3, 4]', 'rotary_embedding(%x, %c, %s)'],
  ['%x: f32[N, 2, 3, 8], %c: f32[N, 3, 3], %s: f32[N, 3, 3]', 'rotary_embedding(%x, %c, %s) {interleaved = true}'],
  ['%x: f32[N, 2, 3, 4], %c: f32[7, 2], %s: f32[7, 2], %p: i64[N, 3]', 'rotary_embedding(%x, %c, %s, %p)'],
];

function text(params: string, node: string): string {
  const shape = node.startsWith('attention') ? 'N, 4, 3, 6' : /%x: f32\[([^\]]*)\]/.exec(params)?.[1];
  return girText(`(${params}) -> (%y: f32[${shape}]) where N in 1..8`, `%y = ${node}\nreturn %y`);
}

describe('write-out', () => {
  for (const [params, node] of FORMS) {
    it(`${node} keeps its meaning`, () => {
      const [op = ''] = node.split('(');
      const after = rewritten(text(params, node), [writeOutPass(without(op))], { tolerance: 1e-5 });
      expect(after).not.toContain(` = ${op}(`);
      // The name of the model stays with what computes the result.
      expect(after).toMatch(/^%y = /m);
    });
  }

  it('knows a form of every op it has', () => {
    const tried = new Set(FORMS.map(([, node]) => node.split('(')[0]));
    expect([...decompositions.keys()].filter((op) => !tried.has(op))).toEqual([]);
  });

  it('leaves alone what the target runs', () => {
    const after = rewritten(text('%x: f32[N, 4]', 'swish(%x)'), [writeOutPass(without('gelu'))]);
    expect(after.split('\n').filter((line) => line.startsWith('%'))).toEqual([
      '%y = swish(%x) {alpha = 1.0} : f32[N, 4]',
    ]);
  });

  it('keeps a node whole where the target could not run its parts', () => {
    const [swish, pass] = [text('%x: f32[N, 4]', 'swish(%x)'), writeOutPass(without('swish', 'sigmoid'))];
    expect(rewritten(swish, [pass])).toContain('swish(');
    expect(reasonsOf(swish, [pass])).toEqual([
      'it would be written with sigmoid, which the target cannot run either (it has no sigmoid)',
    ]);
  });

  it('takes attention apart for its products alone', () => {
    const masked = text(`${Q}, %mask: bool[3, 5]`, 'attention(%q, %k, %v, %mask)');
    const after = rewritten(masked, [writeOutPass(without('attention', 'where'))], { tolerance: 1e-5 });
    expect(after).toContain('matmul(');
    expect(after).toContain('where(');
  });

  it('says which forms it cannot write', () => {
    const causal = text(Q, 'attention(%q, %k, %v) {right = 0}');
    expect(reasonsOf(causal, [writeOutPass(without('attention'))])).toEqual([
      'this form of it is not written in simpler ops',
    ]);
  });

  it('a query that sees no key still gives zeros', () => {
    const params = '%q: f32[N, 1, 2, 2], %k: f32[N, 1, 3, 2], %v: f32[N, 1, 3, 6]';
    const consts = 'const %mask : f32[2, 3] = [[-inf, -inf, -inf], [0.0, -inf, 0.0]]';
    const graph = girText(
      `(${params}) -> (%y: f32[N, 1, 2, 6]) where N in 1..8`,
      '%y = attention(%q, %k, %v, %mask)\nreturn %y',
      consts,
    );
    expect(rewritten(graph, [writeOutPass(without('attention'))], { tolerance: 1e-5 })).not.toContain('attention(');
  });
});
