import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import type { Decomposition } from '@afterglow/ir';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { beforeAndAfter } from '../testing/before-and-after.js';
import { decomposePass } from './decompose.pass.js';
import { definitions } from './definitions/index.js';
import type { TargetOps } from './judge.js';

const { reasonsOf, rewritten } = beforeAndAfter({ evaluateConstant, interpret });

/** A target without some ops. */
const without = (...ops: readonly string[]): TargetOps => ({
  whyIllegal: ({ op }) => (ops.includes(op.name) ? `it has no ${op.name}` : undefined),
});

const WINDOW = 'strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1]';

/** A target that runs convolutions, but nothing fused into them. */
const bare = (...missing: readonly string[]): TargetOps => ({
  whyIllegal: (node) =>
    node.op.name === 'conv' && (node.operands[3] !== undefined || node.attrs['act'] !== 'none')
      ? 'not whole'
      : without(...missing).whyIllegal(node),
});

const Q = '%q: f32[N, 4, 3, 2], %k: f32[N, 2, 5, 2], %v: f32[N, 2, 5, 6]';

/** Parameters and node; one line for each form. */
const FORMS: readonly (readonly [params: string, node: string, result?: string])[] = [
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
  [Q, 'attention_scores(%q, %k)', 'f32[N, 4, 3, 5]'],
  [
    '%x: f32[N, 3, 4], %s: f32[3], %b: f32[3], %m: f32[3], %k: f32[3]',
    'batch_norm(%x, %s, %b, %m, %k) {epsilon = 30.0}',
  ],
  ['%x: f32[N, 3]', 'pad(%x) {axes = [1], pads = [1, -2]}', 'f32[N, 2]'],
  ['%x: f32[N, 3]', 'tile(%x) {repeats = [2, 3]}', 'f32[2*N, 9]'],
  ['%x: f32[N, 4, 3, 2]', 'depth_to_space(%x) {block = 2}', 'f32[N, 1, 6, 4]'],
  ['%x: f32[N, 1, 6, 4]', 'space_to_depth(%x) {block = 2}', 'f32[N, 4, 3, 2]'],
  ['%x: f32[N, 3, 4]', 'trilu(%x) {upper = false}'],
  ['%x: f32[N, 3, 4], %k: i64[]', 'trilu(%x, %k)'],
  ...['l1', 'l2', 'sum_square', 'log_sum_exp'].map(
    (name) => ['%x: f32[N, 4]', `reduce_${name}(%x) {axes = [1], keepdims = false}`, 'f32[N]'] as const,
  ),
  ['%p: f32[N, 4]', 'reduce_log_sum(%p) {axes = [1], keepdims = true}', 'f32[N, 1]'],
  ['%x: f32[N, 4], %t: i64[N]', 'nll_loss(%x, %t) {reduction = sum, ignore_index = 2}', 'f32[]'],
  ['%x: f32[N, 2, 4, 4], %w: f32[2, 2, 1, 1]', `conv(%x, %w) {${WINDOW}, act = silu}`],
  ['%x: f32[N, 2, 3, 8], %c: f32[N, 3, 4], %s: f32[N, 3, 4]', 'rotary_embedding(%x, %c, %s)'],
  ['%x: f32[N, 2, 3, 8], %c: f32[N, 3, 3], %s: f32[N, 3, 3]', 'rotary_embedding(%x, %c, %s) {interleaved = true}'],
  ['%x: f32[N, 2, 3, 4], %c: f32[7, 2], %s: f32[7, 2], %p: i64[N, 3]', 'rotary_embedding(%x, %c, %s, %p)'],
];

function text(params: string, node: string, result?: string): string {
  const own = node.startsWith('attention(') ? 'f32[N, 4, 3, 6]' : /%x: (f32\[[^\]]*\])/.exec(params)?.[1];
  return girText(`(${params}) -> (%y: ${result ?? own}) where N in 1..8`, `%y = ${node}\nreturn %y`);
}

