// The nodes of one graph: names claimed once, initializers decoded, nodes in an order of execution. Also the graphs
// inside `If`, `Loop` and `Scan`, which see the names around them.

import type { Region, Type, Value } from '@afterglow/ir';
import { decodeSparse } from '../data/decode-sparse.js';
import { decodeTensor } from '../data/decode-tensor.js';
import { modelDiagnostics as codes } from '../diagnostics/model.js';
import type { GraphProto, NodeProto } from '../model/proto.js';
import type { ImportBuilder } from './import-builder.js';
import { importNode, placeOf } from './import-node.js';
import type { NodeReader } from './node-reader.js';
import { executionOrder } from './order.js';
import { Refusal } from './refusal.js';
import { type Binding, Scope } from './scope.js';
import type { GraphContext } from './session.js';
import { spreadRanks } from './spread-ranks.js';
import { countCopy, Tail } from './tail.js';

/** Imports nodes into a context; inputs and initializers are bound already. `outputs`: names of what the graph answers. */
export function importNodes(nodes: readonly NodeProto[], context: GraphContext, outputs: readonly string[]): void {
  const { scope, session } = context;
  const sound = nodes.map((node, index) => {
    const place = placeOf(node, index, context);
    const owner = `node ${index} "${place.name}"`;
    let unique = true;
    for (const value of node.output) {
      if (value === '') continue;
      const first = scope.claim(value, owner);
      if (first === undefined) continue;
      unique = false;
      session.report.add(codes.duplicateValue, { value, first, second: owner }, place);
    }
    return unique;
  });
  const { order, cycles, isNeeded } = executionOrder(nodes, sound, outputs);
  for (const cycle of cycles) {
    const names = cycle.map((index) => placeOf(nodes[index] as NodeProto, index, context).name);
    const [first = 0] = cycle;
    const path = [...names, names[0]].join(' → ');
    session.report.add(codes.cycle, { path }, placeOf(nodes[first] as NodeProto, first, context));
  }
  spreadRanks(
    order.flatMap((index) => nodes[index] ?? []),
    scope,
  );
  const inCycle = new Set(cycles.flat());
  const importFrom = (start: number, into: GraphContext): Scope => {
    for (let at = start; at < order.length; at++) {
      const index = order[at] ?? 0;
      const node = nodes[index];
      if (!node) continue;
      if (into.isCopy) countCopy(session);
      if (inCycle.has(index)) for (const name of node.output) into.scope.bind(name, { kind: 'unknown' });
      else if (sound[index]) {
        // Only branches ask what comes behind them.
        const after = (inner: GraphContext) => importFrom(at + 1, inner);
        const tail = node.opType === 'If' ? new Tail(outputs, into, after) : undefined;
        const around = isNeeded(index) ? into : { ...into, isUnneeded: true };
        importNode(node, index, tail ? { ...around, tail } : around);
        if (tail?.isTaken) break;
      }
    }
    return into.scope;
  };
  importFrom(0, context);
}

export function outputsOf(graph: GraphProto): readonly string[] {
  return graph.output.map(({ name }) => name);
}

/** Decodes and binds the initializers of a graph. */
export function importInitializers(graph: GraphProto, context: GraphContext): void {
  const { scope, session } = context;
  const { source, diagnostics, external } = session;
  for (const proto of graph.initializer) {
    const what = `initializer "${proto.name}"`;
    const location = { kind: 'bytes', file: source.name, offset: proto.at } as const;
    const first = scope.claim(proto.name, what);
    if (first !== undefined) {
      diagnostics.report(codes.duplicateValue, { value: proto.name, first, second: what }, { location });
      continue;
    }
    const tensor = decodeTensor(proto, { source, diagnostics, external, what });
    const name = context.prefix + proto.name;
    scope.bind(proto.name, tensor ? { kind: 'tensor', name, tensor } : { kind: 'unknown' });
  }
  for (const sparse of graph.sparseInitializer) {
    const name = sparse.values?.name ?? '';
    const what = `initializer "${name}"`;
    const tensor = decodeSparse(sparse, { source, diagnostics, external, what });
    const first = name === '' ? undefined : scope.claim(name, what);
    if (first !== undefined) {
      const location = { kind: 'bytes', file: source.name, offset: sparse.at } as const;
      diagnostics.report(codes.duplicateValue, { value: name, first, second: what }, { location });
    } else if (name !== '') {
      const bound = context.prefix + name;
      scope.bind(name, tensor ? { kind: 'tensor', name: bound, tensor } : { kind: 'unknown' });
    }
  }
}

