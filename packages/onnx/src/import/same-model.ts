// Whether two files say the same: graphs, functions and operator sets. Names of nodes, documentation, metadata and the form in
// which numbers are stored do not count.

import type {
  AttributeProto,
  FunctionProto,
  GraphProto,
  ModelProto,
  NodeProto,
  TensorProto,
  ValueInfoProto,
} from '../model/proto.js';
import { domainOf, functionKey } from './session.js';

/** Compares the numbers of two tensors whose types agree. */
export type SameTensor = (a: TensorProto, b: TensorProto) => boolean;

/** What is different about `found`, in words; undefined when nothing is. */
export function differenceOf(expected: ModelProto, found: ModelProto, sameTensor: SameTensor): string | undefined {
  const opsets = new Map(found.opsetImport.map(({ domain, version }) => [domainOf(domain), version]));
  for (const { domain, version } of expected.opsetImport) {
    if (opsets.get(domainOf(domain)) !== version) return `operator set ${domainOf(domain)} has another version`;
  }
  if (!expected.graph || !found.graph) return 'it has no graph';
  const comparison = new Comparison(sameTensor);
  const functions = new Map(found.functions.map((func) => [keyOf(func), func]));
  if (functions.size !== expected.functions.length) return `it has ${functions.size} functions`;
  for (const func of expected.functions) {
    const other = functions.get(keyOf(func));
    if (!other || !comparison.functions(func, other)) return `function ${keyOf(func)} is another`;
  }
  return comparison.graphs(expected.graph, found.graph) ? undefined : comparison.difference;
}

function keyOf({ domain, name, overload }: FunctionProto): string {
  return functionKey(domain, name, overload);
}

function isEqual(a: unknown, b: unknown): boolean {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value);
  return JSON.stringify(a, plain) === JSON.stringify(b, plain);
}

class Comparison {
  /** The first difference inside a graph. */
  difference = 'its graph is another';
  readonly #sameTensor: SameTensor;

  constructor(sameTensor: SameTensor) {
    this.#sameTensor = sameTensor;
  }

  #differs(what: string): false {
    this.difference = what;
    return false;
  }

  functions(a: FunctionProto, b: FunctionProto): boolean {
    return (
      isEqual([a.input, a.output, a.attribute], [b.input, b.output, b.attribute]) &&
      b.attributeProto.length === a.attributeProto.length &&
      this.#nodes(a.node, b.node)
    );
  }

  graphs(a: GraphProto, b: GraphProto): boolean {
    const signature = ({ name, type }: ValueInfoProto) => ({ name, type });
    if (!isEqual(a.input.map(signature), b.input.map(signature))) return this.#differs('its inputs are others');
    if (!isEqual(a.output.map(signature), b.output.map(signature))) return this.#differs('its outputs are others');
    const tensors = new Map(b.initializer.map((tensor) => [tensor.name, tensor]));
    if (
      tensors.size !== a.initializer.length ||
      b.initializer.length !== tensors.size ||
      b.sparseInitializer.length > 0
    ) {
      return this.#differs('its initializers are others');
    }
    for (const tensor of a.initializer) {
      const other = tensors.get(tensor.name);
      if (!other || !this.#tensors(tensor, other)) return this.#differs(`initializer "${tensor.name}" is another`);
    }
    return this.#nodes(a.node, b.node);
  }

  #nodes(a: readonly NodeProto[], b: readonly NodeProto[]): boolean {
    if (a.length !== b.length) return this.#differs(`a graph has ${b.length} nodes instead of ${a.length}`);
    return a.every((node, i) => {
      const other = b[i];
      return (other && this.#node(node, other)) || this.#differs(`node ${i} "${other?.name}" is another`);
    });
  }

  #node(a: NodeProto, b: NodeProto): boolean {
    const signature = (node: NodeProto) => [node.opType, domainOf(node.domain), node.overload, node.input, node.output];
    if (!isEqual(signature(a), signature(b)) || a.attribute.length !== b.attribute.length) return false;
    const others = new Map(b.attribute.map((attribute) => [attribute.name, attribute]));
    return a.attribute.every((attribute) => {
      const other = others.get(attribute.name);
      return other !== undefined && this.#attributes(attribute, other);
    });
  }

  #attributes(a: AttributeProto, b: AttributeProto): boolean {
    if (a.kind !== b.kind || a.refAttrName !== b.refAttrName) return false;
    switch (a.kind) {
      case 'tensor':
        return a.t !== undefined && b.t !== undefined && this.#tensors(a.t, b.t);
      case 'graph':
        return a.g !== undefined && b.g !== undefined && this.graphs(a.g, b.g);
      case 'float':
        return Object.is(a.f, b.f);
      case 'floats':
        return a.floats.length === b.floats.length && a.floats.every((value, i) => Object.is(value, b.floats[i]));
      case 'int':
        return a.i === b.i;
      case 'ints':
        return isEqual(a.ints, b.ints);
      case 'string':
        return isEqual([...a.s], [...b.s]);
      case 'strings':
        return isEqual(
          a.strings.map((bytes) => [...bytes]),
          b.strings.map((bytes) => [...bytes]),
        );
      case 'type_proto':
        return isEqual(a.tp, b.tp);
      default:
        // The exporter writes no attribute of another kind.
        return false;
    }
  }

  #tensors(a: TensorProto, b: TensorProto): boolean {
    return isEqual([a.dims, a.dataType], [b.dims, b.dataType]) && this.#sameTensor(a, b);
  }
}
