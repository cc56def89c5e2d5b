import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { beforeAndAfter } from '../testing/before-and-after.js';
import { hoistInvariants } from './hoist-invariants.pass.js';

const { reasonsOf, rewritten } = beforeAndAfter({ evaluateConstant, interpret });

const loop = (nodes: string, result: string) =>
  girText(
    '(%x: f32[4], %a: f32[4], %i: i64[4]) -> (%y: f32[4])',
    `%y = loop(%n, %go, %a) {carried = 1} body(%k: i64[], %c: bool[], %s: f32[4]) {
       ${nodes}
       %t = add(%s, ${result})
       yield %c, %t
     }
     return %y`,
    'const %n : i64[] = 3\nconst %go : bool[] = true\nconst %one : i64[4] = splat(1)',
  );

/** The ops before the loop. */
const before = (text: string) => {
  const lines = (rewritten(text, [hoistInvariants]).split('= loop')[0] ?? '').split('\n');
  return lines.flatMap((line) => (line.startsWith('const') ? [] : (line.match(/= (\w+)\(/)?.[1] ?? [])));
};

describe('hoist-invariants', () => {
  it('moves chains of what does not change', () => {
    expect(before(loop('%e = exp(%x)\n%f = mul(%e, %x)', '%f'))).toEqual(['exp', 'mul']);
  });

  it('leaves what reads the state', () => {
    expect(before(loop('%e = exp(%s)\n%f = mul(%e, %x)', '%f'))).toEqual([]);
  });

  it('moves out of loops within loops', () => {
    const inner = `%z = loop(%n, %go, %s) {carried = 1} body(%l: i64[], %d: bool[], %u: f32[4]) {
        %e = exp(%x)
        %g = mul(%s, %x)
        %h = add(%e, %g)
        %v = add(%u, %h)
        yield %d, %v
      }`;
    const text = loop(inner, '%z');
    expect(before(text)).toEqual(['exp']);
    expect(rewritten(text, [hoistInvariants]).split('= loop')[1]).toContain('%g = mul(%s, %x)');
  });

  it.each([
    ['a pick by index', '%f = gather(%x, %i)', '%f'],
    ['a division of integers', '%e = div(%one, %i)\n%f = cast(%e) {to = f32}', '%f'],
  ])('leaves %s, which may fail', (_, nodes, result) => {
    const text = loop(nodes, result);
    // Run with indices in range, but not divided: made-up integers may be 0.
    expect(reasonsOf(text, [hoistInvariants])).toContain('it may fail, and the loop may not run');
  });
});
