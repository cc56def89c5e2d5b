// Runs the example as `npm start` does and compares its report with the one the README shows.

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { fencedBlocks } from '../docs/markdown.js';
import { shows } from '../docs/shown-output.js';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../..');
/** The example runs on what `tsc -b` built. */
const isBuilt = existsSync(join(root, 'packages/cli/dist/main.js'));

describe.skipIf(!isBuilt)('example dlrm-kaggle', () => {
  const base = mkdtempSync(join(tmpdir(), 'afterglow-example-'));
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('compiles for six cards, runs and matches the interpreter', async () => {
    const bundle = join(base, 'out');
    const main = join(root, 'examples/dlrm-kaggle/main.mjs');
    // A non-zero exit code, which a mismatch gives, rejects.
    const { stdout } = await promisify(execFile)(process.execPath, [main, bundle], { cwd: root });
    const cards = [0, 1, 2, 3, 4, 5].map((card) => `card${card}.elf`);
    expect(readdirSync(bundle).sort()).toEqual([...cards, 'manifest.json', 'plan.yaml']);
    expect(stdout.match(/^ {2}PASS .*$/gm)).toHaveLength(4);
    expect(stdout).not.toContain('FAIL');
    expect(stdout).toMatch(/^ {2}card5 .*\d$/m);

    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const shown = fencedBlocks(readme).find(({ info }) => info === 'text npm start');
    expect(shown).toBeDefined();
    // The bundle lies elsewhere here.
    const printed = stdout.replace(/→ \S+ \(/, '→ out (');
    if (!shows(shown?.content ?? '', printed)) expect(printed, 'what README.md shows').toBe(shown?.content);
  }, 180_000);
});
