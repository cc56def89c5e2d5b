import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { Diagnostics, numbersOf, renderDiagnostics, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { type Node, ops, printModule } from '@afterglow/ir';
import { girText, parseText } from '@afterglow/ir/testing';
import { runPipeline } from '@afterglow/passes';
import { expect, it } from 'vitest';
import { saturatePass } from './saturate.pass.js';

function saturated(text: string, whyIllegal?: (node: Node) => string | undefined) {
  const module = parseText(text);
  const diagnostics = new Diagnostics();
  const run = () =>
    runPipeline(module, [saturatePass(whyIllegal)], { registry: ops, diagnostics, evaluate: evaluateConstant });
  const first = run();
  expect(first.ok, renderDiagnostics(diagnostics.list)).toBe(true);
  const printed = printModule(module);
  run();
  expect(printModule(module)).toBe(printed);
  return module;
}

const CONV = 'strides = [1], pads = [0, 0], dilations = [1]';

it('limits layers in their activation and the rest by a clip', () => {
  const text = printModule(
    saturated(
      girText(
        '(%x: f16[1, 1, 4], %w: f16[1, 1, 1]) -> (%y: f16[1, 1, 4])',
        `%a = conv(%x, %w) {${CONV}}
         %b = conv(%a, %w) {${CONV}, act = relu}
         %c = conv(%b, %w) {${CONV}, act = clip, act_alpha = 0.0, act_beta = 6.0}
         %d = conv(%c, %w) {${CONV}, act = sigmoid}
         %e = conv(%d, %w) {${CONV}, act = leaky_relu, act_alpha = 2.0}
         %y = mul(%e, %e)
         return %y`,
      ),
    ),
  );
  expect(text).toContain('act = clip, act_alpha = -65504.0, act_beta = 65504.0');
  expect(text).toContain('act = clip, act_alpha = 0.0, act_beta = 65504.0');
  expect(text).toContain('act = clip, act_alpha = 0.0, act_beta = 6.0');
  expect(text).toContain('act = sigmoid');
  expect(text.match(/= clip\(/g)).toHaveLength(2);
});

it('clips after a layer whose target has no such activation', () => {
  const text = girText(
    '(%x: f16[1, 1, 4], %w: f16[1, 1, 1]) -> (%y: f16[1, 1, 4])',
    `%y = conv(%x, %w) {${CONV}, act = relu}\nreturn %y`,
  );
  const printed = printModule(saturated(text, ({ attrs }) => (attrs['act'] === 'clip' ? 'no code' : undefined)));
  expect(printed).toContain('act = relu');
  expect(printed).toContain('clip(%y) {min = -65504.0, max = 65504.0}');
});

it('leaves full precision alone', () => {
  const text = girText('(%x: f32[4]) -> (%y: f32[4])', '%y = mul(%x, %x)\nreturn %y');
  expect(printModule(saturated(text))).toBe(printModule(parseText(text)));
});

it('makes numbers of what were infinities', () => {
  const text = girText(
    '(%x: f16[3]) -> (%y: f16[3])',
    '%s = mul(%x, %x)\n%t = exp(%x)\n%d = sub(%s, %t)\n%y = sub(%d, %s)\nreturn %y',
  );
  const run = (module: ReturnType<typeof parseText>) => {
    const main = module.funcs.get('main');
    const x = tensorFromNumbers('f16', [3], [2, 300, -300]);
    const outputs = main && interpret(main, new Map([['x', x]]), { diagnostics: new Diagnostics() });
    return [...numbersOf(outputs?.get('y') as Tensor)];
  };
  expect(run(parseText(text)).map(Number.isFinite)).toEqual([true, false, false]);
  expect(run(saturated(text))).toEqual([run(parseText(text))[0], -65504, 0]);
});
