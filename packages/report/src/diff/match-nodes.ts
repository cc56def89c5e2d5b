// Which node of one function is which node of another: by what it computes, then by name, then by the model nodes it comes
// from, then by its place between nodes that are matched. Each step only looks at what is left, so the cost is linear.

import { originNames } from '@afterglow/core';
import { type Func, type Node, producer, walk } from '@afterglow/ir';
import type { Fingerprints } from './fingerprint.js';

export function nameOf(node: Node): string {
  return node.results[0]?.name ?? node.op.name;
}

/** Model nodes behind a node, as one key; undefined for none. */
function originKey(node: Node): string | undefined {
  const names = originNames(node.origin);
  return names.length === 0 ? undefined : `${node.op.name} ${[...names].sort().join('\0')}`;
}

export class NodeMatch {
  readonly #left: readonly Node[];
  readonly #right: readonly Node[];
  readonly pairs = new Map<Node, Node>();
  readonly #taken = new Set<Node>();

  constructor(a: Func, b: Func, prints: Fingerprints) {
    this.#left = [...walk(a.body)];
    this.#right = [...walk(b.body)];
    // Of several equal nodes those with the same name belong together.
    this.#by((node) => `${prints.ofNode(node)} ${nameOf(node)}`);
    this.#by((node) => String(prints.ofNode(node)));
    this.#by((node) => `${node.op.name} ${nameOf(node)}`);
    this.#by(originKey);
    this.#by(nameOf);
    this.#byNeighbours();
  }

  #pair(left: Node, right: Node): void {
    this.pairs.set(left, right);
    this.#taken.add(right);
  }

  /** Pairs nodes of the same key that are left, in order. */
  #by(key: (node: Node) => string | undefined): void {
    const waiting = new Map<string, Node[]>();
    for (const node of this.#right) {
      const name = this.#taken.has(node) ? undefined : key(node);
      if (name === undefined) continue;
      const list = waiting.get(name);
      if (list) list.push(node);
      else waiting.set(name, [node]);
    }
    // The lists are read from the front without shifting.
    const next = new Map<string, number>();
    for (const node of this.#left) {
      const name = this.pairs.has(node) ? undefined : key(node);
      const list = name === undefined ? undefined : waiting.get(name);
      if (name === undefined || !list) continue;
      const at = next.get(name) ?? 0;
      const other = list[at];
      if (!other) continue;
      next.set(name, at + 1);
      this.#pair(node, other);
    }
  }

  /** Nodes of the same op that feed the same operand of a matched pair, from there on backwards. */
  #byNeighbours(): void {
    const pending = [...this.pairs];
    for (let pair = pending.pop(); pair; pair = pending.pop()) {
      const [left, right] = pair;
      for (const [i, operand] of left.operands.entries()) {
        const [a, b] = [producer(operand), producer(right.operands[i])];
        if (!a || !b || a.op.name !== b.op.name || this.pairs.has(a) || this.#taken.has(b)) continue;
        this.#pair(a, b);
        pending.push([a, b]);
      }
    }
  }

  get removed(): Node[] {
    return this.#left.filter((node) => !this.pairs.has(node));
  }

  get added(): Node[] {
    return this.#right.filter((node) => !this.#taken.has(node));
  }

  /** Matched pairs and added nodes in the order of `b`, each removed node where it stood in `a`. */
  get order(): readonly (readonly [Node | undefined, Node | undefined])[] {
    const back = new Map([...this.pairs].map(([left, right]) => [right, left]));
    const order: [Node | undefined, Node | undefined][] = [];
    let at = 0;
    const removedUpTo = (end: number) => {
      for (; at < end; at++) {
        const node = this.#left[at];
        if (node && !this.pairs.has(node)) order.push([node, undefined]);
      }
    };
    const positions = new Map(this.#left.map((node, i) => [node, i]));
    for (const node of this.#right) {
      const left = back.get(node);
      if (left) removedUpTo(positions.get(left) ?? 0);
      order.push([left, node]);
    }
    removedUpTo(this.#left.length);
    return order;
  }
}
