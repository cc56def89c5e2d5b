// The manual promises that a second simulator can be written from it. What no generator can vouch for is compared with the code here: the
// words it shows, and the names and numbers of the binary that it writes out in prose.

import { readFileSync } from 'node:fs';
import { Diagnostics } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { assemble } from '../asm/index.js';
import { NOTE, NOTE_OWNER, SECTION, TEXT_BASE } from '../elf/format.js';
import { encode, INSTRUCTIONS, MACHINE_FIELDS, QUEUES } from './index.js';

const manual = readFileSync(new URL('../../docs/isa.md', import.meta.url), 'utf8');
const [frame = ''] = readFileSync(new URL('../driver/add-vectors.casm', import.meta.url), 'utf8').split('const @');

/** The chapter with a title. */
function chapter(title: string): string {
  return manual.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
}

describe('the manual', () => {
  const shown = [...chapter('Assembly').matchAll(/^\| `([^`]+)` \| `((?:[0-9a-f]{2} ?){16})` \|$/gm)];

  it('shows words', () => expect(shown).toHaveLength(4));

  for (const [, text = '', word] of shown) {
    it(`has the word of ${text}`, () => {
      const body = text.startsWith('loop') ? [text, 'fence', 'end: endloop'] : [text];
      const program = `${frame}program @main {\n  code {\n${[...body, 'halt'].join('\n')}\n  }\n}\n`;
      const diagnostics = new Diagnostics();
      const image = assemble(program, { file: 'shown.casm', open: () => undefined }, diagnostics);
      expect(diagnostics.list).toEqual([]);
      const first = image?.programs[0]?.code[0];
      expect(
        first &&
          Buffer.from(encode(first))
            .toString('hex')
            .replace(/..(?!$)/g, '$& '),
      ).toBe(word);
    });
  }

  it('names every section and note of the binary', () => {
    const binary = chapter('The binary');
    for (const section of Object.values(SECTION)) expect(binary).toContain(`\`${section}\``);
    for (const note of Object.values(NOTE)) expect(binary).toContain(`0x${note.toString(16)}`);
    expect(binary).toContain(`\`${NOTE_OWNER}\``);
    expect(binary).toContain(`2^${Math.log2(TEXT_BASE)}`);
  });

  it('leaves nothing in braces that no table resolves', () => {
    for (const entry of chapter('Instructions')
      .split(/^#### /m)
      .slice(1)) {
      const [name = ''] = entry.split('\n');
      const resolved = new Set(
        [...entry.matchAll(/^\| instruction \|(.*)$/gm)].flatMap(([, head]) => head?.match(/\{\w+\}/g) ?? []),
      );
      for (const [braced] of entry.matchAll(/\{\w+\}/g)) {
        expect(braced === '{does}' || name.includes(braced) || resolved.has(braced), `${braced} of ${name}`).toBe(true);
      }
      if (entry.includes('{does}')) expect(entry).toMatch(/^\| `[^`]+` \| 0x[0-9a-f]{2} \| .*`.+` \|$/m);
    }
  });

  it('lists every instruction and machine field', () => {
    const queues = Object.keys(QUEUES);
    for (const { op, code, queue } of INSTRUCTIONS) {
      expect(chapter('All opcodes')).toContain(
        `| 0x${code.toString(16).padStart(2, '0')} | \`${op}\` | ${queues[queue]} |`,
      );
    }
    for (const field of MACHINE_FIELDS) {
      const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      expect(chapter('Machine fields')).toContain(`| \`${name}\` |`);
    }
  });
});
