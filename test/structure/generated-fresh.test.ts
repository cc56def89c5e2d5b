// Checked-in generated files are what `npm run generate` would write. It runs as its users run it.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('generated files are fresh', () => {
  const script = fileURLToPath(new URL('../../packages/cli/bootstrap/generate.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status, stderr).toBe(0);
}, 120_000);
