// Turns functions of a module into the plain data of a page. A module changes under its passes, so everything is copied.

import { type Dim, dim, ELEMENT_TYPES, originNames, tensorBytes, tensorSize } from '@afterglow/core';
import {
  type AttrValue,
  constTensor,
  type Func,
  INLINE_LIMIT,
  type Module,
  type Node,
  nodesOf,
  printAttrValue,
  printTensor,
  type Region,
  sizeEvaluator,
  type Type,
  typeBytes,
  type Value,
  workOf,
} from '@afterglow/ir';
import type { ConstData, FuncData, NodeData, RegionData, TypedName } from './data.js';
import { liveBytes } from './live-bytes.js';
import { Pool } from './pool.js';
import { fusedBy, scopeOf, sourceLines } from './scope.js';

/** Characters of a value that a page shows. */
const VALUE_LIMIT = 200;

function shorten(text: string): string {
  return text.length <= VALUE_LIMIT ? text : `${text.slice(0, VALUE_LIMIT - 1)}…`;
}

function attrsOf({ op, attrs }: Node): [string, string][] {
  const known = op.attrs.filter(({ name }) => attrs[name] !== undefined);
  const unknown = Object.keys(attrs).filter((name) => !op.attrs.some((spec) => spec.name === name));
  const text = (kind: Parameters<typeof printAttrValue>[0], value: AttrValue | undefined) =>
    shorten(value === undefined ? '' : printAttrValue(kind, value));
  return [
    ...known.map((spec): [string, string] => [spec.name, text(spec, attrs[spec.name])]),
    ...unknown.sort().map((name): [string, string] => [name, text({ kind: 'string' }, attrs[name])]),
  ];
}

function slotsOf(node: Node): [string, string][] {
  const { operands: specs } = node.op;
  const last = specs.at(-1);
  return node.operands.map((value, index) => {
    const variadic = last?.arity === 'variadic' && index >= specs.length - 1;
    const slot = variadic ? `${last.name}[${index - specs.length + 1}]` : (specs[index]?.name ?? String(index));
    return [slot, value?.name ?? ''];
  });
}

export class Describer {
  readonly types = new Pool<string>();
  readonly consts = new Pool<ConstData>();
  readonly nodes = new Pool<NodeData>();
  readonly typeBytes: number[] = [];
  readonly #sizeOf: (size: Dim) => number;

  /** `sizes` may grow: a step may bring free sizes that those before it did not have. */
  constructor(sizes: ReadonlyMap<string, number>) {
    this.#sizeOf = sizeEvaluator(sizes);
  }

  /** The number of a type, or of the words for something that is none of the graph's types. */
  type(type: Type | string): number {
    const number = this.types.add(typeof type === 'string' ? type : type.key);
    const isTensor = typeof type !== 'string' && type.kind === 'tensor';
    this.typeBytes[number] ??= isTensor ? this.#sizeOf(typeBytes(type)) : 0;
    return number;
  }

  #typed = (value: Value): TypedName => [value.name, this.type(value.type)];

  #node(node: Node): NodeData {
    const work = workOf(node);
    const { callee, placement } = node.attrs;
    return {
      op: node.op.name,
      family: node.op.family,
      results: node.results.map(this.#typed),
      operands: slotsOf(node),
      attrs: attrsOf(node),
      origin: originNames(node.origin),
      by: fusedBy(node.origin),
      lines: sourceLines(node.origin),
      scope: scopeOf(node),
      work: shorten(dim.printDim(work)),
      ops: this.#sizeOf(work),
      regions: node.regions.map((region, index) => this.#region(region, node.op.regions[index]?.name ?? `#${index}`)),
      ...(node.op.name === 'invoke' && typeof callee === 'string' ? { callee } : {}),
      ...(node.op.name === 'invoke' && Array.isArray(placement) ? { placement: placement.map(String) } : {}),
    };
  }

  #region(region: Region, name: string): RegionData {
    return {
      name,
      params: region.params.map(this.#typed),
      results: region.results.map((value) => value.name),
      nodes: [...nodesOf(region)].map((node) => this.nodes.add(this.#node(node))),
    };
  }

  func(func: Func): FuncData {
    const bound = (hi: number) => (hi === Number.POSITIVE_INFINITY ? '' : String(hi));
    return {
      ...this.#region(func.body, func.name),
      outputs: func.body.results.map((value, index) => func.resultNames[index] ?? value.name),
      sizes: [...func.ranges].map(([name, { lo, hi }]) => `${name} in ${lo}..${bound(hi)}`),
      live: liveBytes(func, this.#sizeOf),
    };
  }

  /** The constants of a module, by number. */
  constsOf(module: Module): number[] {
    return [...module.consts.values()].map((value) => {
      const tensor = constTensor(value);
      const shown = tensor && (tensor.storage.kind === 'splat' || tensorSize(tensor) <= INLINE_LIMIT);
      return this.consts.add({
        name: value.name,
        type: this.type(value.type),
        bytes: tensor && ELEMENT_TYPES[tensor.elem].bits > 0 ? tensorBytes(tensor) : 0,
        ...(tensor && shown ? { value: shorten(printTensor(tensor, value.name, { inlineLimit: INLINE_LIMIT })) } : {}),
      });
    });
  }
}
