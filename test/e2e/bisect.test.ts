// `afterglow bisect` and `afterglow reduce` on files, with a wrong pass from outside the tree.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { girText } from '@afterglow/ir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, temporaryFolder } from '../support/afterglow.js';

/** Swaps the operands of every difference: written as a plain value, so that it needs no package. */
const WRONG = `export const swap = {
  name: 'swap',
  summary: 'a wrong pass',
  stage: 'optimize',
  options: {},
  rules: [],
  run(context) {
    for (const func of context.module.funcs.values()) {
      for (let node = func.body.first; node; node = node.next) {
        if (node.op.name !== 'sub' || !context.mayApply()) continue;
        context.fired('swap-operands', node);
        const [a, b] = node.operands;
        context.rewriter(func).setOperand(node, 0, b);
        context.rewriter(func).setOperand(node, 1, a);
      }
    }
  },
};
export const other = 'no pass';
`;

describe('afterglow bisect and reduce', () => {
  const base = temporaryFolder();
  const [model, wrong, out] = [join(base, 'm.gir'), join(base, 'wrong.mjs'), join(base, 'found')];
  beforeAll(() => {
    const body =
      '%a = tanh(%x)\n%b = neg(%a)\n%d = sub(%b, %x)\n%e = sub(%a, %a)\n%f = add(%d, %e)\n%y = tanh(%f)\nreturn %y';
    writeFileSync(model, girText('(%x: f32[N, 8]) -> (%y: f32[N, 8]) where N in 1..8', body));
    writeFileSync(wrong, WRONG);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('finds the wrong application and leaves a small case', async () => {
    const args = ['bisect', model, '--load', wrong, '--passes=canonicalize,swap', '-o', out];
    const { code, out: text } = await afterglow(args);
    expect(code).toBe(1);
    expect(text).toContain(
      'pass swap (run 2, round 1): rule swap-operands changes the results\nat application 1, of %d\n',
    );
    expect(text).toContain('  - %d = sub(%b, %x) : f32[N, 8]\n  + %d = sub(%x, %b) : f32[N, 8]\n');
    expect(text).toContain('reduced to 1 node: ');
    expect(existsSync(join(out, 'input_0.npy'))).toBe(true);
    // What was left shows it again, from the inputs that were left.
    const inputs = [0, 1].flatMap((k) => [
      `--input`,
      `${/%(\w+): f32.*%(\w+): f32/.exec(readFileSync(join(out, 'reduced.gir'), 'utf8'))?.[k + 1]}=${join(out, `input_${k}.npy`)}`,
    ]);
    const again = await afterglow([
      'bisect',
      join(out, 'reduced.gir'),
      '--load',
      wrong,
      '--passes=swap',
      ...inputs,
      '-o',
      join(base, 'again'),
      '--json',
    ]);
    expect(JSON.parse(again.out)).toMatchObject({ ok: true, found: { rule: 'swap-operands', reduced: { nodes: 1 } } });
  });

  it('exits 0 when the results stay what they are', async () => {
    const { code, out: text } = await afterglow(['bisect', model]);
    expect([code, text]).toEqual([0, 'the passes leave the results what they are\n']);
  });

  it('reduces under a command', async () => {
    const small = join(base, 'small.gir');
    const { code, out: text } = await afterglow(['reduce', model, '--command', 'grep -q "sub(" {}', '-o', small]);
    expect(code).toBe(0);
    expect(text).toMatch(/^1 node left after \d+ tries\nwrote /);
    expect(readFileSync(small, 'utf8').match(/ = \w+\(/g)).toEqual([' = sub(']);
  });

  it.each([
    [2, 'what can be compared with', ['bisect', 'MODEL', '--against', 'card']],
    [2, 'not both', ['bisect', 'MODEL', '--passes=canonicalize', '--pipeline=default']],
    [2, 'cli/cannot-load', ['bisect', 'MODEL', '--load', 'nowhere.mjs']],
    [2, 'it exports no pass', ['opt', 'MODEL', '--load', 'EMPTY']],
    [1, 'run/bad-data', ['bisect', 'MODEL', '--input', 'x=nowhere.npy']],
    [2, '--command says what to keep', ['reduce', 'MODEL']],
    [2, '--seconds', ['reduce', 'MODEL', '--command', 'true', '--seconds', '0']],
    [1, 'debug/not-interesting', ['reduce', 'MODEL', '--command', 'false']],
    [1, 'compile/unreadable', ['reduce', 'nowhere.gir', '--command', 'true']],
  ])('exits %d with %s', async (code, text, args) => {
    const empty = join(base, 'empty.mjs');
    writeFileSync(empty, 'export {};\n');
    const words = args.map((arg) => (arg === 'MODEL' ? model : arg === 'EMPTY' ? empty : arg));
    const result = await afterglow(words);
    expect(result.err).toContain(text);
    expect(result.code).toBe(code);
  });
});
