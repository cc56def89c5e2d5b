// The one way a finished graph changes. Keeps use lists, names and origins right, and records which rules fired and
// which declined, so that "why was this not fused?" has an answer.

import { fusedOrigin, invariant, type Origin, originNames, type Tensor } from '@afterglow/core';
import { Builder, type BuilderOptions } from './builder.js';
import type { Func, Node, Value } from './graph.js';
import {
  claimName,
  link,
  mutable,
  newConst,
  releaseName,
  removeConst,
  restoreVersion,
  setAttrs,
  setOperand,
  setRegionResult,
  truncateRegionResults,
  unlink,
} from './mutate.js';
import type { Attrs, OpRegistry } from './op-def.js';

/** One entry of the record: a rule looked at a node and fired, or declined for a reason. */
export interface RuleEvent {
  readonly rule: string;
  readonly node: string;
  readonly fired: boolean;
  readonly reason?: string;
}

/** Told of every change to nodes, so that a driver knows what to look at again. */
export interface RewriteListener {
  /** A node was added, or reads other operands, or has other attributes. */
  changed(node: Node): void;
  /** A value lost a reader. */
  released(value: Value): void;
  erased(node: Node): void;
}

/** Told what became of which node, for a record of the run; a driver's `RewriteListener` asks what to look at again. */
export interface RewriteWatcher {
  added(node: Node): void;
  /** A node reads another operand or has other attributes. Readers of a replaced value are not told of. */
  altered(node: Node): void;
  erased(node: Node): void;
}

/** What a module counted before a rule began to build. */
interface Mark {
  readonly changes: number;
  readonly version: number;
  readonly consts: number;
  readonly symbols: number;
}

/** True when every model node behind `part` is also behind `whole`. */
function covers(whole: Origin | undefined, part: Origin | undefined): boolean {
  const names = new Set(originNames(whole));
  return originNames(part).every((name) => names.has(name));
}

export class Rewriter {
  readonly func: Func;
  readonly registry: OpRegistry;
  readonly events: RuleEvent[] = [];
  /** Number of changes made so far; a pass changed nothing when it is equal before and after. */
  changes = 0;
  listener: RewriteListener | undefined;
  watcher: RewriteWatcher | undefined;
  /** Nodes added since the last `replace` or `startRule`: what a replacement was made of. */
  readonly #fresh = new Set<Node>();
  #mark: Mark;

  constructor(func: Func, registry: OpRegistry) {
    this.func = func;
    this.registry = registry;
    this.#mark = this.#here();
  }

