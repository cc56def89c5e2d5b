// A sum, product or join between readings and a storing is one op on the stored numbers.
//
//   %x = dequantize(%a) {to = f32}                           %a : u8[N, 4]<scale=0.5, zp=3>
//   %z = dequantize(%b) {to = f32}                           %b : u8[N, 4]<scale=0.25, zp=0>
//   %s = add(%x, %z)
//   %y = quantize(%s) {to = u8[N, 4]<scale=0.75, zp=10>}
//   →
//   %y = quantized_add(%a, %b) : u8[N, 4]<scale=0.75, zp=10>
//
//   quantize(concat(dequantize(%a), dequantize(%b)))         →   quantized_concat(%a, %b), where the scales differ
//
// Bit for bit the same. Not `add` with encoded types: every rule that moves, splits or joins sums would have to know that this one rounds and
// saturates, and the next rule could forget. Removes a storing, so the rule ends.

import { fusedOrigin } from '@afterglow/core';
import { type Node, producer } from '@afterglow/ir';
import { hasOneReader, tensorTypeOf } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';
import { isReading, storedForm } from './layer.rule.js';

const STORED: ReadonlyMap<string, string> = new Map([
  ['add', 'quantized_add'],
  ['mul', 'quantized_mul'],
  ['concat', 'quantized_concat'],
]);

interface Arithmetic {
  readonly node: Node;
  readonly inner: Node;
  readonly op: string;
}

/** The rule; `whyIllegal` says what the target cannot run. */
export function raiseArithmetic(whyIllegal: (node: Node) => string | undefined): Rule {
  return defineRule<Arithmetic>({
    name: 'raise-quantized-arithmetic',
    summary: 'a sum, product or join between readings and a storing is one on the stored numbers',
    root: 'quantize',
    match: (node) => {
      const inner = producer(node.operands[0]);
      const op = inner && STORED.get(inner.op.name);
      // Where nothing was read back, it is arithmetic on plain numbers.
      return inner && op && inner.operands.some(isReading) ? { node, inner, op } : undefined;
    },
    where: [
      {
        if: ({ inner }) => inner.operands.every(isReading),
        because: 'an operand is not read back from integers with constant scales',
      },
      {
        if: ({ inner }) => inner.operands.every((value) => tensorTypeOf(value)?.elem === 'f32'),
        because: 'the integers are not read back as f32',
      },
      {
        if: ({ inner }) => inner.results.every(hasOneReader),
        because: 'the numbers before they are stored are read elsewhere too',
      },
      { if: ({ node, inner }) => node.region === inner.region, because: 'it is computed in an outer region' },
    ],
    build: ({ node, inner, op }, rewriter) => {
      const type = node.results[0]?.type;
      const origin = fusedOrigin('raise-quantized-arithmetic', [inner.origin, node.origin]);
      const builder = rewriter.before(node, origin);
      const stored = inner.operands.map((value) => storedForm(builder, value));
      if (!type || stored.some((value) => value === undefined)) return { because: 'an operand is gone' };
      const made = builder.add(op, stored, inner.attrs, { types: [type] });
      const because = whyIllegal(made);
      if (because === undefined) return made.results;
      rewriter.erase(made);
      return { because };
    },
  });
}
