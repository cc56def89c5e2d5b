// `afterglow diff` on files: exit codes, text and JSON.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { girText } from '@afterglow/ir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, temporaryFolder } from '../support/afterglow.js';

describe('afterglow diff', () => {
  const base = temporaryFolder();
  const [a, b] = [join(base, 'a.gir'), join(base, 'b.gir')];
  const text = girText('(%x: f32[4]) -> (%y: f32[4])', '%i = identity(%x)\n%y = relu(%i)\nreturn %y');
  beforeAll(() => {
    writeFileSync(a, text);
    writeFileSync(b, text.replace('%i = identity(%x)\n', '').replace('relu(%i)', 'relu(%x)'));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('exits 0 for the same and 1 for others', async () => {
    const same = await afterglow(['diff', a, a]);
    expect([same.code, same.out]).toEqual([
      0,
      'nodes: 2 same, 0 changed, 0 added, 0 removed\nconstants: 0 same, 0 changed, 0 added, 0 removed\n',
    ]);
    const { code, out } = await afterglow(['diff', a, b]);
    expect(code).toBe(1);
    expect(out).toContain('  - %i  identity\n');
    expect(out).toContain('      operand 0: %i → %x\n');
  });

  it('answers as JSON', async () => {
    const { out } = await afterglow(['diff', a, b, '--json']);
    expect(JSON.parse(out)).toMatchObject({ ok: true, same: false, counts: { nodes: { changed: 1, removed: 1 } } });
  });

  it('tells the problems of both files', async () => {
    writeFileSync(join(base, 'bad.gir'), 'gir 1\nmodule');
    const { code, err } = await afterglow(['diff', join(base, 'bad.gir'), join(base, 'nowhere.gir')]);
    expect(code).toBe(1);
    expect(err).toContain('syntax/');
    expect(err).toContain('compile/unreadable');
  });
});
