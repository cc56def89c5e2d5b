// Nodes left after our optimize stage, beside the nodes of the model that onnxruntime saves after its own optimisation.
//
//   node bench/optimizer.mjs [--ops] [--json=file] [name …]
//
// Networks are those of the folder AFTERGLOW_TEST_DATA (by default `../shared` beside the checkout): `models`,
// `models-third-party` and `onnx-backend-tests/light`. With names, only those; `--ops` lists which ops make the difference, on
// networks where ours is more or that were asked for by name.
//
// Both sides are counted alike: every node of the graph and of the graphs inside its nodes; bodies of functions once. Constants are
// no nodes on either side: ours never are, and `Constant` nodes of a file are left out, since onnxruntime makes initializers of them.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { openFolder } from '@afterglow/bundle/node';
import { compile } from '@afterglow/compiler';
import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { walk } from '@afterglow/ir';
import { describeModel, readModel } from '@afterglow/onnx';
import { table } from './lib/measure.mjs';
import { data, networks } from './lib/networks.mjs';
import { peer } from './lib/peer.mjs';

const LEVELS = ['basic', 'extended', 'all'];

/** Nodes by op of an ONNX file. */
function countFile(path) {
  const folder = openFolder(dirname(path));
  const diagnostics = new Diagnostics();
  const model = readModel(folder.open(basename(path)), diagnostics);
  folder.close();
  if (!model) throw new Error(renderDiagnostics(diagnostics.list));
  const counts = new Map();
  for (const { op, count } of describeModel(model).operators) if (op !== 'Constant') counts.set(op, count);
  return counts;
}

function countModule(module) {
  const counts = new Map();
  for (const func of module.funcs.values()) {
    for (const node of walk(func.body)) counts.set(node.op.name, (counts.get(node.op.name) ?? 0) + 1);
  }
  return counts;
}

const total = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);

const listed = (counts) =>
  [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([op, count]) => `${op} ${count}`)
    .join(', ');

async function ours(path) {
  const started = performance.now();
  const compiled = await compile(path, { target: 'interpreter', stopAfter: 'optimize' });
  const ms = performance.now() - started;
  if (!compiled.ok) return { problem: compiled.diagnostics[0]?.code ?? 'failed' };
  return { ms, counts: countModule(compiled.value.module) };
}

/** Counts of the model that onnxruntime saves at a level, and the time of a session that saves nothing. */
async function theirs(runtime, path, level, folder) {
  const saved = join(folder, `${level}.onnx`);
  const options = { graphOptimizationLevel: level, logSeverityLevel: 3, intraOpNumThreads: 1 };
  try {
    const session = await runtime.InferenceSession.create(path, { ...options, optimizedModelFilePath: saved });
    await session.release();
    const started = performance.now();
    const plain = await runtime.InferenceSession.create(path, options);
    const ms = performance.now() - started;
    await plain.release();
    return { ms, counts: countFile(saved) };
  } catch (error) {
    return { problem: String(error).slice(0, 120) };
  } finally {
    rmSync(saved, { force: true });
  }
}

if (!existsSync(data)) {
  console.log(`skipped: there is no folder ${data}; AFTERGLOW_TEST_DATA names the one with models/`);
  process.exit(0);
}
const runtime = await peer();
const args = process.argv.slice(2);
const asked = args.filter((arg) => !arg.startsWith('--'));
const json = args.find((arg) => arg.startsWith('--json='))?.slice('--json='.length);
const out = mkdtempSync(join(tmpdir(), 'optimizer-'));
const results = [];
for (const [name, path] of networks()) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  // The first compilation of a process also loads and compiles our own code.
  if (results.length === 0) await ours(path);
  const result = { name, ours: await ours(path), peers: {} };
  try {
    result.imported = countFile(path);
  } catch {
    result.imported = undefined;
  }
  if (runtime) for (const level of LEVELS) result.peers[level] = await theirs(runtime, path, level, out);
  results.push(result);
}
rmSync(out, { recursive: true, force: true });

const count = (side) => (side?.counts ? String(total(side.counts)) : side?.problem ? 'fails' : '');
const time = (side) => (side?.ms === undefined ? '' : side.ms.toFixed(0));
const rows = results.map(({ name, imported, ours, peers }) => [
  name,
  imported ? String(total(imported)) : '',
  count(ours),
  ...LEVELS.map((level) => count(peers[level])),
  time(ours),
  time(peers.all),
]);
const head = ['network', 'in the file', 'ours', ...LEVELS, 'ours, ms', 'all, ms'];
console.log(table([head, ...rows]));

const compared = results.filter(({ ours, peers }) => ours.counts && peers.all?.counts);
const more = compared.filter(({ ours, peers }) => total(ours.counts) > total(peers.all.counts));
if (runtime) {
  const sum = (side) => compared.reduce((nodes, result) => nodes + total(side(result).counts), 0);
  console.log(
    `\n${compared.length} networks, ${sum(({ ours }) => ours)} nodes of ours to ${sum(({ peers }) => peers.all)} at level all; ` +
      `${more.length === 0 ? 'ours is never more' : `ours is more on ${more.map(({ name }) => name).join(', ')}`}`,
  );
}
if (args.includes('--ops')) {
  for (const { name, ours, peers } of asked.length > 0 ? compared : more) {
    console.log(`\n${name}\n  ours  ${listed(ours.counts)}\n  all   ${listed(peers.all.counts)}`);
  }
}
if (json !== undefined) {
  const plain = results.map(({ name, imported, ours, peers }) => ({
    name,
    imported: imported && Object.fromEntries(imported),
    ours: ours.counts && Object.fromEntries(ours.counts),
    peers: Object.fromEntries(
      Object.entries(peers).map(([level, side]) => [level, side.counts && Object.fromEntries(side.counts)]),
    ),
  }));
  writeFileSync(json, `${JSON.stringify(plain, undefined, 1)}\n`);
}
