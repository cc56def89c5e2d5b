import { expect, it } from 'vitest';
import { describeMemories } from './describe-memories.js';

it('says what the program that needs most of a memory takes, and the least where that is less', () => {
  const uses = [
    { program: 'a', memory: 'sram', bytes: 1024, least: 1024 },
    { program: 'b', memory: 'sram', bytes: 4096, least: 2048 },
    { program: 'a', memory: 'llc', bytes: 512, least: 512 },
    { program: 'a', memory: 'dram', bytes: 0, least: 0 },
  ];
  expect(describeMemories('card0', uses)).toEqual(['  card0  sram 4 KiB (at least 2 KiB), llc 512 B']);
  expect(describeMemories('host', [])).toEqual([]);
});
