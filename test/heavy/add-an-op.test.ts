// Follows the walk-through of ir-spec/README.md to the letter, in a copy of the repository: writes the files it shows, runs the
// commands it shows, and compares what they print with what it says they print.

import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'afterglow-add-an-op-'));

afterAll(() => rmSync(copy, { recursive: true, force: true }), 60_000);

interface Step {
  readonly language: string;
  readonly word: string;
  readonly path: string;
  readonly text: string;
}

/** Fenced blocks of the walk-through that carry an instruction: `append=path`, `file=path`, `run`, `output`. */
function steps(): Step[] {
  const readme = readFileSync(join(root, 'ir-spec/README.md'), 'utf8');
  const section = readme.slice(readme.indexOf('## Walk-through'));
  return [...section.matchAll(/^( *)```(\w+) (append|file|run|output)(?:=(\S+))?\n(.*?)^ *```$/gms)].map((match) => {
    const [, indent = '', language = '', word = '', path = '', body = ''] = match;
    return { language, word, path, text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), '') };
  });
}

/** Sources, build output and links to the installed packages; our own packages resolve to the copy. */
function copyRepository(): void {
  const left = new Set(['node_modules', '.git', 'out', 'coverage']);
  for (const name of ['package.json', 'tsconfig.json', 'packages', 'backends', 'ir-spec']) {
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      preserveTimestamps: true,
      filter: (path) => !left.has(basename(path)),
    });
  }
  for (const file of ['vitest.config.ts', 'vitest.setup.ts'])
    cpSync(join(root, 'test', file), join(copy, 'test', file));
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@afterglow'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@afterglow') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  for (const folder of ['packages', 'backends']) {
    for (const name of readdirSync(join(copy, folder))) {
      const manifest = join(copy, folder, name, 'package.json');
      if (!existsSync(manifest)) continue;
      const { name: packageName } = JSON.parse(readFileSync(manifest, 'utf8')) as { name: string };
      if (packageName.startsWith('@afterglow/')) symlinkSync(dirname(manifest), join(modules, packageName));
    }
  }
}

function run(command: string): string {
  const { status, stdout, stderr } = spawnSync(command, { cwd: copy, shell: true, encoding: 'utf8' });
  expect(status, `${command}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

describe('the walk-through "add an op"', () => {
  it('works as written', () => {
    copyRepository();
    const list = steps();
    const files = ['file', 'file', 'file', 'file', 'file'];
    expect(list.map((step) => step.word)).toEqual(['append', ...files, 'run', 'file', 'run', 'output']);
    let printed = '';
    for (const { word, path, text } of list) {
      const full = join(copy, path);
      if (word === 'append') appendFileSync(full, text);
      else if (word === 'file') writeFileSync(full, text);
      else if (word === 'output') expect(printed).toBe(text);
      else for (const command of text.trim().split('\n')) printed = run(command);
    }
  });
});
