// A merge that was committed half done: generated files and documents take it without a word.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './sources.js';

it.skipIf(!existsSync(join(root, '.git')))('no tracked text file holds conflict markers', () => {
  // A line of equal signs alone is no proof: that is also how Markdown underlines a title.
  const found = spawnSync('git', ['grep', '-nIE', '^(<{7}|[|]{7}|>{7})( |$)'], { cwd: root, encoding: 'utf8' });
  expect(found.stdout).toBe('');
  expect(found.status, found.stderr).toBe(1);
});
