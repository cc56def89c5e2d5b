import { readFileSync } from 'node:fs';
import { Diagnostics, memorySource } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { assemble } from '../asm/index.js';
import { type CardElf, readElf, writeElf } from '../elf/index.js';
import { QUEUES, SPACES } from '../isa/index.js';
import { Simulator } from '../sim/index.js';
import { concatChunks } from '../sim/run-words.test-support.js';
import { drawActivity } from './draw-activity.js';
import { READ, ROWS, recordActivity, WRITTEN } from './record-activity.js';

const text = readFileSync(new URL('../driver/add-vectors.casm', import.meta.url), 'utf8').replace(
  'param N in 0..',
  'param N in 4000..',
);

function elfOf(casm: string): CardElf {
  const diagnostics = new Diagnostics();
  const image = assemble(casm, { file: 'add.casm', open: () => undefined }, diagnostics);
  const elf = image && readElf(memorySource('card0.elf', concatChunks(writeElf(image).chunks())), diagnostics);
  if (!elf) throw new Error(diagnostics.list.map(({ message }) => message).join('\n'));
  return elf;
}

describe('what a program did', () => {
  const elf = elfOf(text);
  const [program] = elf.programs;
  if (!program) throw new Error('no program');

  it('is all the work of the run, queue by queue', () => {
    const diagnostics = new Diagnostics();
    const activity = recordActivity(elf, program, diagnostics);
    const counters = new Simulator(elf).run('add', [4000], diagnostics);
    expect(diagnostics.list).toEqual([]);
    expect(activity?.cycles).toBe(counters?.longestCycles);
    Object.keys(QUEUES).forEach((queue, i) => {
      const cycles = activity?.work[0]?.[i]?.reduce((sum, each) => sum + each, 0);
      expect(cycles).toBeCloseTo(counters?.cyclesByQueue.get(queue as keyof typeof QUEUES) ?? -1, 6);
    });
  });

  it('shows which part of a memory was touched, and how', () => {
    const activity = recordActivity(elf, program, new Diagnostics());
    const rows = (space: number) =>
      Array.from({ length: ROWS }, (_, row) =>
        (activity?.touched[space] ?? new Uint8Array()).subarray(row * 160, (row + 1) * 160).reduce((a, b) => a | b, 0),
      );
    const dram = rows(SPACES.dram);
    // Rows of 2 KiB: a, b and y have eight each, then comes the bias.
    expect(dram.slice(0, 15)).toEqual(new Array(15).fill(READ));
    expect(dram.slice(16, 23)).toEqual(new Array(7).fill(WRITTEN));
    expect(dram[24]).toBe(READ);
    expect(rows(SPACES.acc).every((touch) => touch === 0)).toBe(true);
  });

  it('is reported and left out where the program traps', () => {
    const diagnostics = new Diagnostics();
    const broken = elfOf(text.replace('li r12, 2048', 'li r12, 1000000'));
    const [first] = broken.programs;
    expect(first && recordActivity(broken, first, diagnostics)).toBeUndefined();
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['card/trap']);
  });

  it('is drawn inside the frame, with names that are no markup', () => {
    const activity = recordActivity(elf, program, new Diagnostics());
    const svg = drawActivity('<b>.elf', activity ? [activity] : []);
    expect(svg).toContain('&#60;b&#62;.elf');
    const [, width = 0, height = 0] = (/width="(\d+)" height="(\d+)"/.exec(svg) ?? []).map(Number);
    const boxes = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)];
    expect(boxes.length).toBeGreaterThan(50);
    for (const [x = 0, y = 0, w = 0, h = 0] of boxes.map((match) => match.slice(1).map(Number))) {
      expect(x + w).toBeLessThanOrEqual(width);
      expect(y + h).toBeLessThanOrEqual(height);
    }
  });
});
