// What an ONNX file says of itself, before anything is imported: who wrote it, for which operator sets, what goes in and out,
// which operators it uses and how large its weights are. Works for files that cannot be imported, too.

import { type ElementType, elementBits, elementTypeFromOnnx } from '@afterglow/core';
import { domainOf } from '../import/session.js';
import type { DimensionProto, GraphProto, ModelProto, NodeProto, TensorProto, TypeProto } from './proto.js';

export interface OperatorCount {
  readonly domain: string;
  readonly op: string;
  /** Uses in the graph and in the graphs inside its nodes; bodies of functions count once, wherever they are called. */
  readonly count: number;
}

export interface WeightDescription {
  readonly name: string;
  readonly elem: string;
  readonly shape: readonly number[];
  readonly bytes: number;
  readonly external: boolean;
}

export interface ModelDescription {
  readonly producer: string;
  readonly irVersion: number | undefined;
  readonly modelVersion: number;
  readonly domain: string;
  readonly graph: string;
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly inputs: readonly { readonly name: string; readonly type: string }[];
  readonly outputs: readonly { readonly name: string; readonly type: string }[];
  /** Model-local functions, as `domain/name`. */
  readonly functions: readonly string[];
  readonly nodes: number;
  /** Most used first. */
  readonly operators: readonly OperatorCount[];
  readonly weights: {
    readonly tensors: number;
    /** Elements of tensors of float types. */
    readonly parameters: number;
    readonly bytes: number;
    readonly externalBytes: number;
    readonly byType: Readonly<Record<string, number>>;
    /** Largest first. */
    readonly all: readonly WeightDescription[];
  };
}

/** Describes a decoded model file. Never fails: what the file leaves out stays empty. */
export function describeModel(model: ModelProto): ModelDescription {
  const graphs = model.graph ? [...graphsIn(model.graph)] : [];
  const functionGraphs = model.functions.flatMap(({ node }) => [...graphsInNodes(node)]);
  const nodes = [...graphs, ...functionGraphs].flatMap((graph) => graph.node);
  nodes.push(...model.functions.flatMap(({ node }) => node));
  const tensors = [...graphs, ...functionGraphs].flatMap((graph) => graph.initializer);
  const constants = nodes.flatMap((node) => constantOf(node) ?? []);
  const initialized = new Set(model.graph?.initializer.map(({ name }) => name));
  const version = model.producerVersion === '' ? '' : ` ${model.producerVersion}`;
  return {
    producer: `${model.producerName}${version}`.trim(),
    irVersion: model.irVersion === undefined ? undefined : Number(model.irVersion),
    modelVersion: Number(model.modelVersion),
    domain: model.domain,
    graph: model.graph?.name ?? '',
    opsets: model.opsetImport.map((entry) => ({ domain: domainOf(entry.domain), version: Number(entry.version) })),
    metadata: Object.fromEntries(model.metadata.map(({ key, value }) => [key, value])),
    inputs: (model.graph?.input ?? [])
      .filter(({ name }) => !initialized.has(name))
      .map(({ name, type }) => ({ name, type: typeText(type) })),
    outputs: (model.graph?.output ?? []).map(({ name, type }) => ({ name, type: typeText(type) })),
    functions: model.functions.map(({ domain, name }) => `${domainOf(domain)}/${name}`),
    nodes: nodes.length,
    operators: countOperators(nodes),
    weights: describeWeights([...tensors, ...constants]),
  };
}

/** A graph and all graphs inside its nodes. Explicit stack: files may nest deeply. */
function* graphsIn(root: GraphProto): Generator<GraphProto> {
  const pending = [root];
  for (let graph = pending.pop(); graph; graph = pending.pop()) {
    yield graph;
    for (const node of graph.node) pending.push(...bodiesOf(node));
  }
}

function* graphsInNodes(nodes: readonly NodeProto[]): Generator<GraphProto> {
  for (const node of nodes) for (const body of bodiesOf(node)) yield* graphsIn(body);
}

function bodiesOf(node: NodeProto): GraphProto[] {
  return node.attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs));
}

/** The tensor of a `Constant` node, named after the node's output. */
function constantOf(node: NodeProto): TensorProto | undefined {
  if (node.opType !== 'Constant' || domainOf(node.domain) !== 'ai.onnx') return undefined;
  const tensor = node.attribute.find(({ name }) => name === 'value')?.t;
  return tensor && { ...tensor, name: node.output[0] ?? tensor.name };
}

function countOperators(nodes: readonly NodeProto[]): OperatorCount[] {
  const counts = new Map<string, { domain: string; op: string; count: number }>();
  for (const node of nodes) {
    const domain = domainOf(node.domain);
    const key = `${domain}/${node.opType}`;
    const entry = counts.get(key) ?? { domain, op: node.opType, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  return [...counts.entries()]
    .sort(([a, m], [b, n]) => n.count - m.count || (a < b ? -1 : 1))
    .map(([, entry]) => entry);
}

function describeWeights(tensors: readonly TensorProto[]): ModelDescription['weights'] {
  const byType: Record<string, number> = {};
  let [parameters, externalBytes] = [0, 0];
  const all = tensors.map((tensor): WeightDescription => {
    const elem = elementTypeFromOnnx(tensor.dataType);
    const shape = tensor.dims.map(Number);
    const elements = shape.reduce((product, size) => product * size, 1);
    const bytes = elem === undefined ? 0 : Math.ceil((elements * elementBits(elem)) / 8);
    const label = elem ?? `type ${tensor.dataType}`;
    const external = tensor.dataLocation === 1;
    byType[label] = (byType[label] ?? 0) + bytes;
    if (elem !== undefined && /^(f|bf)\d/.test(elem)) parameters += elements;
    if (external) externalBytes += bytes;
    return { name: tensor.name, elem: label, shape, bytes, external };
  });
  all.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  const bytes = all.reduce((sum, entry) => sum + entry.bytes, 0);
  return { tensors: all.length, parameters, bytes, externalBytes, byType, all };
}

/** A type as graph IR would print it; what the file does not say is `?`. */
function typeText(type: TypeProto): string {
  switch (type.kind) {
    case 'tensor':
    case 'sparse': {
      const elem: ElementType | string = elementTypeFromOnnx(type.elemType) ?? `type ${type.elemType}`;
      const shape = type.shape ? type.shape.map(dimText).join(', ') : '…';
      return `${type.kind === 'sparse' ? 'sparse ' : ''}${elem}[${shape}]`;
    }
    case 'sequence':
      return `seq<${typeText(type.of)}>`;
    case 'optional':
      return `opt<${typeText(type.of)}>`;
    case 'map':
      return `map<${elementTypeFromOnnx(type.keyType) ?? `type ${type.keyType}`}, ${typeText(type.of)}>`;
    default:
      return type.kind === 'none' ? '?' : type.kind;
  }
}

function dimText(dim: DimensionProto): string {
  return dim.kind === 'value' ? String(dim.value) : dim.kind === 'param' && dim.name !== '' ? dim.name : '?';
}
