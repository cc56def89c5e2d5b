// A dump folder may be written again; a folder with files of somebody else may not, whatever they are called.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { optimize } from './optimize.js';

const TEXT = `gir 1
module @m {
  func @main(%x: f32[4]) -> (%y: f32[4]) {
    %a = neg(%x) : f32[4]
    %y = neg(%a) : f32[4]
    return %y
  }
}
`;

describe('the folder of dumps', () => {
  let folder: string;
  let model: string;
  let dumps: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'afterglow-'));
    model = join(folder, 'm.gir');
    writeFileSync(model, TEXT);
    dumps = mkdtempSync(join(folder, 'dumps-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const dump = async () => (await optimize(model, { dumpDir: dumps })).diagnostics.map(({ code }) => code);

  it('may be written again, also after a run that wrote no index', async () => {
    expect(await dump()).toEqual([]);
    expect(await dump()).toEqual([]);
    rmSync(join(dumps, 'index.json'));
    writeFileSync(join(dumps, 'weights.bin'), 'ours');
    expect(await dump()).toEqual([]);
    expect(readdirSync(dumps)).toContain('index.json');
  });

  it.each([
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['an index of something else', '{"version": 2, "entries": []}'],
    ['dumps that are none', '{"version": 2, "dumps": ["a.gir"], "rules": []}'],
    ['a later version', '{"version": 99, "dumps": [], "rules": []}'],
  ])('is not taken from somebody else: %s', async (_, text) => {
    writeFileSync(join(dumps, '04-optimize-fold-constants.gir'), TEXT);
    writeFileSync(join(dumps, 'index.json'), text);
    const { diagnostics } = await optimize(model, { dumpDir: dumps });
    expect(diagnostics.map(({ code }) => code)).toEqual(['compile/output-taken']);
    // The folder is that of another option, so none is named.
    expect(diagnostics[0]?.hint).not.toContain('-o');
    expect(readdirSync(dumps)).toHaveLength(2);
  });

  it.each([
    ['alone', {}],
    ['beside a file that is called like a dump', { '01-notes.gir': 'shopping' }],
  ])('is not taken for weights of somebody else, %s', async (_, files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dumps, name), text);
    writeFileSync(join(dumps, 'weights.bin'), 'theirs');
    expect(await dump()).toEqual(['compile/output-taken']);
  });
});
