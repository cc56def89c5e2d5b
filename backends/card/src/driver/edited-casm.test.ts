// Assembly is edited by hand. Whatever the edit, the text is refused, or what was assembled from it runs to an end or to a trap: always with a
// code, never an exception, and never for ever.

import { readFileSync } from 'node:fs';
import { Diagnostics, dim, memorySource, splatTensor, tensorFromNumbers } from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble, disassemble } from '../asm/index.js';
import { compileTest, makeFunc } from '../codegen/compile-and-run.test-support.js';
import { readElf, writeElf } from '../elf/index.js';
import { concatChunks } from '../sim/run-words.test-support.js';
import { CardDevice } from './card-device.js';

const byHand = readFileSync(new URL('./add-vectors.casm', import.meta.url), 'utf8');

/** A program of the compiler's: a layer with tile loops. */
function compiled(): string {
  const func = makeFunc({ N: [1, 40] }, (b) => {
    const x = b.param('x', tensorType('f32', [dim.symbol('N'), 300]));
    const [weight, bias] = [splatTensor('f32', [20, 300], 0.5), splatTensor('f32', [20], -1)];
    return build.fullyConnected(b, x, b.constant('w', weight), b.constant('b', bias), { act: 'relu' });
  });
  return disassemble(compileTest(func).compiled.image);
}

const NUMBERS = ['0', '1', '-1', '2', '3', '7', '4096', '65536', '1048576', '140737488355327', '9007199254740991'];
const NUMBER = /(?<![\w.])-?(?:0x[0-9a-f]+|\d+(?:\.\d+)?)(?![\w.])/g;
const REGISTER = /\br\d+\b/g;

/** One edit of the text: a number, a register, a mnemonic, or a whole line. */
type Edit = (lines: readonly string[], at: number, pick: number) => string[];

function replaceOne(line: string, pattern: RegExp, pick: number, by: (index: number) => string): string {
  const found = [...line.matchAll(pattern)];
  const match = found[pick % Math.max(1, found.length)];
  if (!match) return line;
  return line.slice(0, match.index) + by(Math.floor(pick / found.length)) + line.slice(match.index + match[0].length);
}

const EDITS: readonly Edit[] = [
  (lines, at, pick) =>
    lines.with(
      at,
      replaceOne(lines[at] ?? '', NUMBER, pick, (i) => NUMBERS[i % NUMBERS.length] ?? '0'),
    ),
  (lines, at, pick) =>
    lines.with(
      at,
      replaceOne(lines[at] ?? '', REGISTER, pick, (i) => `r${i % 64}`),
    ),
  (lines, at) => lines.toSpliced(at, 1),
  (lines, at, pick) => lines.toSpliced(at, 0, lines[pick % lines.length] ?? ''),
  (lines, at, pick) => {
    const word = /[a-z]\w*(?:\.\w+)+/;
    const other = word.exec(lines[pick % lines.length] ?? '')?.[0];
    return other === undefined ? [...lines] : lines.with(at, (lines[at] ?? '').replace(word, other));
  },
];

/** Runs the text as far as it gets; the codes of what was reported. */
function outcome(text: string): { readonly codes: readonly string[]; readonly ran: boolean } {
  const diagnostics = new Diagnostics();
  const codes = () => diagnostics.list.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const image = assemble(text, { file: 'edited.casm', open: () => undefined }, diagnostics);
  const source = image && memorySource('edited.elf', concatChunks(writeElf(image).chunks()));
  const elf = source && readElf(source, diagnostics);
  if (!elf) return { codes: codes(), ran: false };
  const device = new CardDevice(elf);
  for (const { name, params, inputs } of elf.programs) {
    const sizes = new Map(params.map((param) => [param.name, Math.min(param.hi, Math.max(param.lo, 9))]));
    const tensors = inputs.map(({ name: input, elem, dims }) => {
      const shape = dims.map((d) => dim.evaluate(d, sizes) ?? 0);
      const count = shape.reduce((a, b) => a * b, 1);
      return [input, tensorFromNumbers(elem, shape, new Array<number>(count).fill(1.5))] as const;
    });
    const run = device.run(name, new Map(tensors), sizes, diagnostics, { maxWork: 5e6 });
    expect(run !== undefined || codes().length > 0).toBe(true);
    if (run) return { codes: codes(), ran: true };
  }
  return { codes: codes(), ran: false };
}

describe.each([
  ['written by hand', () => byHand],
  ['compiled', compiled],
])('a program %s', (_, make) => {
  it('runs, is refused or traps after any edit', () => {
    const lines = make().split('\n');
    expect(outcome(lines.join('\n'))).toEqual({ codes: [], ran: true });
    const edit = fc.tuple(fc.constantFrom(...EDITS), fc.nat(), fc.nat());
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = edits.reduce((now, [apply, at, pick]) => apply(now, at % now.length, pick), lines);
        const { codes } = outcome(text.join('\n'));
        for (const code of codes) seen.add(code);
        expect(codes.filter((code) => !/^(?:card|casm|gir|syntax)\//.test(code))).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['card/trap', 'card/bad-program']));
  });

  it('is ended when an edit makes it go on and on', () => {
    const endless = make().replace(/^( *)(loop (r\d+), )r\d+/m, '$1li $3, 140737488355327\n$1$2$3');
    expect(endless).toContain('140737488355327');
    expect(outcome(endless).codes).toEqual(['card/work-limit']);
  });
});
