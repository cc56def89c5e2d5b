// Seconds the functional simulator of the card takes for one request, beside the interpreter computing the same graph in the card's
// arithmetic. Results must be the same bytes: from both, from a second run, and with a worker a card.
//
//   node bench/simulator.mjs [--no-interpreter] [name …]
//
// Networks are those of the folder AFTERGLOW_TEST_DATA (by default `../shared` beside the checkout). Inputs are made up from seed 0, sizes
// are the smallest of their ranges, so that one image is one image. Worker threads start cold: their time holds loading and compiling of code.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interpret } from '@afterglow/backend-interpreter';
import { compile, writeCompilation } from '@afterglow/compiler';
import { Diagnostics, hostValuesEqual, renderDiagnostics } from '@afterglow/core';
import { load, randomInputs } from '@afterglow/runtime';
import { seconds, table } from './lib/measure.mjs';
import { must } from './lib/must.mjs';
import { networks } from './lib/networks.mjs';

const NETWORKS = [
  ['light_resnet50', 'fp16'],
  ['light_resnet50', 'fp32'],
  ['mobilenet-v2', 'fp16'],
  ['vit', 'fp16'],
  ['bert-tiny-opset17', 'fp16'],
  ['llama-tiny', 'fp16'],
  ['dlrm-kaggle', 'fp16'],
  ['dlrm-rm2-small', 'fp16'],
  ['dlrm-dcnv2', 'fp16'],
];

const same = (a, b) => a.length === b.length && a.every((value, i) => hostValuesEqual(value, b[i]));

async function measure(name, path, precision, withInterpreter) {
  const folder = mkdtempSync(join(tmpdir(), 'afterglow-bench-'));
  try {
    const options = { target: 'card', precision };
    must(writeCompilation(must(await compile(path, options)), join(folder, 'out')));
    const network = must(await load(join(folder, 'out'), { workers: 0 }));
    const inputs = randomInputs(network.manifest, 0);
    const once = (which) => seconds(async () => must(await which.run(inputs)));
    const [first, cold] = await once(network);
    const [second, warm] = await once(network);
    await network.close();
    const threaded = must(await load(join(folder, 'out')));
    const [third, workers] = await once(threaded);
    await threaded.close();
    const values = [first, second, third].map(({ outputs }) => [...outputs.values()]);
    const macs = first.partitions.reduce((sum, { counters }) => sum + (counters['multiply-accumulates'] ?? 0), 0);
    const row = [`${name}, ${precision}`, (macs / 1e6).toFixed(1), ...[cold, warm, workers].map((s) => s.toFixed(2))];
    let agrees = values.every((each) => same(each, values[0]));
    if (withInterpreter) {
      const { module } = must(await compile(path, { ...options, stopAfter: 'quantize' }));
      const diagnostics = new Diagnostics();
      const [outputs, taken] = await seconds(() =>
        interpret(module.funcs.get('main'), inputs, { numerics: 'card', diagnostics }),
      );
      if (!outputs) throw new Error(renderDiagnostics(diagnostics.list));
      agrees &&= same([...outputs.values()], values[0]);
      row.push(taken.toFixed(2), (taken / cold).toFixed(1));
    }
    return [...row, agrees ? 'yes' : 'NO'];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const withInterpreter = !flags.includes('--no-interpreter');
const paths = new Map(networks());
const rows = [];
for (const [name, precision] of NETWORKS) {
  const path = paths.get(name);
  if (path === undefined || (asked.length > 0 && !asked.includes(name))) continue;
  rows.push(await measure(name, path, precision, withInterpreter));
}
const head = ['', 'million MACs', 'first run, s', 'second, s', 'workers, s'];
if (withInterpreter) head.push('interpreter, s', 'interpreter / first');
console.log(table([[...head, 'same bytes'], ...rows]));
if (rows.some((row) => row.at(-1) === 'NO')) process.exitCode = 1;
