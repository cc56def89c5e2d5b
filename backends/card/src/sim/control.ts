// Scalar arithmetic of the control queue.

import type { Opcode } from '../isa/generated/opcodes.js';
import { trap } from './trap.js';

const LIMIT = 2 ** 53;

/** A scalar result, refused when it leaves ±(2^53 − 1). Negative zero becomes zero: registers hold integers. */
export function scalar(value: number): number {
  if (!(value < LIMIT && value > -LIMIT)) trap(`the result ${value} is outside ±(2^53 − 1)`);
  return value + 0;
}

function floorDiv(a: number, b: number): number {
  if (b === 0) trap('division by zero');
  const quotient = Math.floor(a / b);
  // a / b may round up to the next integer when |a| is near 2^53.
  return quotient * b > a === b > 0 && quotient * b !== a ? quotient - 1 : quotient;
}

type ScalarOp = (a: number, b: number) => number;

const add: ScalarOp = (a, b) => a + b;
const mul: ScalarOp = (a, b) => a * b;
const min: ScalarOp = (a, b) => Math.min(a, b);
const max: ScalarOp = (a, b) => Math.max(a, b);
const mod: ScalarOp = (a, b) => {
  if (b === 0) trap('division by zero');
  // The remainder of JavaScript is exact and takes the sign of a.
  const remainder = a % b;
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder;
};

/** Operations on two registers, or a register and the immediate. */
export const SCALAR: Readonly<Partial<Record<Opcode, ScalarOp>>> = {
  add,
  sub: (a, b) => a - b,
  mul,
  div: floorDiv,
  mod,
  min,
  max,
  slt: (a, b) => (a < b ? 1 : 0),
  addi: add,
  muli: mul,
  divi: floorDiv,
  modi: mod,
  mini: min,
  maxi: max,
};
