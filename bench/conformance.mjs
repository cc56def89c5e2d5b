// How many of ONNX's backend cases pass: on the card without and with the host, on the interpreter, and in onnxruntime-node, each case as
// given and compared with the same tolerance. A case whose card programs cannot be shown to be sound does not pass.
//
//   node bench/conformance.mjs [--precision=fp32|fp16] [--filter=text]
//
// Cases are those of the folder AFTERGLOW_TEST_DATA (by default `../shared` beside the checkout), whole networks left out:
// `bench/card.mjs` runs those. Expected values that come from a random generator match nobody's.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runConformance } from '@afterglow/backend-api';
import { compileSubject, diskDirectory } from '../packages/cli/dist/conformance-subject.js';
import { seconds, table } from './lib/measure.mjs';
import { data } from './lib/networks.mjs';
import { peer } from './lib/peer.mjs';
import { runPeerCases } from './lib/peer-cases.mjs';

const FOLDERS = ['node', 'simple', 'pytorch-operator', 'pytorch-converted'];

const given = process.argv.slice(2);
const flag = (name, otherwise) =>
  given.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const precision = flag('precision', 'fp32');
const wanted = flag('filter', '');

/** Runs the cases of a folder with one of our own targets. */
const ours = (options) => async (path, filter) => {
  const root = diskDirectory(path);
  const { cases } = await runConformance(root, compileSubject(options), { filter, onCase: () => root.close() });
  return cases;
};

const subjects = [
  ['card alone', ours({ target: 'card', precision, fallback: false })],
  ['card and host', ours({ target: 'card', precision, fallback: true })],
  ['interpreter', ours({ target: 'interpreter' })],
  ...((await peer()) ? [['onnxruntime-node', runPeerCases]] : []),
];

/** Counts of one subject by status, over all folders. */
async function count(name, run) {
  const counts = { pass: 0, unsupported: 0, fail: 0, error: 0 };
  for (const folder of FOLDERS) {
    const path = join(data, 'onnx-backend-tests', folder);
    if (!existsSync(path)) continue;
    for (const { name: each, status, reason } of await run(path, (candidate) => candidate.includes(wanted))) {
      counts[status]++;
      if (status === 'fail' || status === 'error') process.stderr.write(`${name}: ${status} ${each}: ${reason}\n`);
    }
  }
  return counts;
}

const rows = [];
for (const [name, run] of subjects) {
  const [counts, taken] = await seconds(() => count(name, run));
  const cases = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const share = cases === 0 ? '' : `${((100 * counts.pass) / cases).toFixed(1)} %`;
  rows.push([name, String(cases), ...Object.values(counts).map(String), share, taken.toFixed(0)]);
}
console.log(`card: ${precision}`);
console.log(table([['', 'cases', 'pass', 'unsupported', 'fail', 'error', 'share', 's'], ...rows]));
