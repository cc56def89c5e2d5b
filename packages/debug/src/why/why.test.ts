import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lifeOf, printLife, printWhyNot, whyNot } from './index.js';

const TEXT = `gir 1
module @m {
  const %w : f32[2, 4] = splat(0.5)
  const %k : f32[4] = [1.0, 2.0, 3.0, 4.0]
  func @main(%x: f32[8, 4], %ids: i64[8, 3]) -> (%y: f32[8, 2], %p: f32[8, 2], %q: f32[8, 2], %z: f32[8, 4], %bag: f32[8, 4]) {
    %m = fully_connected(%x, %w) {act = none} : f32[8, 2] loc(#0)
    %y = relu(%m) : f32[8, 2] loc(#1)
    %p = fully_connected(%x, %w) {act = tanh} : f32[8, 2] loc(#2)
    %q = relu(%p) : f32[8, 2] loc(#3)
    %sum = add(%k, %k) : f32[4] loc(#4)
    %z = mul(%x, %sum) : f32[8, 4] loc(#5)
    %rows = gather(%x, %ids) {axis = 0} : f32[8, 3, 4] loc(#6)
    %bag = reduce_sum(%rows) {axes = [1], keepdims = false} : f32[8, 4] loc(#7)
    return %y, %p, %q, %z, %bag
  }
  #0 = loc "Gemm_0"
  #1 = loc "Relu_1"
  #2 = loc "Gemm_2"
  #3 = loc "Relu_3"
  #4 = loc "Add_4"
  #5 = loc "Mul_5"
  #6 = loc "Gather_6"
  #7 = loc "ReduceSum_7"
}
`;

describe('why and why not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterglow-'));
  const model = join(folder, 'm.gir');
  beforeAll(() => writeFileSync(model, TEXT));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const options = { target: 'interpreter' };

  const life = async (name: string) => {
    const result = await lifeOf(model, name, { ...options, stopAfter: 'optimize' });
    if (!result.ok) throw new Error(result.diagnostics[0]?.code);
    return result.value;
  };
  const asked = async (a: string, b: string, rule?: string) => {
    const result = await whyNot(model, a, b, { ...options, rule });
    if (!result.ok) throw new Error(result.diagnostics[0]?.code);
    return printWhyNot(result.value);
  };

  it('tells what a node became, and by which rule', async () => {
    expect(printLife(await life('Relu_1'))).toBe(`Relu_1
import
  %y = relu : f32[8, 2]  in @main  from Relu_1
canonicalize
  as before
optimize
  #2 fuse-activation (fuse-bias-activation, round 1): relu %y → fully_connected %y
  %y = fully_connected : f32[8, 2]  in @main  from Gemm_0, Relu_1`);
  });

  it('follows a node that went into another one, by value name or pattern too', async () => {
    const [byOrigin, byValue, byPattern] = [await life('Gemm_0'), await life('m'), await life('Gemm*0')];
    expect(byOrigin.stages.at(-1)?.nodes.map(({ name }) => name)).toEqual(['y']);
    expect(byOrigin.stages).toEqual(byValue.stages);
    expect(byPattern.stages).toEqual(byOrigin.stages);
  });

  it('finds the constant that a node became', async () => {
    const { stages } = await life('Add_4');
    expect(stages[1]?.events).toMatchObject([{ rule: 'fold-constant', after: [] }]);
    expect(stages[1]?.consts).toEqual(['sum']);
  });

  it('tells which rules left a node alone, and why', async () => {
    expect((await life('Relu_3')).declines).toMatchObject([
      { rule: 'fuse-activation', node: 'q', reason: 'the product has an activation already' },
    ]);
  });

  it('crosses the partition stage', async () => {
    const result = await lifeOf(model, 'Relu_1', options);
    expect(result.value?.stages.at(-1)).toMatchObject({ stage: 'partition' });
    expect(result.value?.stages.at(-1)?.nodes.length).toBeGreaterThan(0);
  });

  it('names the first condition that kept two nodes apart', async () => {
    expect(
      await asked('Gemm_2', 'Relu_3'),
    ).toBe(`fuse-activation looked at both and declined: the product has an activation already
  fuse-activation (fuse-bias-activation) at %q: the product has an activation already, 2 times  (condition 1)
one reads the other, with nothing in between`);
  });

  it('names what stopped a raise while it was still matching', async () => {
    expect(await asked('Gather_6', 'ReduceSum_7')).toContain(
      'raise-embedding-bag/fixed-pooling looked at both and declined: the table is no constant',
    );
  });

  it('says when they are one node', async () => {
    expect(await asked('Gemm_0', 'Relu_1')).toBe('Gemm_0 and Relu_1 are one node: fuse-activation made it');
  });

  it('says when no rule saw both, and what is near', async () => {
    const text = await asked('Gemm_2', 'Mul_5');
    expect(text).toContain('no rule had Gemm_2 and Mul_5 in view together');
    expect(text).toContain('neither reads the other at the end of the passes');
    expect(text).toContain('fuse-activation (fuse-bias-activation) at %q');
    expect(text).toContain('rules that start at such a node and did not match');
    const alone = await asked('Gemm_2', 'Relu_3', 'fuse-bias');
    expect(alone).toContain('no rule had');
  });

  it.each([
    ['debug/no-such-node', () => whyNot(model, 'Gemm_2', 'Relu_9', options), 'did you mean Relu_1?'],
    ['debug/no-such-node', () => lifeOf(model, 'x', options), undefined],
    ['debug/no-such-rule', () => whyNot(model, 'Gemm_2', 'Relu_3', { rule: 'fuse-act' }), undefined],
    ['compile/unreadable', () => lifeOf(join(folder, 'none.onnx'), 'x', options), undefined],
  ])('%s', async (code, run, hint) => {
    const { ok, diagnostics } = await run();
    expect(ok).toBe(false);
    expect(diagnostics[0]?.code).toBe(code);
    if (hint !== undefined) expect(diagnostics[0]?.hint).toBe(hint);
  });
});
