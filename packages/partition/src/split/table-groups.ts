// Embedding bags and what belongs to them. Tables whose bags must stay together form one group, which goes to one card as
// a whole. Source of the scheme: Glow's SparseNN partitioning (neighbourhoods of lookups).
// Invariant: a node is a member of at most one group; `producers` are copied to every card that needs them.

import { ELEMENT_TYPES, isFloat } from '@afterglow/core';
import { constTensor, type Func, type Node, nodesOf, producer, type Value } from '@afterglow/ir';
import { valuesReadBy } from '../captures.js';
import type { Absorbed } from '../options.js';

export interface TableGroup {
  /** In order of first use. */
  readonly tables: readonly Value[];
  readonly bags: readonly Node[];
  /** Bags and absorbed consumers, in order: they stand on the group's card alone. */
  readonly members: readonly Node[];
  /** Index arithmetic and views before the bags, in order: cheap enough to be repeated on each card. */
  readonly producers: readonly Node[];
}

const views: ReadonlySet<string> = new Set([
  'identity',
  'cast',
  'slice',
  'split',
  'reshape',
  'squeeze',
  'unsqueeze',
  'transpose',
  'gather',
]);

/** True for nodes whose repetition costs next to nothing: views, and arithmetic on integers. */
export function isCheap(node: Node): boolean {
  if (node.regions.length > 0 || node.results.length === 0) return false;
  if (node.operands.some((value) => value?.def.kind === 'const' && isTableLike(value))) return false;
  if (views.has(node.op.name)) return true;
  return node.results.every(
    (result) => result.type.kind === 'tensor' && ELEMENT_TYPES[result.type.elem].class !== 'float',
  );
}

function isTableLike(value: Value): boolean {
  return value.type.kind === 'tensor' && isFloat(value.type.elem) && value.type.shape.length > 1;
}

/** The constant table a bag reads. */
export function tableOf(bag: Node): Value | undefined {
  const [table] = bag.operands;
  return bag.op.name === 'embedding_bag' && constTensor(table) ? table : undefined;
}

class Groups {
  readonly #parent = new Map<Value, Value>();
  readonly #byNode = new Map<Node, Value>();

  root(table: Value): Value {
    let at = table;
    for (let up = this.#parent.get(at); up && up !== at; up = this.#parent.get(at)) at = up;
    return at;
  }

  of(node: Node): Value | undefined {
    const table = this.#byNode.get(node);
    return table && this.root(table);
  }

  add(node: Node, tables: readonly Value[]): void {
    const [first, ...others] = tables.map((table) => this.root(table));
    if (!first) return;
    this.#parent.set(first, first);
    for (const other of others) this.#parent.set(other, first);
    this.#byNode.set(node, first);
  }
}

/** Groups whose results `node` reads, when it reads nothing else but constants and may be absorbed. */
function absorbedInto(node: Node, groups: Groups, absorb: ReadonlySet<Absorbed>): Value[] | undefined {
  const name = node.op.name;
  const named = name === 'layer_norm' || name === 'tile' || name === 'tanh' || name === 'concat';
  if (name !== 'clip' && !(named && absorb.has(name))) return undefined;
  const found: Value[] = [];
  for (const operand of node.operands) {
    if (!operand || operand.def.kind === 'const') continue;
    const maker = producer(operand);
    const group = maker && groups.of(maker);
    if (!group) return undefined;
    found.push(group);
  }
  const [x] = node.operands;
  // A tile repeats one user row for every candidate; tiling a whole batch would only enlarge the transfer.
  if (name === 'tile' && !(x?.type.kind === 'tensor' && x.type.shape[0] === 1)) return undefined;
  return found.length === 0 ? undefined : found;
}

/** Cheap nodes behind the members, transitively. */
function producersOf(members: readonly Node[], isLegal: (node: Node) => boolean): Set<Node> {
  const own = new Set(members);
  const found = new Set<Node>();
  const pending: Node[] = [...members];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const value of valuesReadBy(node)) {
      const maker = producer(value);
      if (!maker || own.has(maker) || found.has(maker) || !isCheap(maker) || !isLegal(maker)) continue;
      found.add(maker);
      pending.push(maker);
    }
  }
  return found;
}

/** The groups of `func`'s body in order of their first bag. */
export function findTableGroups(
  func: Func,
  isLegal: (node: Node) => boolean,
  absorb: ReadonlySet<Absorbed> = new Set(),
): TableGroup[] {
  const nodes = [...nodesOf(func.body)];
  const order = new Map(nodes.map((node, index) => [node, index]));
  const groups = new Groups();
  for (const node of nodes) {
    if (!isLegal(node)) continue;
    const table = tableOf(node);
    const tables = table ? [table] : absorbedInto(node, groups, absorb);
    if (tables) groups.add(node, tables);
  }
  const members = new Map<Value, Node[]>();
  for (const node of nodes) {
    const group = groups.of(node);
    if (!group) continue;
    const list = members.get(group);
    if (list) list.push(node);
    else members.set(group, [node]);
  }
  return [...members.values()].map((list) => {
    const bags = list.filter((node) => tableOf(node) !== undefined);
    const tables = new Set(bags.map((bag) => tableOf(bag)).filter((table) => table !== undefined));
    const producers = [...producersOf(list, isLegal)].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    return { tables: [...tables], bags, members: list, producers };
  });
}
