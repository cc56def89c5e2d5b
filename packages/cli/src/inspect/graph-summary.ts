// What a person wants to know of a graph: sizes, ops with their work and who can run them, weights, memory.

import { type Backend, whyIllegal } from '@afterglow/backend-api';
import { type Dim, dim, ELEMENT_TYPES, isFloat, tensorBytes } from '@afterglow/core';
import { type Func, type Module, type Node, printType, sizeEvaluator, typeBytes, walk, workOf } from '@afterglow/ir';
import { type FuncPlan, planFunc } from '@afterglow/lir';

export interface OpSummary {
  readonly op: string;
  readonly count: number;
  /** Arithmetic operations of all uses, each body of a region counted once. */
  readonly work: number;
  /** By backend: how many of the uses it can run, and why not the others. */
  readonly support: Readonly<Record<string, { readonly runs: number; readonly reasons: readonly string[] }>>;
}

export interface LargeTensor {
  readonly name: string;
  readonly kind: 'weight' | 'activation';
  readonly type: string;
  readonly bytes: number;
}

export interface FuncSummary {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Ranges of free sizes. */
  readonly sizes: readonly string[];
  /** The sizes that the figures below are for. */
  readonly at: Readonly<Record<string, number>>;
  readonly nodes: number;
  readonly ops: readonly OpSummary[];
  readonly work: number;
  /** The static plan for parameters, intermediate values and results; `during` is the node at which most is in use. */
  readonly memory: {
    readonly plannedBytes: number;
    readonly lowerBoundBytes: number;
    readonly unsharedBytes: number;
    readonly during: string | undefined;
    readonly shared: FuncPlan['shared'];
  };
  readonly largest: readonly LargeTensor[];
}

export interface WeightSummary {
  readonly tensors: number;
  readonly parameters: number;
  readonly bytes: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly largest: readonly LargeTensor[];
}

export interface GraphSummary {
  readonly name: string;
  readonly funcs: readonly FuncSummary[];
  readonly weights: WeightSummary;
}

const SHOWN_TENSORS = 10;

function bySize(a: LargeTensor, b: LargeTensor): number {
  return b.bytes - a.bytes || (a.name < b.name ? -1 : 1);
}

/** Numbers for free sizes: those asked for, else the smallest there are, but at least 1. */
function chooseSizes(func: Func, asked: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...func.ranges].map(([name, { lo }]) => [name, asked.get(name) ?? Math.max(1, lo)]));
}

function summarizeOps(nodes: readonly Node[], backends: readonly Backend[], sizeOf: (size: Dim) => number) {
  const ops = new Map<string, { count: number; work: number; support: Record<string, SupportCount> }>();
  for (const node of nodes) {
    const entry = ops.get(node.op.name) ?? { count: 0, work: 0, support: {} };
    ops.set(node.op.name, entry);
    entry.count++;
    entry.work += sizeOf(workOf(node));
    for (const { name, legality } of backends) {
      entry.support[name] ??= { runs: 0, reasons: new Set() };
      const reason = legality && whyIllegal(legality, node);
      if (reason === undefined) entry.support[name].runs++;
      else entry.support[name].reasons.add(reason);
    }
  }
  return [...ops]
    .sort(([a, m], [b, n]) => n.count - m.count || (a < b ? -1 : 1))
    .map(
      ([op, { count, work, support }]): OpSummary => ({
        op,
        count,
        work,
        support: Object.fromEntries(
          Object.entries(support).map(([name, { runs, reasons }]) => [name, { runs, reasons: [...reasons] }]),
        ),
      }),
    );
}

interface SupportCount {
  runs: number;
  readonly reasons: Set<string>;
}

function summarizeFunc(
  func: Func,
  backends: readonly Backend[],
  asked: ReadonlyMap<string, number>,
  open: ReadonlySet<string>,
): FuncSummary {
  const numbers = chooseSizes(func, asked);
  const sizeOf = sizeEvaluator(numbers);
  const nodes = [...walk(func.body)];
  const ops = summarizeOps(nodes, backends, sizeOf);
  const plan = planFunc(func, { sizeOf });
  const values = [...func.body.params, ...nodes.flatMap((node) => node.results)];
  const largest = values.flatMap(({ name, type }): LargeTensor[] =>
    type.kind === 'tensor' ? [{ name, kind: 'activation', type: printType(type), bytes: sizeOf(typeBytes(type)) }] : [],
  );
  const shown = new Set<string>();
  for (const { type } of func.body.params) {
    if (type.kind === 'tensor') for (const size of type.shape) dim.symbolsOf(size, shown);
  }
  return {
    name: func.name,
    inputs: func.body.params.map((param) => `${param.name}: ${printType(param.type)}`),
    outputs: func.body.results.map((value, i) => `${func.resultNames[i] ?? value.name}: ${printType(value.type)}`),
    sizes: [...func.ranges].map(
      ([name, { lo, hi }]) => `${name} in ${lo}..${hi === Number.POSITIVE_INFINITY || open.has(name) ? '' : hi}`,
    ),
    at: Object.fromEntries([...numbers].filter(([name]) => shown.has(name))),
    nodes: nodes.length,
    ops,
    work: ops.reduce((sum, { work }) => sum + work, 0),
    memory: {
      plannedBytes: plan.bytes,
      lowerBoundBytes: plan.lowerBound,
      unsharedBytes: plan.unshared,
      during: plan.peak?.results[0]?.name,
      shared: plan.shared,
    },
    largest: largest.sort(bySize).slice(0, SHOWN_TENSORS),
  };
}

function summarizeWeights(module: Module): WeightSummary {
  const byType: Record<string, number> = {};
  const all: LargeTensor[] = [];
  let parameters = 0;
  for (const value of module.consts.values()) {
    if (value.def.kind !== 'const') continue;
    const { tensor } = value.def;
    const bytes = ELEMENT_TYPES[tensor.elem].bits === 0 ? 0 : tensorBytes(tensor);
    byType[tensor.elem] = (byType[tensor.elem] ?? 0) + bytes;
    if (isFloat(tensor.elem)) parameters += tensor.shape.reduce((product, size) => product * size, 1);
    all.push({ name: value.name, kind: 'weight', type: printType(value.type), bytes });
  }
  const largest = [...all].sort(bySize).slice(0, SHOWN_TENSORS);
  return { tensors: all.length, parameters, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0), byType, largest };
}

/** Summarizes a module. `asked` are sizes that the figures are wanted for, `open` those without a bound of the model's own. */
export function summarizeGraph(
  module: Module,
  backends: readonly Backend[],
  asked: ReadonlyMap<string, number>,
  open: ReadonlySet<string> = new Set(),
): GraphSummary {
  return {
    name: module.name,
    funcs: [...module.funcs.values()].map((func) => summarizeFunc(func, backends, asked, open)),
    weights: summarizeWeights(module),
  };
}
