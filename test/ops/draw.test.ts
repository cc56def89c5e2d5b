// Random uses of ops, drawn from the specs: each is well-typed, reads back from its text, and the interpreter gives results of the types
// that were inferred.

import { interpret } from '@afterglow/backend-interpreter';
import { Diagnostics, dim, type HostValue, isTensorValue, renderDiagnostics } from '@afterglow/core';
import {
  Builder,
  createFunc,
  createModule,
  graphDifference,
  type Module,
  ops,
  printModule,
  setRange,
  setResultNames,
  verifyModule,
} from '@afterglow/ir';
import { arbitraryGraph, Draw, drawableOps, drawNode, drawTensor, parseText } from '@afterglow/ir/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const N = 3;

/** A module with one drawn use of an op, or undefined when no draw was one. */
function moduleOf(name: string, seed: number): Module | undefined {
  const op = ops.get(name);
  const module = createModule('drawn');
  const func = createFunc(module, 'main');
  setRange(func, 'N', { lo: 1, hi: 5 });
  const builder = new Builder(func.body, { registry: ops });
  const node =
    op &&
    drawNode(new Draw(seed), builder, op, { operand: (type) => builder.param('p', type), symbols: true, elem: 'f32' });
  if (!node) return undefined;
  builder.results(node.results);
  setResultNames(
    func,
    node.results.map((_, i) => `y${i}`),
  );
  return module;
}

/** Ops with operands or attributes that mean more than their types say; export's tests have hand-made uses of them. */
const NOT_DRAWN = [
  'deform_conv',
  'dequantize',
  'gru',
  'lstm',
  'quantized_add',
  'quantized_mul',
  'svm_decisions',
  'unpack_bytes',
];

describe('uses of ops drawn from the specs', () => {
  it('are there for nearly all ops', () => {
    const names = drawableOps.map(({ name }) => name);
    const drawn = names.filter((name) =>
      Array.from({ length: 40 }, (_, seed) => seed).some((seed) => moduleOf(name, seed)),
    );
    expect(names.filter((name) => !drawn.includes(name))).toEqual(NOT_DRAWN);
    expect(drawn.length / [...ops.all()].length).toBeGreaterThan(0.8);
  });

  it.each(drawableOps.map(({ name }) => name).filter((name) => !NOT_DRAWN.includes(name)))('%s', (name) => {
    for (let seed = 0; seed < 6; seed++) {
      const module = moduleOf(name, seed);
      if (!module) continue;
      const diagnostics = new Diagnostics();
      verifyModule(module, diagnostics);
      expect(renderDiagnostics(diagnostics.list)).toBe('');
      expect(graphDifference(parseText(printModule(module, { inlineLimit: 1 << 20 })), module)).toBeUndefined();
      expect(wrongResults(module, seed)).toEqual([]);
    }
  });
});

/** Results of other types than were inferred. A run that the interpreter refuses has none: contents are random. */
function wrongResults(module: Module, seed: number): string[] {
  const func = module.funcs.get('main');
  const draw = new Draw(seed);
  const sizes = new Map([['N', N]]);
  const inputs = new Map<string, HostValue>();
  for (const { name, type } of func?.body.params ?? []) {
    if (type.kind !== 'tensor') continue;
    inputs.set(
      name,
      drawTensor(
        draw,
        type.elem,
        type.shape.map((d) => dim.evaluate(d, sizes) ?? 1),
      ),
    );
  }
  const outputs = func && interpret(func, inputs, { params: sizes });
  return [...(outputs ?? [])].flatMap(([name, value], i) => {
    const type = func?.body.results[i]?.type;
    if (!isTensorValue(value) || type?.kind !== 'tensor') return [];
    const wanted = type.shape.map((d) => dim.evaluate(d, sizes));
    const fits =
      value.elem === type.elem &&
      wanted.length === value.shape.length &&
      wanted.every((d, k) => d === undefined || d === value.shape[k]);
    return fits ? [] : [`${name}: ${value.elem}[${value.shape.join(', ')}] is no ${type.key}`];
  });
}

describe('random graphs over all ops', () => {
  it('verify and read back from their text', () => {
    fc.assert(
      fc.property(arbitraryGraph(), (module) => {
        const diagnostics = new Diagnostics();
        verifyModule(module, diagnostics);
        expect(renderDiagnostics(diagnostics.list)).toBe('');
        expect(graphDifference(parseText(printModule(module, { inlineLimit: 1 << 20 })), module)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});
