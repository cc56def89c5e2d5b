// Quantised operators of com.microsoft against small random cases recorded with ONNX Runtime 1.32 on a CPU. Integers may be one step off where its
// kernels take short cuts near ties (`steps`), reals within `tolerance`. Every case runs twice: with the operands as inputs,
// and as constants.

import { readFileSync } from 'node:fs';
import { isFloat, numbersOf, type Tensor } from '@afterglow/core';
import type { AttributeValue } from '@afterglow/onnx/testing';
import { describe, expect, it } from 'vitest';
import { type RecordedTensor, runNode, tensorOfRecord } from './run-node.js';

interface RecordedCase {
  readonly name: string;
  readonly op: string;
  readonly domain: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly inputs: readonly (RecordedTensor | null)[];
  readonly outputs: readonly RecordedTensor[];
  readonly tolerance?: number;
  readonly steps?: number;
}

const file = new URL('recorded/microsoft-quant.jsonl', import.meta.url);
const lines = readFileSync(file, 'utf8').trim().split('\n');
const cases = lines.map((line) => JSON.parse(line) as RecordedCase);

/** The largest difference, relative to what was expected where that is above 1. */
function distance(got: Tensor, expected: Tensor): number {
  const [a, b] = [numbersOf(got), numbersOf(expected)];
  return a.reduce((most, x, i) => {
    const y = b[i];
    const gap = Object.is(x, y) ? 0 : Math.abs(x - y);
    return Math.max(most, isFloat(expected.elem) ? gap / Math.max(1, Math.abs(y)) : gap);
  }, 0);
}

describe.each([
  ['inputs', false],
  ['constants', true],
] as const)('with operands as %s', (_, constant) => {
  it.each(cases.map((entry) => [entry.name, entry] as const))('%s', (_name, entry) => {
    const { op, domain, attributes = {}, tolerance = 0, steps = 0 } = entry;
    const inputs = entry.inputs.map((record) => (record ? tensorOfRecord(record) : undefined));
    const outputs = runNode({
      op,
      domain,
      attributes,
      inputs,
      outputs: entry.outputs.length,
      constant: () => constant,
    });
    entry.outputs.map(tensorOfRecord).forEach((expected, i) => {
      const got = outputs[i];
      expect([got.elem, got.shape]).toEqual([expected.elem, expected.shape]);
      expect(distance(got, expected)).toBeLessThanOrEqual(isFloat(expected.elem) ? tolerance : steps);
    });
  });
});