/** An imported body. Its results are not set yet: until then it can be discarded. */
export interface Subgraph {
  readonly region: Region;
  /** Adds nodes at the end of the region. */
  readonly inside: ImportBuilder;
  readonly results: readonly Value[];
}

/**
 * Imports a graph attribute as a region with parameters of the given types. The caller checked that the graph takes as
 * many inputs; problems inside are reported where they are, and then refuse the node without a word.
 */
export function importSubgraph(
  n: NodeReader,
  b: ImportBuilder,
  attribute: string,
  graph: GraphProto,
  params: readonly Type[],
): Subgraph {
  const { session } = n.context;
  const region = b.newRegion();
  const scope = new Scope(n.context.scope);
  const inner: GraphContext = {
    ...n.context,
    region,
    scope,
    graph: `${n.place.name}.${attribute}`,
    behind: undefined,
    tail: undefined,
  };
  const inside = b.at(region);
  graph.input.forEach((info, i) => {
    const type = params[i];
    if (!type) return;
    const owner = `input ${i} of ${inner.graph}`;
    const first = scope.claim(info.name, owner);
    if (first !== undefined) n.refuse(codes.duplicateValue, { value: info.name, first, second: owner });
    scope.bind(info.name, { kind: 'value', value: inside.param(n.context.prefix + info.name, type) });
  });
  scope.declareRanks(graph.valueInfo, graph.output);
  importInitializers(graph, inner);
  importNodes(graph.node, inner, outputsOf(graph));
  const results = graph.output.map((info) => resultOf(info.name, inner, n));
  if (results.some((value) => value === undefined)) throw Refusal.silent();
  session.symbols.node = n.place.name;
  return { region, inside, results: results.filter((value) => value !== undefined) };
}

/** Imports a graph attribute in the place of the node itself, or into `region`. The caller checked that it takes as many inputs as `args`. */
export function importInline(
  n: NodeReader,
  attribute: string,
  graph: GraphProto,
  args: readonly Value[] = [],
  region: Region = n.context.region,
): readonly Value[] {
  const { session } = n.context;
  const scope = new Scope(n.context.scope);
  // Where it goes into another region, what follows the node does not follow it there.
  const tail = region === n.context.region ? n.context.tail : undefined;
  const behind = tail && { tail, outputs: n.proto.output, context: n.context };
  const graphName = `${n.place.name}.${attribute}`;
  const inner: GraphContext = { ...n.context, region, scope, graph: graphName, behind, tail: undefined };
  graph.input.forEach((info, i) => {
    const value = args[i];
    const owner = `input ${i} of ${inner.graph}`;
    const first = scope.claim(info.name, owner);
    if (first !== undefined) n.refuse(codes.duplicateValue, { value: info.name, first, second: owner });
    if (value) scope.bind(info.name, { kind: 'value', value });
  });
  scope.declareRanks(graph.valueInfo, graph.output);
  importInitializers(graph, inner);
  importNodes(graph.node, inner, outputsOf(graph));
  // What the graph answers went where the rest of the graph around it went.
  if (tail?.isTaken) return [];
  const results = graph.output.map((info) => resultOf(info.name, inner, n));
  if (results.some((value) => value === undefined)) throw Refusal.silent();
  session.symbols.node = n.place.name;
  return results.filter((value) => value !== undefined);
}

/** The value of a graph output, or undefined after a report. */
export function resultOf(name: string, context: GraphContext, n: NodeReader | undefined): Value | undefined {
  const { scope, session, graph } = context;
  const binding = scope.lookup(name);
  if (!binding || binding.kind === 'missing') {
    // An input that the call of a function leaves out is no value either.
    if (binding || scope.ownerOf(name) === undefined) {
      const params = { value: name, reader: `output of graph ${graph}`, suggestion: undefined };
      if (n) session.report.add(codes.undefinedValue, params, n.place);
      else {
        const location = { kind: 'file', file: session.source.name } as const;
        session.diagnostics.report(codes.undefinedValue, params, { location });
      }
    }
    return undefined;
  }
  return materialize(binding, context);
}

function materialize(binding: Binding, context: GraphContext): Value | undefined {
  if (binding.kind === 'value') return binding.value;
  if (binding.kind !== 'tensor') return undefined;
  binding.value ??= context.session.constant(binding.name, binding.tensor);
  return binding.value;
}