/** Ops of the nodes of a text, in order. */
function opsOf(gir: string): string[] {
  return gir.split('\n').flatMap((line) => (line.startsWith('const') ? [] : (line.match(/= (\w+)\(/)?.[1] ?? [])));
}

describe('decompose', () => {
  for (const [params, node, result] of FORMS) {
    it(`${node} keeps its meaning, in the steps that it declares`, () => {
      const [op = ''] = node.split('(');
      const target = op === 'conv' ? bare() : without(op);
      const after = rewritten(text(params, node, result), [decomposePass(target)], { tolerance: 1e-5 });
      const { steps = [] } = definitions.get(op) ?? {};
      expect(opsOf(after).filter((step) => !steps.includes(step))).toEqual([]);
      // The name of the model stays with what computes the result.
      expect(after).toMatch(/^%y = /m);
    });
  }

  it('knows a form of every op it has', () => {
    const tried = new Set(FORMS.map(([, node]) => node.split('(')[0]));
    expect([...definitions.keys()].filter((op) => !tried.has(op))).toEqual([]);
  });

  it('has no definition that leads back to its op', () => {
    const reached = (op: string, seen: ReadonlySet<string>): boolean =>
      seen.has(op) ||
      (definitions.get(op)?.steps ?? []).some((step) => step !== op && reached(step, new Set([...seen, op])));
    expect([...definitions.keys()].filter((op) => reached(op, new Set()))).toEqual([]);
    // A convolution becomes a bare one, which is in no form that is taken apart.
    expect([...definitions.values()].filter(({ op, steps }) => steps.includes(op)).map(({ op }) => op)).toEqual([
      'conv',
    ]);
  });

  it("prefers the target's own way where it runs the steps of that", () => {
    const own: Decomposition = {
      op: 'swish',
      summary: 'itself, twice removed',
      steps: ['neg'],
      build: ({ operands: [x] }, b) => [b.value('neg', [b.value('neg', [x])])],
    };
    const swish = text('%x: f32[N, 4]', 'swish(%x)');
    const ops = (...missing: readonly string[]) =>
      opsOf(rewritten(swish, [decomposePass({ ...without(...missing), decompositions: [own] })], { tolerance: 100 }));
    expect(ops('swish')).toEqual(['neg', 'neg']);
    expect(ops('swish', 'neg')).toEqual(['sigmoid', 'mul']);
    expect(ops('swish', 'neg', 'sigmoid')).toEqual(['swish']);
  });

  it('takes apart in turn what it made', () => {
    const fused = `conv(%x, %w) {${WINDOW}, act = hard_swish}`;
    const after = rewritten(
      text('%x: f32[N, 2, 4, 4], %w: f32[2, 2, 1, 1]', fused),
      [decomposePass(bare('hard_swish'))],
      {
        tolerance: 1e-5,
      },
    );
    expect(opsOf(after)).toEqual(['conv', 'add', 'clip', 'mul', 'mul']);
  });

  it('leaves alone what the target runs', () => {
    const after = rewritten(text('%x: f32[N, 4]', 'swish(%x)'), [decomposePass(without('gelu'))]);
    expect(after.split('\n').filter((line) => line.startsWith('%'))).toEqual([
      '%y = swish(%x) {alpha = 1.0} : f32[N, 4]',
    ]);
  });

  it('keeps a node whole where the target could not run its parts', () => {
    const [swish, pass] = [text('%x: f32[N, 4]', 'swish(%x)'), decomposePass(without('swish', 'sigmoid'))];
    expect(rewritten(swish, [pass])).toContain('swish(');
    expect(reasonsOf(swish, [pass])).toEqual([
      'it would be written with sigmoid, which the target cannot run either (it has no sigmoid)',
    ]);
  });

  it('takes attention apart for its products alone', () => {
    const masked = text(`${Q}, %mask: bool[3, 5]`, 'attention(%q, %k, %v, %mask)');
    const after = rewritten(masked, [decomposePass(without('attention', 'where'))], { tolerance: 1e-5 });
    expect(after).toContain('matmul(');
    expect(after).toContain('where(');
  });

  it('takes attention apart under a mask whose sizes are open', () => {
    const mask = girText(
      `(${Q}, %mask: f32[M, 5]) -> (%y: f32[N, 4, 3, 6]) where N in 1..8, M in 1..3`,
      '%y = attention(%q, %k, %v, %mask)\nreturn %y',
    );
    // The target cannot say before the run which axes of the mask are repeated, so the host adds it.
    expect(reasonsOf(mask, [decomposePass(without('attention', 'add'))])).toEqual([]);
  });

  it('takes attention apart under a mask that may be one key wide', () => {
    const mask = girText(
      `(${Q}, %mask: bool[1, 1, 3, M]) -> (%y: f32[N, 4, 3, 6]) where N in 1..8, M in 1..5`,
      '%y = attention(%q, %k, %v, %mask)\nreturn %y',
    );
    const sizes = new Map([['M', 5]]);
    expect(rewritten(mask, [decomposePass(without('attention'))], { tolerance: 1e-5, sizes })).toContain('reshape(');
  });

  it('says which forms it cannot write', () => {
    const open = text(Q.replaceAll(', 2],', ', N],'), 'attention(%q, %k, %v) {right = 0}');
    expect(reasonsOf(open, [decomposePass(without('attention'))])).toEqual([
      'the heads or features are not known before the run',
    ]);
  });

  it('says why there is no code, and not for which other forms there is a way', () => {
    const other = {
      ...{ op: 'add', summary: 'another form', steps: ['cast', 'add'] },
      ...{ where: [{ because: 'it is another form', holds: () => false }], build: () => [] },
    };
    const target = { ...without('add'), decompositions: [other] };
    expect(reasonsOf(text('%x: f32[N, 4]', 'add(%x, %x)'), [decomposePass(target)])).toEqual(['it has no add']);
  });

  it('a query that sees no key still gives zeros', () => {
    const params = '%q: f32[N, 1, 2, 2], %k: f32[N, 1, 3, 2], %v: f32[N, 1, 3, 6]';
    const consts = 'const %mask : f32[2, 3] = [[-inf, -inf, -inf], [0.0, -inf, 0.0]]';
    const graph = girText(
      `(${params}) -> (%y: f32[N, 1, 2, 6]) where N in 1..8`,
      '%y = attention(%q, %k, %v, %mask)\nreturn %y',
      consts,
    );
    expect(rewritten(graph, [decomposePass(without('attention'))], { tolerance: 1e-5 })).not.toContain('attention(');
  });
});

describe('what is fused into a convolution', () => {
  const apart = (attrs: string, addend = '', target = bare()) => {
    const params = '%x: f32[N, 2, 4, 4], %w: f32[2, 2, 1, 1], %b: f32[2], %z: f32[N, 2, 4, 4]';
    const conv = `conv(%x, %w, %b${addend}) {${WINDOW}, ${attrs}}`;
    return opsOf(rewritten(text(params, conv), [decomposePass(target)], { tolerance: 1e-6 }));
  };

  it.each([
    ['act = relu', ['conv', 'relu']],
    ['act = sigmoid', ['conv', 'sigmoid']],
    ['act = tanh', ['conv', 'tanh']],
    ['act = hard_swish', ['conv', 'hard_swish']],
    ['act = silu', ['conv', 'sigmoid', 'mul']],
    ['act = leaky_relu, act_alpha = 0.5', ['conv', 'leaky_relu']],
    ['act = hard_sigmoid, act_alpha = 0.25, act_beta = 0.5', ['conv', 'hard_sigmoid']],
    ['act = clip, act_alpha = 0.0, act_beta = 6.0', ['conv', 'clip']],
    ['act = clip, act_beta = 1.0', ['conv', 'clip']],
  ])('%s', (attrs, expected) => {
    expect(apart(attrs)).toEqual(expected);
    expect(apart(attrs, ', %z')).toEqual(['conv', 'add', ...expected.slice(1)]);
  });

  it('stays where it runs, and where no convolution does', () => {
    expect(apart('act = clip, act_beta = 1.0', ', %z', without())).toEqual(['conv']);
    expect(apart('act = silu', '', without('conv'))).toEqual(['conv']);
  });
});
