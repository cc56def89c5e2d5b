// Executes the guides. Blocks marked `sh run` run in order in a folder of their own, with `afterglow` on the PATH and the
// example's small model as `model.onnx` (for the README, with `npx afterglow` and the model of `npm start`); `sh run exits 1`
// states another exit code. A `text` block right behind one is what it printed: the test compares, and vitest's update
// switch (`-u`) writes what was printed into the guide.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, it } from 'vitest';
import { GuideShell } from './guide-shell.js';
import { fencedBlocks } from './markdown.js';
import { shows } from './shown-output.js';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../..');
const builder = join(root, 'examples/dlrm-kaggle/build-model.mjs');
/** The command line runs from what `tsc -b` built. */
const isBuilt = existsSync(join(root, 'packages/cli/dist/main.js'));
const isPosix = process.platform !== 'win32';

interface Guide {
  readonly file: string;
  /** Where its commands find the model, and options of the example's builder. */
  readonly model: string;
  readonly options: readonly string[];
}

const README: Guide = { file: 'README.md', model: 'examples/dlrm-kaggle/out/model.onnx', options: [] };
const GUIDES: readonly Guide[] = [
  README,
  ...[
    'architecture',
    'compile-a-model',
    'describe-a-card',
    'export-to-onnx',
    'read-a-dump',
    'run-and-trace',
    'split-over-cards',
    'write-a-pass',
    'view-a-graph',
  ].map((name) => ({
    file: `docs/${name}.md`,
    model: 'model.onnx',
    options: ['--small'],
  })),
];

/** Runs the blocks of a guide and answers its text with what they printed. */
async function execute(text: string, shell: GuideShell): Promise<string> {
  let [result, copied, printed] = ['', 0, ''];
  for (const block of fencedBlocks(text)) {
    const run = /^sh run(?: exits (\d+))?$/.exec(block.info);
    if (run) {
      const outcome = await shell.run(block.content);
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
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it.concurrent.for(GUIDES)('$file', { timeout: 300_000 }, async ({ file, model, options }, { expect }) => {
    const shell = new GuideShell(mkdtempSync(join(base, 'g')));
    try {
      execFileSync(process.execPath, [builder, join(shell.folder, model), ...options]);
      const path = join(root, file);
      await expect(await execute(readFileSync(path, 'utf8'), shell)).toMatchFileSnapshot(path);
    } finally {
      shell.close();
    }
  });
});
