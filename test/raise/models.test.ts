// Every embedding bag of the recorded recommendation models becomes one op, and so does their feature interaction.
// Outputs of the raised graph are those that PyTorch recorded.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interpret } from '@afterglow/backend-interpreter';
import { Diagnostics, type HostValue, memorySource, numbersOf, renderDiagnostics } from '@afterglow/core';
import { type Func, type Module, type Node, nodesOf, ops, printModule, walk } from '@afterglow/ir';
import { decodeTensorProto, importOnnx } from '@afterglow/onnx';
import {
  canonicalize,
  foldConstants,
  foldShapeValues,
  type Pass,
  raiseDotInteraction,
  raiseEmbeddingBag,
  removeDeadNodes,
  removeDuplicateNodes,
  runPipeline,
  sliceConstantPicks,
} from '@afterglow/passes';
import { describe, expect, it } from 'vitest';

const data =
  process.env['AFTERGLOW_TEST_DATA'] ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'shared');
const models = join(data, 'models');

interface Expected {
  /** Bags by mode. */
  readonly bags: Readonly<Record<string, number>>;
  /** How many of them read a matrix of ids, are weighted, or bring their last offset. */
  readonly matrix?: number;
  readonly weighted?: number;
  readonly last?: number;
  readonly interactions: number;
}

const expected: Readonly<Record<string, Expected>> = {
  'dlrm-kaggle': { bags: { sum: 26 }, interactions: 1 },
  'dlrm-rm2-small': { bags: { sum: 32 }, interactions: 1 },
  'dlrm-kaggle-stacked-opset17': { bags: { sum: 26 }, interactions: 1 },
  'dlrm-kaggle-fixed-opset17': { bags: { sum: 21, mean: 5 }, matrix: 26, interactions: 1 },
  'dlrm-weighted-opset17': { bags: { sum: 5, mean: 3 }, weighted: 5, interactions: 1 },
  'dlrm-dcnv2': { bags: { sum: 26 }, last: 26, interactions: 0 },
  'dlrm-bag2d-opset15': { bags: { sum: 4 }, matrix: 4, interactions: 1 },
  'embedding-bag-sum-opset11': { bags: { sum: 1 }, interactions: 0 },
  'embedding-bag-mean-opset11': { bags: { mean: 1 }, interactions: 0 },
  'embedding-bag-max-opset11': { bags: { max: 1 }, interactions: 0 },
  // Constant offsets that cut the lookups into equal bags need no offsets at all.
  'embedding-bag-constant-offsets-opset13': { bags: { sum: 1, mean: 1 }, matrix: 2, interactions: 0 },
  'embedding-bag-unrolled-opset10': { bags: { sum: 1, mean: 1 }, matrix: 2, interactions: 0 },
  'wide-deep-adult': { bags: { sum: 19 }, matrix: 19, interactions: 0 },
};

function load(name: string): Module {
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('model.onnx', readFileSync(join(models, name, 'model.onnx'))), {
    diagnostics,
  });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

function apply(module: Module, passes: readonly Pass[]): void {
  const diagnostics = new Diagnostics();
  const report = runPipeline(module, passes, { registry: ops, diagnostics });
  if (!report.ok) throw new Error(`${renderDiagnostics(diagnostics.list)}\n${printModule(module).slice(0, 4000)}`);
}

function mainOf(module: Module): Func {
  const main = module.funcs.get('main');
  if (!main) throw new Error('no main');
  return main;
}

function census(func: Func): Expected {
  const nodes = [...walk(func.body)];
  const bags = nodes.filter((node) => node.op.name === 'embedding_bag');
  const count = (test: (bag: Node) => boolean) => bags.filter(test).length;
  const modes: Record<string, number> = {};
  for (const bag of bags) {
    const mode = String(bag.attrs['mode']);
    modes[mode] = (modes[mode] ?? 0) + 1;
  }
  const matrix = count((bag) => !bag.operands[2]);
  const weighted = count((bag) => bag.operands[3] !== undefined);
  const last = count((bag) => bag.attrs['last_offset'] === true);
  return {
    bags: modes,
    ...(matrix > 0 ? { matrix } : {}),
    ...(weighted > 0 ? { weighted } : {}),
    ...(last > 0 ? { last } : {}),
    interactions: nodes.filter((node) => node.op.name === 'dot_interaction').length,
  };
}

function inputsOf(func: Func, folder: string): Map<string, HostValue> {
  const read = (index: number) => decodeTensorProto(readFileSync(join(folder, `input_${index}.pb`)));
  return new Map(func.body.params.map((param, i) => [param.name, read(i) as HostValue]));
}

const raises = [raiseEmbeddingBag, raiseDotInteraction, sliceConstantPicks, removeDeadNodes];
const simplify = [canonicalize, foldShapeValues, foldConstants, removeDuplicateNodes, removeDeadNodes];

describe.skipIf(!existsSync(models))('raises on recorded models', () => {
  for (const [name, facts] of Object.entries(expected)) {
    it(`${name}: straight after import`, () => {
      const module = load(name);
      apply(module, raises);
      expect(census(mainOf(module))).toEqual(facts);
      expect([...nodesOf(mainOf(module).body)].filter((node) => node.op.name === 'loop')).toEqual([]);
    });

    it(`${name}: after simplification, with the recorded outputs`, () => {
      const module = load(name);
      apply(module, [...simplify, ...raises, ...simplify]);
      const func = mainOf(module);
      expect(census(func)).toEqual(facts);
      for (const set of readdirSync(join(models, name)).filter((entry) => entry.startsWith('test_data_set_'))) {
        const folder = join(models, name, set);
        const diagnostics = new Diagnostics();
        const outputs = interpret(func, inputsOf(func, folder), { diagnostics });
        if (!outputs) throw new Error(renderDiagnostics(diagnostics.list));
        [...outputs.values()].forEach((output, i) => {
          const want = decodeTensorProto(readFileSync(join(folder, `output_${i}.pb`)));
          if (!want || !('storage' in output)) throw new Error('an output that is no tensor');
          expect(output.shape).toEqual(want.shape);
          const [got, recorded] = [numbersOf(output), numbersOf(want)];
          got.forEach((value, k) => {
            const target = recorded[k] ?? Number.NaN;
            expect(Math.abs(value - target)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(target)));
          });
        });
      }
    });
  }
});
