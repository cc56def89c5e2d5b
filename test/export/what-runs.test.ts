// Operators that ONNX defines for more element types than ONNX Runtime has them for: what is written keeps to the latter.

import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { ops, parseModule } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { opInstances } from './op-instances.js';
import { exported } from './support.js';

/** ONNX operator → our op that it is for floats, and first operands for which ONNX Runtime lacks it. */
const LACKING: readonly (readonly [onnx: string, op: string, operand: RegExp])[] = [
  ['Relu', 'relu', /^%x: i(4|8|32|64)\[/],
  ['Gemm', 'fully_connected', /^%x: i(32|64)\[/],
  ['Relu', 'fully_connected', /^%x: i(32|64)\[/],
  ['Conv', 'conv', /^%x: f64\[/],
  ['Celu', 'celu', /^%x: f16\[/],
  ['Expand', 'expand', /^%x: u4\[/],
  ['Tile', 'tile', /^%x: i4\[/],
];

/** Ops whose function has the operator between casts. */
const CONVERTED: ReadonlySet<string> = new Set(['celu', 'expand', 'tile']);

/** How an operator is called in the file: the field of the node, the length, the name. */
const typeOfNode = (onnx: string) => `"${String.fromCharCode(onnx.length)}${onnx}`;

describe.each(LACKING)('%s', (onnx, op, operand) => {
  const cases = opInstances.filter((instance) => instance.op === op && operand.test(instance.line));

  it(`is not what ${op} becomes where ONNX Runtime lacks it`, () => {
    expect(cases).not.toEqual([]);
    for (const { build } of cases) {
      const text = Buffer.from(exported(build()).written.bytes).toString('latin1');
      if (CONVERTED.has(op)) expect(text).toContain('ai.afterglow');
      else expect(text).not.toContain(typeOfNode(onnx));
    }
  });
});

/** Field 2 of a node, its first output, behind field 1. */
const OUTPUT = String.fromCharCode(0x12);

it.each([
  [
    'max_pool(%x) {kernel = [2], strides = [1], pads = [0, 0], dilations = [1]} : f32[N, 3, 4], i64[N, 3, 4]',
    'MaxPool',
  ],
  ['dropout(%x, %r, %t) {seed = 1.0} : f32[N, 3, 5], bool[N, 3, 5]', 'Dropout'],
])('a node that nobody reads has an output, as the standard wants: %s', (node, onnx) => {
  const text = `gir 1
module @m {
  func @main(%x: f32[N, 3, 5], %r: f32[], %t: bool[]) -> (%y: f32[N, 3, 5]) where N in 1..8 {
    %a, %b = ${node}
    %y = relu(%x) : f32[N, 3, 5]
    return %y
  }
}
`;
  const diagnostics = new Diagnostics();
  const module = parseModule(text, { file: 'unread.gir', registry: ops, diagnostics });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  const written = Buffer.from(exported(module).written.bytes).toString('latin1');
  const before = written.slice(0, written.indexOf(typeOfNode(onnx)));
  expect(before.slice(before.lastIndexOf('\n\u0001x'))).toContain(OUTPUT);
});
