// Derivatives of products of matrices.

import { build, type Value } from '@afterglow/ir';
import type { Derivatives, Step } from '../derivative.js';

/** The last two axes swapped. */
function turned(s: Step, x: Value): Value {
  const rank = s.rank(x);
  const lead = Array.from({ length: rank - 2 }, (_, i) => i);
  return build.transpose(s.b, x, { perm: [...lead, rank - 1, rank - 2] });
}

/** Operands and gradient of a matmul as matrices: a vector on the left is a row, one on the right a column. */
function matrices(s: Step): { readonly left: Value; readonly right: Value; readonly dy: Value } {
  const [isRow, isColumn] = [s.rank(s.x(0)) === 1, s.rank(s.x(1)) === 1];
  const left = isRow ? build.unsqueeze(s.b, s.x(0), { axes: [0] }) : s.x(0);
  const right = isColumn ? build.unsqueeze(s.b, s.x(1), { axes: [1] }) : s.x(1);
  const shape = s.shape(s.y);
  const batch = shape.slice(0, shape.length - (isRow ? 0 : 1) - (isColumn ? 0 : 1));
  const ends = [...s.shape(left).slice(-2, -1), ...s.shape(right).slice(-1)];
  return { left, right, dy: s.b.reshape(s.dy, [...batch, ...ends]) };
}

/** The gradient by a matrix, in the shape of the operand that it stands for. */
function byOperand(s: Step, gradient: Value, matrix: Value, operand: Value): Value | undefined {
  const summed = s.unbroadcast(gradient, matrix);
  return summed && s.b.reshape(summed, s.shape(operand));
}

/** Only without an activation, which no import rule writes. */
function isPlain(s: Step): boolean {
  return s.node.attrs['act'] === undefined || s.node.attrs['act'] === 'none';
}

export const matmulDerivatives: Derivatives = {
  matmul: (s) => {
    if (!isPlain(s)) return [];
    const { left, right, dy } = matrices(s);
    return [
      () => byOperand(s, build.matmul(s.b, dy, turned(s, right)), left, s.x(0)),
      () => byOperand(s, build.matmul(s.b, turned(s, left), dy), right, s.x(1)),
    ];
  },
  fully_connected: (s) => {
    if (!isPlain(s) || s.shape(s.x(0)).length !== 2) return [];
    return [
      () => build.matmul(s.b, s.dy, s.x(1)),
      () => build.matmul(s.b, turned(s, s.dy), s.x(0)),
      () => build.reduceSum(s.b, s.dy, { axes: [0], keepdims: false }),
    ];
  },
};
