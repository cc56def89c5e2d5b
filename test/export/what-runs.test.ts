// Operators that ONNX defines for more element types than ONNX Runtime has them for: what is written keeps to the latter.

import { describe, expect, it } from 'vitest';
import { opInstances } from './op-instances.js';
import { exported } from './support.js';

/** ONNX operator → our op that it is for floats, and first operands for which ONNX Runtime lacks it. */
const LACKING: readonly (readonly [onnx: string, op: string, operand: RegExp])[] = [
  ['Relu', 'relu', /^%x: i(4|8|32|64)\[/],
  ['Gemm', 'fully_connected', /^%x: i(32|64)\[/],
  ['Relu', 'fully_connected', /^%x: i(32|64)\[/],
  ['Conv', 'conv', /^%x: f64\[/],
  ['Expand', 'expand', /^%x: u4\[/],
  ['Tile', 'tile', /^%x: i4\[/],
];

/** How an operator is called in the file: the field of the node, the length, the name. */
const typeOfNode = (onnx: string) => `"${String.fromCharCode(onnx.length)}${onnx}`;

describe.each(LACKING)('%s', (onnx, op, operand) => {
  const cases = opInstances.filter((instance) => instance.op === op && operand.test(instance.line));

  it(`is not what ${op} becomes where ONNX Runtime lacks it`, () => {
    expect(cases).not.toEqual([]);
    for (const { build } of cases) {
      const text = Buffer.from(exported(build()).written.bytes).toString('latin1');
      if (op === 'expand' || op === 'tile') expect(text).toContain('ai.afterglow');
      else expect(text).not.toContain(typeOfNode(onnx));
    }
  });
});
