// For tests: builds a function of one node and runs it, so that inference and kernel are exercised together.

import {
  arrayOf,
  Diagnostics,
  type ElementType,
  type HostValue,
  isTensorValue,
  numbersOf,
  type Tensor,
  tensorFromNumbers,
} from '@afterglow/core';
import {
  type AddOptions,
  type Attrs,
  Builder,
  createFunc,
  createModule,
  type Func,
  ops,
  setResultNames,
  type Type,
  tensorType,
} from '@afterglow/ir';
import { type InterpretOptions, interpret } from '../interpret.js';

export interface RunOpOptions extends InterpretOptions {
  readonly add?: AddOptions;
  readonly types?: readonly (Type | undefined)[];
}

/** A function with one node over parameters `x0`, `x1`, … and results `y0`, `y1`, …. */
export function funcOfOp(
  op: string,
  operands: readonly (Tensor | undefined)[],
  attrs: Attrs = {},
  options: RunOpOptions = {},
): Func {
  const func = createFunc(createModule('test'), 'main');
  const b = new Builder(func.body, { registry: ops });
  const params = operands.map((tensor, i) =>
    tensor ? b.param(`x${i}`, options.types?.[i] ?? tensorType(tensor.elem, tensor.shape)) : undefined,
  );
  const node = b.add(op, params, attrs, options.add);
  b.results(node.results);
  setResultNames(
    func,
    node.results.map((_, i) => `y${i}`),
  );
  return func;
}

/** Runs one node; problems of the data fail the test with their text. */
export function runOp(
  op: string,
  operands: readonly (Tensor | undefined)[],
  attrs: Attrs = {},
  options: RunOpOptions = {},
): Tensor[] {
  const func = funcOfOp(op, operands, attrs, options);
  const diagnostics = options.diagnostics ?? new Diagnostics();
  const inputs = new Map<string, HostValue>();
  operands.forEach((tensor, i) => {
    if (tensor) inputs.set(`x${i}`, tensor);
  });
  const outputs = interpret(func, inputs, { ...options, diagnostics });
  if (!outputs) throw new Error(diagnostics.list.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  return [...outputs.values()].filter(isTensorValue);
}

/** A tensor of numbers, each rounded to `elem`. */
export function tensor(elem: ElementType, shape: readonly number[], values: ArrayLike<number>): Tensor {
  return tensorFromNumbers(elem, shape, values);
}

export function f32(shape: readonly number[], values: ArrayLike<number>): Tensor {
  return tensorFromNumbers('f32', shape, values);
}

export function i64(shape: readonly number[], values: ArrayLike<number>): Tensor {
  return tensorFromNumbers('i64', shape, values);
}

/** The numbers of the first result. */
export function numbers([first]: readonly Tensor[]): number[] {
  if (!first) throw new Error('no result');
  return Array.from(numbersOf(first));
}

export function bigs([first]: readonly Tensor[]): bigint[] {
  if (!first) throw new Error('no result');
  return Array.from(arrayOf(first) as BigInt64Array);
}
