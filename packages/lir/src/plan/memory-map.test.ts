import { expect, it } from 'vitest';
import { instr, operand } from '../instr-def.js';
import type { LirBuffer, LirModule } from '../program.js';
import { memoryMaps } from './memory-map.js';

const buffer = (name: string, role: 'input' | 'temp', memory: string, address?: number): LirBuffer => ({
  ...{ name, role, elem: 'f32', shape: [4], memory, bytes: 16, align: 4 },
  ...(address === undefined ? {} : { address }),
});

it('places temporaries in time, and what a caller owns at all times', () => {
  const module: LirModule = {
    set: 'test',
    consts: [],
    programs: [
      {
        ...{ name: 'main', params: [] },
        buffers: [
          buffer('x', 'input', 'dram', 0),
          buffer('a', 'temp', 'sram', 0),
          buffer('b', 'temp', 'sram', 16),
          buffer('idle', 'temp', 'sram', 32),
          buffer('unplanned', 'temp', 'sram'),
          { name: 'v', role: 'view', elem: 'f32', shape: [2, 2], of: 'a', offset: 0 },
        ],
        body: [
          instr('w', [operand('out', 'a'), operand('in', 'x')]),
          instr('w', [operand('out', 'b'), operand('in', 'v')]),
          instr('w', [operand('out', 'unplanned'), operand('in', 'b')]),
        ],
      },
    ],
  };
  expect(memoryMaps(module)).toEqual([
    {
      ...{ program: 'main', memory: 'dram', length: 3 },
      blocks: [{ name: 'x', role: 'input', address: 0, bytes: 16, start: 0, end: 2 }],
    },
    {
      ...{ program: 'main', memory: 'sram', length: 3 },
      blocks: [
        { name: 'a', role: 'temp', address: 0, bytes: 16, start: 0, end: 1 },
        { name: 'b', role: 'temp', address: 16, bytes: 16, start: 1, end: 2 },
      ],
    },
  ]);
});
