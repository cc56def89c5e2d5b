// Recorded recommendation models split over six cards: every table on one card, the dense part on all, the answers those
// that PyTorch recorded, in f32 and in f16; and merged again, the graph is the one it was.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interpret } from '@afterglow/backend-interpreter';
import { Diagnostics, type HostValue, memorySource, numbersOf, renderDiagnostics } from '@afterglow/core';
import { type Func, type Module, nodesOf, ops, printModule, verifyModule } from '@afterglow/ir';
import { decodeTensorProto, importOnnx } from '@afterglow/onnx';
import { mergePartitions, type Plan, partition, printPlan } from '@afterglow/partition';
import {
  canonicalize,
  foldConstants,
  foldShapeValues,
  raiseDotInteraction,
  raiseEmbeddingBag,
  removeDeadNodes,
  removeDuplicateNodes,
  runPipeline,
  sliceConstantPicks,
} from '@afterglow/passes';
import { convertPrecision } from '@afterglow/quant';
import { describe, expect, it } from 'vitest';

const data =
  process.env['AFTERGLOW_TEST_DATA'] ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'shared');
const models = join(data, 'models');
const names = existsSync(models)
  ? readdirSync(models).filter((name) => /^(dlrm-|wide-deep|embedding-bag-)/.test(name))
  : [];

const CARDS = 6;

function load(name: string): Module {
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('model.onnx', readFileSync(join(models, name, 'model.onnx'))), {
    diagnostics,
    dims: (symbol) => ({ lo: symbol.startsWith('lookups') ? 0 : 1, hi: symbol.startsWith('lookups') ? 4096 : 64 }),
  });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  const simplify = [canonicalize, foldShapeValues, foldConstants, removeDuplicateNodes, removeDeadNodes];
  const passes = [...simplify, raiseEmbeddingBag, raiseDotInteraction, sliceConstantPicks, ...simplify];
  const report = runPipeline(module, passes, { registry: ops, diagnostics });
  if (!report.ok) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

function mainOf(module: Module): Func {
  const main = module.funcs.get('main');
  if (!main) throw new Error('no main');
  return main;
}

function split(module: Module): { module: Module; plan: Plan } {
  const diagnostics = new Diagnostics();
  const result = partition(module, {
    registry: ops,
    diagnostics,
    cards: Array.from({ length: CARDS }, (_, i) => ({ name: `card${i}`, bytes: 16 * 2 ** 30 })),
    whyIllegal: (node) => (node.regions.length > 0 ? 'it runs no regions' : undefined),
    // Small models: everything above 10 KiB counts as a large table.
    bigTableBytes: 10 * 1024,
  });
  if (!result) throw new Error(renderDiagnostics(diagnostics.list));
  if (!verifyModule(result.module, diagnostics)) throw new Error(renderDiagnostics(diagnostics.list));
  return result;
}

function check(module: Module, folder: string, tolerance: (x: number) => number): void {
  const func = mainOf(module);
  const read = (name: string) => decodeTensorProto(readFileSync(join(folder, name)));
  const inputs = new Map(func.body.params.map((param, i) => [param.name, read(`input_${i}.pb`) as HostValue]));
  const diagnostics = new Diagnostics();
  const outputs = interpret(func, inputs, { diagnostics });
  if (!outputs) throw new Error(renderDiagnostics(diagnostics.list));
  [...outputs.values()].forEach((output, i) => {
    const want = read(`output_${i}.pb`);
    if (!want || !('storage' in output)) throw new Error('an output that is no tensor');
    const [got, recorded] = [numbersOf(output), numbersOf(want)];
    expect(got.length).toBe(recorded.length);
    got.forEach((value, k) => {
      const target = recorded[k] ?? Number.NaN;
      expect(Math.abs(value - target)).toBeLessThanOrEqual(tolerance(target));
    });
  });
}

describe.skipIf(names.length === 0)('recorded models over six cards', () => {
  for (const name of names) {
    it(name, () => {
      for (const precision of ['fp32', 'fp16'] as const) {
        const module = load(name);
        const diagnostics = new Diagnostics();
        if (precision === 'fp16') convertPrecision(mainOf(module), { registry: ops, diagnostics });
        const { module: parts, plan } = split(module);
        // Incomes do not fit f16: what normalises them stays f32, with a warning.
        expect(diagnostics.list.map((entry) => entry.code)).toEqual(
          precision === 'fp16' && name === 'wide-deep-adult'
            ? ['quant/constant-overflows', 'quant/constant-overflows']
            : [],
        );

        const bags = [...nodesOf(mainOf(module).body)].filter((node) => node.op.name === 'embedding_bag');
        const tables = new Set(bags.map((bag) => bag.operands[0]?.name));
        expect(new Set(plan.tables.map((entry) => entry.table))).toEqual(tables);
        expect(
          plan.partitions.filter((entry) => entry.name === 'dense').map((entry) => entry.placement.length),
        ).toEqual(plan.partitions.some((entry) => entry.name === 'dense') ? [CARDS] : []);
        expect(plan.host).toEqual([]);

        for (const set of readdirSync(join(models, name)).filter((entry) => entry.startsWith('test_data_set_')))
          check(parts, join(models, name, set), (x) =>
            precision === 'fp32' ? 1e-4 * Math.max(1, Math.abs(x)) : 1e-2 + 2e-2 * Math.abs(x),
          );

        const merged = mergePartitions(parts, { registry: ops, diagnostics });
        expect(merged && sortedNodes(merged)).toEqual(sortedNodes(module));
        expect(printPlan(split(module).plan)).toBe(printPlan(plan));
      }
    });
  }
});

/** Nodes as text, in an order that does not depend on where independent ones stand. */
function sortedNodes(module: Module): string[] {
  return printModule(module)
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.replace(/ loc\(#\d+\)$/, ''))
    .sort();
}
