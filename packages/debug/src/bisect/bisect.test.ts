import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memorySource, splatTensor, tensorFromNumbers, utf8Bytes } from '@afterglow/core';
import { type Node, nodesOf } from '@afterglow/ir';
import { girText } from '@afterglow/ir/testing';
import {
  canonicalize,
  definePass,
  definePassOfRules,
  defineRule,
  type Pass,
  removeDeadNodes,
  repeat,
} from '@afterglow/passes';
import { afterAll, describe, expect, it } from 'vitest';
import { bisect } from './bisect.js';
import { writeBisection } from './write-bisection.js';

/** Right for negations; for the one difference of the network it answers the opposite. */
const wrongRule = defineRule<Node>({
  name: 'wrong-rule',
  root: ['neg', 'sub'],
  match: (node) => node,
  where: [
    { if: ({ operands: [a] }) => a?.type.kind === 'tensor' && a.type.shape.length > 1, because: 'it is a vector' },
  ],
  build: (node, rewriter) => {
    const builder = rewriter.before(node);
    const opposite = builder.value('mul', [node.operands[0], builder.constant('minus', splatTensor('f32', [1], -1))]);
    return node.op.name === 'neg' ? opposite : builder.value('add', [node.operands[1], opposite]);
  },
});
const pass = (name: string, rule: typeof wrongRule): Pass =>
  definePassOfRules({ name, summary: 'a test', stage: 'optimize', rules: [rule] });

/** Layers of several nodes; one difference among many sums. */
function network(layers: number): string {
  const lines = ['%v0 = tanh(%x)'];
  for (let i = 0; i < layers; i++) {
    lines.push(`%n${i} = neg(%v${i})`, `%i${i} = identity(%n${i})`, `%a${i} = add(%i${i}, %w)`);
    lines.push(`%s${i} = ${i === 23 ? 'sub' : 'add'}(%a${i}, %x)`);
    lines.push(`%v${i + 1} = tanh(%s${i})`);
  }
  return girText(
    '(%x: f32[N, 16], %z: f32[4]) -> (%y: f32[N, 16], %u: f32[4]) where N in 1..8',
    `${lines.join('\n')}\n%y = tanh(%v${layers})\n%u = neg(%z)\nreturn %y, %u`,
    `const %w : f32[16] = [${Array.from({ length: 16 }, (_, i) => `0.${i + 10}`).join(', ')}]`,
  );
}

const open = (text: string) => ({
  name: 'm.gir',
  source: memorySource('m.gir', utf8Bytes(text)),
  open: () => undefined,
});

describe('bisect', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterglow-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const steps = [
    repeat([canonicalize, removeDeadNodes]),
    { kind: 'pass', pass: pass('seeded', wrongRule), options: {} } as const,
  ];

  it('finds a wrong rule, its first wrong application, and under ten nodes that show it', async () => {
    const { value, diagnostics } = await bisect(open(network(40)), { steps, seconds: 60 });
    expect(diagnostics).toEqual([]);
    if (!value) throw new Error('nothing was found');
    expect([value.run.pass, value.rule, value.application?.root.name]).toEqual(['seeded', 'wrong-rule', 's23']);
    expect(value.removed).toEqual(['%s23 = sub(%a23, %x) : f32[N, 16]']);
    expect(value.made.at(-1)).toMatch(/^%s23 = add\(%x, %a23.mul[.\d]*\) : f32\[N, 16\]$/);
    expect(value.difference).toMatch(/^output y: .* worst at \[/);
    expect(value.reduced?.nodes).toBeLessThan(10);
    expect(value.reduced?.nodes).toBeGreaterThan(0);

    const { files } = writeBisection(value, folder);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['before.gir', 'after.gir', 'reduced.gir', 'input_0.npy']),
    );
    expect(files).toContain(join(folder, 'reduced.gir'));
    // What was written shows the same again.
    const again = await bisect(join(folder, 'reduced.gir'), { steps, seconds: 0 });
    expect(again.value).toMatchObject({ rule: 'wrong-rule', reduced: undefined });
  }, 120_000);

  it('answers nothing for passes that are right', async () => {
    expect(await bisect(open(network(3)), { steps: steps.slice(0, 1) })).toEqual({
      ok: true,
      value: undefined,
      diagnostics: [],
    });
    const { ok, value } = await bisect(open(network(3)));
    expect([ok, value]).toEqual([true, undefined]);
  });

  it('blames a pass that changes results outside of its rules', async () => {
    const silent = definePass({
      name: 'silent',
      summary: 'a test',
      stage: 'optimize',
      run: ({ module, rewriter }) => {
        const [func] = module.funcs.values();
        const node = func && [...nodesOf(func.body)].find(({ op }) => op.name === 'add');
        if (func && node) rewriter(func).setOperand(node, 1, node.operands[0]);
      },
    });
    const { value } = await bisect(open(network(2)), {
      steps: [{ kind: 'pass', pass: silent, options: {} }],
      seconds: 5,
    });
    expect([value?.run.pass, value?.rule]).toEqual(['silent', undefined]);
    expect(value?.reduced?.nodes).toBe(1);
  });

  it('blames a rule that throws', async () => {
    const broken = defineRule<Node>({
      name: 'broken',
      root: 'tanh',
      match: (node) => node,
      build: () => {
        throw new Error('a slip');
      },
    });
    const { value } = await bisect(open(network(2)), {
      steps: [{ kind: 'pass', pass: pass('breaks', broken), options: {} }],
      seconds: 5,
    });
    expect([value?.run.pass, value?.difference, value?.reduced?.nodes]).toEqual(['breaks', 'a slip', 1]);
  });

  it('says so when the graph itself cannot run', async () => {
    const text = girText(
      '(%i: i64[2]) -> (%y: f32[2])',
      '%y = gather(%t, %i) {axis = 0}\nreturn %y',
      'const %t : f32[1] = splat(1.0)',
    );
    const inputs = new Map([['i', tensorFromNumbers('i64', [2], [5, 6])]]);
    const { ok, diagnostics } = await bisect(open(text), { inputs });
    expect([ok, diagnostics[0]?.code]).toEqual([false, 'debug/cannot-run']);
  });
});
