import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Diagnostics } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { generateIsa, isaDiagnostics, loadIsa } from './index.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const frame = `isa toy version 1
word 32 { opcode 0..7 wait 8..9 signal 10..11 flags 12..15 }
format registers { reg 2 of 4 from 16 }
machine { size rate }
space mem = 0 capacity size
queue main = 0
`;

/** Codes and marked text of everything wrong with `text`. */
function problems(text: string): string[] {
  const diagnostics = new Diagnostics();
  const model = loadIsa({ file: 'toy.isa', text }, diagnostics);
  expect(model === undefined).toBe(diagnostics.list.length > 0);
  return diagnostics.list.map(({ code, message, location }) => {
    if (location?.kind !== 'text') throw new Error('a problem of a text has a place');
    return `${location.line} ${code}: ${message}`;
  });
}

const ok = 'instr nop = 1 : registers on main {\n  does "nothing"\n  cost 1\n}\n';

describe('the .isa language', () => {
  it('accepts a small instruction set', () => {
    expect(problems(frame + ok)).toEqual([]);
  });

  it('expands families in order, first variable slowest', () => {
    const diagnostics = new Diagnostics();
    const text = `${frame}
/// {doc}
instr "{op}.{n}" from 4 : registers on main kernel k {
  each op in { a (doc = "First.") b (doc = "Second.") }
  each n in { 2 4 }
  x : address mem
  reads mem[x; n * 2] x n by 8 align n
  does "{op} on {n}"
  cost n
}`;
    const model = loadIsa({ file: 'toy.isa', text }, diagnostics);
    expect(model?.instructions.map(({ name, opcode, doc, does, kernel }) => [name, opcode, doc, does, kernel])).toEqual(
      [
        ['a.2', 4, 'First.', 'a on 2', 'k'],
        ['a.4', 5, 'First.', 'a on 4', 'k'],
        ['b.2', 6, 'Second.', 'b on 2', 'k'],
        ['b.4', 7, 'Second.', 'b on 4', 'k'],
      ],
    );
  });

  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'overlapping flags',
      frame + ok.replace('does', 'flag p [0..1]\n  flag q [1]\n  does'),
      ['9 isa/overlapping-bits: q and p both use bit 1'],
    ],
    [
      'overlapping fields',
      frame.replace('wait 8..9', 'wait 7..9') + ok,
      [
        '2 isa/overlapping-bits: wait and opcode both use bit 7',
        '3 isa/overlapping-bits: wait and opcode both use bit 7',
      ],
    ],
    [
      'bits outside',
      frame + ok.replace('does', 'flag p [4]\n  does'),
      ['8 isa/bits-outside: p uses bits 4..4, but there are 4 bits'],
    ],
    [
      'duplicate opcodes',
      `${frame}${ok}${ok.replace('nop', 'pause')}`,
      ['11 isa/duplicate-number: opcode 0x1 of pause already belongs to nop'],
    ],
    [
      'duplicate names',
      `${frame}${ok}${ok.replace('= 1', '= 2')}`,
      ['11 isa/duplicate-name: instruction nop is declared twice'],
    ],
    ['unknown queue', frame + ok.replace('on main', 'on side'), ['7 isa/unknown-name: there is no queue called side']],
    [
      'unknown name in the useful part of a cost',
      frame + ok.replace('cost 1', 'cost 1\n  useful speed * 2'),
      ['10 isa/unknown-name: there is no operand, flag or field called speed'],
    ],
    [
      'unknown name in a cost',
      frame + ok.replace('cost 1', 'cost speed * 2'),
      ['9 isa/unknown-name: there is no operand, flag or field called speed'],
    ],
    [
      'unknown function',
      frame + ok.replace('cost 1', 'cost round(1)'),
      ['9 isa/unknown-name: there is no function called round'],
    ],
    [
      'argument count',
      frame + ok.replace('cost 1', 'cost ceil(1, 2)'),
      ['9 isa/argument-count: ceil takes 1 arguments, not 2'],
    ],
    [
      'too many operands',
      frame + ok.replace('does', 'a : value\n  b : value\n  c : value\n  does'),
      ['7 isa/no-room: nop has 3 entries, but there is room for 2'],
    ],
    [
      'too many repetitions',
      frame + ok.replace('does', 'reads mem[0; 1] x 2 by 1 x 2 by 1 x 2 by 1\n  does'),
      ['8 isa/no-room: the region of mem has 3 entries, but there is room for 2'],
    ],
    [
      'too many flag values',
      frame + ok.replace('does', 'flag p [0] { a b c }\n  does'),
      ['8 isa/no-room: p has 3 entries, but there is room for 2'],
    ],
    [
      'opcode too large',
      frame + ok.replace('= 1', '= 0x100'),
      ['7 isa/opcode-too-large: opcode 256 of nop does not fit: the limit is 255'],
    ],
    ['missing cost', frame + ok.replace('cost 1', ''), ['7 isa/missing-item: instruction nop has no `cost`']],
    [
      'unknown body',
      frame + ok.replace('cost 1', 'use none()'),
      ['9 isa/unknown-name: there is no body called none', '7 isa/missing-item: instruction nop has no `cost`'],
    ],
    [
      'an address in no space',
      frame + ok.replace('does', 'flag p [0] { a b }\n  x : address p\n  does'),
      ['9 isa/unknown-name: there is no space or space flag called p'],
    ],
    [
      'a space flag out of order',
      frame + ok.replace('does', 'flag p [0] { a mem }\n  does'),
      ['8 isa/space-number: mem stands in p where the space with number 1 belongs, and has number 0'],
    ],
  ];
  for (const [name, text, expected] of cases) it(`refuses ${name}`, () => expect(problems(text)).toEqual(expected));

  it('reports every syntax error, at its place', () => {
    const text = `${frame}instr one 1 : registers on main { }\n${ok}instr two = 2 registers on main { }\n`;
    expect(problems(text)).toEqual([
      "7 syntax/unexpected-token: expected '=' but found '1'",
      "12 syntax/unexpected-token: expected ':' but found 'registers'",
    ]);
  });

  it('has an example for every code', () => {
    for (const spec of Object.values(isaDiagnostics)) expect(spec.explanation).toContain('```text');
  });
});

describe('card.isa', () => {
  const text = readFileSync(`${root}isa/card.isa`, 'utf8');

  it('is what the generated files come from', () => {
    const diagnostics = new Diagnostics();
    const files = generateIsa({ file: 'card.isa', text }, diagnostics);
    expect(diagnostics.list).toEqual([]);
    for (const { path, text: fresh } of files ?? []) {
      expect(readFileSync(root + path, 'utf8') === fresh, `${path} is stale: npm run generate`).toBe(true);
    }
    expect(files).toHaveLength(5);
  });

  it('says where later work fits', () => {
    const manual = readFileSync(`${root}docs/isa.md`, 'utf8');
    for (const word of [
      'Semaphores',
      'Convolution',
      'Pooling',
      'Softmax',
      'normalisation',
      'int8',
      'Every engine of the card runs the program',
    ]) {
      expect(manual).toContain(word);
    }
  });
});
