import { expect, it } from 'vitest';
import { run } from './run-words.test-support.js';

it('multiplies a tile', () => {
  const one = 0x3c00,
    two = 0x4000,
    three = 0x4200;
  const { simulator, counters, message } = run(
    (a) => a.op('mm.f16', { c: 0, a: 0, b: 64, m: 2, n: 2, k: 2, ldc: 8, lda: 4, ldb: 4 }),
    {
      sram: new Map([
        [0, Uint16Array.of(one, two, three, one)],
        [64, Uint16Array.of(one, two, three, one)],
      ]),
    },
  );
  expect(message).toBe('');
  expect([...simulator.state.acc.f32.subarray(0, 4)]).toEqual([7, 4, 6, 7]);
  expect(counters?.macs).toBe(8);
  console.log(counters);
});
