import { sizeEvaluator } from '@afterglow/ir';
import { arbitraryModule, girText, parseText } from '@afterglow/ir/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planProblems } from './check-func-plan.js';
import { type FuncPlan, planFunc } from './plan-func.js';

function main(params: string, body: string, rest = '') {
  const func = parseText(girText(params, body, rest)).funcs.get('main');
  if (!func) throw new Error('no main');
  return func;
}

function planOf(params: string, body: string, rest = '') {
  const func = main(params, body, rest);
  const plan = planFunc(func, { align: 1 });
  expect(planProblems(func, plan)).toEqual([]);
  return plan;
}

/** Where values lie, by name. */
function places(plan: FuncPlan): Record<string, number> {
  return Object.fromEntries([...plan.values].map(([{ name }, { address }]) => [name, address]));
}

describe('the plan of a function', () => {
  it('writes element-wise results over operands that die', () => {
    const plan = planOf(
      '(%x: f32[N, 4]) -> (%y: f32[N, 4]) where N in 1..8',
      '%a = relu(%x)\n%b = exp(%a)\n%y = add(%b, %b)\nreturn %y',
    );
    expect(places(plan)).toEqual({ x: 0, a: 0, b: 0, y: 0 });
    expect([plan.bytes, plan.lowerBound, plan.unshared]).toEqual([128, 128, 256]);
    expect(plan.shared).toEqual({ views: 0, inplace: 3, joined: 0 });
  });

  it('does not where the operand is read again, is read elsewhere too, or has another size', () => {
    expect(planOf('(%x: f32[4]) -> (%y: f32[4])', '%a = relu(%x)\n%y = add(%a, %x)\nreturn %y').bytes).toBe(32);
    const broadcast = planOf(
      '(%x: f32[2, 2]) -> (%y: f32[2, 2])',
      '%r = slice(%x) {starts = [0], ends = [1], axes = [0], steps = [1]}\n%y = add(%x, %r)\nreturn %y',
    );
    // The row is copied, so that the sum can take the place of what it is a row of.
    expect(broadcast.bytes).toBe(24);
    expect(planOf('(%x: f32[4]) -> (%y: f16[4])', '%y = cast(%x) {to = f16}\nreturn %y').bytes).toBe(24);
    expect(planOf('(%x: f32[2, 3], %k: f32[3]) -> (%y: f32[2, 3])', '%y = add(%k, %x)\nreturn %y').shared.inplace).toBe(
      1,
    );
  });

  it('keeps what a view shows as long as the view', () => {
    const plan = planOf(
      '(%x: f32[8]) -> (%y: f32[8])',
      '%a = relu(%x)\n%v = reshape(%a) {shape = [2, 4]}\n%b = neg(%a)\n%c = exp(%b)\n%w = reshape(%v) {shape = [8]}\n%y = add(%c, %w)\nreturn %y',
    );
    expect([plan.bytes, plan.lowerBound]).toEqual([64, 64]);
    expect(plan.shared.views).toBe(2);
  });

  it('shows contiguous parts in place, and copies others', () => {
    const rows = planOf(
      '(%x: f32[4, 6]) -> (%a: f32[1, 6], %b: f32[3, 6])',
      '%a, %b = split(%x) {axis = 0, sizes = [1, 3]}\nreturn %a, %b',
    );
    expect(places(rows)).toEqual({ x: 0, a: 0, b: 24 });
    const columns = planOf(
      '(%x: f32[4, 6]) -> (%a: f32[4, 1], %b: f32[4, 5])',
      '%a, %b = split(%x) {axis = 1, sizes = [1, 5]}\nreturn %a, %b',
    );
    expect(columns.bytes).toBe(192);
    const backwards = planOf(
      '(%x: f32[4]) -> (%y: f32[2])',
      '%y = slice(%x) {starts = [3], ends = [1], axes = [0], steps = [-1]}\nreturn %y',
    );
    expect(backwards.shared.views).toBe(0);
  });

  it('makes operands of a join in place, through joins of joins', () => {
    const plan = planOf(
      '(%x: f32[1, 2], %z: f32[1, 2]) -> (%y: f32[1, 8])',
      '%a = sin(%x)\n%b = sin(%z)\n%j = concat(%a, %b) {axis = 1}\n%c = cos(%j)\n%y = concat(%j, %c) {axis = 1}\nreturn %y',
    );
    const at = places(plan);
    expect([at['j'], at['b'], at['c']]).toEqual([at['y'], (at['a'] ?? 0) + 8, (at['y'] ?? 0) + 16]);
    expect(plan.bytes).toBe(32);
  });

  it('leaves a join alone whose result would be there when most is in use', () => {
    const plan = planOf(
      '(%x: f32[1, 2]) -> (%y: f32[1, 102], %q: f32[1])',
      `%a = sin(%x)
       %t = tile(%x) {repeats = [1, 100]}
       %q = reduce_sum(%t) {axes = [1], keepdims = false}
       %k = tile(%a) {repeats = [1, 50]}
       %y = concat(%a, %k) {axis = 1}
       return %y, %q`,
    );
    expect(plan.bytes).toBe(plan.lowerBound);
    expect(plan.lowerBound).toBeLessThan(816 + 408);
  });

  it('lets the branches of an if use the same memory', () => {
    const plan = planOf(
      '(%x: f32[4], %c: bool[]) -> (%y: f32[4])',
      '%y = if(%c) then {\n%a = sin(%x)\n%b = cos(%a)\nyield %b\n} else {\nyield %x\n}\nreturn %y',
    );
    // %x, and two of %a, %b, %y at any time; the condition is read before.
    expect(plan.bytes).toBe(3 * 16);
  });

  it('lets a loop accumulate in place, from the value it began with', () => {
    const plan = planOf(
      '(%x: f32[64], %n: i64[], %c: bool[]) -> (%y: f32[64])',
      `%s = sin(%x)
       %y = loop(%n, %c, %s) {carried = 1} body(%i: i64[], %k: bool[], %acc: f32[64]) {
         %next = add(%acc, %s0)
         yield %k, %next
       }
       return %y`,
      'const %s0 : f32[64] = splat(1.0)',
    );
    const at = places(plan);
    expect([at['acc'], at['next'], at['y']]).toEqual([at['s'], at['s'], at['s']]);
  });

  it('keeps what a loop reads again in the next round', () => {
    const plan = planOf(
      '(%x: f32[64], %n: i64[], %c: bool[]) -> (%y: f32[64])',
      `%s = sin(%x)
       %y = loop(%n, %c, %x) {carried = 1} body(%i: i64[], %k: bool[], %acc: f32[64]) {
         %t = exp(%s)
         %next = add(%acc, %t)
         yield %k, %next
       }
       return %y`,
    );
    const at = places(plan);
    expect(at['t']).not.toBe(at['s']);
  });

  it('sets a carried value aside where two change places', () => {
    const plan = planOf(
      '(%x: f32[4], %z: f32[4], %n: i64[], %c: bool[]) -> (%y: f32[4], %w: f32[4])',
      `%y, %w = loop(%n, %c, %x, %z) {carried = 2} body(%i: i64[], %k: bool[], %p: f32[4], %q: f32[4]) {
         yield %k, %q, %p
       }
       return %y, %w`,
    );
    expect(plan.storages.filter(({ purpose }) => purpose?.kind === 'aside')).toHaveLength(2);
  });

  it('counts the memory of a function that is invoked', () => {
    const func = parseText(`gir 1
module @test {
  func @part(%a: f32[4]) -> (%b: f32[4]) {
    %t = sin(%a)
    %b = add(%t, %a)
    return %b
  }
  func @main(%x: f32[4]) -> (%y: f32[4]) {
    %y = invoke(%x) {callee = @part} : f32[4]
    return %y
  }
}
`).funcs.get('main');
    if (!func) throw new Error('no main');
    const plan = planFunc(func, { align: 1 });
    expect(planProblems(func, plan)).toEqual([]);
    expect(plan.bytes).toBe(16 + 16 + 32);
  });

  it('takes the sizes it is given', () => {
    const func = main('(%x: f32[N]) -> (%y: f32[N]) where N in 1..8', '%y = relu(%x)\nreturn %y');
    expect(planFunc(func).bytes).toBe(32);
    expect(planFunc(func, { sizeOf: sizeEvaluator(new Map([['N', 3]])) }).bytes).toBe(12);
  });
});

