// Functions that the vector unit has no instruction for, composed of binary32 steps. A composition rounds at every step where the
// function itself is rounded once, so it may only be used where that makes no difference: for binary16 all 65,536 inputs are tried,
// for binary32 a proof must exist. `compositeProblem` is what legality asks.

import { f16ToNumber, roundF16 } from '@afterglow/core';
import type { Attrs } from '@afterglow/ir';
import type { TileMath, TileValue } from './tile-math.js';

/** An expression over the operand `x` and numbers, evaluated in binary32. */
type Expr = 'x' | number | { readonly op: 'add' | 'mul' | 'max' | 'min'; readonly a: Expr; readonly b: Expr };

interface Composite {
  readonly expr: Expr;
  /** The function in binary64. */
  readonly exact: (x: number) => number;
  /** Why binary32 results would not be the function rounded once, or undefined when they are. */
  readonly f32Problem: string | undefined;
}

function numberAttr(attrs: Attrs, name: string, fallback: number): number {
  const value = attrs[name];
  return typeof value === 'number' ? value : fallback;
}

const composites: Readonly<Record<string, (attrs: Attrs) => Composite>> = {
  leaky_relu: (attrs) => {
    const alpha = numberAttr(attrs, 'alpha', 0.01);
    // The larger of x and alpha · x is the function for these slopes only; one product of binary32 numbers rounds once.
    const fits = alpha > 0 && alpha <= 1 && Math.fround(alpha) === alpha;
    return {
      expr: { op: 'max', a: 'x', b: { op: 'mul', a: 'x', b: alpha } },
      exact: (x) => (x < 0 ? alpha * x : x),
      f32Problem: fits ? undefined : 'alpha is not an f32 number in (0, 1]',
    };
  },
  hard_sigmoid: (attrs) => {
    const [alpha, beta] = [numberAttr(attrs, 'alpha', 0.2), numberAttr(attrs, 'beta', 0.5)];
    const line: Expr = { op: 'add', a: { op: 'mul', a: 'x', b: alpha }, b: beta };
    return {
      expr: { op: 'max', a: { op: 'min', a: line, b: 1 }, b: 0 },
      exact: (x) => Math.max(0, Math.min(1, alpha * x + beta)),
      f32Problem: 'in f32 it would round more than once',
    };
  },
};

const steps = {
  add: (a: number, b: number) => a + b,
  mul: (a: number, b: number) => a * b,
  max: Math.max,
  min: Math.min,
};

function evaluate(expr: Expr, x: number): number {
  if (expr === 'x') return x;
  if (typeof expr === 'number') return Math.fround(expr);
  return Math.fround(steps[expr.op](evaluate(expr.a, x), evaluate(expr.b, x)));
}

const checked = new Map<string, number>();

/** How many of all binary16 inputs the composition rounds differently from the function (by way of binary32, as tables do). */
function f16Differences(op: string, attrs: Attrs, { expr, exact }: Composite): number {
  const key = `${op} ${numberAttr(attrs, 'alpha', 0)} ${numberAttr(attrs, 'beta', 0)}`;
  const known = checked.get(key);
  if (known !== undefined) return known;
  let differences = 0;
  for (let bits = 0; bits < 65536; bits++) {
    const x = f16ToNumber(bits);
    const [ours, theirs] = [roundF16(evaluate(expr, x)), roundF16(Math.fround(exact(x)))];
    if (!Object.is(ours, theirs)) differences++;
  }
  checked.set(key, differences);
  return differences;
}

export const COMPOSITE_OPS: readonly string[] = Object.keys(composites);

/** Why a composed op would not give the right bits in an element type, or undefined when it does. */
export function compositeProblem(op: string, attrs: Attrs, elem: 'f16' | 'f32'): string | undefined {
  const composite = composites[op]?.(attrs);
  if (!composite) return `there is no composition for ${op}`;
  if (elem === 'f32') return composite.f32Problem;
  const differences = f16Differences(op, attrs, composite);
  return differences === 0 ? undefined : `it would round ${differences} of the 65,536 f16 inputs differently`;
}

/** Writes the composition on a tile: binary16 goes through binary32 and is rounded at the end. */
export function emitComposite(math: TileMath, op: string, attrs: Attrs, x: TileValue, into: TileValue): void {
  const expr = composites[op]?.(attrs).expr;
  if (expr === undefined) return;
  const wide = x.elem === 'f16' ? math.convert(x, 'f32') : x;
  const value = (part: Expr): TileValue => {
    if (part === 'x') return wide;
    return typeof part === 'number' ? math.constant('f32', part) : math.binary(part.op, value(part.a), value(part.b));
  };
  if (typeof expr !== 'object') return;
  const [a, b] = [value(expr.a), value(expr.b)];
  if (x.elem === 'f16') math.convert(math.binary(expr.op, a, b), 'f16', into);
  else math.binary(expr.op, a, b, into);
}
