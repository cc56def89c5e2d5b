import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemoryRequest, maxLive, planMemory } from './plan-memory.js';

const requests: fc.Arbitrary<MemoryRequest[]> = fc
  .array(
    fc.record({
      bytes: fc.integer({ min: 0, max: 500 }),
      align: fc.constantFrom(1, 2, 16, 64),
      start: fc.integer({ min: 0, max: 30 }),
      length: fc.integer({ min: 0, max: 12 }),
    }),
    { maxLength: 25 },
  )
  .map((list) => list.map(({ length, ...rest }, i) => ({ name: `b${i}`, end: rest.start + length, ...rest })));

function overlaps(plan: ReadonlyMap<string, number>, list: readonly MemoryRequest[]): boolean {
  return list.some((a, i) =>
    list.slice(i + 1).some((b) => {
      const [pa, pb] = [plan.get(a.name), plan.get(b.name)];
      if (pa === undefined || pb === undefined || a.bytes === 0 || b.bytes === 0) return false;
      const together = a.start <= b.end && b.start <= a.end;
      return together && pa < pb + b.bytes && pb < pa + a.bytes;
    }),
  );
}

describe('a memory plan', () => {
  it('never overlaps live buffers, keeps alignment, stays at or above the bound and below the sum', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 0, max: 3 }), (list, blocks) => {
        const base = blocks * 64;
        const { addresses, highWater, lowerBound, unplaced } = planMemory(list, { base });
        expect(unplaced).toEqual([]);
        expect(overlaps(addresses, list)).toBe(false);
        for (const { name, align, bytes } of list) {
          const address = addresses.get(name) ?? -1;
          if (bytes > 0) expect(address % align).toBe(0);
          expect(address).toBeGreaterThanOrEqual(base);
        }
        expect(highWater).toBeGreaterThanOrEqual(lowerBound);
        const sum = list.reduce((total, { bytes, align }) => total + bytes + align, base);
        expect(highWater).toBeLessThanOrEqual(sum);
      }),
    );
  });

  it('keeps below a capacity and says what does not fit', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 0, max: 2000 }), (list, capacity) => {
        const { addresses, unplaced, highWater } = planMemory(list, { capacity });
        expect(highWater).toBeLessThanOrEqual(Math.max(0, capacity));
        expect(overlaps(addresses, list)).toBe(false);
        expect([...addresses.keys(), ...unplaced].sort()).toEqual(list.map(({ name }) => name).sort());
      }),
    );
  });

  it('is exact where buffers come and go in turn', () => {
    const list = Array.from({ length: 20 }, (_, i) => ({ name: `t${i}`, bytes: 64, align: 64, start: i, end: i + 1 }));
    expect(maxLive(list)).toBe(128);
    expect(planMemory(list).highWater).toBe(128);
  });

  it('does not depend on the order of its requests', () => {
    fc.assert(
      fc.property(requests, (list) => {
        const [one, two] = [planMemory(list), planMemory([...list].reverse())];
        expect([...one.addresses].sort()).toEqual([...two.addresses].sort());
      }),
    );
  });
});
