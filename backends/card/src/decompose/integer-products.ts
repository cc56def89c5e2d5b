// Products of small integers on units that multiply floats. Integers of 8 bits, less their zero points, and sums of a few hundred of their
// products are whole numbers that f32 holds exactly; longer sums are taken in pieces, which integers add up.
//
//   %y = matmul(%a, %b) : i32[M, N]       every |a| * |b| below 2^24
//   →
//   %y = cast(matmul(%a[:, :k], %b[:k, :])) + cast(matmul(%a[:, k:], %b[k:, :]))        products in f32

import { type ElementType, readElements, type Tensor, tensorSize } from '@afterglow/core';
import { constTensor, type Decomposition, type Node, type NodeCondition, type Value } from '@afterglow/ir';
import { operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';

/** Whole numbers up to this one are exact in f32. */
const EXACT = 2 ** 24;

/** Elements of a constant read at a time. */
const PIECE = 1 << 16;

const LARGEST: Readonly<Partial<Record<ElementType, number>>> = {
  bool: 1,
  i8: 128,
  u8: 255,
  i16: 2 ** 15,
  u16: 2 ** 16 - 1,
};

const SIGNED: readonly ElementType[] = ['i16', 'i32', 'i64'];

function largestOf(tensor: Tensor): number {
  const end = tensor.storage.kind === 'splat' ? Math.min(1, tensorSize(tensor)) : tensorSize(tensor);
  let most = 0;
  for (let start = 0; start < end; start += PIECE) {
    for (const x of readElements(tensor, start, Math.min(PIECE, end - start)))
      most = Math.max(most, Math.abs(Number(x)));
  }
  return most;
}

/** A magnitude that no element of `value` exceeds. */
function magnitudeOf(value: Value): number {
  const { elem } = typeOf(value);
  const byType = LARGEST[elem] ?? Number.POSITIVE_INFINITY;
  const tensor = constTensor(value);
  if (tensor) return largestOf(tensor);
  const node = value.def.kind === 'result' ? value.def.node : undefined;
  const [first, second] = node?.operands ?? [];
  if (!node || !first) return byType;
  if (node.op.name === 'reshape' || node.op.name === 'transpose') return magnitudeOf(first);
  // A cast of a float may leave the range of what it is cast to.
  if (node.op.name === 'cast') return LARGEST[typeOf(first).elem] ? Math.min(magnitudeOf(first), byType) : byType;
  // Unsigned differences wrap.
  if ((node.op.name === 'sub' || node.op.name === 'add') && second && SIGNED.includes(elem)) {
    return Math.min(magnitudeOf(first) + magnitudeOf(second), byType);
  }
  return byType;
}

/** How many products may be summed exactly. */
function exactTerms(node: Node): number {
  const most = magnitudeOf(operandOf(node, 0)) * magnitudeOf(operandOf(node, 1));
  return most === 0 ? EXACT : Math.floor(EXACT / most);
}

const integers: NodeCondition = {
  because: 'it multiplies no other integers than i32',
  holds: (node) => node.operands.every((value) => !value || typeOf(value).elem === 'i32'),
};

const plain: NodeCondition = {
  because: 'it has no code for this activation of integers',
  holds: (node) => ['none', 'relu'].includes(String(node.attrs['act'] ?? 'none')),
};

const small: NodeCondition = {
  because: 'its elements are not known to be as small as integers of 8 bits less their zero points',
  holds: (node) => exactTerms(node) >= 1,
};

const knownInner: NodeCondition = {
  because: 'the length of its sums is not known before the run, or 0',
  holds: (node) => Number(typeOf(node.operands[0]).shape.at(-1)) > 0,
};

/** `innerAxis` is the axis of the right operand that sums run along. */
function integerProduct(op: string, innerAxis: (rank: number) => number): Decomposition {
  return {
    op,
    summary: 'products of small integers in f32, in pieces whose sums are exact there',
    // The op itself on floats is a form that `where` refuses.
    steps: ['slice', 'cast', op, 'add', 'relu'],
    where: [integers, plain, small, knownInner],
    build(node, builder) {
      const s = new Steps(builder, node);
      const [a, b, bias] = [operandOf(node, 0), operandOf(node, 1), node.operands[2]];
      const inner = Number(typeOf(a).shape.at(-1));
      // The steps are also tried on operands that nothing is known of, to see what they are.
      const most = exactTerms(node) || EXACT / 2 ** 16;
      const piece = (x: Value, axis: number, start: number) => {
        const end = Math.min(start + most, inner);
        return s.cast(end - start === inner ? x : s.slice(x, axis, start, end), 'f32');
      };
      const [last, along] = [typeOf(a).shape.length - 1, innerAxis(typeOf(b).shape.length)];
      const starts = Array.from({ length: Math.ceil(inner / most) }, (_, i) => i * most);
      const products = starts.map((start) => s.op(op, [piece(a, last, start), piece(b, along, start)]));
      const sums = products.map((product) => s.cast(product, resultOf(node).elem));
      const sum = [...sums, ...(bias ? [bias] : [])].reduce((total, more) => s.add(total, more));
      return [node.attrs['act'] === 'relu' ? s.op('relu', [sum]) : sum];
    },
  };
}

export const integerProducts: readonly Decomposition[] = [
  integerProduct('matmul', (rank) => Math.max(rank - 2, 0)),
  integerProduct('fully_connected', (rank) => rank - 1),
];
