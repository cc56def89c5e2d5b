// Figures of a step: how many of what op, which tensors are large, what the functions hold.

import {
  type FuncData,
  type NodeData,
  nodeKey,
  type RegionData,
  type StepData,
  type ViewData,
} from '../../view/data.js';

export interface OpFigure {
  readonly op: string;
  readonly family: string;
  count: number;
  ops: number;
}

export interface TensorFigure {
  readonly name: string;
  readonly kind: 'weight' | 'activation';
  readonly type: number;
  readonly bytes: number;
  /** Key of a node that makes or reads it. */
  readonly key: string | undefined;
}

export interface FuncFigure {
  readonly func: FuncData;
  readonly devices: readonly string[];
  readonly nodes: number;
  readonly ops: number;
  readonly weights: number;
  readonly peak: number;
}

export interface Summary {
  readonly nodes: number;
  readonly ops: number;
  readonly weights: number;
  readonly peak: number;
  readonly byOp: readonly OpFigure[];
  readonly largest: readonly TensorFigure[];
  readonly funcs: readonly FuncFigure[];
}

const SHOWN = 15;

/** Nodes of a region and of all regions inside. */
export function* nodesIn(region: RegionData, data: ViewData): Generator<NodeData> {
  for (const number of region.nodes) {
    const node = data.nodes[number];
    if (!node) continue;
    yield node;
    for (const inner of node.regions) yield* nodesIn(inner, data);
  }
}

export function summaryOf(data: ViewData, step: StepData): Summary {
  const byOp = new Map<string, OpFigure>();
  const tensors: TensorFigure[] = [];
  const readers = new Map<string, string>();
  const consts = new Map(step.consts.map((number) => [data.consts[number]?.name ?? '', data.consts[number]]));
  const placed = new Map<string, readonly string[]>();
  const funcs = step.funcs.map((func): FuncFigure => {
    let [nodes, ops] = [0, 0];
    const read = new Set<string>();
    for (const node of nodesIn(func, data)) {
      nodes++;
      ops += node.ops;
      const key = nodeKey(func.name, node);
      if (node.callee !== undefined) placed.set(node.callee, node.placement ?? []);
      const figure = byOp.get(node.op) ?? { op: node.op, family: node.family, count: 0, ops: 0 };
      figure.count++;
      figure.ops += node.ops;
      byOp.set(node.op, figure);
      for (const [, value] of node.operands) {
        if (!consts.has(value)) continue;
        read.add(value);
        if (!readers.has(value)) readers.set(value, key);
      }
      for (const [name, type] of node.results) {
        tensors.push({ name, kind: 'activation', type, bytes: data.typeBytes[type] ?? 0, key });
      }
    }
    let weights = 0;
    for (const name of read) weights += consts.get(name)?.bytes ?? 0;
    return { func, devices: [], nodes, ops, weights, peak: Math.max(0, ...func.live) };
  });
  let weights = 0;
  for (const [name, constant] of consts) {
    if (!constant) continue;
    weights += constant.bytes;
    tensors.push({ name, kind: 'weight', type: constant.type, bytes: constant.bytes, key: readers.get(name) });
  }
  tensors.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  return {
    nodes: funcs.reduce((sum, figure) => sum + figure.nodes, 0),
    ops: funcs.reduce((sum, figure) => sum + figure.ops, 0),
    weights,
    peak: Math.max(0, ...funcs.map((figure) => figure.peak)),
    byOp: [...byOp.values()].sort((a, b) => b.count - a.count || (a.op < b.op ? -1 : 1)),
    largest: tensors.slice(0, SHOWN),
    funcs: funcs.map((figure) => ({ ...figure, devices: placed.get(figure.func.name) ?? [] })),
  };
}
