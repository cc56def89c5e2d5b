import { Diagnostics, type Dim, dim } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDimText } from './dims.js';

function read(text: string): Dim | undefined {
  const diagnostics = new Diagnostics();
  const parsed = parseDimText(text, 'x', diagnostics);
  expect(diagnostics.hasErrors).toBe(parsed === undefined);
  return parsed;
}

function problem(text: string): string {
  const diagnostics = new Diagnostics();
  expect(parseDimText(text, 'x', diagnostics)).toBeUndefined();
  const [first] = diagnostics.list;
  const at = first?.location?.kind === 'text' ? `${first.location.line}:${first.location.column}` : '';
  return `${at} ${first?.code} ${first?.message}`;
}

const symbolName = fc.oneof(fc.constantFrom('N', 'S', 'lookups_0', 'a.b', 'div', 'max', 'batch size', ''), fc.string());

const anyDim: fc.Arbitrary<Dim> = fc.letrec<{ dim: Dim }>((tie) => ({
  dim: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: -100, max: 100 }),
    symbolName.map((name) => dim.symbol(name)),
    fc.tuple(fc.constantFrom(dim.add, dim.sub, dim.mul), tie('dim'), tie('dim')).map(([f, a, b]) => f(a, b)),
    fc.tuple(fc.constantFrom(dim.floorDiv, dim.mod), tie('dim'), tie('dim')).map(([f, a, b]) => f(a, b)),
    fc.tuple(fc.constantFrom(dim.max, dim.min), tie('dim'), tie('dim')).map(([f, a, b]) => f(a, b)),
  ),
})).dim;

describe('dim expressions', () => {
  it('read every dim that prints, to the same dim', () => {
    fc.assert(
      fc.property(anyDim, (d) => {
        expect(read(dim.printDim(d))).toBe(d);
      }),
      { numRuns: 500 },
    );
  });

  it('group from the left, products first', () => {
    const [H, S] = [dim.symbol('H'), dim.symbol('S')];
    expect(read('2*S + 1')).toBe(dim.add(dim.mul(2, S), 1));
    expect(read('10 - 4 - 3')).toBe(3);
    expect(read('(H + 2) div 2 + 1')).toBe(dim.add(dim.floorDiv(dim.add(H, 2), 2), 1));
    expect(read('-2 * -3')).toBe(6);
    expect(read('max(S, 3, "batch size")')).toBe(dim.max(S, 3, dim.symbol('batch size')));
    expect(read('"div"')).toBe(dim.symbol('div'));
  });

  it('say plainly what is wrong', () => {
    expect(problem('(H + 2')).toBe("1:7 syntax/unexpected-token expected ')' but found the end of the text");
    expect(problem('H 2')).toBe("1:3 syntax/unexpected-token expected the end of the text but found '2'");
    expect(problem('2 * div')).toBe(
      "1:5 syntax/unexpected-token expected a dim (a number, a symbol or an expression) but found 'div'",
    );
    expect(problem(`${'(a + b + c + d) * '.repeat(40)}1`)).toContain('syntax/dim-too-large');
    expect(problem(`max(${Array.from({ length: 1000 }, (_, i) => `a${i}`).join(', ')})`)).toContain(
      'syntax/dim-too-large',
    );
    expect(problem('9007199254740993')).toContain('syntax/number-too-large');
    expect(problem('"a\\q"')).toContain('syntax/bad-string');
    expect(problem('S § 2')).toBe('1:3 syntax/unexpected-character no token starts with "§"');
    expect(problem('('.repeat(10_000))).toContain('syntax/too-deep');
    expect(problem('-'.repeat(10_000))).toContain('syntax/too-deep');
  });
});
