// `afterglow opt`: any passes over any graph, from the command line.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { passLibrary } from '@afterglow/compiler';
import { girText } from '@afterglow/ir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, temporaryFolder } from '../support/afterglow.js';

const TEXT = girText(
  '(%x: f32[N, 4], %z: f32[4]) -> (%y: f32[N, 2]) where N in 1..8',
  '%i = identity(%x)\n%m = matmul(%i, %w)\n%s = add(%b, %m)\n%y = relu(%s)\nreturn %y',
  'const %w : f32[4, 2] = splat(0.5)\nconst %b : f32[2] = splat(1.0)',
);

describe('afterglow opt', () => {
  const base = temporaryFolder();
  const model = join(base, 'tiny.gir');
  beforeAll(() => writeFileSync(model, TEXT));
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  const ops = (text: string) => [...text.matchAll(/ = (\w+)\(%/g)].map((match) => match[1]);

  it('prints the graph after the passes asked for', async () => {
    const { code, out } = await afterglow(['opt', model, '--passes=canonicalize']);
    expect(code).toBe(0);
    expect(ops(out)).toEqual(['matmul', 'add', 'relu']);
    const all = await afterglow(['opt', model]);
    expect(ops(all.out)).toEqual(['fully_connected']);
  });

  it('stops after a number of applications, a pass or a stage', async () => {
    const stopped = async (at: string) => ops((await afterglow(['opt', model, '--stop-after', at])).out);
    expect(await stopped('0')).toEqual(['identity', 'matmul', 'add', 'relu']);
    expect(await stopped('1')).toEqual(['matmul', 'add', 'relu']);
    expect(await stopped('canonicalize')).toEqual(['matmul', 'add', 'relu']);
    expect(await stopped('fuse-bias-activation')).toEqual(['transpose', 'fully_connected']);
  });

  it('writes a file that reads back, and says what it did', async () => {
    const written = join(base, 'written.gir');
    const { code, out } = await afterglow(['opt', model, '-o', written]);
    expect(code).toBe(0);
    expect(out).toMatch(/^4 → 1 nodes by \d+ rule applications in \d+ pass runs\n/);
    expect(out).toContain('passes reached their fixed point in 2 rounds');
    expect(ops((await afterglow(['opt', written, '--passes='])).out)).toEqual(['fully_connected']);
  });

  it('dumps what changed, with an index', async () => {
    const dump = join(base, 'dump');
    await afterglow(['opt', model, '--passes', 'remove-dead-nodes,canonicalize', '--dump-dir', dump]);
    expect(readdirSync(dump).sort()).toEqual(['01-import.gir', '02-canonicalize-canonicalize.gir', 'index.json']);
    const { runs } = JSON.parse(readFileSync(join(dump, 'index.json'), 'utf8'));
    expect(runs.map(({ pass, file }: { pass: string; file?: string }) => [pass, file])).toEqual([
      ['remove-dead-nodes', undefined],
      ['canonicalize', '02-canonicalize-canonicalize.gir'],
    ]);
  });

  it('answers as JSON', async () => {
    const { code, out } = await afterglow(['opt', model, '--passes', 'fold-constants{max-bytes=8}', '--json']);
    const { ok, report, text } = JSON.parse(out);
    expect([code, ok, report.runs[0].options, report.groups]).toEqual([0, true, { 'max-bytes': 8 }, []]);
    expect(text).toContain('gir 1');
  });

  it('prints pipelines that it reads back', async () => {
    for (const name of passLibrary().pipelines?.keys() ?? []) {
      const printed = await afterglow(['opt', '--pipeline', name, '--print-pipeline']);
      expect(printed.code).toBe(0);
      const file = join(base, `${name}.passes`);
      writeFileSync(file, printed.out);
      const again = await afterglow(['opt', '--pipeline', file, '--print-pipeline']);
      expect(again.out.split('\n').slice(1)).toEqual(printed.out.split('\n').slice(1));
    }
  });

  it('lists every pass with options and rules', async () => {
    const { code, out } = await afterglow(['opt', '--list']);
    expect(code).toBe(0);
    for (const [name, { summary, options, rules }] of passLibrary().passes) {
      expect(out).toContain(`${name}  (`);
      expect(out).toContain(summary);
      for (const option of Object.keys(options)) expect(out).toContain(`{${option}=`);
      for (const rule of rules) expect(out).toContain(`    - ${rule.name}`);
    }
    const json = JSON.parse((await afterglow(['opt', '--list', '--json'])).out);
    expect(json.passes).toHaveLength(passLibrary().passes.size);
  });

  it.each([
    [2, 'which model?', []],
    [2, 'give one of them', ['MODEL', '--passes=canonicalize', '--pipeline=default']],
    [2, 'passes/unknown-pass', ['MODEL', '--passes=canonicalise']],
    [2, 'passes/bad-pipeline', ['MODEL', '--passes=fold-constants(max-bytes=1)']],
    [2, 'cli/no-pipeline', ['MODEL', '--pipeline=nowhere']],
    [2, 'did you mean remove-dead-nodes?', ['MODEL', '--stop-after=remove-dead-node']],
    [2, 'compile/bad-dim', ['MODEL', '--dim=N']],
    [1, 'compile/unreadable', ['nowhere.onnx']],
    [1, 'compile/output-taken', ['MODEL', '--dump-dir', 'MODEL']],
    [1, 'part of its path is a file, not a folder', ['MODEL', '--dump-dir', 'MODEL/x']],
  ])('exits %d with %s', async (code, text, args) => {
    const result = await afterglow(['opt', ...args.map((arg) => arg.replace('MODEL', model))]);
    expect(result.err).toContain(text);
    expect(result.code).toBe(code);
  });
});
