// What the cache that engines share is worth: simulated cycles and bytes moved for one request on a card with it and on the same card
// without it (`capacity: 0 B`). Results must be the same bytes.
//
//   node bench/shared-cache.mjs [--machine nnp-i] [name …]
//
// Networks are those of the folder AFTERGLOW_TEST_DATA (by default `../shared` beside the checkout), inputs are made up from seed 0 and sizes
// are the smallest of their ranges. Cycles are those of the card that did most.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, writeCompilation } from '@afterglow/compiler';
import { hostValuesEqual } from '@afterglow/core';
import { presets } from '@afterglow/machine';
import { load, randomInputs } from '@afterglow/runtime';
import { table } from './lib/measure.mjs';
import { must } from './lib/must.mjs';
import { networks } from './lib/networks.mjs';

const NETWORKS = ['light_resnet50', 'bert-tiny-opset17', 'mobilenet-v2', 'vit', 'llama-tiny', 'dlrm-kaggle'];

async function run(path, machine, folder) {
  must(writeCompilation(must(await compile(path, { target: 'card', machine, precision: 'fp16' })), folder));
  const network = must(await load(folder, { workers: 0 }));
  const { outputs, partitions } = must(await network.run(randomInputs(network.manifest, 0)));
  await network.close();
  const most = (name) => Math.max(0, ...partitions.map(({ counters }) => counters[name] ?? 0));
  const bytes = (pattern) =>
    partitions
      .flatMap(({ counters }) => Object.entries(counters))
      .reduce((sum, [name, count]) => sum + (pattern.test(name) ? count : 0), 0);
  return {
    values: [...outputs.values()],
    serial: most('serial cycles (simulated)'),
    slowest: most('cycles of the slowest engine between barriers, summed (simulated)'),
    dram: bytes(/^bytes: .*dram/),
    llc: bytes(/^bytes: .*llc/),
  };
}

async function measure(name, path, machines) {
  const folder = mkdtempSync(join(tmpdir(), 'afterglow-bench-'));
  try {
    const files = machines.map((text, i) => {
      const file = join(folder, `card${i}.yaml`);
      writeFileSync(file, text);
      return file;
    });
    const [without, cached] = [
      await run(path, files[0], join(folder, 'without')),
      await run(path, files[1], join(folder, 'cached')),
    ];
    const same = without.values.every((value, i) => hostValuesEqual(value, cached.values[i]));
    const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(2);
    const count = (cycles) => Math.round(cycles).toLocaleString('en-US');
    return [
      name,
      ...[without.serial, cached.serial, without.slowest, cached.slowest].map(count),
      ...[without.dram, cached.dram, cached.llc].map(mebibytes),
      same ? 'yes' : 'NO',
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const given = process.argv.slice(2);
const at = given.indexOf('--machine');
const [, preset] = at < 0 ? [] : given.splice(at, 2);
const plain = presets.get(preset ?? 'nnp-i');
if (plain === undefined) throw new Error(`there is no machine ${preset}`);
// The capacity of the cache, on its line or on that of its block.
const without = plain.replace(/(llc:\s*\{?\s*capacity: )\d+ \w+/, '$10 B');
if (without === plain) throw new Error('the machine file has no llc to take away');
const known = new Map(networks());
const rows = [];
for (const name of given.length > 0 ? given : NETWORKS) {
  const path = known.get(name);
  if (path) rows.push(await measure(name, path, [without, plain]));
  else console.error(`${name} is not there`);
}
const head = [
  '',
  'serial cycles',
  'with llc',
  'slowest engine',
  'with llc',
  'MiB dram',
  'with llc',
  'MiB llc',
  'same bytes',
];
console.log(table([head, ...rows]));
if (rows.some((row) => row.at(-1) === 'NO')) process.exitCode = 1;
