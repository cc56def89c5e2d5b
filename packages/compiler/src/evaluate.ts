// The evaluator of constant folding: the interpreter, found like any backend, because the compiler imports none.

import type { Evaluate } from '@afterglow/passes';

/** What an interpreter package exports for folding. */
interface Evaluator {
  readonly evaluateConstant: Evaluate;
}

function isEvaluator(module: unknown): module is Evaluator {
  return typeof module === 'object' && module !== null && 'evaluateConstant' in module;
}

/** The evaluator of the installed interpreter, or undefined without one (nothing is folded by value then). */
export async function findEvaluator(): Promise<Evaluate | undefined> {
  // Named by a variable so that the compiler has no arrow to a backend.
  const specifier = '@afterglow/backend-interpreter';
  try {
    const module: unknown = await import(specifier);
    return isEvaluator(module) ? module.evaluateConstant : undefined;
  } catch {
    return undefined;
  }
}
