// What the card makes of every recorded network: words of code, nodes left to the host, seconds to compile and to simulate one request, the
// largest error in units of the tolerance, how much of the matrix unit's work falls on real rows and columns, and what the checker says.
//
//   node bench/card.mjs [--machine=nnp-i] [--precision=fp16|fp32] [--tables=int8|int4] [name …]
//
// Networks are those of the folder AFTERGLOW_TEST_DATA (by default `../shared` beside the checkout) that come with recorded data. The
// tolerance is 1e-2 + 2e-2·|x| in half and 1e-3 + 1e-3·|x| in single precision. The card is simulated: seconds are this machine's.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkBinary, readElf } from '@afterglow/backend-card/device';
import { compile } from '@afterglow/compiler';
import { Diagnostics, isTensorValue, numbersOf } from '@afterglow/core';
import { decodeTensorProto } from '@afterglow/onnx';
import { loadNetwork } from '@afterglow/runtime';
import { seconds, table } from './lib/measure.mjs';
import { must } from './lib/must.mjs';
import { networks } from './lib/networks.mjs';

const TOLERANCES = { fp16: [1e-2, 2e-2], fp32: [1e-3, 1e-3] };

/** The tensors of one data set by position, or undefined where one is none. */
function recorded(folder, prefix) {
  const number = (file) => Number(/_(\d+)\.pb$/.exec(file)?.[1]);
  const files = readdirSync(folder).filter((file) => file.startsWith(prefix));
  const read = (file) => decodeTensorProto(readFileSync(join(folder, file)), new Diagnostics());
  return files.sort((a, b) => number(a) - number(b)).map(read);
}

/** Largest error of an output in units of the tolerance; infinite where sizes differ. */
function errorOf(found, wanted, precision) {
  if (!isTensorValue(found) || !isTensorValue(wanted)) return Number.POSITIVE_INFINITY;
  const [a, b] = [numbersOf(found), numbersOf(wanted)];
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const [atol, rtol] = TOLERANCES[precision];
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) worst = Math.max(worst, Math.abs(a[i] - b[i]) / (atol + rtol * Math.abs(b[i])));
  }
  return worst;
}

/** Whether the checker passes all binaries. */
function isSound(bundle) {
  const diagnostics = new Diagnostics();
  for (const { name } of bundle.manifest.parts) {
    const elf = name.endsWith('.elf') && readElf(bundle.open(name), diagnostics);
    if (elf) checkBinary(elf, diagnostics);
  }
  return diagnostics.list.length === 0;
}

/** The share of the matrix unit's lanes that did useful work. Undefined where the unit did nothing, as in single precision. */
function lanesUsed(counters) {
  const charged = counters['lane cycles: matrix'];
  return charged ? (counters['useful lane cycles: matrix'] ?? 0) / charged : undefined;
}

async function measure(name, path, options) {
  const [compiled, compiling] = await seconds(async () => must(await compile(path, { target: 'card', ...options })));
  const bundle = compiled.bundle.inMemory();
  const sound = isSound(bundle);
  const network = must(await loadNetwork(bundle, { workers: 0 }));
  let [error, running, counters] = [0, 0, {}];
  const sets = readdirSync(dirname(path)).filter((entry) => entry.startsWith('test_data_set_'));
  for (const set of sets.sort()) {
    const folder = join(dirname(path), set);
    const inputs = recorded(folder, 'input_');
    const names = network.manifest.inputs.map((info) => info.name);
    const [result, taken] = await seconds(async () =>
      must(await network.run(new Map(names.map((n, i) => [n, inputs[i]])))),
    );
    const found = [...result.outputs.values()];
    error = Math.max(
      error,
      ...recorded(folder, 'output_').map((want, i) => errorOf(found[i], want, options.precision)),
    );
    if (running > 0) continue;
    running = taken;
    for (const part of result.partitions) {
      for (const [key, value] of Object.entries(part.counters)) counters[key] = (counters[key] ?? 0) + value;
    }
  }
  await network.close();
  const { devices, fallback, tables } = compiled.report;
  const words = devices.reduce((sum, { figures }) => sum + (figures.words ?? 0), 0);
  const host = fallback.map(({ op, nodes }) => `${op} × ${nodes.length}`).join(', ');
  const used = lanesUsed(counters);
  const saved = tables.reduce((sum, each) => sum + each.bytesBefore - each.bytesAfter, 0);
  const worst = Math.max(0, ...tables.map((each) => each.worst?.error ?? 0));
  return [
    ...[name, String(words), host || 'none', compiling.toFixed(2), running.toFixed(2), error.toFixed(2)],
    used === undefined ? '' : `${(100 * used).toFixed(0)} %`,
    ...(options.tables ? [(saved / 1024).toFixed(0), worst.toPrecision(2)] : []),
    sound ? 'passes' : 'FAILS',
  ];
}

const given = process.argv.slice(2);
const flag = (name, otherwise) =>
  given.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const asked = given.filter((word) => !word.startsWith('--'));
const tables = flag('tables');
const options = {
  machine: flag('machine', 'nnp-i'),
  precision: flag('precision', 'fp16'),
  ...(tables ? { tables } : {}),
};
const rows = [];
for (const [name, path] of networks()) {
  const isRecorded = existsSync(join(dirname(path), 'test_data_set_0'));
  if (!isRecorded || name === 'bad-model' || (asked.length > 0 && !asked.includes(name))) continue;
  process.stderr.write(`${name}\n`);
  rows.push(await measure(name, path, options));
}
const smaller = tables ? ['KiB saved by tables', 'worst element of a row'] : [];
const head = [
  'words',
  'on the host',
  'compile, s',
  'run, s',
  'error / tolerance',
  'matrix lanes used',
  ...smaller,
  'checker',
];
console.log(`${options.machine}, ${options.precision}${tables ? `, ${tables} tables` : ''}`);
console.log(table([['', ...head], ...rows]));
if (rows.some((row) => row.at(-1) === 'FAILS')) process.exitCode = 1;
