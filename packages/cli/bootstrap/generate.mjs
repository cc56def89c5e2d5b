// `npm run generate`: writes every generated file of the repository, if it changed. `--check` writes nothing, lists stale files
// and exits 1. A package takes part by a `generate.mjs` that exports `generate(rootDir)` and answers `[{ path, text }]`.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as roleIndex from './role-index.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

function generatorFiles() {
  return ['packages', 'backends']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name, 'generate.mjs')))
    .filter((file) => existsSync(file))
    .sort();
}

/** All generated files, sorted by path. */
async function generateAll() {
  const generators = [roleIndex];
  for (const file of generatorFiles()) generators.push(await import(pathToFileURL(file).href));
  const files = [];
  for (const generator of generators) files.push(...(await generator.generate(root)));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Files in a `generated` folder that some generator writes to, which no generator wrote. */
function leftovers(files) {
  const wanted = new Set(files.map(({ path }) => path));
  const folders = new Set(
    files
      .map(({ path }) => dirname(path))
      .filter((folder) => folder.endsWith('/generated') || folder === 'ir-spec/docs'),
  );
  return [...folders]
    .flatMap((folder) =>
      existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [],
    )
    .filter((path) => !wanted.has(path))
    .sort();
}

const check = process.argv.includes('--check');
const files = await generateAll();
const changed = files.filter(({ path, text }) => {
  const full = join(root, path);
  return !existsSync(full) || readFileSync(full, 'utf8') !== text;
});
const stale = [...changed.map(({ path }) => path), ...leftovers(files)];

if (!check) {
  for (const { path, text } of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of leftovers(files)) rmSync(join(root, path));
}
for (const path of stale) console.log(check ? `stale: ${path}` : path);
if (check && stale.length > 0) {
  console.error('generated files are stale; run `npm run generate`');
  process.exitCode = 1;
}
