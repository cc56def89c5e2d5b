// Arithmetic read as a polynomial in a few values, so that a formula is recognised by what it computes and not by the order
// an exporter wrote its steps in: `x * 0.5 * (1 + t)`, `x * (t / 2 + 0.5)` and `0.5 * x + 0.5 * (x * t)` are one polynomial.
// Invariant: a polynomial is exact in real numbers; what is no sum or product of the given values and numbers has none.

import type { ElementType } from '@afterglow/core';
import { type Node, producer, type Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { strip } from '../look.js';

/** Coefficient by exponents: the key `1,2` stands for the first value times the second squared. */
export type Polynomial = ReadonlyMap<string, number>;

const MAX_DEGREE = 6;
const MAX_DEPTH = 16;

function constantTerm(width: number, value: number): Polynomial {
  return new Map([[new Array(width).fill(0).join(), value]]);
}

function sum(a: Polynomial, b: Polynomial, factor: number): Polynomial {
  const result = new Map(a);
  for (const [key, value] of b) result.set(key, (result.get(key) ?? 0) + factor * value);
  return result;
}

function product(a: Polynomial, b: Polynomial): Polynomial | undefined {
  const result = new Map<string, number>();
  for (const [p, x] of a) {
    for (const [q, y] of b) {
      const right = q.split(',').map(Number);
      const exponents = p.split(',').map((e, i) => Number(e) + (right[i] ?? 0));
      if (exponents.reduce((total, e) => total + e, 0) > MAX_DEGREE) return undefined;
      const key = exponents.join();
      result.set(key, (result.get(key) ?? 0) + x * y);
    }
  }
  return result;
}

/** The number a polynomial is, if it is one. */
function numberIn(polynomial: Polynomial): number | undefined {
  const [[key, value] = ['', 0], ...others] = polynomial;
  return others.length === 0 && /^[0,]*$/.test(key) ? value : undefined;
}

function power(base: Polynomial, exponent: number | undefined, width: number): Polynomial | undefined {
  if (exponent === undefined || !Number.isInteger(exponent) || exponent < 1 || exponent > MAX_DEGREE) return undefined;
  let result: Polynomial | undefined = constantTerm(width, 1);
  for (let i = 0; i < exponent && result; i++) result = product(result, base);
  return result;
}

export interface PolynomialOptions {
  /** What else to look through besides nodes that change nothing. */
  readonly look?: (value: Value) => Value;
}

/**
 * `value` as a polynomial in `atoms`; the nodes it is computed by (not those of the atoms) go into `nodes`. Undefined where
 * anything but sums, products, whole powers and constants of one number stands in between.
 */
export function polynomialOf(
  value: Value,
  atoms: readonly Value[],
  nodes: Set<Node>,
  { look = strip }: PolynomialOptions = {},
): Polynomial | undefined {
  const width = atoms.length;
  const known = new Map<Value, Polynomial | undefined>();
  atoms.forEach((atom, i) => {
    known.set(look(atom), new Map([[atoms.map((_, k) => (k === i ? 1 : 0)).join(), 1]]));
  });

  function compute(node: Node, depth: number): Polynomial | undefined {
    const [first, second] = node.operands;
    const a = first && read(first, depth);
    if (!a) return undefined;
    if (node.op.name === 'neg') return sum(new Map(), a, -1);
    if (node.op.name === 'pow') return power(a, uniformConst(second), width);
    const b = second && read(second, depth);
    if (!b) return undefined;
    if (node.op.name === 'add') return sum(a, b, 1);
    if (node.op.name === 'sub') return sum(a, b, -1);
    if (node.op.name === 'mul') return product(a, b);
    const divisor = node.op.name === 'div' ? numberIn(b) : undefined;
    return divisor ? sum(new Map(), a, 1 / divisor) : undefined;
  }

  function read(from: Value, depth: number): Polynomial | undefined {
    const at = look(from);
    if (known.has(at)) return known.get(at);
    const number = uniformConst(at);
    if (number !== undefined) return constantTerm(width, number);
    const node = producer(at);
    const found = node && depth > 0 && ARITHMETIC.has(node.op.name) ? compute(node, depth - 1) : undefined;
    if (node && found) nodes.add(node);
    known.set(at, found);
    return found;
  }

  return read(value, MAX_DEPTH);
}

/** Ops that a polynomial is made of. */
export const ARITHMETIC: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'div', 'neg', 'pow']);

/** How exactly an exporter writes a constant such as √2 in an element type, relative to it. */
export function constantTolerance(elem: ElementType | undefined): number {
  if (elem === 'f16') return 2 ** -10;
  return elem === 'bf16' ? 2 ** -7 : 2e-5;
}

export function isNear(value: number | undefined, wanted: number, tolerance: number): boolean {
  return value !== undefined && Math.abs(value - wanted) <= tolerance * Math.abs(wanted);
}

/** True when the polynomial has these terms and no others, up to how exactly constants are written. */
export function isPolynomial(
  polynomial: Polynomial | undefined,
  wanted: Readonly<Record<string, number>>,
  tolerance: number,
): boolean {
  if (!polynomial) return false;
  const rest = [...polynomial].filter(([key, value]) => value !== 0 && wanted[key] === undefined);
  return (
    rest.length === 0 && Object.entries(wanted).every(([key, value]) => isNear(polynomial.get(key), value, tolerance))
  );
}
