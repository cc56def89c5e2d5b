// Runs the examples of a compilation on the graph as it is, in single precision, and remembers how large every value became. The
// interpreter is found like any backend, because the compiler imports none.

import type { Diagnostics, HostValue } from '@afterglow/core';
import type { Func, Value } from '@afterglow/ir';
import { SeenMagnitudes } from '@afterglow/quant';
import { describeInputs } from './describe-inputs.js';
import { compilerDiagnostics } from './diagnostics.js';
import type { ReadExample } from './options.js';

/** What an interpreter package exports for running a function. */
interface Interpreter {
  readonly interpret: (
    func: Func,
    inputs: ReadonlyMap<string, HostValue>,
    options: { readonly diagnostics: Diagnostics; readonly onValue: (value: Value, host: HostValue) => void },
  ) => unknown;
}

function isInterpreter(module: unknown): module is Interpreter {
  return typeof module === 'object' && module !== null && 'interpret' in module;
}

async function findInterpreter(): Promise<Interpreter | undefined> {
  const specifier = '@afterglow/backend-interpreter';
  const module: unknown = await import(specifier).catch(() => undefined);
  return isInterpreter(module) ? module : undefined;
}

/** Undefined when an example does not run, which is reported. */
export async function seeExamples(
  func: Func,
  examples: readonly ReadExample[],
  diagnostics: Diagnostics,
): Promise<SeenMagnitudes | undefined> {
  const interpreter = await findInterpreter();
  if (!interpreter) {
    diagnostics.report(compilerDiagnostics.noEffect, {
      ...{ option: 'examples', problem: 'no interpreter is installed' },
      hint: 'install @afterglow/backend-interpreter beside the command line',
    });
    return undefined;
  }
  const seen = new SeenMagnitudes();
  for (const read of examples) {
    const inputs = read(describeInputs(func), diagnostics);
    if (!inputs || diagnostics.hasErrors) return undefined;
    interpreter.interpret(func, inputs, { diagnostics, onValue: (value, host) => seen.see(value, host) });
    if (diagnostics.hasErrors) return undefined;
  }
  return seen;
}
