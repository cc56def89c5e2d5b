// `afterglow debug compare` on a file: exit codes, text and JSON.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { girText } from '@afterglow/ir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, temporaryFolder } from '../support/afterglow.js';

describe('afterglow debug compare', () => {
  const base = temporaryFolder();
  const model = join(base, 'm.gir');
  beforeAll(() =>
    writeFileSync(model, girText('(%x: f32[4]) -> (%y: f32[4])', '%a = neg(%x)\n%y = tanh(%a)\nreturn %y')),
  );
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('exits 0 when nothing diverges and 1 when something does', async () => {
    const near = await afterglow(['debug', 'compare', model]);
    expect([near.code, near.out.split('\n').at(-2)]).toEqual([0, 'none diverges']);
    const far = await afterglow(['debug', 'compare', model, '--b', 'import:card', '--tolerance', '0', '--json']);
    expect(far.code).toBe(1);
    expect(JSON.parse(far.out)).toMatchObject({ ok: true, firstDiverging: { name: 'a' } });
  });

  it.each([
    [2, 'what there is is debug compare', ['debug', 'show', 'MODEL']],
    [2, 'a side is import or optimized', ['debug', 'compare', 'MODEL', '--a', 'card']],
    [2, '--tolerance', ['debug', 'compare', 'MODEL', '--tolerance', 'x']],
    [1, 'compile/unknown-backend', ['debug', 'compare', 'MODEL', '--b', 'import:nowhere']],
    [1, 'compile/unreadable', ['debug', 'compare', 'nowhere.onnx']],
  ])('exits %d with %s', async (code, text, args) => {
    const result = await afterglow(args.map((arg) => (arg === 'MODEL' ? model : arg)));
    expect(result.err).toContain(text);
    expect(result.code).toBe(code);
  });
});
