// Floating-point operators of com.microsoft, and those that ONNX Runtime writes into the standard's domain, against small cases
// recorded with ONNX Runtime 1.32 on a CPU, to five digits. Large operands are not stored but follow from a number.

import { readFileSync } from 'node:fs';
import { numbersOf, type Tensor, tensorFromNumbers } from '@afterglow/core';
import type { AttributeValue } from '@afterglow/onnx/testing';
import { describe, expect, it } from 'vitest';
import { type RecordedTensor, runNode, tensorOfRecord } from './run-node.js';

/** Given by its values, or as one of the generated sequences and what that is multiplied by. */
type Operand = { readonly constant?: boolean } & (
  | RecordedTensor
  | (Omit<RecordedTensor, 'values'> & { readonly wave: number; readonly scale?: number })
);

interface Result {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

interface RecordedCase {
  readonly name: string;
  readonly op: string;
  readonly domain?: string;
  readonly opset?: number;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly inputs: readonly (Operand | null)[];
  /** `unread`: an output that was not recorded. */
  readonly outputs: readonly (Result | 'unread' | null)[];
}

const families = [
  'attention',
  'multi-head-attention',
  'group-query-attention',
  'rotary-embedding',
  'recurrent',
  'fused',
  'normalization',
  'standard-alike',
];

function casesOf(family: string): (readonly [string, RecordedCase])[] {
  const text = readFileSync(new URL(`recorded/microsoft-${family}.jsonl`, import.meta.url), 'utf8');
  const cases = text.split('\n').filter((line) => line !== '');
  return cases.map((line) => JSON.parse(line) as RecordedCase).map((entry) => [entry.name, entry]);
}

function tensorOf(operand: Operand): Tensor {
  if ('values' in operand) return tensorOfRecord(operand);
  const { elem, shape, wave, scale = 1 } = operand;
  const size = shape.reduce((product, n) => product * n, 1);
  const value = (i: number) => (((i * 7919 + wave * 104729) % 2003) / 1001.5 - 1) * scale;
  return tensorFromNumbers(
    elem,
    shape,
    Array.from({ length: size }, (_, i) => value(i)),
  );
}

function expectClose(got: Tensor | undefined, { shape, values }: Result): void {
  if (!got) throw new Error('a result is missing');
  expect(got.shape).toEqual(shape);
  const numbers = Array.from(numbersOf(got));
  expect(numbers.length).toBe(values.length);
  const gaps = values.map((value, i) => Math.abs((numbers[i] ?? Number.NaN) - value) / Math.max(0.1, Math.abs(value)));
  expect(Math.max(0, ...gaps)).toBeLessThan(2e-4);
}

function expectRecorded(entry: RecordedCase, constant: (index: number) => boolean): void {
  const { op, domain = 'com.microsoft', opset = 17, attributes = {}, inputs, outputs } = entry;
  const results = runNode({
    op,
    domain,
    opset,
    attributes,
    inputs: inputs.map((operand) => (operand ? tensorOf(operand) : undefined)),
    outputs: outputs.map((output) => output !== null),
    constant,
  });
  const named = outputs.filter((output) => output !== null);
  named.forEach((output, i) => {
    if (output !== 'unread') expectClose(results[i], output);
  });
}

describe.each(families)('%s', (family) => {
  it.each(casesOf(family))('%s', (_, entry) => {
    expectRecorded(entry, (i) => entry.inputs[i]?.constant === true);
  });
});

describe('group-query-attention with the total length as data', () => {
  it.each(casesOf('group-query-attention'))('%s', (_, entry) => {
    expectRecorded(entry, () => false);
  });
});
