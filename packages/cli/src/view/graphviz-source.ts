// The text of Graphviz's script that a page carries, so that it can lay graphs out without a network.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The package exports modules only; the script for pages lies beside its entry. */
export function graphvizSource(): string {
  const entry = createRequire(import.meta.url).resolve('@viz-js/viz');
  return readFileSync(join(dirname(entry), 'viz-global.js'), 'utf8');
}
