import { cloneModule } from '@afterglow/ir';
import { arbitraryModule, girText, parseText } from '@afterglow/ir/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffModules, printDiff } from './index.js';

const BEFORE = `gir 1
module @m {
  const %w : f32[4, 2] = splat(0.5)
  const %b : f32[2] = splat(1.0)
  func @main(%x: f32[N, 4]) -> (%y: f32[N, 2], %z: f32[N, 4]) where N in 1..8 {
    %m = matmul(%x, %w) {act = none} : f32[N, 2] loc(#0)
    %s = add(%m, %b) : f32[N, 2] loc(#1)
    %y = relu(%s) : f32[N, 2] loc(#2)
    %n = neg(%x) : f32[N, 4] loc(#3)
    %z = leaky_relu(%n) {alpha = 0.5} : f32[N, 4] loc(#4)
    return %y, %z
  }
  #0 = loc "MatMul_0"
  #1 = loc "Add_1"
  #2 = loc "Relu_2"
  #3 = loc "Neg_3"
  #4 = loc "LeakyRelu_4"
}
`;

const AFTER = `gir 1
module @m {
  const %w : f32[4, 2] = splat(0.25)
  const %k : f32[2, 4] = splat(0.5)
  const %b : f32[2] = splat(1.0)
  func @main(%x: f32[N, 4]) -> (%y: f32[N, 2], %z: f32[N, 4]) where N in 1..8 {
    %other = neg(%x) : f32[N, 4] loc(#3)
    %y = fully_connected(%x, %k, %b) {act = relu} : f32[N, 2] loc(#5)
    %z = leaky_relu(%other) {alpha = 0.25} : f32[N, 4] loc(#4)
    return %y, %z
  }
  #0 = loc "MatMul_0"
  #1 = loc "Add_1"
  #2 = loc "Relu_2"
  #3 = loc "Neg_3"
  #4 = loc "LeakyRelu_4"
  #5 = loc fused("fuse": #0, #1, #2)
}
`;

const lines = (a: string, b: string, all = false) => printDiff(diffModules(parseText(a), parseText(b)), { all });

describe('diff of two graphs', () => {
  it('finds what stayed, changed, came and went, and where it went', () => {
    expect(lines(BEFORE, AFTER, true)).toBe(`@main
  - %m  matmul  (now in %y)
  - %s  add  (now in %y)
    %other  neg  (was %n)
  ~ %y  fully_connected
      op: relu → fully_connected
      attribute act: none → relu
      operand 0: %s → %x
      operand 1: _ → %k
      operand 2: _ → %b
  ~ %z  leaky_relu
      attribute alpha: 0.5 → 0.25
constants
  ~ %w
      values: sha256:f09896aef1dbfb9c → sha256:6a7182e02ae54b12
    %b
  + %k
nodes: 1 same, 2 changed, 0 added, 2 removed
constants: 1 same, 1 changed, 1 added, 0 removed`);
  });

  it('goes by structure where names say nothing', () => {
    const a = girText('(%x: f32[4]) -> (%r: f32[4])', '%p = neg(%x)\n%q = relu(%p)\n%r = sub(%p, %q)\nreturn %r');
    const b = girText('(%x: f32[4]) -> (%r: f32[4])', '%q = neg(%x)\n%p = relu(%q)\n%v = sub(%q, %p)\nreturn %v');
    expect(diffModules(parseText(a), parseText(b))).toMatchObject({ same: true, counts: { nodes: { same: 3 } } });
  });

  it('follows a change upwards from nodes that are the same', () => {
    const a = girText(
      '(%x: f32[4]) -> (%r: f32[4])',
      '%p = neg(%x)\n%q = leaky_relu(%p) {alpha = 0.5}\n%r = tanh(%q)\nreturn %r',
    );
    const b = girText(
      '(%x: f32[4]) -> (%r: f32[4])',
      '%p1 = neg(%x)\n%q1 = leaky_relu(%p1) {alpha = 0.25}\n%r = tanh(%q1)\nreturn %r',
    );
    expect(lines(a, b)).toBe(`@main
  ~ %q1  leaky_relu  (was %q)
      attribute alpha: 0.5 → 0.25
nodes: 2 same, 1 changed, 0 added, 0 removed
constants: 0 same, 0 changed, 0 added, 0 removed`);
  });

  it('looks at types, order of results, inputs, and functions on one side', () => {
    const base = girText(
      '(%x: f32[4], %z: f32[4]) -> (%a: f32[4], %b: f32[4])',
      '%a = neg(%x)\n%b = relu(%z)\nreturn %a, %b',
    );
    const swapped = base.replace('return %a, %b', 'return %b, %a');
    expect(lines(base, swapped)).toContain('return 0: %a → %b');
    const narrow = girText(
      '(%x: f16[4], %z: f32[4]) -> (%a: f16[4], %b: f32[4])',
      '%a = neg(%x)\n%b = relu(%z)\nreturn %a, %b',
    );
    const found = lines(base, narrow);
    expect(found).toContain('inputs: %x: f32[4], %z: f32[4] → %x: f16[4], %z: f32[4]');
    expect(found).toContain('type of result 0: f32[4] → f16[4]');
    const more = base.replace(
      /\}\n$/,
      '  func @other(%x: f32[4]) -> (%y: f32[4]) {\n    %y = neg(%x)\n    return %y\n  }\n}\n',
    );
    expect(lines(base, more)).toContain('@other (added)\n  + %y  neg');
    expect(lines(more, base)).toContain('@other (removed)\n  - %y  neg');
  });

  it('sees into regions', () => {
    const text = (inner: string) =>
      girText(
        '(%c: bool[], %x: f32[4]) -> (%y: f32[4])',
        `%y = if(%c) then {\n%a = ${inner}(%x)\nyield %a\n} else {\nyield %x\n}\nreturn %y`,
      );
    expect(lines(text('neg'), text('relu'))).toContain('~ %a  relu\n      op: neg → relu');
  });

  it('finds nothing between a graph and its copy', () => {
    fc.assert(
      fc.property(arbitraryModule(), (module) => {
        const again = cloneModule(module);
        const { counts, funcs } = diffModules(module, again);
        expect(funcs.every(({ status }) => status === 'same')).toBe(true);
        expect(counts.nodes.changed + counts.nodes.added + counts.nodes.removed).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('takes time in proportion to the graph', () => {
    const chain = (length: number, op: string) =>
      girText(
        '(%x: f32[4]) -> (%y: f32[4])',
        `%v0 = ${op}(%x)\n${Array.from({ length }, (_, i) => `%v${i + 1} = relu(%v${i})`).join('\n')}\nreturn %v${length}`,
      );
    const { counts } = diffModules(parseText(chain(2000, 'neg')), parseText(chain(2000, 'abs')));
    expect(counts.nodes).toEqual({ same: 2000, changed: 1, added: 0, removed: 0 });
  });
});
