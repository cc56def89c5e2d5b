// The static memory plan of every network at hand after optimisation: bytes planned, the least possible (most bytes in use at one
// moment), what would be in use at the fullest moment if every value had memory of its own, and the time of planning.
//
//   node bench/memory.mjs [--size=n] [--check] [name …]
//
// Sizes that a network leaves free are `n` (8 unless given) where their ranges allow it. `--check` runs the checker of plans as well.

import { basename, dirname } from 'node:path';
import { openFolder } from '@afterglow/bundle/node';
import { compile } from '@afterglow/compiler';
import { sizeEvaluator, walk } from '@afterglow/ir';
import { planFunc, planProblems } from '@afterglow/lir';
import { median, table, times } from './lib/measure.mjs';
import { data, networks } from './lib/networks.mjs';

const RUNS = 3;
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const size = Number(options.find((option) => option.startsWith('--size='))?.slice(7) ?? 8);
const check = options.includes('--check');

async function optimized(path) {
  const folder = openFolder(dirname(path));
  const source = folder.open(basename(path));
  const open = (name) => folder.open(name);
  const result = await compile(
    { name: basename(path), source, open },
    { target: 'interpreter', stopAfter: 'optimize' },
  );
  folder.close();
  return result.ok ? result.value.module.funcs.get('main') : undefined;
}

function sizesOf(func) {
  return new Map([...func.ranges].map(([name, { lo, hi }]) => [name, Math.min(hi, Math.max(lo, size))]));
}

const list = networks().filter(([name]) => asked.length === 0 || asked.includes(name));
if (list.length === 0) console.log(`skipped: there is no network in ${data}; AFTERGLOW_TEST_DATA names the folder`);
const kib = (bytes) => (bytes / 1024).toFixed(1);
const rows = [
  ['', 'nodes', 'planned, KiB', 'least, KiB', 'ratio', 'unshared, KiB', 'views', 'in place', 'joined', 'ms'],
];
let worst = 1;
for (const [name, path] of list) {
  const func = await optimized(path);
  if (!func) {
    console.log(`${name}: refused`);
    continue;
  }
  const sizeOf = sizeEvaluator(sizesOf(func));
  const plan = planFunc(func, { sizeOf });
  const taken = median(await times(RUNS, () => planFunc(func, { sizeOf })));
  const problems = check ? planProblems(func, plan, sizeOf) : [];
  if (problems.length > 0) console.log(`${name}: WRONG\n  ${problems.join('\n  ')}`);
  const ratio = plan.bytes / plan.lowerBound;
  worst = Math.max(worst, ratio);
  const { views, inplace, joined } = plan.shared;
  rows.push([
    name,
    String([...walk(func.body)].length),
    kib(plan.bytes),
    kib(plan.lowerBound),
    ratio.toFixed(3),
    kib(plan.unshared),
    ...[views, inplace, joined].map(String),
    taken.toFixed(1),
  ]);
}
if (rows.length > 1) console.log(`${table(rows)}\nworst ratio: ${worst.toFixed(4)}`);
