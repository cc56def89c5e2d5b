// Integers are moved before they are read back: a quarter of the bytes, and the reading meets the next storing.
//
//   %r = dequantize_linear(%q, %s, %z)                       %q : u8[N, 4, 4]
//   %y = transpose(%r) {perm = [0, 2, 1]} : f32[N, 4, 4]
//   →
//   %t = transpose(%q) {perm = [0, 2, 1]} : u8[N, 4, 4]
//   %y = dequantize_linear(%t, %s, %z)
//
// For one scale only, which no movement changes. Readings only go down, so the rules end.

import { type Node, producer, type Value } from '@afterglow/ir';
import { hasOneReader, tensorTypeOf } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';
import { whyIllegalAs } from '../manager/trial.js';
import { isSameEncoding, linearEncoding } from './linear.js';

/** Ops that move elements as they are, with one result that matters; data are operand 0, or all of a concat. */
const MOVES = [
  'reshape',
  'transpose',
  'squeeze',
  'unsqueeze',
  'expand',
  'tile',
  'slice',
  'gather',
  'concat',
  'max_pool',
  'depth_to_space',
  'space_to_depth',
];
const READINGS: ReadonlySet<string> = new Set(['dequantize', 'dequantize_linear']);

interface Moved {
  readonly node: Node;
  readonly readings: readonly Node[];
}

function dataOf(node: Node): readonly (Value | undefined)[] {
  return node.op.name === 'concat' ? node.operands : node.operands.slice(0, 1);
}

function encodingOf(reading: Node) {
  return reading.op.name === 'dequantize' ? tensorTypeOf(reading.operands[0])?.encoding : linearEncoding(reading);
}

/** The rule; `whyIllegal` says what the target cannot run. */
export const sinkDequantize = (whyIllegal: (node: Node) => string | undefined): Rule =>
  defineRule<Moved>({
    name: 'sink-dequantize',
    summary: 'integers are moved before they are read back',
    root: MOVES,
    match: (node) => {
      const readings = dataOf(node).map(producer);
      const found = readings.filter((reading) => reading !== undefined && READINGS.has(reading.op.name));
      return found.length === readings.length && found.length > 0
        ? { node, readings: found.filter((reading) => reading !== undefined) }
        : undefined;
    },
    where: [
      {
        if: ({ readings: [first, ...others] }) => {
          const encoding = first && encodingOf(first);
          const isOne = encoding?.kind === 'tensor';
          return (
            isOne && others.every((other) => other.op === first?.op && isSameEncoding(encodingOf(other), encoding))
          );
        },
        because: 'there is more than one scale',
      },
      {
        if: ({ readings: [first, ...others] }) => others.every((other) => other.attrs['to'] === first?.attrs['to']),
        because: 'the integers are read back as different types',
      },
      {
        if: ({ readings }) => readings.every(({ results }) => results.every(hasOneReader)),
        because: 'the numbers are read elsewhere too',
      },
      { if: ({ node }) => (node.results[1]?.uses.size ?? 0) === 0, because: 'positions are asked for' },
    ],
    build: ({ node, readings }, rewriter) => {
      const [first] = readings;
      if (!first) return { because: 'there is nothing to move' };
      const builder = rewriter.before(node);
      const stored = readings.map((reading) => reading.operands[0]);
      const operands = node.op.name === 'concat' ? stored : [...stored, ...node.operands.slice(1)];
      const because = whyIllegalAs(whyIllegal, node, node.op.name, operands, node.attrs);
      if (because !== undefined) return { because };
      const [moved, ...others] = builder.add(node.op.name, operands, node.attrs).results;
      const back = builder.value(first.op.name, [moved, ...first.operands.slice(1)], first.attrs, {
        origin: first.origin,
      });
      return [back, ...others];
    },
  });
