import { Diagnostics, memorySource } from '@afterglow/core';
import { expect, it } from 'vitest';
import { type FunctionSpec, GraphBuilder, writeModel } from '../testing/index.js';
import { importOnnx } from './import-model.js';

/** `depth` functions of which each calls the next one `width` times, one after the other; function `also` is called first. */
function calls(depth: number, width: number, also?: number) {
  const functions = Array.from({ length: depth }, (_, level): FunctionSpec => {
    const body = new GraphBuilder({ opset: 13 });
    for (let i = 0; i < width; i++) {
      const [op, domain] = level === depth - 1 ? ['Relu', ''] : [`F${level + 1}`, 'local'];
      body.node(op, [`t${i}`], {}, { domain, outputs: [`t${i + 1}`] });
    }
    return { domain: 'local', name: `F${level}`, inputs: ['t0'], outputs: [`t${width}`], body };
  });
  const g = new GraphBuilder({ opset: 13 });
  if (also !== undefined) g.node(`F${also}`, ['x'], {}, { domain: 'local', outputs: ['z'] });
  g.node('F0', [g.input('x', 'f32', [2])], {}, { domain: 'local', outputs: ['y'] });
  g.output('y', 'f32');
  const diagnostics = new Diagnostics();
  const bytes = writeModel(g, { opsets: { local: 1 }, functions }).bytes;
  const module = importOnnx(memorySource('model.onnx', bytes), { diagnostics });
  return { module, diagnostics: diagnostics.list };
}

it('expands functions in functions', () => {
  expect(calls(5, 3).diagnostics).toEqual([]);
});

it('refuses calls that multiply, before it expands any', () => {
  const { module, diagnostics } = calls(40, 2);
  expect(module).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(['onnx/expansion']);
  expect(diagnostics[0]?.message).toMatch(
    /expand to 2199023255551 nodes, more than the 20000 that a file of 81 may have/,
  );
});

it('refuses calls that nest without end', () => {
  expect(calls(5000, 1).diagnostics.map(({ code }) => code)).toEqual(['onnx/expansion']);
});

it('counts levels below a function that was met before', () => {
  const { module, diagnostics } = calls(150, 1, 100);
  expect(module).toBeUndefined();
  expect(diagnostics[0]?.message).toMatch(/nested more than 100 deep/);
});

it('leaves functions that all call each other after the first circles', () => {
  const names = Array.from({ length: 10 }, (_, i) => `F${i}`);
  const functions = names.map((name): FunctionSpec => {
    const body = new GraphBuilder({ opset: 13 });
    for (const other of names) body.node(other, ['a'], {}, { domain: 'local', outputs: [`${other}_y`] });
    return { domain: 'local', name, inputs: ['a'], outputs: ['F0_y'], body };
  });
  const g = new GraphBuilder({ opset: 13 });
  g.node('F0', [g.input('x', 'f32', [2])], {}, { domain: 'local', outputs: ['y'] });
  g.output('y', 'f32');
  const diagnostics = new Diagnostics();
  const { bytes } = writeModel(g, { opsets: { local: 1 }, functions });
  expect(importOnnx(memorySource('model.onnx', bytes), { diagnostics })).toBeUndefined();
  expect(new Set(diagnostics.list.map(({ code }) => code))).toEqual(new Set(['onnx/recursive-function']));
});
