// The memory plan of every network at hand: right, as the checker sees it, and at most 5 % above the least memory possible.

import { basename } from 'node:path';
import { compile } from '@afterglow/compiler';
import { renderDiagnostics } from '@afterglow/core';
import { type Func, sizeEvaluator } from '@afterglow/ir';
import { planFunc, planProblems } from '@afterglow/lir';
import { describe, expect, it } from 'vitest';
import { networks, openNetwork } from '../support/networks.js';

async function optimized(path: string): Promise<Func | undefined> {
  const result = await openNetwork(path, (source, open) =>
    compile({ name: basename(path), source, open }, { target: 'interpreter', stopAfter: 'optimize' }),
  );
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
  return result.value.module.funcs.get('main');
}

/** Numbers for all free sizes: `least`, or more where their range begins higher, or less where it ends before. */
function sizesOf(func: Func, least: number): ReadonlyMap<string, number> {
  return new Map([...func.ranges].map(([name, { lo, hi }]) => [name, Math.min(hi, Math.max(lo, least))]));
}

describe.skipIf(networks().length === 0)('memory plans of networks', () => {
  it.each(networks().map(({ name, path }) => [name, path]))('%s', async (_, path) => {
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
