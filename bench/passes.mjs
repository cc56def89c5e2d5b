// How the time of every pass, of the verifier and of the memory plan grows from a graph of 1,000 nodes to one of 10,000. Linear
// cost is a factor of 10.
//
//   node bench/passes.mjs [graph …] [--sizes=1000,10000]

import { evaluateConstant } from '@afterglow/backend-interpreter';
import { PIPELINES } from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { ops, walk } from '@afterglow/ir';
import { planFunc } from '@afterglow/lir';
import { runPipeline } from '@afterglow/passes';
import { GRAPHS } from './lib/growing-graphs.mjs';
import { median, table } from './lib/measure.mjs';

const sizes = process.argv.find((argument) => argument.startsWith('--sizes='));
const SIZES = sizes ? sizes.slice(8).split(',').map(Number) : [1000, 10_000];
const RUNS = 3;
const pipeline = PIPELINES.find(({ name }) => name === 'default');
const clock = () => performance.now();

/** Milliseconds by pass of one run, with the whole of it and what is around it. */
function measure(make, nodes) {
  const module = make(nodes);
  const diagnostics = new Diagnostics();
  const times = new Map();
  const note = (name, milliseconds) => times.set(name, (times.get(name) ?? 0) + milliseconds);
  const start = clock();
  const report = runPipeline(module, pipeline.steps, { registry: ops, diagnostics, evaluate: evaluateConstant, clock });
  note('whole pipeline', clock() - start);
  if (!report.ok) throw new Error(diagnostics.list.map(({ message }) => message).join('\n'));
  for (const { pass, milliseconds } of report.runs) note(pass, milliseconds);
  note(
    '  verifier and the rest',
    times.get('whole pipeline') - report.runs.reduce((sum, run) => sum + run.milliseconds, 0),
  );
  const before = clock();
  const func = module.funcs.get('main');
  const plan = planFunc(func);
  note('memory plan', clock() - before);
  return { times, left: [...walk(func.body)].length, runs: report.runs.length, ratio: plan.bytes / plan.lowerBound };
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
for (const [name, make] of Object.entries(GRAPHS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  // The first run is for the just-in-time compiler alone.
  measure(make, SIZES[0]);
  const results = SIZES.map((nodes) => Array.from({ length: RUNS }, () => measure(make, nodes)));
  const at = (runs, key) => median(runs.map(({ times }) => times.get(key) ?? 0).sort((a, b) => a - b));
  const keys = [...results[0][0].times.keys()];
  const [small, large] = results.map(([first]) => first);
  console.log(
    `\n${name}: ${SIZES.join(' and ')} nodes become ${small.left} and ${large.left} in ${large.runs} pass runs`,
  );
  const rows = keys.map((key) => {
    const [a, b] = results.map((runs) => at(runs, key));
    return [key, a.toFixed(1), b.toFixed(1), (b / a).toFixed(1)];
  });
  console.log(table([['', ...SIZES.map((nodes) => `${nodes} nodes, ms`), 'factor'], ...rows]));
}
