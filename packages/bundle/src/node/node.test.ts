import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bundleFiles,
  openFolder,
  refuseToReplace,
  refuseToReplaceFile,
  systemProblem,
  textFile,
  writeFileWhole,
  writeFolderWhole,
} from './index.js';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'afterglow-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('openFolder', () => {
  it('opens files of the folder and nothing outside it', () => {
    const inside = join(base, 'model');
    mkdirSync(inside);
    writeFileSync(join(inside, 'weights.bin'), 'abcdef');
    writeFileSync(join(base, 'secret'), 'secret');
    symlinkSync(join(base, 'secret'), join(inside, 'link'));
    const folder = openFolder(inside);
    const file = folder.open('weights.bin');
    const bytes = new Uint8Array(3);
    file?.read(2, bytes);
    expect(new TextDecoder().decode(bytes)).toBe('cde');
    expect(file?.sha256?.(0, 6)).toBe('bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721');
    expect(() => file?.read(4, bytes)).toThrow(RangeError);
    for (const name of ['../secret', join(base, 'secret'), 'link', 'missing', '.', '..']) {
      expect(folder.open(name), name).toBeUndefined();
    }
    folder.close();
  });

  it('does not wait for a named pipe (needs mkfifo)', ({ skip }) => {
    if (spawnSync('mkfifo', [join(base, 'pipe')]).status !== 0) skip();
    const folder = openFolder(base);
    expect(folder.open('pipe')).toBeUndefined();
    folder.close();
  });
});

describe('problems of the system', () => {
  it('are told in words, rare ones by their code', () => {
    expect(systemProblem({ code: 'ENOSPC' })).toBe('the disk is full');
    expect(systemProblem({ code: 'EXDEV' })).toBe('the system says EXDEV');
  });
});

describe('writing', () => {
  it('replaces a folder as a whole and leaves no trace when it fails', () => {
    const out = join(base, 'out');
    writeFolderWhole(out, [textFile('a', '1'), textFile('manifest.json', '{}')]);
    writeFolderWhole(out, [textFile('b', '2'), textFile('manifest.json', '{}')]);
    expect(readdirSync(out).sort()).toEqual(['b', 'manifest.json']);
    const failing = {
      name: 'c',
      chunks(): Iterable<Uint8Array> {
        throw new Error('no more');
      },
    };
    expect(() => writeFolderWhole(out, [failing])).toThrow('no more');
    expect(readdirSync(base)).toEqual(['out']);
    expect(readFileSync(join(out, 'b'), 'utf8')).toBe('2');
    expect(() => writeFileWhole(join(base, 'file'), failing.chunks())).toThrow('no more');
    expect(readdirSync(base)).toEqual(['out']);
  });

  it('refuses to replace what is not a bundle', () => {
    writeFileSync(join(base, 'notes.txt'), '');
    const owned = new Set(['manifest.json', 'card0.elf']);
    expect(refuseToReplace(base, owned)).toContain('notes.txt');
    expect(refuseToReplace(join(base, 'notes.txt'), owned)).toBe('it is a file');
    expect(refuseToReplace(join(base, 'new'), owned)).toBeUndefined();
    rmSync(join(base, 'notes.txt'));
    expect(refuseToReplace(base, owned)).toBeUndefined();
    writeFileSync(join(base, 'manifest.json'), '');
    expect(refuseToReplace(base, owned)).toBeUndefined();
    mkdirSync(join(base, 'card0.elf'));
    expect(refuseToReplace(base, owned)).toContain('card0.elf');
  });

  it('replaces a file only by one of its kind, and nothing through a link that leads nowhere', () => {
    const gir = { kind: '.gir file', isOurs: (head: string) => head.startsWith('gir ') };
    const refused = (name: string, text?: string) => {
      if (text !== undefined) writeFileSync(join(base, name), text);
      return refuseToReplaceFile(join(base, name), gir);
    };
    expect(refused('new')).toBeUndefined();
    expect(refused('empty', '')).toBeUndefined();
    expect(refused('old', 'gir 1\n')).toBeUndefined();
    expect(refused('model', '\b\u0007pytorch')).toBe('it is no .gir file');
    expect(refused('.')).toBe('it is a folder');
    symlinkSync(join(base, 'nowhere'), join(base, 'broken'));
    expect(refused('broken')).toBe('it is a link to what does not exist');
    expect(refuseToReplace(join(base, 'broken'), new Set())).toBe('it is a link to what does not exist');
    expect(refuseToReplaceFile('/dev/null', gir)).toBe('it is no regular file');
  });

  it("takes no other program's manifest for a bundle", () => {
    writeFileSync(join(base, 'manifest.json'), '{"name":"x","parts":[]}');
    expect([...bundleFiles(base)]).toEqual([]);
    expect([...bundleFiles(join(base, 'missing'))]).toEqual([]);
  });

  it('replaces what a link leads to, not the link', () => {
    const [out, link] = [join(base, 'out'), join(base, 'link')];
    writeFolderWhole(out, [textFile('a', '1')]);
    symlinkSync(out, link);
    writeFolderWhole(link, [textFile('b', '2')]);
    expect(readdirSync(out)).toEqual(['b']);
    expect(readdirSync(base).sort()).toEqual(['link', 'out']);
  });
});
