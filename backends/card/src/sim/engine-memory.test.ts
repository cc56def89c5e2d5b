import { describe, expect, it } from 'vitest';
import { EngineMemory } from './engine-memory.js';

describe('the memory of an engine', () => {
  it('is made as far as it is reached, and never beyond its capacity', () => {
    const memory = new EngineMemory(200_000);
    expect(memory.views.u8).toHaveLength(0);
    memory.reach(10);
    expect(memory.views.u8).toHaveLength(65_536);
    memory.reach(150_000);
    expect(memory.views.u8).toHaveLength(150_000);
    memory.reach(200_000);
    expect(memory.views.u8).toHaveLength(200_000);
  });

  it('keeps what was written, and holds the fill elsewhere', () => {
    const memory = new EngineMemory(1 << 20);
    memory.clear(0x5a);
    memory.reach(8);
    memory.views.u32[1] = 7;
    memory.reach(1 << 19);
    expect([...memory.views.u32.subarray(0, 3)]).toEqual([0x5a5a5a5a, 7, 0x5a5a5a5a]);
    expect(memory.views.u8.at(-1)).toBe(0x5a);
    memory.clear(0);
    expect(memory.views.u8.every((byte) => byte === 0)).toBe(true);
  });
});
