// Compares what a backend computed with what was expected, value by value, and says where and how they differ.
// The rules are those of ONNX's backend tests; integers, bools and strings must be equal.

import { arrayOf, type HostValue, isFloat, isTensorValue, numbersOf, printNumber, type Tensor } from '@afterglow/core';
import { isOneStep16 } from './f16-step.js';
import type { Tolerance } from './tolerance.js';

/** Why the values differ, or undefined when `got` counts as right. */
export function compareValues(got: HostValue, expected: HostValue, tolerance: Tolerance): string | undefined {
  if (isTensorValue(got) && isTensorValue(expected)) return compareTensors(got, expected, tolerance);
  if (isTensorValue(got) || isTensorValue(expected) || got.kind !== expected.kind) {
    return `got ${describe(got)}, expected ${describe(expected)}`;
  }
  if (got.kind === 'optional' && expected.kind === 'optional') {
    if (got.value === undefined || expected.value === undefined) {
      return got.value === expected.value ? undefined : `got ${describe(got)}, expected ${describe(expected)}`;
    }
    return compareValues(got.value, expected.value, tolerance);
  }
  if (got.kind === 'map' && expected.kind === 'map') {
    const reason = compareValues(got.keys, expected.keys, tolerance);
    if (reason) return `keys: ${reason}`;
  }
  const [items, wanted] = [itemsOf(got), itemsOf(expected)];
  if (items.length !== wanted.length) return `got ${items.length} items, expected ${wanted.length}`;
  for (const [i, item] of items.entries()) {
    const other = wanted[i];
    const reason = other && compareValues(item, other, tolerance);
    if (reason) return `item ${i}: ${reason}`;
  }
  return undefined;
}

/** Compares lists of outputs; `names` are for the reason. */
export function compareOutputs(
  got: readonly HostValue[],
  expected: readonly HostValue[],
  tolerance: Tolerance,
  names: readonly string[] = [],
): string | undefined {
  if (got.length !== expected.length) return `got ${got.length} outputs, expected ${expected.length}`;
  for (const [i, value] of got.entries()) {
    const wanted = expected[i];
    const reason = wanted && compareValues(value, wanted, tolerance);
    if (reason) return `output ${names[i] ?? i}: ${reason}`;
  }
  return undefined;
}

function itemsOf(value: HostValue): readonly HostValue[] {
  if (isTensorValue(value) || value.kind === 'optional') return [];
  return value.kind === 'sequence' ? value.items : value.values;
}

function describe(value: HostValue): string {
  if (isTensorValue(value)) return `${value.elem}[${value.shape.join(', ')}]`;
  if (value.kind === 'sequence') return `a sequence of ${value.items.length}`;
  if (value.kind === 'map') return `a map of ${value.values.length} keys`;
  return value.value === undefined ? 'an empty optional' : `an optional of ${describe(value.value)}`;
}

function compareTensors(got: Tensor, expected: Tensor, tolerance: Tolerance): string | undefined {
  const sameShape = got.shape.length === expected.shape.length && got.shape.every((n, i) => n === expected.shape[i]);
  if (got.elem !== expected.elem || !sameShape) return `got ${describe(got)}, expected ${describe(expected)}`;
  return isFloat(got.elem) ? compareFloats(got, expected, tolerance) : compareExactly(got, expected);
}

interface Worst {
  readonly index: number;
  readonly excess: number;
  readonly wrong: number;
}

function report(worst: Worst, shape: readonly number[], total: number, got: string, expected: string): string {
  const share = worst.wrong === 1 ? '1 element differs' : `${worst.wrong} of ${total} elements differ`;
  return `${share}, worst at ${coordinates(worst.index, shape)}: got ${got}, expected ${expected}`;
}

function coordinates(index: number, shape: readonly number[]): string {
  const place: number[] = [];
  let rest = index;
  for (const n of [...shape].reverse()) {
    place.unshift(rest % n);
    rest = Math.floor(rest / n);
  }
  return `[${place.join(', ')}]`;
}

/** How far beyond the tolerance a value is: at most 0 when it passes. */
function excessOf(got: number, expected: number, { rtol, atol }: Tolerance): number {
  if (Number.isNaN(expected) || Number.isNaN(got)) {
    return Number.isNaN(expected) && Number.isNaN(got) ? 0 : Number.POSITIVE_INFINITY;
  }
  if (!Number.isFinite(expected) || !Number.isFinite(got)) return got === expected ? 0 : Number.POSITIVE_INFINITY;
  const excess = Math.abs(got - expected) - (atol + rtol * Math.abs(expected));
  return excess > 0 ? excess / (atol + rtol * Math.abs(expected) || 1) : 0;
}

function compareFloats(got: Tensor, expected: Tensor, tolerance: Tolerance): string | undefined {
  const [values, wanted] = [numbersOf(got), numbersOf(expected)];
  const stored = got.elem === 'f16' ? ([arrayOf(got), arrayOf(expected)] as const) : undefined;
  let worst: Worst = { index: -1, excess: 0, wrong: 0 };
  for (let i = 0; i < values.length; i++) {
    const excess = excessOf(values[i] as number, wanted[i] as number, tolerance);
    if (excess === 0) continue;
    if (stored && isOneStep16(Number(stored[0][i]), Number(stored[1][i]))) continue;
    const further = worst.index < 0 || excess > worst.excess;
    worst = { index: further ? i : worst.index, excess: further ? excess : worst.excess, wrong: worst.wrong + 1 };
  }
  if (worst.index < 0) return undefined;
  const [g, e] = [values[worst.index] as number, wanted[worst.index] as number];
  return report(worst, got.shape, values.length, printNumber(g), printNumber(e));
}

function compareExactly(got: Tensor, expected: Tensor): string | undefined {
  const [values, wanted] = [arrayOf(got), arrayOf(expected)];
  let worst: Worst = { index: -1, excess: 0, wrong: 0 };
  for (let i = 0; i < values.length; i++) {
    if (values[i] === wanted[i]) continue;
    worst = { index: worst.index < 0 ? i : worst.index, excess: 0, wrong: worst.wrong + 1 };
  }
  if (worst.index < 0) return undefined;
  const show = (value: unknown) => (typeof value === 'string' ? JSON.stringify(value) : String(value));
  return report(worst, got.shape, values.length, show(values[worst.index]), show(wanted[worst.index]));
}
