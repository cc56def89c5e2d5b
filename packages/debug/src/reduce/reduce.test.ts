import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Module, printModule, walk } from '@afterglow/ir';
import { arbitraryModule, girText, parseText } from '@afterglow/ir/testing';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { reduceByCommand, reduceModule } from '../index.js';

function opsOf(module: Module): string[] {
  return [...module.funcs.values()].flatMap((func) => [...walk(func.body)].map((node) => node.op.name));
}

const reduce = (text: string, isInteresting: (module: Module) => boolean) =>
  reduceModule(parseText(text), { isInteresting, seconds: 30, clock: () => performance.now() });

describe('reducing a graph', () => {
  const text = girText(
    '(%x: f32[N, 24], %z: f32[N, 24]) -> (%y: f32[N, 24], %q: f32[N, 24]) where N in 1..64',
    `%a = neg(%x)
     %b = relu(%a)
     %m = mul(%b, %w)
     %s = softmax(%m) {axis = 1}
     %t = tanh(%s)
     %y = add(%t, %z)
     %q = sub(%y, %b)
     return %y, %q`,
    `const %w : f32[24] = [${Array.from({ length: 24 }, (_, i) => `${i}.0`).join(', ')}]`,
  );

  it('keeps what makes it interesting, at the smallest sizes', async () => {
    const { module, timedOut } = await reduce(text, (candidate) => opsOf(candidate).includes('softmax'));
    expect(timedOut).toBe(false);
    expect(opsOf(module)).toEqual(['softmax']);
    expect(printModule(module)).toMatch(/func @main\(%m: f32\[1, 1\]\) -> \(%\w+: f32\[1, 1\]\) \{/);
  });

  it('keeps a pair of nodes that belong together, and makes weights plain', async () => {
    const isPair = (module: Module) =>
      [...(module.funcs.get('main')?.body.results ?? [])].some(({ def }) => {
        const node = def.kind === 'result' ? def.node : undefined;
        const [inner, weight] = [node?.operands[0]?.def, node?.operands[1]?.def];
        return (
          node?.op.name === 'mul' &&
          weight?.kind === 'const' &&
          inner?.kind === 'result' &&
          inner.node.op.name === 'relu'
        );
      });
    const { module } = await reduce(text, (candidate) => opsOf(candidate).includes('softmax') || isPair(candidate));
    expect(opsOf(module).length).toBeLessThanOrEqual(2);
    const { module: pair } = await reduce(
      text.replace('return %y, %q', 'return %m, %q').replace('(%y: ', '(%m: '),
      isPair,
    );
    expect(opsOf(pair)).toEqual(['relu', 'mul']);
    expect(printModule(pair)).toContain('= splat(1.0)');
  });

  it('cuts out nodes with regions', async () => {
    const branchy = girText(
      '(%x: f32[4], %c: bool[]) -> (%y: f32[4])',
      '%a = neg(%x)\n%r = if(%c) then {\n%d = relu(%a)\nyield %d\n} else {\nyield %x\n}\n%y = tanh(%r)\nreturn %y',
    );
    const { module } = await reduce(branchy, (candidate) => opsOf(candidate).includes('tanh'));
    expect(opsOf(module)).toEqual(['tanh']);
    const { module: kept } = await reduce(branchy, (candidate) => opsOf(candidate).includes('if'));
    expect(opsOf(kept)).toEqual(['if', 'relu']);
  });

  it.each([
    ['a branch', '%r = if(%c) then {\n%d = erf(%a)\nyield %d\n} else {\n%e = exp(%a)\nyield %e\n}', ['erf', 'exp']],
    [
      'a branch in a branch',
      '%r = if(%c) then {\n%i = if(%c) then {\nyield %a\n} else {\n%d = erf(%a)\nyield %d\n}\nyield %i\n} else {\nyield %a\n}',
      ['erf'],
    ],
    [
      'a loop',
      '%r, %l = loop(%n, %c, %a) {carried = 1} body(%i: i64[], %g: bool[], %v: f32[4]) {\n%d = erf(%v)\nyield %g, %d, %v\n}',
      ['erf'],
    ],
    [
      'a loop that collects',
      '%l = loop(%n, %c) {carried = 0} body(%i: i64[], %g: bool[]) {\n%d = erf(%a)\nyield %g, %d\n}\n%r = reduce_sum(%l) {axes = [0], keepdims = false}',
      ['erf'],
    ],
    [
      'a scan',
      '%z, %l = scan(%a, %m) {carried = 1} body(%v: f32[4], %s: f32[4]) {\n%d = erf(%s)\n%e = add(%v, %d)\nyield %e, %d\n}\n%r = reduce_sum(%l) {axes = [0], keepdims = false}',
      ['erf'],
    ],
  ])('goes into %s', async (_, body, inside) => {
    const signature = '(%x: f32[4], %m: f32[3, 4], %c: bool[], %n: i64[]) -> (%y: f32[4])';
    const graph = girText(signature, `%a = neg(%x)\n${body}\n%y = tanh(%r)\nreturn %y`);
    for (const op of inside) {
      const { module } = await reduce(graph, (candidate) => opsOf(candidate).includes(op));
      expect(opsOf(module)).toEqual([op]);
    }
  });

  it('goes into functions, and takes their sizes from the call', async () => {
    const calls = girText(
      '(%x: f32[N, 4]) -> (%y: f32[N, 4]) where N in 1..8',
      '%a = invoke(%x) {callee = @half} : f32[N, 4]\n%y = invoke(%a) {callee = @half} : f32[N, 4]\nreturn %y',
    ).replace(
      /\}\n$/,
      '  func @half(%v: f32[N, 4]) -> (%w: f32[N, 4]) where N in 1..8 {\n    %t = erf(%v)\n    %w = neg(%t)\n    return %w\n  }\n}\n',
    );
    const { module } = await reduce(calls, (candidate) => opsOf(candidate).includes('erf'));
    expect(opsOf(module)).toEqual(['erf']);
  });

  it('stops when the time is over', async () => {
    let now = 0;
    const { timedOut, tried } = await reduceModule(parseText(text), {
      isInteresting: () => false,
      seconds: 3,
      clock: () => now++ * 250,
    });
    expect([timedOut, tried < 12]).toEqual([true, true]);
  });

  it('answers a graph that verifies and is interesting, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryModule(12), fc.nat(1000), async (module, pick) => {
        const ops = opsOf(module);
        const wanted = ops[pick % Math.max(1, ops.length)];
        const isInteresting = (candidate: Module) => wanted === undefined || opsOf(candidate).includes(wanted);
        const { module: small } = await reduceModule(module, {
          isInteresting,
          seconds: 20,
          clock: () => performance.now(),
        });
        expect(isInteresting(small)).toBe(true);
        expect(opsOf(small).length).toBeLessThanOrEqual(ops.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe('reducing under a command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterglow-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const model = join(folder, "it's a.gir");
  writeFileSync(
    model,
    girText('(%x: f32[4]) -> (%y: f32[4])', '%a = neg(%x)\n%b = relu(%a)\n%y = tanh(%b)\nreturn %y'),
  );

  it.each(['grep -q "relu(" {}', 'grep -q "relu(" "$AFTERGLOW_FILE"'])('keeps what %s likes', async (command) => {
    const { value } = await reduceByCommand(model, { command, seconds: 60 });
    expect(value && opsOf(value.module)).toEqual(['relu']);
    expect(readFileSync(model, 'utf8')).toContain('tanh');
  });

  it.each([
    ['debug/not-interesting', { command: 'exit 3', seconds: 10 }],
    ['debug/no-verdict', { command: 'sleep 60', seconds: 0.2 }],
  ])('%s', async (code, options) => {
    const { ok, diagnostics } = await reduceByCommand(model, options);
    expect([ok, diagnostics[0]?.code]).toEqual([false, code]);
  });
});
