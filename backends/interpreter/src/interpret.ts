// Runs a function on host values: the oracle that every other backend is compared with. Problems of the data are
// diagnostics located at the node; only our own bugs throw.

import { Diagnostics, type HostValue, invariant, originNames } from '@afterglow/core';
import { type Func, type Node, printType, type Value } from '@afterglow/ir';
import { interpreterDiagnostics } from './diagnostics.js';
import { RuntimeFault } from './fault.js';
import type { Numerics } from './kernel.js';
import { LocatedFault, Run } from './run/run.js';

export interface InterpretOptions {
  /** `exact` (default): double inside, rounded once. `card`: the card's arithmetic, to the bit. */
  readonly numerics?: Numerics;
  readonly diagnostics?: Diagnostics;
  /** Sizes of symbols that no input determines. */
  readonly params?: ReadonlyMap<string, number>;
  /** Bytes that one tensor may take, 4 GiB by default: a run that needs more is refused before it allocates. */
  readonly maxTensorBytes?: number;
  /** Called for every value as it is computed, in order; `node` is absent for parameters. Bodies of loops call it each time. */
  readonly onValue?: (value: Value, host: HostValue, node: Node | undefined) => void;
}

/**
 * Runs `func`. `inputs` by parameter name; the answer by result name. Undefined when something about the data is wrong,
 * which is reported to `options.diagnostics`.
 *
 * @example
 * const outputs = interpret(func, new Map([['x', tensorFromNumbers('f32', [2], [1, 2])]]), { diagnostics });
 */
export function interpret(
  func: Func,
  inputs: ReadonlyMap<string, HostValue>,
  options: InterpretOptions = {},
): Map<string, HostValue> | undefined {
  const diagnostics = options.diagnostics ?? new Diagnostics();
  const args = argumentsOf(func, inputs, diagnostics);
  if (!args) return undefined;
  const run = new Run({
    numerics: options.numerics ?? 'exact',
    onValue: options.onValue,
    maxTensorBytes: options.maxTensorBytes,
  });
  const results = guarded(diagnostics, () => run.call(func, args, options.params));
  if (!results) return undefined;
  return new Map(func.body.results.map((value, i) => [func.resultNames[i] ?? value.name, results[i]]));
}

function argumentsOf(
  func: Func,
  inputs: ReadonlyMap<string, HostValue>,
  diagnostics: Diagnostics,
): HostValue[] | undefined {
  const { params } = func.body;
  const args: HostValue[] = [];
  for (const { name } of params) {
    const value = inputs.get(name);
    if (value) args.push(value);
    else diagnostics.report(interpreterDiagnostics.missingInput, { name, func: func.name });
  }
  const names = new Set(params.map((param) => param.name));
  const known =
    params.length === 0 ? 'none' : params.map(({ name, type }) => `%${name}: ${printType(type)}`).join(', ');
  let unknown = false;
  for (const name of inputs.keys()) {
    if (names.has(name)) continue;
    unknown = true;
    diagnostics.report(interpreterDiagnostics.unknownInput, { name, func: func.name, known });
  }
  return args.length === params.length && !unknown ? args : undefined;
}

/** Runs `body`; a fault becomes a diagnostic and undefined. */
export function guarded<T>(diagnostics: Diagnostics, body: () => T): T | undefined {
  try {
    return body();
  } catch (error) {
    if (error instanceof LocatedFault) {
      const { fault, node } = error;
      diagnostics.report(fault.spec, fault.params, { context: operandLines(node), notes: originNotes(node) });
      return undefined;
    }
    if (error instanceof RuntimeFault) {
      diagnostics.report(error.spec, error.params);
      return undefined;
    }
    throw error;
  }
}

function operandLines(node: Node): string[] {
  const results = node.results.map((value) => `%${value.name}`).join(', ');
  const operands = node.operands.map((value) => (value ? `%${value.name}: ${printType(value.type)}` : '_'));
  return [`${results} = ${node.op.name}(${operands.slice(0, 8).join(', ')}${operands.length > 8 ? ', …' : ''})`];
}

function originNotes(node: Node): string[] {
  const names = originNames(node.origin);
  return names.length === 0 ? [] : [`origin: ${names.join(', ')}`];
}

/**
 * Computes one node on given operands, for constant folding. Undefined when it has no kernel, needs sizes that are not
 * known, holds regions (whose captured values are not given), or the data are wrong.
 */
export function evaluateNode(
  node: Node,
  operands: readonly (HostValue | undefined)[],
  maxTensorBytes?: number,
): readonly HostValue[] | undefined {
  if (node.regions.length > 0 || node.op.name === 'invoke') return undefined;
  invariant(operands.length === node.operands.length, `${node.op.name}: ${operands.length} operands given`);
  const run = new Run({ numerics: 'exact', maxTensorBytes });
  return guarded(new Diagnostics(), () => run.evaluate(node, operands));
}
