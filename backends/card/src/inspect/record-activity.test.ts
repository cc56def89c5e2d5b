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
    // The rows end with the bias, the last thing touched: 1.5 KiB each. a and b are read, y is written, b and y and then y and the bias share a row.
    expect(activity?.bytes[SPACES.dram]).toBe(0xc004);
    expect(activity?.capacities[SPACES.dram]).toBe(65536);
    const both = READ | WRITTEN;
    expect(dram).toEqual([...new Array(21).fill(READ), both, ...new Array(9).fill(WRITTEN), both]);
    expect(activity?.bytes[SPACES.acc]).toBe(0);
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
    const { width, height, content } = drawActivity('<b>.elf', activity ? [activity] : []);
    expect(content).toContain('&#60;b&#62;.elf');
    expect(content).toContain('N = 4,000');
    const boxes = [...content.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h/g)];
    expect(boxes.length).toBeGreaterThan(50);
    for (const [x = 0, y = 0, w = 0, h = 0] of boxes.map((match) => match.slice(1).map(Number))) {
      expect(x + w).toBeLessThanOrEqual(width);
      expect(y + h).toBeLessThanOrEqual(height);
    }
  });
});
