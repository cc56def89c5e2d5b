// Exports each recorded model as it was read and as it is after the optimize stage, and runs the files in onnxruntime-node: they
// must load, and give the recorded outputs. Also shows how long export and the way back take, and how large the files are.
//
//   node bench/export.mjs [name …]
//
// Models are those of the folder AFTERGLOW_TEST_DATA (by default `../shared` beside the checkout), `models/*/model.onnx`.
// Exits 1 when a file does not run or computes something else.

import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFolder } from '@afterglow/bundle/node';
import { compile, writeOnnx } from '@afterglow/compiler';
import { arrayOf, Diagnostics, renderDiagnostics } from '@afterglow/core';
import { importOnnx } from '@afterglow/onnx';
import { table } from './lib/measure.mjs';
import { peer } from './lib/peer.mjs';
import { recorded } from './lib/recorded.mjs';

/** Relative to max(1, |value|), as the recorded models agree with other runtimes. */
const TOLERANCE = 1e-4;
/** Names of element types in onnxruntime-node where they differ from ours. */
const TYPES = { f32: 'float32', f64: 'float64', i64: 'int64', i32: 'int32', u8: 'uint8', i8: 'int8', bool: 'bool' };
const STAGES = ['import', 'optimize'];

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const models = join(process.env['AFTERGLOW_TEST_DATA'] ?? resolve(checkout, '../shared'), 'models');

function feed(runtime, tensor) {
  const type = TYPES[tensor.elem];
  const data = arrayOf(tensor);
  return new runtime.Tensor(type, type === 'bool' ? Uint8Array.from(data) : data.slice(), tensor.shape);
}

function difference(expected, found) {
  const wanted = arrayOf(expected);
  if (wanted.length !== found.data.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < wanted.length; i++) {
    const [a, b] = [Number(wanted[i]), Number(found.data[i])];
    worst = Math.max(worst, Object.is(a, b) ? 0 : Math.abs(a - b) / Math.max(1, Math.abs(a)));
  }
  return worst;
}

/** The largest difference from the recorded outputs, over all data sets. */
async function run(runtime, path, folder) {
  const session = await runtime.InferenceSession.create(path, { logSeverityLevel: 3, intraOpNumThreads: 1 });
  let worst = 0;
  for (const set of readdirSync(folder).filter((name) => name.startsWith('test_data_set_'))) {
    const inputs = recorded(join(folder, set), 'input_');
    const feeds = Object.fromEntries(session.inputNames.map((name, i) => [name, feed(runtime, inputs[i])]));
    const outputs = await session.run(feeds);
    recorded(join(folder, set), 'output_').forEach((expected, i) => {
      worst = Math.max(worst, difference(expected, outputs[session.outputNames[i]]));
    });
  }
  await session.release();
  return worst;
}

function readBack(path) {
  const folder = openFolder(dirname(path));
  const started = performance.now();
  const diagnostics = new Diagnostics();
  importOnnx(folder.open('model.onnx'), { openExternal: (file) => folder.open(file), diagnostics });
  folder.close();
  return { ms: performance.now() - started, notes: diagnostics.list.map(({ code }) => code) };
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
const rows = [];
const failures = [];
const out = mkdtempSync(join(tmpdir(), 'export-'));
for (const name of names) {
  for (const stopAfter of STAGES) {
    const compiled = await compile(join(models, name, 'model.onnx'), { target: 'interpreter', stopAfter });
    if (!compiled.ok) throw new Error(renderDiagnostics(compiled.diagnostics));
    const path = join(out, name, stopAfter, 'model.onnx');
    const started = performance.now();
    const written = writeOnnx(compiled.value.module, path);
    const ms = performance.now() - started;
    if (!written.ok) {
      failures.push(`${name} after ${stopAfter}: ${renderDiagnostics(written.diagnostics)}`);
      continue;
    }
    const back = readBack(path);
    if (back.notes.length > 0) failures.push(`${name} after ${stopAfter} reads back with ${back.notes.join(', ')}`);
    let worst = Number.NaN;
    try {
      if (runtime) worst = await run(runtime, path, join(models, name));
      if (worst > TOLERANCE) failures.push(`${name} after ${stopAfter}: the outputs differ by ${worst}`);
    } catch (error) {
      failures.push(`${name} after ${stopAfter}: ${String(error).slice(0, 200)}`);
    }
    const size = (statSync(path).size / 1024).toFixed(0);
    rows.push([
      name,
      stopAfter,
      size,
      ms.toFixed(0),
      back.ms.toFixed(0),
      Number.isNaN(worst) ? '' : worst.toExponential(1),
    ]);
  }
  rmSync(join(out, name), { recursive: true, force: true });
}
rmSync(out, { recursive: true, force: true });
console.log(table([['model', 'stage', 'KiB', 'export, ms', 'way back, ms', 'difference'], ...rows]));
for (const failure of failures) console.log(`failed: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);
