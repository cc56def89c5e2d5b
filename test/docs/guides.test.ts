// Executes the guides. Blocks marked `sh run` run in order in a folder of their own, with `afterglow` on the PATH and the
// example's small model as `model.onnx` (for the README, with `npx afterglow` and the model of `npm start`); `sh run exits 1` states another exit code. A `text` block right behind one is
// what it printed: the test compares, and vitest's update switch writes what was printed into the guide.

import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { fencedBlocks } from './markdown.js';
import { shows } from './shown-output.js';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../..');
const README = 'README';
const GUIDES = [README, 'architecture', 'compile-a-model', 'read-a-dump', 'split-over-cards', 'run-and-trace'];
/** The command line runs from what `tsc -b` built. */
const isBuilt = existsSync(join(root, 'packages/cli/dist/main.js'));
const isPosix = process.platform !== 'win32';

interface Outcome {
  readonly printed: string;
  readonly code: number;
}

function runShell(script: string, folder: string, bin: string): Promise<Outcome> {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
  return new Promise((done) => {
    execFile('sh', ['-e', '-c', `exec 2>&1\n${script}`], { cwd: folder, env, timeout: 120_000 }, (error, stdout) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ printed: stdout, code });
    });
  });
}

/** Runs the blocks of a guide and answers its text with what they printed. */
async function execute(text: string, folder: string, bin: string): Promise<string> {
  let [result, copied, printed] = ['', 0, ''];
  for (const block of fencedBlocks(text)) {
    const run = /^sh run(?: exits (\d+))?$/.exec(block.info);
    if (run) {
      const outcome = await runShell(block.content, folder, bin);
      const expected = Number(run[1] ?? 0);
      if (outcome.code !== expected) {
        throw new Error(`exit code ${outcome.code} instead of ${expected}:\n${block.content}\n${outcome.printed}`);
      }
      printed = outcome.printed;
    } else if (block.info === 'text' && block.follows && printed !== '') {
      if (!shows(block.content, printed)) {
        result += `${text.slice(copied, block.start)}${printed.replace(/^\n+|\s+$/g, '')}\n`;
        copied = block.end;
      }
      printed = '';
    } else printed = '';
  }
  return result + text.slice(copied);
}

describe.skipIf(!isBuilt || !isPosix)('guides', () => {
  const base = mkdtempSync(join(tmpdir(), 'afterglow-guides-'));
  const bin = join(base, 'bin');
  const model = join(base, 'model.onnx');

  beforeAll(() => {
    mkdirSync(bin);
    const shim = join(bin, 'afterglow');
    writeFileSync(
      shim,
      `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'packages/cli/bin/afterglow.mjs')}' "$@"\n`,
    );
    chmodSync(shim, 0o755);
    writeFileSync(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
    // Programs in the guides import the packages.
    symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'), 'dir');
    const builder = join(root, 'examples/dlrm-kaggle/build-model.mjs');
    execFileSync(process.execPath, [builder, model, '--small']);
    execFileSync(process.execPath, [builder, join(base, README, 'examples/dlrm-kaggle/out/model.onnx')]);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it.concurrent.for(GUIDES)(
    '%s',
    async (name, { expect }) => {
      const folder = join(base, name);
      mkdirSync(folder, { recursive: true });
      copyFileSync(model, join(folder, 'model.onnx'));
      const file = join(root, name === README ? '.' : 'docs', `${name}.md`);
      await expect(await execute(readFileSync(file, 'utf8'), folder, bin)).toMatchFileSnapshot(file);
    },
    300_000,
  );
});
