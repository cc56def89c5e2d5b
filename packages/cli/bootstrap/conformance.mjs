// `npm run conformance`: runs ONNX's recorded cases on every backend in every mode, and writes what passes to
// docs/conformance.md and test/conformance/conformance.json. `--check` writes nothing, and exits 1 where a case got worse or
// the files are not what the run gives.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPage } from './conformance/page.mjs';
import { gotWorse, recordRun } from './conformance/record.mjs';
import { prepare, root } from './prepare.mjs';

const data = join(process.env.AFTERGLOW_TEST_DATA ?? join(root, '../shared'), 'onnx-backend-tests');
const [pageFile, recordFile] = [join(root, 'docs/conformance.md'), join(root, 'test/conformance/conformance.json')];

if (!existsSync(data)) {
  console.error(`there is no ${data}: AFTERGLOW_TEST_DATA names the folder that holds onnx-backend-tests`);
  process.exit(2);
}

prepare();
// Needs what was just built.
const { runMatrix } = await import('./conformance/run-matrix.mjs');
const report = process.stderr.isTTY ? (line) => process.stderr.write(`\x1b[2K\r${line.slice(0, 100)}`) : undefined;
const results = await runMatrix(data, report);
const files = [
  [pageFile, renderPage(results)],
  [recordFile, `${JSON.stringify(recordRun(results), undefined, 1)}\n`],
];
const before = existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, 'utf8')) : {};
const worse = gotWorse(before, results);
for (const line of worse) console.log(`worse: ${line}`);
for (const [file, text] of files) {
  const isFresh = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (isFresh) continue;
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else {
    console.log(`stale: ${file.slice(root.length + 1)}; run \`npm run conformance\``);
    process.exitCode = 1;
  }
}
if (worse.length > 0) process.exitCode = 1;
