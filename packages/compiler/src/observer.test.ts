import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memorySource, utf8Bytes } from '@afterglow/core';
import { girText } from '@afterglow/ir/testing';
import { countNodes } from '@afterglow/passes';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import type { CompileOptions } from './options.js';

const TEXT = girText(
  '(%x: f32[8, 4]) -> (%y: f32[8, 2])',
  '%i = identity(%x)\n%m = matmul(%i, %w)\n%s = add(%m, %b)\n%y = relu(%s)\nreturn %y',
  'const %w : f32[4, 2] = splat(0.5)\nconst %b : f32[2] = splat(1.0)',
);

async function compileText(options: CompileOptions) {
  const input = { name: 'tiny.gir', source: memorySource('tiny.gir', utf8Bytes(TEXT)), open: () => undefined };
  const result = await compile(input, { target: 'interpreter', ...options });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}

describe('the observer of a compilation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterglow-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('hears of stages, passes and rules with numbers that go on from stage to stage', async () => {
    const stages: string[] = [];
    const [runs, sequences]: [number[], number[]] = [[], []];
    const { report } = await compileText({
      stopAfter: 'optimize',
      observer: {
        stage: (stage, module) => stages.push(`${stage} ${countNodes(module)}`),
        passRun: ({ index }) => runs.push(index),
        applied: ({ sequence }) => sequences.push(sequence),
      },
    });
    expect(stages).toEqual(['import 4', 'canonicalize 3', 'optimize 1']);
    expect(runs).toEqual(runs.map((_, i) => i + 1));
    expect(runs).toHaveLength(report.passes.length);
    expect(sequences.length).toBeGreaterThan(3);
    expect(sequences).toEqual(sequences.map((_, i) => i + 1));
    expect(new Set(report.passes.map(({ stage }) => stage))).toEqual(new Set(['canonicalize', 'optimize']));
    expect(report.groups.map(({ stage, fixed }) => [stage, fixed])).toEqual([
      ['canonicalize', true],
      ['optimize', true],
    ]);
  });

  it('stops at a number of applications that counts over all stages', async () => {
    const applications = async (maxApplications: number) =>
      (await compileText({ stopAfter: 'optimize', maxApplications })).report.passes.reduce(
        (sum, run) => sum + run.applications,
        0,
      );
    expect(await applications(0)).toBe(0);
    expect(await applications(2)).toBe(2);
  });

  it('fills the index of a dump folder', async () => {
    await compileText({ stopAfter: 'optimize', dumpDir: folder });
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
    expect(index.version).toBe(2);
    expect(index.dumps[0]).toEqual({ file: '01-import.gir', stage: 'import' });
    const [first, second] = index.runs;
    expect(first).toMatchObject({
      index: 1,
      stage: 'canonicalize',
      pass: 'canonicalize',
      options: {},
      round: 1,
      changed: true,
      nodes: { before: 4, after: 3 },
      file: '02-canonicalize-canonicalize.gir',
      rules: [{ rule: 'remove-identity', fired: 1, declined: [], examples: ['i'] }],
    });
    expect(first.digest.before).not.toBe(first.digest.after);
    expect(second.digest).toEqual({ before: first.digest.after, after: first.digest.after });
    expect(second.file).toBeUndefined();
    expect(index.groups[0]).toMatchObject({ stage: 'canonicalize', rounds: 2, fixed: true });
  });
});
