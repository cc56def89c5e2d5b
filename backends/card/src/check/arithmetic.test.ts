import { describe, expect, it } from 'vitest';
import { constant, minus, plus, upper } from './affine.js';
import { Arithmetic } from './arithmetic.js';

describe('the index of a loop', () => {
  it('is below its count, whatever that is', () => {
    const values = new Arithmetic();
    const count = values.fresh(0, 9);
    expect(upper(minus(values.index(count), count))).toBe(-1);
  });

  it('says of a count of one or none that there is one', () => {
    const values = new Arithmetic();
    // The second of two pieces of three things: it starts at 3 when there is nothing in it.
    const start = values.fresh(1, 3);
    const size = values.apply('min', minus(constant(3), start), constant(1)) ?? constant(0);
    expect(upper(plus(start, size))).toBe(3);
    expect(upper(plus(start, values.index(size)))).toBe(2);
  });
});
