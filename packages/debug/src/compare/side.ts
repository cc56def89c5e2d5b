// One side of a comparison: a graph, as imported or optimised, computed by a backend, with the value of every node.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, findEvaluator, passLibrary, writeGir } from '@afterglow/compiler';
import { type Diagnostics, type HostValue, isTensorValue } from '@afterglow/core';
import { cloneModule, type Module, type Node, nodesOf, ops } from '@afterglow/ir';
import { runPipeline } from '@afterglow/passes';
import { loadNetwork } from '@afterglow/runtime';
import { debugDiagnostics } from '../diagnostics.js';
import type { Interpreter } from '../execute/interpreter.js';
import { rebuild } from '../reduce/rebuild.js';

export interface Side {
  readonly graph: 'import' | 'optimized';
  readonly backend: string;
}

/** The text form `import:interpreter`, or undefined when it is none. */
export function parseSide(text: string): Side | undefined {
  const [, graph, backend = ''] = /^(import|optimized):(.+)$/.exec(text) ?? [];
  return graph === 'import' || graph === 'optimized' ? { graph, backend } : undefined;
}

export interface Layers {
  /** Nodes of `@main` in order. */
  readonly nodes: readonly Node[];
  /** By name of the value. */
  readonly values: ReadonlyMap<string, HostValue>;
}

/** The graph of a side; `module` stays what it is. */
async function graphOf(module: Module, { graph }: Side, diagnostics: Diagnostics): Promise<Module> {
  const copy = cloneModule(module);
  if (graph === 'import') return copy;
  const evaluate = await findEvaluator();
  const steps = passLibrary().pipelines?.get('default')?.steps ?? [];
  runPipeline(copy, steps, { registry: ops, diagnostics, ...(evaluate ? { evaluate } : {}) });
  return copy;
}

/** Computes a graph that answers every value of `@main` on a backend. */
async function runOn(
  backend: string,
  module: Module,
  inputs: ReadonlyMap<string, HostValue>,
  diagnostics: Diagnostics,
): Promise<ReadonlyMap<string, HostValue> | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'afterglow-compare-'));
  try {
    const file = join(folder, 'layers.gir');
    writeGir(module, file);
    // The graph is to stay as it is, so that its values can be told apart.
    const compiled = await compile(file, { target: backend, resumeFrom: 'quantize' });
    diagnostics.list.push(...compiled.diagnostics.filter(({ severity }) => severity === 'error'));
    const bundle = compiled.ok ? compiled.value.bundle?.inMemory() : undefined;
    const network = bundle && (await loadNetwork(bundle, { workers: 0 }));
    if (!network?.ok) return undefined;
    try {
      const known = new Set(network.value.manifest.inputs.map(({ name }) => name));
      const result = await network.value.run(new Map([...inputs].filter(([name]) => known.has(name))));
      diagnostics.list.push(...result.diagnostics.filter(({ severity }) => severity === 'error'));
      return result.ok ? result.value.outputs : undefined;
    } finally {
      await network.value.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every value of a side, or undefined with the problems reported. */
export async function layersOf(
  module: Module,
  side: Side,
  inputs: ReadonlyMap<string, HostValue>,
  interpreter: Interpreter,
  diagnostics: Diagnostics,
): Promise<Layers | undefined> {
  const graph = await graphOf(module, side, diagnostics);
  const main = graph.funcs.get('main');
  if (!main) return undefined;
  const nodes = [...nodesOf(main.body)];
  if (side.backend === 'interpreter') {
    const values = new Map<string, HostValue>();
    const outcome = interpreter.run(graph, inputs, (value, host, node) => {
      if (node?.region === main.body) values.set(value.name, host);
    });
    if (outcome.kind === 'outputs') return { nodes, values };
    diagnostics.report(debugDiagnostics.cannotRun, { problem: outcome.because });
    return undefined;
  }
  const results = nodes.flatMap((node) => node.results.filter((value) => value.type.kind === 'tensor'));
  const all = rebuild(graph, { results });
  if (!all) {
    diagnostics.report(debugDiagnostics.cannotRun, { problem: 'its values cannot all be outputs' });
    return undefined;
  }
  const values = await runOn(side.backend, all, inputs, diagnostics);
  return values && { nodes, values: new Map([...values].filter(([, value]) => isTensorValue(value))) };
}
