import { Diagnostics, tensorFromNumbers } from '@afterglow/core';
import { ops, parseModule, type Value } from '@afterglow/ir';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { convertPrecision } from './convert-precision.js';
import { forecastOverflow, SeenMagnitudes } from './forecast-overflow.js';

const TEXT = girText('(%x: f32[2]) -> (%y: f32[2])', '%h = mul(%x, %x)\n%y = sqrt(%h)\nreturn %y');

/** The warnings for a network whose values were seen to reach these magnitudes. */
function forecast(seen: Readonly<Record<string, number>>, { keep = [] as string[], saturate = false } = {}): string[] {
  const module = parseModule(TEXT, { file: 't.gir', registry: ops, diagnostics: new Diagnostics() });
  const func = module?.funcs.get('main');
  if (!func) throw new Error('no main');
  const magnitudes = new SeenMagnitudes();
  const values: Value[] = [...func.body.params];
  for (let node = func.body.first; node; node = node.next) values.push(...node.results);
  for (const value of values) {
    const largest = seen[value.name];
    if (largest !== undefined) magnitudes.see(value, tensorFromNumbers('f32', [2], [-largest, 1]));
  }
  const diagnostics = new Diagnostics();
  convertPrecision(func, { registry: ops, diagnostics, keep: (node) => keep.includes(node.results[0]?.name ?? '') });
  forecastOverflow(func, magnitudes, { diagnostics, saturate });
  return diagnostics.list.map(({ code, message }) => `${code} ${message}`);
}

describe('forecastOverflow', () => {
  it('names what was larger than half precision holds', () => {
    expect(forecast({ x: 300, h: 90_000, y: 300 })).toEqual([
      'quant/overflow-forecast %h (mul) reaches 90000 on the examples, and half precision holds ±65504: larger results become infinite',
    ]);
    expect(forecast({ x: 300, h: 90_000 }, { saturate: true })[0]).toContain('larger results become that');
  });

  it('draws the line where rounding does, and knows outputs and inputs by their names', () => {
    expect(forecast({ h: 65_519 })).toEqual([]);
    expect(forecast({ h: 65_520 })).toHaveLength(1);
    expect(forecast({ y: 1e5 })[0]).toContain('%y (sqrt)');
    expect(forecast({ x: 1e5 })[0]).toContain('%x (cast)');
  });

  it('says nothing of what stays in single precision, was infinite already or was not seen', () => {
    expect(forecast({ h: 90_000 }, { keep: ['h', 'y'] })).toEqual([]);
    // Who reads it in half precision meets the infinity all the same.
    expect(forecast({ h: 90_000 }, { keep: ['h'] })[0]).toContain('%h (cast)');
    expect(forecast({ h: Number.POSITIVE_INFINITY })).toEqual([]);
    expect(forecast({})).toEqual([]);
  });
});
