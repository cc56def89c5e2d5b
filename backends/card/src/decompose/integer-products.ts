// Products of small integers on units that multiply floats. Integers of 8 bits, less their zero points, and sums of a few hundred of their
// products are whole numbers that f32 holds exactly; longer sums are taken in pieces, which integers add up.
//
//   %y = matmul(%a, %b) : i32[M, N]       every |a| * |b| below 2^24
//   →
//   %y = cast(matmul(%a[:, :k], %b[:k, :])) + cast(matmul(%a[:, k:], %b[k:, :]))        products in f32

import { type ElementType, numbersOf, tensorSize } from '@afterglow/core';
import { constTensor, type Decomposition, type Node, type NodeCondition, type Value } from '@afterglow/ir';
import { operandOf, Steps, typeOf } from '@afterglow/passes';

/** Whole numbers up to this one are exact in f32. */
const EXACT = 2 ** 24;

/** Constants of more elements are not read. */
const MOST_READ = 2 ** 24;

const LARGEST: Readonly<Partial<Record<ElementType, number>>> = {
  bool: 1,
  i8: 128,
  u8: 255,
  i16: 2 ** 15,
  u16: 2 ** 16 - 1,
};

/** A magnitude that no element of `value` exceeds. */
function magnitudeOf(value: Value): number {
  const byType = LARGEST[typeOf(value).elem] ?? Number.POSITIVE_INFINITY;
  const tensor = constTensor(value);
  if (tensor) {
    if (tensorSize(tensor) > MOST_READ) return byType;
    return numbersOf(tensor).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  }
  const node = value.def.kind === 'result' ? value.def.node : undefined;
  const [first, second] = node?.operands ?? [];
  if (!node || !first || byType < 2 ** 15) return byType;
  if (node.op.name === 'cast' || node.op.name === 'reshape' || node.op.name === 'transpose') {
    // A cast of a float may leave the range of what it is cast to.
    return LARGEST[typeOf(first).elem] || node.op.name !== 'cast' ? magnitudeOf(first) : byType;
  }
  if ((node.op.name === 'sub' || node.op.name === 'add') && second) return magnitudeOf(first) + magnitudeOf(second);
  return byType;
}

/** How many products may be summed exactly. */
function exactTerms(node: Node): number {
  const most = magnitudeOf(operandOf(node, 0)) * magnitudeOf(operandOf(node, 1));
  return most === 0 ? EXACT : Math.floor(EXACT / most);
}

const integers: NodeCondition = {
  because: 'it multiplies no other integers than i32',
  holds: (node) => node.operands.every((value) => value && typeOf(value).elem === 'i32'),
};

const small: NodeCondition = {
  because: 'its elements are not known to be as small as integers of 8 bits less their zero points',
  holds: (node) => exactTerms(node) >= 1,
};

const knownInner: NodeCondition = {
  because: 'the length of its sums is not known before the run, or 0',
  holds: (node) => Number(typeOf(node.operands[0]).shape.at(-1)) > 0,
};

export const integerMatmul: Decomposition = {
  op: 'matmul',
  summary: 'products of small integers in f32, in pieces whose sums are exact there',
  // The op itself on floats is a form that `where` refuses.
  steps: ['slice', 'cast', 'matmul', 'add'],
  where: [integers, small, knownInner],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [a, b] = [operandOf(node, 0), operandOf(node, 1)];
    const [rankA, rankB] = [typeOf(a).shape.length, typeOf(b).shape.length];
    const inner = Number(typeOf(a).shape.at(-1));
    // The steps are also tried on operands that nothing is known of, to see what they are.
    const most = exactTerms(node) || EXACT / 2 ** 16;
    const piece = (x: Value, axis: number, start: number) => {
      const end = Math.min(start + most, inner);
      return s.cast(end - start === inner ? x : s.slice(x, axis, start, end), 'f32');
    };
    const starts = Array.from({ length: Math.ceil(inner / most) }, (_, i) => i * most);
    const sums = starts.map((start) =>
      s.cast(s.op('matmul', [piece(a, rankA - 1, start), piece(b, Math.max(rankB - 2, 0), start)]), 'i32'),
    );
    return [sums.reduce((sum, more) => s.add(sum, more))];
  },
};
