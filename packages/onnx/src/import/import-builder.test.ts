import { Diagnostics, memorySource } from '@afterglow/core';
import { expect, it } from 'vitest';
import { GraphBuilder, writeModel } from '../testing/index.js';
import { importOnnx } from './import-model.js';

it('refuses a node whose rule computes with numbers when its operand holds strings', () => {
  const g = new GraphBuilder();
  g.output(g.node('Shrink', [g.input('x', 'string', [2])]), 'string');
  const diagnostics = new Diagnostics();
  expect(importOnnx(memorySource('model.onnx', writeModel(g).bytes), { diagnostics })).toBeUndefined();
  expect(diagnostics.list.map(({ code }) => code)).toEqual(['onnx/invalid-node']);
});
