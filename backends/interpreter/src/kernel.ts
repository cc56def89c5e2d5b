// What a kernel is: the meaning of one op, on host values. A kernel sees evaluated attributes (dims are numbers), the
// result types, and for control ops the regions as functions. It never sees the graph.
// Invariant: a kernel never changes an operand; its results may share an operand's storage.

import type { ElementType, HostValue, Tensor } from '@afterglow/core';
import { invariant } from '@afterglow/core';
import type { Type } from '@afterglow/ir';
import { interpreterDiagnostics } from './diagnostics.js';
import { fault } from './fault.js';

/** `exact`: float64 inside, rounded once. `card`: the card's arithmetic, to the bit (single precision, in order). */
export type Numerics = 'exact' | 'card';

/** An attribute with every dim expression replaced by its value. */
export type KernelAttr = boolean | number | string | Type | readonly KernelAttr[];

/** Element type and, where the graph knows them, sizes of a result; undefined sizes follow from the data. */
export interface ResultInfo {
  readonly elem: ElementType | undefined;
  readonly shape: readonly (number | undefined)[] | undefined;
  readonly type: Type;
}

export interface KernelContext {
  readonly op: string;
  readonly operands: readonly (HostValue | undefined)[];
  readonly operandTypes: readonly (Type | undefined)[];
  readonly attrs: Readonly<Record<string, KernelAttr>>;
  readonly results: readonly ResultInfo[];
  readonly numerics: Numerics;
  /** Runs region `i` on arguments, in the scope of the node. */
  readonly regions: readonly ((args: readonly HostValue[]) => readonly HostValue[])[];
  /** Runs another function of the module. */
  readonly invoke: (callee: string, args: readonly HostValue[]) => readonly HostValue[];
  /** A constant of the module, for encodings that name one. */
  readonly constant: (name: string) => Tensor | undefined;
}

export interface Kernel {
  readonly op: string;
  readonly run: (context: KernelContext) => readonly HostValue[];
  /** Operands that the kernel reads row by row, so that a table on disk is never loaded whole. */
  readonly lazy: readonly number[];
}

export interface KernelOptions {
  readonly lazy?: readonly number[];
}

/** Declares the kernel of an op. */
export function kernel(
  op: string,
  run: (context: KernelContext) => readonly HostValue[],
  options: KernelOptions = {},
): Kernel {
  return { op, run, lazy: options.lazy ?? [] };
}

/** Operand `index` as a tensor. Missing or of another kind is a wiring bug: the verifier has seen the node. */
export function tensorAt(context: KernelContext, index: number): Tensor {
  const tensor = optionalTensorAt(context, index);
  invariant(tensor, `${context.op}: operand ${index} is missing`);
  return tensor;
}

export function optionalTensorAt(context: KernelContext, index: number): Tensor | undefined {
  const value = context.operands[index];
  if (value === undefined) return undefined;
  invariant(!('kind' in value), `${context.op}: operand ${index} is not a tensor`);
  return value;
}

export function intAttr(context: KernelContext, name: string, otherwise?: number): number {
  const value = context.attrs[name] ?? otherwise;
  invariant(typeof value === 'number', `${context.op}: attribute ${name} is not a number`);
  return value;
}

/** A number attribute that may be absent. */
export function optionalNumberAttr(context: KernelContext, name: string): number | undefined {
  const value = context.attrs[name];
  return typeof value === 'number' ? value : undefined;
}

export function boolAttr(context: KernelContext, name: string, otherwise = false): boolean {
  const value = context.attrs[name] ?? otherwise;
  invariant(typeof value === 'boolean', `${context.op}: attribute ${name} is not a bool`);
  return value;
}

export function wordAttr(context: KernelContext, name: string, otherwise?: string): string {
  const value = context.attrs[name] ?? otherwise;
  invariant(typeof value === 'string', `${context.op}: attribute ${name} is not a word`);
  return value;
}

export function intsAttr(context: KernelContext, name: string, otherwise?: readonly number[]): readonly number[] {
  const value = context.attrs[name] ?? otherwise;
  invariant(Array.isArray(value), `${context.op}: attribute ${name} is not a list`);
  return value as readonly number[];
}

export function wordsAttr(context: KernelContext, name: string): readonly string[] {
  const value = context.attrs[name] ?? [];
  invariant(Array.isArray(value), `${context.op}: attribute ${name} is not a list`);
  return value as readonly string[];
}

/** Stops the run: this op has no meaning for this element type. */
export function unsupported(context: KernelContext, what: string): never {
  fault(interpreterDiagnostics.unsupported, { op: context.op, what });
}

/** Stops the run: the data do not fit the op. */
export function badOperand(context: KernelContext, problem: string): never {
  fault(interpreterDiagnostics.badOperand, { op: context.op, problem });
}
