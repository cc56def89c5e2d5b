// Expressions in registers: what the words compute is what the expression means, however long it is.

import { type Dim, dim } from '@afterglow/core';
import { expect, it } from 'vitest';
import type { Instruction } from '../../isa/index.js';
import { REGISTER_COUNT } from '../../isa/index.js';
import { ScalarEmitter } from './scalar-emitter.js';

/** What register `rd` holds after the words have run. */
function run(code: readonly Instruction[], params: readonly number[], rd: number): number | undefined {
  const registers: number[] = [];
  for (const { op, regs, imm = 0 } of code) {
    const [to = 0, ra = 0, rb = 0] = regs;
    const [a, b] = [registers[ra] ?? Number.NaN, registers[rb] ?? Number.NaN];
    const results: Partial<Record<Instruction['op'], number>> = {
      param: params[imm] ?? Number.NaN,
      li: imm,
      add: a + b,
      mul: a * b,
      addi: a + imm,
      muli: a * imm,
    };
    const result = results[op];
    if (result === undefined) throw new Error(`the test knows no ${op}`);
    registers[to] = result;
  }
  return registers[rd];
}

it('sums of more products than there are registers', () => {
  const names = Array.from({ length: 40 }, (_, i) => `p${i}`);
  const terms = names.flatMap((a, i) =>
    names.slice(0, 4).map((b, k) => dim.mul(dim.mul(dim.symbol(a), dim.symbol(b)), i + 2 * k + 1)),
  );
  const sum = dim.sum([...terms, 7]) as Dim;
  expect(terms.length).toBeGreaterThan(2 * REGISTER_COUNT);
  const emitter = new ScalarEmitter(new Map(names.map((name, i) => [name, i])));
  const held = emitter.operand(dim.symbol('p3'));
  const register = emitter.operand(sum);
  const values = names.map((_, i) => i + 1);
  expect(run(emitter.code, values, register)).toBe(dim.evaluate(sum, new Map(names.map((name, i) => [name, i + 1]))));
  expect(run(emitter.code, values, held)).toBe(4);
});
