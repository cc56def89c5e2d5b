// Functions of a module that need a size none of their inputs has: whoever calls them passes it.

import { interpret } from '@afterglow/backend-interpreter';
import { Diagnostics, isTensorValue, numbersOf, renderDiagnostics, tensorFromNumbers } from '@afterglow/core';
import { type Module, ops, parseModule } from '@afterglow/ir';
import { exportOnnx } from '@afterglow/onnx';
import { expect, it } from 'vitest';
import { exported, imported, textOf, thereAndBack } from './support.js';

function parse(text: string): Module {
  const diagnostics = new Diagnostics();
  const module = parseModule(text, { file: 'sizes.gir', registry: ops, diagnostics });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

/** `@inner` needs N, which `@outer` lacks too; the M of `@outer` is 2*N where `@main` calls it. */
const MODULE = `gir 1
module @m {
  const %one : f32[] = 1.0
  func @main(%x: f32[N], %z: f32[2*N]) -> (%y: f32[N, 2], %w: f32[2*N]) where N in 1..8 {
    %h, %g = invoke @outer(%z) {placement = [card0]} : f32[N, 2], f32[2*N]
    return %h, %g
  }
  func @outer(%z: f32[M]) -> (%y: f32[N, 2], %w: f32[M]) where M in 1..16, N in 1..8 {
    %s = splat() {shape = [M], value = 2.0, elem = f32} : f32[M]
    %t = add(%z, %s) : f32[M]
    %i = invoke @inner(%one) {placement = [card0]} : f32[N, 2]
    return %i, %t
  }
  func @inner(%v: f32[]) -> (%y: f32[N, 2]) where N in 1..8 {
    %r = expand(%v) {shape = [N, 2]} : f32[N, 2]
    return %r
  }
}
`;

function computed(module: Module): readonly (readonly number[])[] {
  const main = module.funcs.get('main');
  const inputs = new Map([
    ['x', tensorFromNumbers('f32', [2], [1, 2])],
    ['z', tensorFromNumbers('f32', [4], [1, 2, 3, 4])],
  ]);
  const diagnostics = new Diagnostics();
  const outputs = main && interpret(main, inputs, { diagnostics });
  if (!outputs) throw new Error(renderDiagnostics(diagnostics.list));
  return [...outputs.values()].map((value) => (isTensorValue(value) ? [...numbersOf(value)] : []));
}

it('comes back', () => {
  const module = parse(MODULE);
  expect(textOf(thereAndBack(module))).toBe(textOf(module));
});

it('computes the same for a runtime that reads the graph alone', () => {
  const module = parse(MODULE);
  const { written, open } = exported(module);
  const text = Buffer.from(written.bytes).toString('latin1');
  const plain = Buffer.from(text.replaceAll('ai.afterglow.module', 'xx.afterglow.module'), 'latin1');
  const { module: back, codes } = imported(plain, open);
  if (!back) throw new Error(codes.join(', '));
  expect(back.funcs.size).toBe(1);
  expect(computed(back)).toEqual([
    [1, 1, 1, 1],
    [3, 4, 5, 6],
  ]);
});

it('is refused where the graph itself has no value of that size', () => {
  const module = parse(
    MODULE.replace('%x: f32[N], %z: f32[2*N]', '%z: f32[max(N, 2)]').replaceAll('f32[2*N]', 'f32[max(N, 2)]'),
  );
  const diagnostics = new Diagnostics();
  expect(exportOnnx(module, { diagnostics, file: 'model.onnx' })).toBeUndefined();
  expect(diagnostics.list.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'onnx/export-form: invoke has no form in ONNX with the size N, which no input determines',
  ]);
});
