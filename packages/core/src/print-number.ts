// Numbers as text that reads back to the same number: the one spelling of floats in every text form.

import { roundTo } from './convert/element.js';
import type { ElementType } from './element-type.js';

/** Shortest text of a double: `0.1`, `1e-3`, `-0.0`, `2.0`, `inf`, `-inf`, `nan`. Always tells itself apart from an integer. */
export function printNumber(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  if (x === Number.POSITIVE_INFINITY) return 'inf';
  if (x === Number.NEGATIVE_INFINITY) return '-inf';
  if (x === 0) return Object.is(x, -0) ? '-0.0' : '0.0';
  // What `spell` would answer, without the detour: most numbers of a text are small and whole.
  if (Number.isInteger(x) && Math.abs(x) < 1e6) return `${x}.0`;
  return spell(x.toExponential());
}

/** Shortest text that reads back to `x` when rounded to `elem`; `x` must be a value of `elem`. */
export function printFloat(elem: ElementType, x: number): string {
  if (elem === 'f64' || !Number.isFinite(x) || x === 0) return printNumber(x);
  if (elem === 'f32' && Number.isInteger(x) && Math.abs(x) < 1e6) return printNumber(x);
  const round = roundTo(elem);
  for (let digits = 0; digits < 17; digits++) {
    const text = x.toExponential(digits);
    if (round(Number(text)) === x) return spell(text);
  }
  return printNumber(x);
}

/** Picks the shorter of plain and exponent form; whole numbers below a million stay plain, for the reader's sake. */
function spell(exponential: string): string {
  const [mantissa = '', exponent = ''] = exponential.split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  const scientific = `${short}e${Number(exponent)}`;
  const sign = short.startsWith('-') ? '-' : '';
  const digits = short.replace(/[-.]/g, '');
  const point = Number(exponent) + 1;
  if (point > 21 || point < -6) return scientific;
  let plain: string;
  if (point <= 0) plain = `${sign}0.${'0'.repeat(-point)}${digits}`;
  else if (digits.length <= point) plain = `${sign}${digits}${'0'.repeat(point - digits.length)}.0`;
  else plain = `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  const whole = digits.length <= point && point <= 6;
  return whole || plain.length <= scientific.length ? plain : scientific;
}
