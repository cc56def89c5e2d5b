// `afterglow why` and `afterglow why-not` on files: text, JSON and exit codes.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { girText } from '@afterglow/ir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, temporaryFolder } from '../support/afterglow.js';

describe('afterglow why', () => {
  const base = temporaryFolder();
  const model = join(base, 'm.gir');
  const text = girText(
    '(%x: f32[8, 4]) -> (%y: f32[8, 2], %m: f32[8, 2])',
    '%m = fully_connected(%x, %w)\n%y = relu(%m)\nreturn %y, %m',
    'const %w : f32[2, 4] = splat(0.5)',
  );
  beforeAll(() => writeFileSync(model, text));
  afterAll(() => rmSync(base, { recursive: true, force: true }));
  const run = (...args: string[]) => afterglow([...args, '--target', 'interpreter']);

  it('tells the life of a node', async () => {
    const { code, out } = await run('why', model, 'y');
    expect(code).toBe(0);
    expect(out).toContain('fuse-activation (fuse-bias-activation) at %y: the fully_connected inside is read elsewhere');
    const json = JSON.parse((await run('why', model, 'y', '--json')).out);
    expect([json.ok, json.life.asked, json.life.stages[0].stage]).toEqual([true, 'y', 'import']);
  });

  it('tells what kept two nodes apart', async () => {
    const { code, out } = await run('why-not', model, 'm', 'y');
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'fuse-activation looked at both and declined: the fully_connected inside is read elsewhere',
    ]);
    const json = JSON.parse((await run('why-not', model, 'm', 'y', '--json')).out);
    expect(json.refusals[0]).toMatchObject({ rule: 'fuse-activation', node: 'y', times: 1 });
  });

  it('exits 1 for unknown names and 2 for wrong options', async () => {
    const unknown = await run('why-not', model, 'm', 'z');
    expect([unknown.code, unknown.err.split('\n')[0]]).toEqual([
      1,
      'error debug/no-such-node: the model has no node or value called z',
    ]);
    expect((await run('why', model, 'y', '--dim', 'batch')).code).toBe(2);
    expect((await run('why', model)).code).toBe(2);
  });
});
