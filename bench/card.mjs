// What the card makes of every recorded network: words of code, nodes left to the host, seconds to compile and to simulate one request, the
// largest error in units of the tolerance, what the plans of its memories take over the least possible, how much of its units' work and of its
// reserved memory is padding, and what the checker says.
//
//   node bench/card.mjs [--machine=nnp-i] [--precision=fp16|fp32] [--tables=int8|int4] [name …]
//
// Networks are those of the folder AFTERGLOW_TEST_DATA (by default `../shared` beside the checkout) that come with recorded data. The
// tolerance is 1e-2 + 2e-2·|x| in half and 1e-3 + 1e-3·|x| in single precision. ONNX's image networks saturate in half precision, as their
// weights are constants that it cannot add up. The card is simulated: seconds are this machine's.

import { checkBinary, readElf } from '@afterglow/backend-card/device';
import { compile, parseDimOption } from '@afterglow/compiler';
import { Diagnostics, isTensorValue, numbersOf } from '@afterglow/core';
import { loadNetwork } from '@afterglow/runtime';
import { seconds, table } from './lib/measure.mjs';
import { must } from './lib/must.mjs';
import { networks } from './lib/networks.mjs';
import { dataSets, isRecorded } from './lib/recorded.mjs';

const TOLERANCES = { fp16: [1e-2, 2e-2], fp32: [1e-3, 1e-3] };

/** Sizes of recorded data above the default bound. */
const DIMS = { 'silero-vad-16k-op15': ['sequence=0..576'], 'silero-vad-half-16k': ['sequence=0..576'] };

/** Largest error of an output in units of the tolerance; infinite where sizes differ, or one is no number and the other is. */
function errorOf(found, wanted, precision) {
  if (!isTensorValue(found) || !isTensorValue(wanted)) return Number.POSITIVE_INFINITY;
  const [a, b] = [numbersOf(found), numbersOf(wanted)];
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const [atol, rtol] = TOLERANCES[precision];
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    if (Object.is(a[i], b[i])) continue;
    const error = Math.abs(a[i] - b[i]) / (atol + rtol * Math.abs(b[i]));
    worst = Math.max(worst, Number.isNaN(error) ? Number.POSITIVE_INFINITY : error);
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

/** A share in percent; nothing of nothing. */
const percent = (part, whole) => (whole ? `${Number(((100 * part) / whole).toPrecision(2))} %` : '');

/** The share of a unit's lanes that did useful work. The matrix unit does nothing in single precision. */
const lanesUsed = (counters, unit) =>
  percent(counters[`useful lane cycles: ${unit}`] ?? 0, counters[`lane cycles: ${unit}`]);

/** The share that a request fills of what cards reserve for inputs and outputs at the upper bounds of sizes. */
function filled(partitions) {
  const bounded = partitions.filter(({ bytesReserved }) => bytesReserved !== undefined);
  const sum = (bytes) => bounded.reduce((total, each) => total + bytes(each), 0);
  return percent(
    sum(({ bytesIn, bytesOut }) => bytesIn + bytesOut),
    sum(({ bytesReserved }) => bytesReserved),
  );
}

/** Bytes planned over the least possible, of all plans for one memory; nothing where none uses it. */
function overLeast(devices, name) {
  const uses = devices.flatMap(({ memories }) => memories.filter(({ memory }) => memory === name));
  const sum = (pick) => uses.reduce((total, use) => total + pick(use), 0);
  const least = sum((use) => use.least);
  return least === 0 ? '' : (sum((use) => use.bytes) / least).toFixed(3);
}

async function measure(name, path, options) {
  const saturate = options.precision === 'fp16' && name.startsWith('light_');
  const dims = (DIMS[name] ?? []).map((text) => parseDimOption(text, new Diagnostics()));
  const how = { target: 'card', ...options, saturate, dims };
  const [compiled, compiling] = await seconds(async () => must(await compile(path, how)));
  const bundle = compiled.bundle.inMemory();
  const sound = isSound(bundle);
  const network = must(await loadNetwork(bundle, { workers: 0 }));
  let [error, running, partitions] = [0, 0, undefined];
  const counters = {};
  for (const { inputs, outputs } of dataSets(path, network.manifest)) {
    const [result, taken] = await seconds(async () => must(await network.run(inputs)));
    const found = [...result.outputs.values()];
    error = Math.max(error, ...outputs.map((want, i) => errorOf(found[i], want, options.precision)));
    if (partitions) continue;
    [running, partitions] = [taken, result.partitions];
    for (const part of partitions) {
      for (const [key, value] of Object.entries(part.counters)) counters[key] = (counters[key] ?? 0) + value;
    }
  }
  await network.close();
  const { devices, fallback, tables } = compiled.report;
  const words = devices.reduce((sum, { figures }) => sum + (figures.words ?? 0), 0);
  const host = fallback.map(({ op, nodes }) => `${op} × ${nodes.length}`).join(', ');
  const saved = tables.reduce((sum, each) => sum + each.bytesBefore - each.bytesAfter, 0);
  const worst = Math.max(0, ...tables.map((each) => each.worst?.error ?? 0));
  return [
    ...[name, String(words), host || 'none', compiling.toFixed(2), running.toFixed(2), error.toFixed(2)],
    ...[lanesUsed(counters, 'matrix'), lanesUsed(counters, 'vector'), filled(partitions ?? [])],
    ...['sram', 'acc', 'llc', 'dram'].map((memory) => overLeast(devices, memory)),
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
  if (!isRecorded(path) || name === 'bad-model' || (asked.length > 0 && !asked.includes(name))) continue;
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
  'vector lanes used',
  'of bounds filled',
  'sram / least',
  'acc / least',
  'llc / least',
  'dram / least',
  ...smaller,
  'checker',
];
console.log(`${options.machine}, ${options.precision}${tables ? `, ${tables} tables` : ''}`);
console.log(table([['', ...head], ...rows]));
if (rows.some((row) => row.at(-1) === 'FAILS')) process.exitCode = 1;
