// Time to import each recorded model, beside the time onnxruntime-node takes to make a session of the same file in the
// same run. Not the same job: importing reads, checks and types the graph and leaves weights on disk; a session also
// optimises for a processor and lays out weights. The ratio says whether import is ever in anyone's way.
//
//   node bench/import.mjs [name …]
//
// Models are those of the folder AFTERGLOW_TEST_DATA (by default `../shared` beside the checkout), `models/*/model.onnx`.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFolder } from '@afterglow/bundle/node';
import { Diagnostics } from '@afterglow/core';
import { importOnnx } from '@afterglow/onnx';
import { median, table, times } from './lib/measure.mjs';
import { peer } from './lib/peer.mjs';

const RUNS = 5;
const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const models = join(process.env['AFTERGLOW_TEST_DATA'] ?? resolve(checkout, '../shared'), 'models');

function importModel(folderPath) {
  const folder = openFolder(folderPath);
  const source = folder.open('model.onnx');
  const diagnostics = new Diagnostics();
  const module = source && importOnnx(source, { openExternal: (file) => folder.open(file), diagnostics });
  folder.close();
  return module !== undefined;
}

/** Session creation with all graph optimisations, as by default, and with none. */
async function sessionTimes(runtime, path, graphOptimizationLevel) {
  const options = { graphOptimizationLevel, logSeverityLevel: 3, intraOpNumThreads: 1 };
  return times(RUNS, async () => {
    const session = await runtime.InferenceSession.create(path, options);
    await session.release();
  });
}

if (!existsSync(models)) {
  console.log(`skipped: there is no folder ${models}; AFTERGLOW_TEST_DATA names the one with models/`);
  process.exit(0);
}
const runtime = await peer();
const asked = process.argv.slice(2);
const names = readdirSync(models)
  .filter((name) => existsSync(join(models, name, 'model.onnx')) && (asked.length === 0 || asked.includes(name)))
  .sort();

const ms = (value) => value.toFixed(1);
const rows = [];
for (const name of names) {
  const folder = join(models, name);
  const file = join(folder, 'model.onnx');
  const imported = importModel(folder);
  const own = median(await times(RUNS, () => importModel(folder)));
  const row = [imported ? name : `${name} (refused)`, (statSync(file).size / 1024).toFixed(0), ms(own)];
  if (runtime) {
    const [plain, full] = [await sessionTimes(runtime, file, 'disabled'), await sessionTimes(runtime, file, 'all')];
    row.push(ms(median(plain)), ms(median(full)), (own / median(full)).toFixed(2));
  }
  rows.push(row);
}
const head = [
  'model',
  'KiB',
  'import, ms',
  ...(runtime ? ['session, no opt., ms', 'session, ms', 'import / session'] : []),
];
console.log(`medians of ${RUNS} after one warm-up; node ${process.versions.node}`);
console.log(table([head, ...rows]));
