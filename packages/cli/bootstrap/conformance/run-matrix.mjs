// Runs ONNX's recorded cases on every backend in every mode, on all cores: each takes every n-th case. The results stand in the order
// of the cases, whoever was first.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const FOLDERS = ['node', 'simple', 'pytorch-operator', 'pytorch-converted', 'light'];

/** Whole networks take a simulated card hours and say nothing about operators. */
const BACKENDS = [
  { name: 'interpreter', options: { target: 'interpreter' }, folders: FOLDERS },
  {
    name: 'card',
    options: { target: 'card', precision: 'fp32', fallback: false },
    folders: FOLDERS.filter((folder) => folder !== 'light'),
  },
];

function runPart(workerData, onCase) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./run-part.mjs', import.meta.url), { workerData });
    worker.on('message', onCase);
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
}

async function runFolder(data, folder, backend, report) {
  const parts = availableParallelism();
  const found = [];
  const onCase = ({ at, entry }) => {
    found[at] = entry;
    report?.(`${entry.backend}  ${entry.mode}  ${entry.status}  ${entry.name}`);
  };
  await Promise.all(
    Array.from({ length: parts }, (_, part) => runPart({ data, folder, backend, part, parts }, onCase)),
  );
  return found;
}

/** One entry for each case, backend and mode. */
export async function runMatrix(data, report) {
  const results = [];
  for (const backend of BACKENDS) {
    for (const folder of backend.folders) results.push(...(await runFolder(data, folder, backend, report)));
  }
  return results;
}
