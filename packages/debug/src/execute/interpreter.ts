// Runs graphs in the interpreter, the oracle that every other way of computing is held against. It is found like any backend,
// because nothing here may import one.

import { compareValues, graphTolerance } from '@afterglow/backend-api';
import { Diagnostics, type HostValue, isFloat, isTensorValue, numbersOf } from '@afterglow/core';
import { type Func, type Module, type Node, type Value, walk } from '@afterglow/ir';

type OnValue = (value: Value, host: HostValue, node: Node | undefined) => void;

interface RunOptions {
  readonly diagnostics: Diagnostics;
  readonly onValue?: OnValue;
}

type Interpret = (
  func: Func,
  inputs: ReadonlyMap<string, HostValue>,
  options: RunOptions,
) => Map<string, HostValue> | undefined;

function hasInterpret(module: unknown): module is { readonly interpret: Interpret } {
  return typeof module === 'object' && module !== null && 'interpret' in module;
}

export type Outcome =
  | { readonly kind: 'outputs'; readonly outputs: ReadonlyMap<string, HostValue>; readonly magnitude: number }
  | { readonly kind: 'failed'; readonly because: string };

export interface Interpreter {
  /** Computes `@main`; `onValue` hears of every value on the way. Never throws for what a graph does. */
  run(module: Module, inputs: ReadonlyMap<string, HostValue>, onValue?: OnValue): Outcome;
}

/** The largest finite number in a value, without its sign. */
function magnitudeOf(value: HostValue): number {
  if (!isTensorValue(value) || !isFloat(value.elem)) return 0;
  let largest = 0;
  for (const x of numbersOf(value)) if (Number.isFinite(x)) largest = Math.max(largest, Math.abs(x));
  return largest;
}

function runWith(
  interpret: Interpret,
  module: Module,
  inputs: ReadonlyMap<string, HostValue>,
  onValue?: OnValue,
): Outcome {
  const main = module.funcs.get('main');
  if (!main) return { kind: 'failed', because: 'the module has no @main' };
  const diagnostics = new Diagnostics();
  let magnitude = 0;
  const watch: OnValue = (value, host, node) => {
    magnitude = Math.max(magnitude, magnitudeOf(host));
    onValue?.(value, host, node);
  };
  try {
    const outputs = interpret(main, inputs, { diagnostics, onValue: watch });
    if (outputs) return { kind: 'outputs', outputs, magnitude };
    return { kind: 'failed', because: diagnostics.list.map(({ message }) => message).join('; ') };
  } catch (error) {
    // A graph that a wrong rule made may break any promise that kernels rely on: that, too, is an outcome.
    return { kind: 'failed', because: error instanceof Error ? error.message : String(error) };
  }
}

/** The interpreter, or undefined where none is installed. */
export async function findInterpreter(): Promise<Interpreter | undefined> {
  const specifier = '@afterglow/backend-interpreter';
  try {
    const module: unknown = await import(specifier);
    if (!hasInterpret(module)) return undefined;
    return { run: (...args) => runWith(module.interpret, ...args) };
  } catch {
    return undefined;
  }
}

/** In what `got` differs from `expected` beyond the roundings that the ops of both graphs allow; undefined when in nothing. */
export function outcomeDifference(expected: Outcome, got: Outcome, modules: readonly Module[]): string | undefined {
  if (expected.kind === 'failed') return undefined;
  if (got.kind === 'failed') return `it fails: ${got.because}`;
  const nodes = modules.flatMap((module) => [...module.funcs.values()].flatMap((func) => [...walk(func.body)]));
  const tolerance = graphTolerance(nodes, expected.magnitude);
  for (const [name, wanted] of expected.outputs) {
    const value = got.outputs.get(name);
    const problem = value ? compareValues(value, wanted, tolerance) : 'is missing';
    if (problem !== undefined) return `output ${name}: ${problem}`;
  }
  return undefined;
}
