// Generator of the op tables, builders, instruction tables, rules and reference for `npm run generate`: everything that comes from
// ir-spec/. It builds only this package (and what that imports), so it works while the generated files are stale.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Spec files below `folder`, by path from the repository's root. */
function specTexts(rootDir) {
  const files = ['ops', 'instrs'].flatMap((folder) =>
    readdirSync(join(rootDir, 'ir-spec', folder))
      .filter((name) => name.endsWith('.op'))
      .sort()
      .map((name) => `ir-spec/${folder}/${name}`),
  );
  return ['ir-spec/types.op', ...files].map((file) => ({ file, text: readFileSync(join(rootDir, file), 'utf8') }));
}

/** Rule files, by path from the repository's root. */
function ruleTexts(rootDir) {
  return readdirSync(join(rootDir, 'ir-spec/rules'))
    .filter((name) => name.endsWith('.rw'))
    .sort()
    .map((name) => ({
      file: `ir-spec/rules/${name}`,
      text: readFileSync(join(rootDir, 'ir-spec/rules', name), 'utf8'),
    }));
}

/** Answers `[{ path, text }]` with paths relative to `rootDir`. Throws with the rendered diagnostics when a spec file is wrong. */
export async function generate(rootDir) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-b', here], { stdio: 'inherit' });
  const { generateTree } = await import(pathToFileURL(join(here, 'dist/index.js')).href);
  const { Diagnostics, renderDiagnostics } = await import('@afterglow/core');
  const diagnostics = new Diagnostics();
  const files = generateTree(specTexts(rootDir), ruleTexts(rootDir), diagnostics);
  if (!files) throw new Error(renderDiagnostics(diagnostics.list));
  return files;
}
