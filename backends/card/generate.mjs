// Generator of this package for `npm run generate`: reads isa/card.isa, answers the files that come from it.
// It builds only the `.isa` language (and what that imports), so it works while the generated files are stale.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Answers `[{ path, text }]` with paths relative to `rootDir`. Throws with the rendered diagnostics when the file is wrong.
 */
export async function generate(rootDir) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-b', join(here, 'src/isa/language')], { stdio: 'inherit' });
  const { generateIsa } = await import(pathToFileURL(join(here, 'dist/isa/language/index.js')).href);
  const { Diagnostics, renderDiagnostics } = await import('@afterglow/core');
  const file = 'isa/card.isa';
  const diagnostics = new Diagnostics();
  const text = readFileSync(join(here, file), 'utf8');
  const files = generateIsa({ file: join(relative(rootDir, here), file), text }, diagnostics);
  if (!files) throw new Error(renderDiagnostics(diagnostics.list));
  return files.map(({ path, text: content }) => ({ path: join(relative(rootDir, here), path), text: content }));
}
