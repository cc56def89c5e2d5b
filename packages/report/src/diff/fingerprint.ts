// Numbers for nodes and values that are equal when what they compute is: the same op, attributes and types on the same
// operands. Names, order and origins take no part. One interner serves both graphs of a comparison.

import { tensorDigest } from '@afterglow/core';
import { type Node, printAttrs, type Region, type Value, walk } from '@afterglow/ir';

export class Fingerprints {
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<Value | Node, number>();

  #intern(key: string): number {
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }

  /** Of a node whose operands stand before it. */
  ofNode(node: Node): number {
    return this.#known.get(node) ?? -1;
  }

  ofValue(value: Value | undefined): number {
    if (!value) return -1;
    const { def } = value;
    if (def.kind === 'result') return this.#intern(`r${def.index} ${this.ofNode(def.node)}`);
    return this.#known.get(value) ?? this.#const(value);
  }

  #const(value: Value): number {
    if (value.def.kind !== 'const') return -1;
    const { storage } = value.def.tensor;
    // A repeated value has no bytes until somebody asks, and a digest would.
    const content = storage.kind === 'splat' ? `splat ${String(storage.value)}` : tensorDigest(value.def.tensor);
    const number = this.#intern(`const ${value.type.key} ${content}`);
    this.#known.set(value, number);
    return number;
  }

  /** Takes the fingerprints of a region's nodes and of those inside them. */
  region(region: Region, depth = 0): void {
    for (const [i, param] of region.params.entries()) {
      // An input is known by its name, what a loop hands its body by position.
      const key = depth === 0 ? `input ${param.name}` : `param ${depth}.${i}`;
      this.#known.set(param, this.#intern(`${key} ${param.type.key}`));
    }
    for (let node = region.first; node; node = node.next) {
      for (const inner of node.regions) this.region(inner, depth + 1);
      this.#known.set(node, this.#intern(this.#key(node)));
    }
  }

  #key(node: Node): string {
    const operands = node.operands.map((value) => this.ofValue(value)).join();
    const types = node.results.map((value) => value.type.key).join();
    const regions = node.regions.map((region) => {
      const inside = [...walk(region)].map((inner) => this.ofNode(inner)).join();
      return `{${inside};${region.results.map((value) => this.ofValue(value)).join()}}`;
    });
    const callees = node.op.attrs.flatMap(({ kind, name }) => (kind === 'func' ? [String(node.attrs[name])] : []));
    return `${node.op.name}${callees.join()}(${operands})${printAttrs(node)}:${types}${regions.join('')}`;
  }
}