describe('plans of random modules', () => {
  it('are right, never below their lower bound, and not far above it', () => {
    fc.assert(
      fc.property(arbitraryModule(40), (module) => {
        for (const func of module.funcs.values()) {
          const plan = planFunc(func, { align: 1 });
          expect(planProblems(func, plan)).toEqual([]);
          expect(plan.bytes).toBeGreaterThanOrEqual(plan.lowerBound);
          expect(plan.bytes).toBeLessThanOrEqual(plan.lowerBound * 1.34);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are seen to be wrong when a value in use lies elsewhere', () => {
    let [wrong, tried] = [0, 0];
    fc.assert(
      fc.property(arbitraryModule(40), fc.nat(), fc.nat(), (module, which, by) => {
        for (const func of module.funcs.values()) {
          const plan = planFunc(func, { align: 1 });
          const all = [...plan.values];
          const [value, place] = all[which % all.length] ?? [];
          const [, other] = all[by % all.length] ?? [];
          if (!value || !place || !other || place.address === other.address) continue;
          const address = Math.min(other.address, plan.bytes - place.bytes);
          const values = new Map(plan.values).set(value, { ...place, address });
          tried++;
          if (planProblems(func, { ...plan, values }).length > 0) wrong++;
        }
      }),
      { numRuns: 300 },
    );
    // Moving a value does not always hurt; mostly it does.
    expect(wrong).toBeGreaterThan(tried / 3);
  });
});
