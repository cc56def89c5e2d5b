import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FreeSuffixes } from './free-suffix.js';

describe('free suffixes', () => {
  it('are the smallest, whatever happened before', () => {
    const step = fc.record({ give: fc.boolean(), base: fc.constantFrom('x', 'x.1', 'y', 'a.b.2'), at: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const taken = new Set<string>();
        const suffixes = new FreeSuffixes();
        for (const { give, base, at } of steps) {
          if (give) {
            const name = suffixes.firstFree(base, (candidate) => taken.has(candidate));
            let expected: string = base;
            for (let k = 1; taken.has(expected); k++) expected = `${base}.${k}`;
            expect(name).toBe(expected);
            taken.add(name);
          } else {
            const name = [...taken][at % Math.max(1, taken.size)];
            if (name === undefined) continue;
            taken.delete(name);
            suffixes.release(name);
          }
        }
      }),
    );
  });

  it('take no longer the more there are', () => {
    const taken = new Set<string>();
    const suffixes = new FreeSuffixes();
    let asked = 0;
    for (let i = 0; i < 50_000; i++) {
      taken.add(
        suffixes.firstFree('x', (name) => {
          asked++;
          return taken.has(name);
        }),
      );
    }
    expect(taken.size).toBe(50_000);
    expect(asked).toBeLessThan(200_000);
  });
});
