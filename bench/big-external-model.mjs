// Shows that weights stay on disk: a model with 3 GB of external data is imported and printed, digests of all weights
// included, by a process whose resident set stays under 300 MB.
//
//   node bench/big-external-model.mjs [folder]     (default: a folder of its own in the system's temporary one)
//
// The data file is sparse: it reads as 3 GB with a few pages of numbers here and there, but takes little room on disk. Its
// bytes are read like any other's; a file that is not sparse costs the disk's time on top.

import { spawnSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attribute, encodeModel, FLOAT, GraphWriter, valueInfo } from '../examples/dlrm-kaggle/onnx-graph.mjs';
import { megabytes } from './lib/measure.mjs';

const LIMIT = 300e6;
const LAYERS = 12;
const WIDTH = 8192;
const LAYER_BYTES = WIDTH * WIDTH * 4;
const TOTAL = LAYERS * LAYER_BYTES;
const EXTERNAL = 1;

const printer = fileURLToPath(new URL('lib/print-model.mjs', import.meta.url));

/** A chain of 12 Gemms, each weight 256 MiB of `weights.bin` at its own offset. */
function makeModel(folder) {
  const graph = new GraphWriter();
  const weights = Array.from({ length: LAYERS }, (_, i) => ({
    name: `layers.${i}.weight`,
    dims: [WIDTH, WIDTH],
    dataType: FLOAT,
    dataLocation: EXTERNAL,
    externalData: [
      { key: 'location', value: 'weights.bin' },
      { key: 'offset', value: String(i * LAYER_BYTES) },
      { key: 'length', value: String(LAYER_BYTES) },
    ],
  }));
  const last = weights.reduce(
    (value, { name }, i) => graph.node(`/layers.${i}`, 'Gemm', [value, name], [attribute.int('transB', 1)]),
    'x',
  );
  const bytes = encodeModel(
    {
      name: 'big',
      node: graph.nodes,
      initializer: weights,
      input: [valueInfo('x', FLOAT, ['batch', WIDTH])],
      output: [valueInfo(last, FLOAT, ['batch', WIDTH])],
    },
    13,
  );
  writeFileSync(join(folder, 'model.onnx'), bytes);
  const file = openSync(join(folder, 'weights.bin'), 'w');
  ftruncateSync(file, TOTAL);
  for (let i = 0; i < LAYERS; i++) writeSync(file, Float32Array.of(i + 1, -1, 0.5), 0, 12, i * LAYER_BYTES + 4096);
  closeSync(file);
}

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'afterglow-big-'));
mkdirSync(folder, { recursive: true });
try {
  makeModel(folder);
  const onDisk = statSync(join(folder, 'weights.bin')).blocks * 512;
  console.log(
    `model: ${LAYERS} Gemms of ${WIDTH} × ${WIDTH}, ${megabytes(TOTAL)} of external data (sparse: ${megabytes(onDisk)} on disk)`,
  );
  const child = spawnSync(process.execPath, [printer, join(folder, 'model.onnx')], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  const { seconds, loadedPeak, peak } = JSON.parse(child.stderr.trim().split('\n').at(-1));
  const blobs = child.stdout.split('\n').filter((line) => line.includes('blob('));
  console.log(blobs.slice(0, 2).join('\n'));
  console.log(`import:             ${seconds.import.toFixed(2)} s`);
  console.log(`print with digests: ${seconds.print.toFixed(2)} s (${(TOTAL / 1e9 / seconds.print).toFixed(2)} GB/s)`);
  console.log(`peak resident set:  ${megabytes(peak)} (${megabytes(loadedPeak)} before the model was opened)`);
  const pass = peak < LIMIT && blobs.length === LAYERS;
  console.log(
    pass ? `PASS: under ${megabytes(LIMIT)}` : `FAIL: ${megabytes(LIMIT)} or more, or weights missing in the text`,
  );
  process.exitCode = pass ? 0 : 1;
} finally {
  if (process.argv[2] === undefined) rmSync(folder, { recursive: true, force: true });
}
