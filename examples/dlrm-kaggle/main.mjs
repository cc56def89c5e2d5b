// The whole path on one model: builds the Criteo-Kaggle DLRM, compiles it for six cards, runs requests of several sizes
// from one bundle, compares every result with the reference interpreter, and prints what happened. Exits with 1 on a
// mismatch.
//
//   node main.mjs [bundle folder]      (`npm start` in the checkout does this; the default folder is `out` there)

import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interpret } from '@afterglow/backend-interpreter';
import { compile, writeCompilation } from '@afterglow/compiler';
import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { load, loadNetwork } from '@afterglow/runtime';
import { MODEL_FILE, writeModel } from './build-model.mjs';
import { closeCheck, exactCheck } from './checks.mjs';
import { FULL } from './model-shape.mjs';
import { checkSection, compileSection, partitionSection, planSection, requestSection } from './report.mjs';
import { MOST_LOOKUPS, makeRequest, REQUESTS } from './requests.mjs';

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const DIMS = [
  { pattern: 'batch', lo: 1, hi: 64 },
  { pattern: 'lookups_*', lo: 0, hi: MOST_LOOKUPS },
];
const FOR_CARDS = { target: 'card', machine: 'six-cards', dims: DIMS };
const OUTPUT = 'probability';

/** The value of a result, or an end with its diagnostics: this example has nothing to recover. */
function unwrap(result) {
  if (result.ok) return result.value;
  console.error(renderDiagnostics(result.diagnostics));
  process.exit(1);
}

async function runAll(network, requests) {
  const runs = [];
  for (const request of requests) {
    const { outputs, partitions } = unwrap(await network.run(request.inputs));
    runs.push({ request, partitions, output: outputs.get(OUTPUT) });
  }
  await network.close();
  return runs;
}

/** What the interpreter makes of the model as it is after `stage`; it shares no kernel with the card's simulator. */
async function reference(stopAfter, options, numerics, requests) {
  const { module } = unwrap(await compile(MODEL_FILE, { ...FOR_CARDS, ...options, stopAfter }));
  const main = module.funcs.get('main');
  return requests.map(({ inputs }) => {
    const diagnostics = new Diagnostics();
    const outputs = interpret(main, inputs, { numerics, diagnostics });
    return unwrap({ ok: outputs !== undefined, value: outputs, diagnostics: diagnostics.list }).get(OUTPUT);
  });
}

const folder = resolve(process.argv[2] ?? join(checkout, 'out'));
const modelBytes = writeModel();
const requests = REQUESTS.map(makeRequest);

const half = unwrap(await compile(MODEL_FILE, { ...FOR_CARDS, precision: 'fp16' }));
unwrap(writeCompilation(half, folder));
const halfRuns = await runAll(unwrap(await load(folder)), requests);

const single = unwrap(await compile(MODEL_FILE, { ...FOR_CARDS, precision: 'fp32' }));
const singleRuns = await runAll(unwrap(await loadNetwork(single.bundle.inMemory(), { workers: 0 })), requests);

// The loops and shape arithmetic of the model as imported, in double precision: no pass has touched it.
const exact = await reference('import', {}, 'exact', requests);
const halfBits = await reference('quantize', { precision: 'fp16' }, 'card', requests);
const singleBits = await reference('quantize', { precision: 'fp32' }, 'card', requests);

const against = (runs, expected) => runs.map(({ output }, i) => ({ found: output, expected: expected[i] }));
const checks = [
  exactCheck('fp16 cards = interpreter in card numerics', against(halfRuns, halfBits)),
  exactCheck('fp32 cards = interpreter in card numerics', against(singleRuns, singleBits)),
  closeCheck('fp16 cards ≈ imported model, 1e-2 + 2e-2·|x|', against(halfRuns, exact), {
    absolute: 1e-2,
    relative: 2e-2,
  }),
  closeCheck('fp32 cards ≈ imported model, 1e-4', against(singleRuns, exact), { absolute: 1e-4, relative: 0 }),
];

const { plan, devices, stages } = half.report;
const cards = plan.cards.map(({ card }) => card);
const path = (file) => relative(process.cwd(), file) || '.';
const lines = [
  `DLRM in the shape of Criteo-Kaggle: ${FULL.rows.length} tables, ${FULL.rows.reduce((a, b) => a + b).toLocaleString('en-US')} rows`,
  `  ${path(MODEL_FILE)} (${modelBytes.toLocaleString('en-US')} bytes of ONNX) → ${path(folder)} (${cards.length} card binaries)`,
  ...planSection(plan, devices),
  ...requestSection(halfRuns, cards),
  ...compileSection(stages),
  ...partitionSection(halfRuns[halfRuns.length - 1]),
  ...checkSection(checks),
];
console.log(lines.join('\n'));
if (checks.some(({ pass }) => !pass)) process.exitCode = 1;
