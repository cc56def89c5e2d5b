import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundTo } from './convert/element.js';
import { printFloat, printNumber } from './print-number.js';

const read = (text: string) => Number(text.replace('nan', 'NaN').replace('inf', 'Infinity'));

describe('printNumber', () => {
  it.each([
    [0.1, '0.1'],
    [1e-3, '1e-3'],
    [-0, '-0.0'],
    [0, '0.0'],
    [2, '2.0'],
    [100, '100.0'],
    [-65504, '-65504.0'],
    [1e6, '1e6'],
    [1234567, '1234567.0'],
    [0.0078125, '0.0078125'],
    [1.5e-7, '1.5e-7'],
    [123456.789, '123456.789'],
    [1e21, '1e21'],
    [5e-324, '5e-324'],
    [Number.MAX_VALUE, '1.7976931348623157e308'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
    [Number.NaN, 'nan'],
  ])('%d is %s', (x, text) => {
    expect(printNumber(x)).toBe(text);
  });

  it('reads back to the same double and never looks like an integer', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        const text = printNumber(x);
        expect(read(text)).toBe(x);
        expect(text).not.toMatch(/^-?\d+$/);
      }),
    );
  });
});

describe('printFloat', () => {
  it('is as short as the type allows', () => {
    expect(printFloat('f32', Math.fround(0.1))).toBe('0.1');
    expect(printFloat('f16', 0.0999755859375)).toBe('0.1');
    expect(printFloat('f64', Math.fround(0.1))).toBe('0.10000000149011612');
    expect(printFloat('f16', -0)).toBe('-0.0');
    expect(printFloat('bf16', 256)).toBe('256.0');
  });

  it.each(['f32', 'f16', 'bf16', 'f8e4m3fn', 'f8e5m2', 'f8e8m0'] as const)('%s reads back', (elem) => {
    const round = roundTo(elem);
    fc.assert(
      fc.property(fc.double(), (d) => {
        const x = round(d);
        expect(round(read(printFloat(elem, x)))).toBe(x);
      }),
    );
  });
});