  #here(): Mark {
    const { version, consts } = this.func.module;
    return { changes: this.changes, version, consts: consts.size, symbols: this.func.ranges.size };
  }

  /** A builder that inserts before `anchor`; new nodes get `origin` or else the anchor's. */
  before(anchor: Node, origin: Origin | undefined = anchor.origin): Builder {
    invariant(anchor.region, 'cannot insert before an erased node');
    const options: BuilderOptions = {
      registry: this.registry,
      origin,
      onAdd: (node) => {
        this.changes++;
        this.#fresh.add(node);
        this.watcher?.added(node);
        this.listener?.changed(node);
      },
    };
    return new Builder(anchor.region, options, anchor);
  }

  /** Every reader of `from` reads `to` instead. */
  replaceUses(from: Value, to: Value): void {
    if (from === to) return;
    for (const use of [...from.uses]) {
      if (use.kind === 'operand') {
        setOperand(use.node, use.index, to);
        this.listener?.changed(use.node);
      } else setRegionResult(use.region, use.index, to);
    }
    this.changes++;
  }

  /**
   * Puts `values` in the place of the node's results and erases it. A value that was made for this replacement (by a
   * builder of this rewriter, since `startRule` or the replacement before) takes over the old name, so that names of the
   * model survive, and the origin of what it replaces.
   */
  replace(node: Node, values: readonly Value[], rule?: string): void {
    invariant(values.length === node.results.length, `${node.op.name}: replaced by ${values.length} values`);
    const names = node.results.map((result) => result.name);
    node.results.forEach((result, i) => this.replaceUses(result, values[i] as Value));
    for (const value of values) {
      const maker = value.def.kind === 'result' ? value.def.node : undefined;
      if (maker && rule !== undefined && this.#fresh.has(maker) && !covers(maker.origin, node.origin)) {
        mutable.node(maker).origin = fusedOrigin(rule, [maker.origin, node.origin]);
      }
    }
    this.erase(node);
    values.forEach((value, i) => {
      const fresh = value.def.kind === 'result' && this.#fresh.has(value.def.node);
      if (fresh) this.rename(value, names[i] as string);
    });
    this.#fresh.clear();
  }

  /** Nodes added from here on are made for the next replacement; earlier ones are not. */
  startRule(): void {
    this.#fresh.clear();
    this.#mark = this.#here();
  }

  /**
   * Takes back the nodes and constants that were added since `startRule` and that nobody reads. Where nothing else happened since, the
   * module is what it was and counts as unchanged: a driver that comes back until nothing changes must not be kept busy by it.
   */
  undo(): void {
    const { changes, version, consts, symbols } = this.#mark;
    const onlyAdded = this.changes === changes + this.#fresh.size && this.func.ranges.size === symbols;
    const { listener } = this;
    // Whoever reads an operand of what goes sees what it saw before: there is nothing to look at again.
    this.listener = undefined;
    for (const node of [...this.#fresh].reverse()) {
      if (node.results.some((result) => result.uses.size > 0)) continue;
      // What stands in a region went with the node that holds it.
      if (node.region) this.erase(node);
      listener?.erased(node);
      this.#fresh.delete(node);
    }
    this.listener = listener;
    for (const value of [...this.func.module.consts.values()].slice(consts)) {
      if (value.uses.size === 0) this.eraseConst(value);
    }
    if (onlyAdded && this.#fresh.size === 0 && this.func.module.consts.size === consts) {
      this.changes = changes;
      restoreVersion(this.func.module, version);
    }
    this.#fresh.clear();
  }

  /**
   * Puts constants in the place of all results of a node and erases it. The constants take over the names of the results
   * where no other function uses them.
   */
  replaceByConsts(node: Node, tensors: readonly Tensor[]): Value[] {
    invariant(tensors.length === node.results.length, `${node.op.name}: replaced by ${tensors.length} constants`);
    const values = node.results.map((result, i) => {
      releaseName(this.func, result);
      const value = newConst(this.func.module, result.name, result.type, tensors[i] as Tensor);
      this.replaceUses(result, value);
      return value;
    });
    this.erase(node);
    return values;
  }

  rename(value: Value, name: string): void {
    releaseName(this.func, value);
    claimName(this.func, name, value);
  }

  setOperand(node: Node, index: number, value: Value | undefined): void {
    const before = node.operands[index];
    setOperand(node, index, value);
    this.changes++;
    this.watcher?.altered(node);
    if (before) this.listener?.released(before);
    this.listener?.changed(node);
  }

  /** Changes attributes in place; the caller guarantees that result types stay what they are. */
  setAttrs(node: Node, attrs: Attrs): void {
    setAttrs(node, attrs);
    this.changes++;
    this.watcher?.altered(node);
    this.listener?.changed(node);
  }

  setOrigin(node: Node, origin: Origin | undefined): void {
    mutable.node(node).origin = origin;
  }

  /** Moves a node before `anchor` in the anchor's region. */
  moveBefore(node: Node, anchor: Node): void {
    invariant(anchor.region, 'cannot move before an erased node');
    unlink(node);
    link(anchor.region, node, anchor);
    this.changes++;
  }

  /** Removes a node nobody reads, with its regions. */
  erase(node: Node): void {
    invariant(
      node.results.every((result) => result.uses.size === 0),
      `${node.op.name}: erased while in use`,
    );
    for (const region of node.regions) {
      truncateRegionResults(region, 0);
      for (let inner = region.last; inner; inner = region.last) this.erase(inner);
      for (const param of region.params) releaseName(this.func, param);
    }
    this.watcher?.erased(node);
    const operands = [...node.operands];
    node.operands.forEach((_, index) => setOperand(node, index, undefined));
    for (const result of node.results) releaseName(this.func, result);
    unlink(node);
    this.changes++;
    this.listener?.erased(node);
    if (this.listener) for (const operand of operands) if (operand) this.listener.released(operand);
  }

  /** Drops a constant nobody reads any more. */
  eraseConst(value: Value): void {
    invariant(value.def.kind === 'const' && value.uses.size === 0, `${value.name}: not an unused constant`);
    removeConst(value);
    this.changes++;
  }

  fired(rule: string, node: Node): void {
    this.events.push({ rule, node: node.results[0]?.name ?? node.op.name, fired: true });
  }

  declined(rule: string, node: Node, reason: string): void {
    this.events.push({ rule, node: node.results[0]?.name ?? node.op.name, fired: false, reason });
  }
}
