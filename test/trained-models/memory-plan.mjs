// The memory plan of a trained network, optimised: right, as the checker sees it, and close to the least memory possible.

import { compile } from '@afterglow/compiler';
import { renderDiagnostics } from '@afterglow/core';
import { sizeEvaluator } from '@afterglow/ir';
import { planFunc, planProblems } from '@afterglow/lir';

/** Bytes of a plan for each byte that is alive at once where most are. */
const MOST_OVER_BOUND = 1.05;

/** What is wrong about the plans of a model for small and larger sizes, or undefined. `model` is as `compile` takes it. */
export async function planProblem(model, dims) {
  const result = await compile(model, { target: 'interpreter', stopAfter: 'optimize', dims });
  if (!result.ok) return renderDiagnostics(result.diagnostics);
  const func = result.value.module.funcs.get('main');
  if (!func) return 'there is no @main';
  for (const least of [1, 64]) {
    const sizes = new Map([...func.ranges].map(([name, { lo, hi }]) => [name, Math.min(hi, Math.max(lo, least))]));
    const sizeOf = sizeEvaluator(sizes);
    const plan = planFunc(func, { sizeOf });
    const [problem] = planProblems(func, plan, sizeOf);
    if (problem !== undefined) return `the plan for sizes of ${least} is wrong: ${problem}`;
    if (plan.bytes < plan.lowerBound)
      return `the plan takes ${plan.bytes} bytes, fewer than the ${plan.lowerBound} alive at once`;
    if (plan.bytes > MOST_OVER_BOUND * plan.lowerBound) {
      return `the plan for sizes of ${least} takes ${plan.bytes} bytes where ${plan.lowerBound} are alive at once`;
    }
  }
  return undefined;
}
