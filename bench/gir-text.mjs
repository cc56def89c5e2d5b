// How long graph IR takes to print, parse, verify and tidy up, and that the time grows with the text: 5,000 nodes against
// 50,000. Run after `npm run build`:
//
//     node bench/gir-text.mjs [nodes] [--json]

import { parseArgs } from 'node:util';
import { Diagnostics, dim, nodeOrigin, splatTensor } from '@afterglow/core';
import {
  Builder,
  createFunc,
  createModule,
  graphDifference,
  ops,
  parseModule,
  printModule,
  setRange,
  setResultNames,
  tensorType,
  verifyModule,
} from '@afterglow/ir';
import { canonicalize, removeDeadNodes, removeDuplicateNodes, runPipeline } from '@afterglow/passes';

/** A module like a deep network's: layers with weights, activations, residual sums, a branch now and then. */
function network(nodes) {
  const module = createModule('network');
  const func = createFunc(module, 'main');
  setRange(func, 'N', { lo: 1, hi: 64 });
  const builder = new Builder(func.body, { registry: ops });
  let value = builder.param('image', tensorType('f32', [dim.symbol('N'), 256]));
  let residual = value;
  for (let i = 0; i < nodes; i++) {
    const options = { names: [i % 7 === 0 ? `/layer.${i}/Op` : `layer.${i}`], origin: nodeOrigin(`Node_${i}`) };
    if (i % 4 === 0) {
      const weight = builder.constant(`weight.${i}`, splatTensor('f32', [256, 256], i));
      const bias = builder.constant(`bias.${i}`, splatTensor('f32', [256], i));
      value = builder.value('fully_connected', [value, weight, bias], {}, options);
    } else if (i % 4 === 1) value = builder.value('relu', [value], {}, options);
    else if (i % 4 === 2) value = builder.value('add', [value, residual], {}, options);
    else {
      value = builder.value('softmax', [value], { axis: -1 }, options);
      residual = value;
    }
  }
  builder.results([value]);
  setResultNames(func, ['logits']);
  return module;
}

/** The result and the shortest of three times: what else runs on the machine only ever adds. */
function timed(work, runs = 3) {
  let result;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    result = work();
    best = Math.min(best, performance.now() - start);
  }
  return [result, best];
}

function measure(nodes) {
  const registry = ops;
  const diagnostics = new Diagnostics();
  const [module, build] = timed(() => network(nodes));
  const [text, print] = timed(() => printModule(module));
  const [again, parse] = timed(() => parseModule(text, { file: 'network.gir', registry, diagnostics }));
  if (!again || graphDifference(module, again) !== undefined) throw new Error('the text does not read back');
  const [sound, verify] = timed(() => verifyModule(again, diagnostics));
  if (!sound) throw new Error('the module does not verify');
  const passes = [canonicalize, removeDuplicateNodes, removeDeadNodes];
  const [, tidy] = timed(() => runPipeline(again, passes, { registry, diagnostics, verify: false }), 1);
  const round = (x) => Math.round(x);
  return {
    nodes,
    megabytes: Number((text.length / 1e6).toFixed(1)),
    milliseconds: {
      build: round(build),
      print: round(print),
      parse: round(parse),
      verify: round(verify),
      passes: round(tidy),
    },
  };
}

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const nodes = Number(positionals[0] ?? 50_000);
measure(Math.max(1, Math.round(nodes / 10))); // warms up the compiled code
const small = measure(Math.max(1, Math.round(nodes / 10)));
const large = measure(nodes);
const growth = Number((large.milliseconds.parse / small.milliseconds.parse).toFixed(1));
if (values.json) console.log(JSON.stringify({ small, large, growth }));
else {
  for (const run of [small, large]) {
    const times = Object.entries(run.milliseconds).map(([what, ms]) => `${what} ${ms} ms`);
    console.log(`${String(run.nodes).padStart(6)} nodes, ${run.megabytes} MB: ${times.join(', ')}`);
  }
  console.log(`parse time of 10 times the nodes: ${growth} times`);
}
