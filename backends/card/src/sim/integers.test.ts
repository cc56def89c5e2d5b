// Integers divide row by row, as the manual has it: a divisor of zero traps also where an earlier row of the sweep has just made it.

import { describe, expect, it } from 'vitest';
import { run } from './run-words.test-support.js';

const sizes = { i32: 4, i64: 8 } as const;

describe.each(['i32', 'i64'] as const)('division of %s', (type) => {
  const size = sizes[type];
  const numbers = (...values: number[]) =>
    type === 'i32' ? Int32Array.from(values) : BigInt64Array.from(values, (value) => BigInt(value));
  const divide = (op: 'div' | 'fmod' | 'mod', a: ArrayBufferView, b: ArrayBufferView) =>
    run(
      (asm) =>
        asm.op(`v2.${op}.${type}`, {
          ...{ dst: 256 + size, a: 0, b: 256, rows: 2, cols: 1 },
          ...{ dst_stride: size, a_stride: size, b_stride: size },
        }),
      {
        sram: new Map([
          [0, a],
          [256, b],
        ]),
      },
    );

  it('reads what the row before has written', () => {
    const { simulator, message } = divide('div', numbers(12, 21), numbers(4, 0));
    expect(message).toBe('');
    const { i32, i64 } = simulator.state.sram;
    expect(Array.from(type === 'i32' ? i32.subarray(64, 67) : i64.subarray(32, 35), Number)).toEqual([4, 3, 7]);
  });

  for (const op of ['div', 'fmod', 'mod'] as const) {
    it(`traps when ${op} has made its own zero`, () => {
      const [a, b] = op === 'div' ? [numbers(1, 5), numbers(2, 9)] : [numbers(6, 5), numbers(3, 9)];
      expect(divide(op, a, b).message).toContain('an integer is divided by zero');
    });
  }
});
