// Damaged spec files end in diagnostics with a place, never in an exception and never in silence.

import { readFileSync } from 'node:fs';
import { Diagnostics } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpec } from './generate-tree.js';
import { sharedTypes } from './load-ops.js';

const text = readFileSync(new URL('../test/pass/everything.op', import.meta.url), 'utf8');
const words = text.match(/\w+|[^\w\s]/g) ?? [];

const base = sharedTypes(new Diagnostics());

function problemsOf(damaged: string) {
  const diagnostics = new Diagnostics();
  const spec = readSpec([{ file: 'x.op', text: damaged }], diagnostics, base);
  expect(spec === undefined).toBe(diagnostics.list.length > 0);
  for (const { location } of diagnostics.list) expect(location?.kind).toBe('text');
  return diagnostics.list;
}

describe('damaged spec files', () => {
  it('end in located diagnostics when cut anywhere', () => {
    fc.assert(
      fc.property(fc.nat(text.length), (at) => {
        problemsOf(text.slice(0, at));
      }),
      { numRuns: 80 },
    );
  });

  it('end in located diagnostics when words are replaced, doubled or dropped', () => {
    const change = fc.record({ at: fc.nat(text.length), length: fc.nat(12), put: fc.constantFrom('', ' ', ...words) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let damaged = text;
        for (const { at, length, put } of changes) damaged = damaged.slice(0, at) + put + damaged.slice(at + length);
        problemsOf(damaged);
      }),
      { numRuns: 150 },
    );
  });

  it('are refused when nested beyond reason', () => {
    const op = (size: string) => `opspec 1\nfamily f\nop f(x: T[N]) -> (y: T[${size}])\n`;
    for (const size of [
      '('.repeat(50_000),
      '-'.repeat(50_000),
      'not '.repeat(50_000),
      'if '.repeat(50_000),
      'N[('.repeat(9000),
    ]) {
      const codes = problemsOf(op(size)).map(({ code }) => code);
      expect(codes).toEqual(['syntax/too-deep']);
    }
    expect(problemsOf(op(`N${' + 1'.repeat(900)}`))).toEqual([]);
  });
});
