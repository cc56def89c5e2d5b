// How import grows with the model, beside onnxruntime-node's session creation in the same run: chains of nodes, a real network
// of 1,700 nodes, and a file over 2 GiB, which a protobuf library cannot read.
//
//   node bench/import-size.mjs
//
// The network is `onnx-backend-tests/light/light_densenet121.onnx` of the folder AFTERGLOW_TEST_DATA (default `../shared`).

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostics, memorySource, tensorFromNumbers } from '@afterglow/core';
import { importOnnx } from '@afterglow/onnx';
import { GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import { writeGiantModel } from './lib/giant-model.mjs';
import { median, megabytes, table, times } from './lib/measure.mjs';
import { peer } from './lib/peer.mjs';

const RUNS = 5;
const checkout = fileURLToPath(new URL('..', import.meta.url));
const data = process.env['AFTERGLOW_TEST_DATA'] ?? resolve(checkout, '../shared');
const printer = fileURLToPath(new URL('lib/print-model.mjs', import.meta.url));

/** A chain of `count` nodes in blocks of four, each block with a shape of its own as an initializer. */
function chain(count) {
  const g = new GraphBuilder({ opset: 17 });
  g.initializer('w', tensorFromNumbers('f32', [8, 8], new Array(64).fill(0.1)));
  let value = g.input('x', 'f32', ['batch', 8]);
  for (let i = 0; i < count; i += 4) {
    const sum = g.node('Add', [g.node('MatMul', [value, 'w']), value]);
    const shape = g.initializer(`shape${i}`, tensorFromNumbers('i64', [2], [-1, 8]));
    value = g.node('Reshape', [g.node('Relu', [sum]), shape]);
  }
  return writeModel(g.output(value, 'f32')).bytes;
}

function importBytes(bytes) {
  const diagnostics = new Diagnostics();
  if (!importOnnx(memorySource('model.onnx', bytes), { diagnostics })) throw new Error(diagnostics.list[0]?.message);
}

const sessionOptions = { graphOptimizationLevel: 'disabled', logSeverityLevel: 3, intraOpNumThreads: 1 };

/** `peerRuns` of the peer, which takes a minute for the longest chain. */
async function measure(name, bytes, runtime, peerRuns = RUNS) {
  importBytes(bytes);
  const own = median(await times(RUNS, () => importBytes(bytes)));
  const session = async () => (await runtime.InferenceSession.create(bytes, sessionOptions)).release();
  const theirs = runtime ? median(await times(peerRuns, session)) : undefined;
  return { own, theirs, row: [name, own.toFixed(0), ...(theirs === undefined ? [] : [theirs.toFixed(0)])] };
}

const runtime = await peer();
const [thousand, tenThousand] = [
  await measure('chain of 1,000 nodes', chain(1000), runtime, 1),
  await measure('chain of 10,000 nodes', chain(10_000), runtime, 1),
];
const rows = [thousand.row, tenThousand.row];
const network = join(data, 'onnx-backend-tests/light/light_densenet121.onnx');
if (existsSync(network)) rows.push((await measure('light_densenet121', readFileSync(network), runtime)).row);
else console.log(`skipped: there is no ${network}`);
console.log(`medians of ${RUNS} after one warm-up (sessions of chains: one run); node ${process.versions.node}`);
console.log(table([['', 'import, ms', ...(runtime ? ['session without optimisation, ms'] : [])], ...rows]));
const growth = tenThousand.own / thousand.own;
console.log(`ten times the nodes: ${growth.toFixed(1)} times the time (at most 12 wanted)\n`);

const folder = mkdtempSync(join(tmpdir(), 'afterglow-giant-'));
try {
  const path = join(folder, 'model.onnx');
  const weight = writeGiantModel(path);
  const onDisk = statSync(path).blocks * 512;
  console.log(
    `a file of ${megabytes(statSync(path).size)} (sparse: ${megabytes(onDisk)} on disk), one weight inside it`,
  );
  const child = spawnSync(process.execPath, [printer, path, '--no-text'], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  const { seconds, loadedPeak, peak } = JSON.parse(child.stderr.trim().split('\n').at(-1));
  console.log(
    `import: ${seconds.import.toFixed(2)} s, peak resident set ${megabytes(peak)} (${megabytes(loadedPeak)} before)`,
  );
  console.log(`weight: ${megabytes(weight)}, left where it is`);
  if (runtime) console.log(`session: ${await refusalOf(runtime, path)}`);
  process.exitCode = growth <= 12 && peak < 300e6 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function refusalOf(runtime, path) {
  try {
    await (await runtime.InferenceSession.create(path, sessionOptions)).release();
    return 'made';
  } catch (error) {
    return `refused (${String(error.message).split('\n')[0].slice(0, 100)})`;
  }
}
