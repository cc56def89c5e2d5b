// The memory plan of every network at hand: right, as the checker sees it, and at most 5 % above the least memory possible.

import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { openFolder } from '@afterglow/bundle/node';
import { compile } from '@afterglow/compiler';
import { renderDiagnostics } from '@afterglow/core';
import { type Func, sizeEvaluator } from '@afterglow/ir';
import { planFunc, planProblems } from '@afterglow/lir';
import { describe, expect, it } from 'vitest';
import { testData } from '../support/models.js';

function networks(): string[] {
  const folders = ['models', 'models-third-party'].map((name) => join(testData, name)).filter(existsSync);
  const models = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'model.onnx')));
  const light = join(testData, 'onnx-backend-tests', 'light');
  const single = existsSync(light) ? readdirSync(light).map((name) => join(light, name)) : [];
  return [...models, ...single].filter((path) => path.endsWith('.onnx') && existsSync(path)).sort();
}

async function optimized(path: string): Promise<Func | undefined> {
  const folder = openFolder(dirname(path));
  const source = folder.open(basename(path));
  if (!source) throw new Error(path);
  const result = await compile(
    { name: basename(path), source, open: (name) => folder.open(name) },
    { target: 'interpreter', stopAfter: 'optimize' },
  );
  folder.close();
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
  return result.value.module.funcs.get('main');
}

/** Numbers for all free sizes: `least`, or more where their range begins higher, or less where it ends before. */
function sizesOf(func: Func, least: number): ReadonlyMap<string, number> {
  return new Map([...func.ranges].map(([name, { lo, hi }]) => [name, Math.min(hi, Math.max(lo, least))]));
}

/** Refused on purpose: it shows what a report of many problems looks like. */
const REFUSED = 'bad-model';

const paths = networks().filter((path) => !path.includes(REFUSED));

describe.skipIf(paths.length === 0)('memory plans of networks', () => {
  it.each(paths.map((path) => [relative(testData, path), path]))('%s', async (_, path) => {
    const func = await optimized(path);
    if (!func) throw new Error('no main');
    for (const least of [1, 7, 32]) {
      const sizeOf = sizeEvaluator(sizesOf(func, least));
      const plan = planFunc(func, { sizeOf });
      expect(planProblems(func, plan, sizeOf)).toEqual([]);
      expect(plan.bytes).toBeGreaterThanOrEqual(plan.lowerBound);
      expect(plan.bytes / plan.lowerBound).toBeLessThanOrEqual(1.05);
      expect(plan.lowerBound).toBeLessThanOrEqual(plan.unshared);
    }
  });
});
