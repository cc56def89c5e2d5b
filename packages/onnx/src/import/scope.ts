// What names mean inside a graph: values, tensors that no node reads yet, and values that could not be imported.

import type { Tensor } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import type { ValueInfoProto } from '../model/proto.js';
import type { NodePlace } from './node-report.js';

export type Binding =
  | { readonly kind: 'value'; readonly value: Value; readonly place?: NodePlace }
  /** An initializer or Constant. It becomes a constant of the module when a node first reads it as a value. */
  | { readonly kind: 'tensor'; readonly name: string; readonly tensor: Tensor; value?: Value }
  /** An input of a function that the call leaves out: reads as a missing operand. */
  | { readonly kind: 'missing' }
  /** The cause was reported; whatever reads it is passed over. */
  | { readonly kind: 'unknown' };

export class Scope {
  readonly parent: Scope | undefined;
  readonly #bindings = new Map<string, Binding>();
  /** Every name the graph defines, also by nodes that were not imported yet; with who defines it. */
  readonly #owners = new Map<string, string>();
  /** Ranks that the graph states for its values, where it does. */
  readonly #ranks: Map<string, number>;

  /** `continues`: the same graph as `parent`, from a node on. */
  constructor(parent: Scope | undefined, continues = false) {
    this.parent = parent;
    this.#ranks = continues && parent ? parent.#ranks : new Map();
  }

  /**
   * Announces that `owner` defines `name`; answers who did before, here or in a graph around. A graph around only counts with
   * what can be read here: a branch of an `If` may call its result what the `If` itself, or a node after it, calls its own.
   */
  claim(name: string, owner: string): string | undefined {
    const before = this.#owners.get(name) ?? this.parent?.visible(name);
    if (before === undefined) this.#owners.set(name, owner);
    return before;
  }

  /** Who defines a name that a graph inside can read, as that graph would say it. */
  visible(name: string): string | undefined {
    if (!this.#bindings.has(name)) return this.parent?.visible(name);
    return `${this.#owners.get(name)} of a graph around`;
  }

  ownerOf(name: string): string | undefined {
    return this.#owners.get(name) ?? this.parent?.ownerOf(name);
  }

  /** Notes the ranks of types that a graph declares for what its nodes compute. */
  declareRanks(...lists: readonly (readonly ValueInfoProto[])[]): void {
    for (const { name, type } of lists.flat()) {
      if (type.kind === 'tensor' && type.shape) this.declareRank(name, type.shape.length);
    }
  }

  declareRank(name: string, rank: number): void {
    this.#ranks.set(name, rank);
  }

  rankOf(name: string): number | undefined {
    return this.#ranks.get(name);
  }

  bind(name: string, binding: Binding): void {
    this.#bindings.set(name, binding);
  }

  lookup(name: string): Binding | undefined {
    return this.#bindings.get(name) ?? this.parent?.lookup(name);
  }

  /** All names that can be read here, for suggestions. */
  *names(): Generator<string> {
    yield* this.#bindings.keys();
    if (this.parent) yield* this.parent.names();
  }
}
