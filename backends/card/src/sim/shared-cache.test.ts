// The cache that engines share, as programs see it: a memory with addresses, undefined at the start, that only barriers order.

import { Diagnostics } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { type CardImage, instruction } from '../isa/index.js';
import { Assembler, imageOf, oneRun, run, simulatorOf, smallMachine } from './run-words.test-support.js';

const cached = { llcBytes: 4096 } as const;

function dramAt(simulator: ReturnType<typeof simulatorOf>, address: number, length: number): number[] {
  const found = new Uint8Array(length);
  simulator.state.dram.read(address, found, 0, length);
  return [...found];
}

describe('the shared cache', () => {
  it('takes and gives bytes, counts them, and costs its own latency and bandwidth', () => {
    const { simulator, counters, message } = run(
      (a) => {
        a.op('dma.ld', { dst: 0, src: 0, n0: 256, ...oneRun });
        a.op('dma.st', { dst: 100, src: 0, n0: 256, ...oneRun, dst_space: 'llc' });
        a.op('dma.ld', { dst: 512, src: 100, n0: 256, ...oneRun, dst_space: 'acc', src_space: 'llc' });
        a.op('dma.st', { dst: 8192, src: 512, n0: 256, ...oneRun, src_space: 'acc' });
      },
      { image: cached, dram: new Map([[0, Uint8Array.from({ length: 256 }, (_, i) => i)]]) },
    );
    expect(message).toBe('');
    expect(dramAt(simulator, 8192, 256)).toEqual(Array.from({ length: 256 }, (_, i) => i));
    expect(Object.fromEntries(counters?.bytesMoved ?? [])).toEqual({
      ...{ 'dram→sram': 256, 'sram→llc': 256, 'llc→acc': 256, 'acc→dram': 256 },
    });
    // Set-up 4, latency 20, one run, 256 bytes at 128 a cycle; card memory: 4 + 100 + 256 / 16.
    expect(counters?.cyclesByOpcode.get('dma.st')).toBe(27 + 120);
  });

  it('is as large as the binary says', () => {
    const beyond = (image: Partial<CardImage>) =>
      run((a) => a.op('dma.st', { dst: 4090, src: 0, n0: 8, ...oneRun, dst_space: 'llc' }), { image }).message;
    expect(beyond(cached)).toContain('a write to llc at 4090 … 4097 is outside its 4096 bytes');
    expect(beyond({})).toContain('is outside its 0 bytes');
    expect(beyond({ llcBytes: 8192 })).toBe('');
  });

  it('keeps nothing from one program to the next', () => {
    const a = new Assembler();
    a.op('dma.ld', { dst: 0, src: 64, n0: 4, ...oneRun, src_space: 'llc' });
    a.op('dma.st', { dst: 0, src: 0, n0: 4, ...oneRun });
    a.op('vfill.f32', { dst: 0, rows: 1, cols: 1, stride: 0, value: 0x01020304 });
    a.op('dma.st', { dst: 64, src: 0, n0: 4, ...oneRun, dst_space: 'llc' });
    const simulator = simulatorOf(imageOf({ code: a.halt().code }, cached), { fill: 0xa5 });
    for (let launch = 0; launch < 2; launch++) {
      const diagnostics = new Diagnostics();
      simulator.run('main', [], diagnostics);
      expect(diagnostics.list).toEqual([]);
      expect(dramAt(simulator, 0, 4)).toEqual([0xa5, 0xa5, 0xa5, 0xa5]);
    }
  });

  it('hands what one engine wrote to all others behind a barrier, in any order of the engines', () => {
    const code = new Assembler();
    // Engine e writes its number + 1 to byte 4e; each engine then stores all of them to its own place.
    code.raw(instruction('engine', { rd: 60 }), instruction('muli', { rd: 61, ra: 60, imm: 4 }));
    code.raw(instruction('addi', { rd: 60, ra: 60, imm: 1 }), instruction('muli', { rd: 59, ra: 61, imm: 4 }));
    code.raw(
      instruction('li', { rd: 1, imm: 0 }),
      instruction('li', { rd: 2, imm: 1 }),
      instruction('li', { rd: 4, imm: 4 }),
    );
    code.raw(instruction('vfill.f32', { dst: 1, rows: 2, cols: 2, stride: 1, value: 60 }));
    code.raw(instruction('fence', {}));
    const run1 = { n1: 2, n2: 2, dst_s1: 1, dst_s2: 1, src_s1: 1, src_s2: 1 };
    code.raw(instruction('dma.st', { dst: 61, src: 1, n0: 4, ...run1, dst_space: 'llc' }));
    code.raw(instruction('barrier', {}), instruction('li', { rd: 5, imm: 12 }));
    code.raw(instruction('dma.ld', { dst: 1, src: 1, n0: 5, ...run1, src_space: 'llc' }), instruction('fence', {}));
    code.raw(instruction('dma.st', { dst: 59, src: 1, n0: 5, ...run1 }));
    const machine = { ...smallMachine, engines: 3 };
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
    ]) {
      const simulator = simulatorOf(imageOf({ code: [...code.code, instruction('halt', {})] }, { ...cached, machine }));
      const diagnostics = new Diagnostics();
      simulator.run('main', [], diagnostics, { order });
      expect(diagnostics.list).toEqual([]);
      for (let engine = 0; engine < 3; engine++) {
        expect(dramAt(simulator, 16 * engine, 12)).toEqual([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]);
      }
    }
  });
});
