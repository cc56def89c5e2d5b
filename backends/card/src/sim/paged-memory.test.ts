import { memorySource } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_BYTES, PagedMemory } from './paged-memory.js';

const file = Uint8Array.from({ length: 400_000 }, (_, i) => (i * 7) & 0xff);
const segments = [
  { address: 100, bytes: 50, offset: 10 },
  { address: 65_000, bytes: 300_000, offset: 1000 },
];

describe('paged memory', () => {
  it('behaves like one array, whatever the cache holds', () => {
    const step = fc.record({
      address: fc.nat(400_000),
      bytes: fc.integer({ min: 0, max: 90_000 }),
      write: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (steps, cachedPages) => {
        const memory = new PagedMemory(500_000, memorySource('x', file), segments, { cachedPages });
        const flat = new Uint8Array(500_000);
        for (const { address, bytes, offset } of segments) flat.set(file.subarray(offset, offset + bytes), address);
        steps.forEach(({ address, bytes, write }, n) => {
          const data = new Uint8Array(bytes + 3).fill(n + 1);
          if (write && !memory.isReadOnly(address, bytes)) {
            memory.write(address, data, 3, bytes);
            flat.set(data.subarray(3), address);
          } else {
            memory.read(address, data, 1, bytes);
            // Comparing as buffers: element by element is too slow for arrays of this size.
            expect(Buffer.compare(data.subarray(1, 1 + bytes), flat.subarray(address, address + bytes))).toBe(0);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('knows what is read-only to the byte', () => {
    const memory = new PagedMemory(500_000, memorySource('x', file), segments);
    const cases = [
      [0, 100, false],
      [0, 101, true],
      [149, 1, true],
      [150, 64_850, false],
      [150, 64_851, true],
      [365_000, 9, false],
      [364_999, 1, true],
    ] as const;
    for (const [address, bytes, expected] of cases) expect(memory.isReadOnly(address, bytes)).toBe(expected);
  });

  it('holds no page nobody wrote, and few that were only read', () => {
    const memory = new PagedMemory(2 ** 40, memorySource('x', file), segments, { cachedPages: 2 });
    const byte = new Uint8Array(1);
    for (let address = 0; address < 2 ** 40; address += 2 ** 36 + 12_345) memory.read(address, byte, 0, 1);
    for (let address = 0; address < 360_000; address += 1000) memory.read(address, byte, 0, 1);
    expect(memory.residentBytes).toBeLessThanOrEqual(2 * PAGE_BYTES);
    memory.write(2 ** 39, byte, 0, 1);
    expect(memory.residentBytes).toBeLessThanOrEqual(3 * PAGE_BYTES);
  });
});
