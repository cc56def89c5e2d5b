// Follows nodes of a model through a compilation: by identity while the module is one, by the model nodes they come from across
// replacements, merges and the partition stage.

import { matchesDim } from '@afterglow/compiler';
import { type Diagnostics, originNames } from '@afterglow/core';
import { type Module, type Node, nearestName, walk } from '@afterglow/ir';
import { type NodeRef, nodeRef, type RuleApplication } from '@afterglow/passes';
import { debugDiagnostics } from '../diagnostics.js';

function* nodesOfModule(module: Module): Generator<Node> {
  for (const func of module.funcs.values()) yield* walk(func.body);
}

/** Names a node can be asked for by: its values, and the model nodes behind it. */
function namesOf(node: Node): string[] {
  return [...node.results.map((value) => value.name), ...originNames(node.origin)];
}

/** The nodes that a name or a pattern with `*` means; reports when there are none. */
export function findNodes(module: Module, name: string, diagnostics: Diagnostics): Node[] {
  const nodes = [...nodesOfModule(module)];
  const exact = nodes.filter((node) => namesOf(node).includes(name));
  if (exact.length > 0) return exact;
  const found = name.includes('*') ? nodes.filter((node) => namesOf(node).some((each) => matchesDim(name, each))) : [];
  if (found.length === 0) {
    const nearest = nearestName(name, new Set(nodes.flatMap(namesOf)));
    diagnostics.report(debugDiagnostics.noSuchNode, { name, nearest });
  }
  return found;
}

export class Tracker {
  /** Identities of the nodes that do the work now. */
  readonly #ids: Set<number>;
  readonly #origins: ReadonlySet<string>;
  /** What the followed nodes were called last, for models that state no origins. */
  #names: ReadonlySet<string>;

  constructor(nodes: readonly Node[]) {
    this.#ids = new Set(nodes.map((node) => node.id));
    this.#origins = new Set(nodes.flatMap((node) => originNames(node.origin)));
    this.#names = new Set(nodes.map((node) => nodeRef(node).name));
  }

  has({ id }: Pick<NodeRef, 'id'>): boolean {
    return this.#ids.has(id);
  }

  /** True for a node that comes from a followed node of the model. */
  comesFrom({ origin }: Pick<NodeRef, 'origin'>): boolean {
    return originNames(origin).some((name) => this.#origins.has(name));
  }

  /** Follows an application: answers what became of the followed nodes it touched, or undefined when it touched none. */
  follow(event: RuleApplication): { readonly before: NodeRef[]; readonly after: NodeRef[] } | undefined {
    const touched = [...new Map([event.root, ...event.removed, ...event.altered].map((ref) => [ref.id, ref])).values()];
    const own = touched.filter((ref) => this.has(ref));
    const byOrigin = event.made.filter((ref) => this.comesFrom(ref));
    // A rule may build on a node that only goes later, when nobody reads it any more.
    const before = own.length > 0 || byOrigin.length === 0 ? own : [event.root];
    if (before.length === 0) return undefined;
    const names = new Set(before.map(({ name }) => name));
    const byName = event.made.filter((ref) => names.has(ref.name));
    const all = this.has(event.root) ? event.made : [];
    const made = byOrigin.length > 0 ? byOrigin : byName.length > 0 ? byName : all;
    const removed = new Set(event.removed.map(({ id }) => id));
    for (const { id } of before) if (removed.has(id)) this.#ids.delete(id);
    for (const { id } of made) this.#ids.add(id);
    const after = [...before.filter(({ id }) => !removed.has(id)), ...made];
    // What is left of a node after its work has gone elsewhere is swept up in silence.
    return after.length === 0 && this.#ids.size > 0 ? undefined : { before, after };
  }

  /** The followed nodes in `module`; those that took over a followed node's origin are followed from here on. */
  locate(module: Module): Node[] {
    const found = [...nodesOfModule(module)].filter((node) => this.has(node) || this.comesFrom(node));
    for (const { id } of found) this.#ids.add(id);
    if (found.length > 0) this.#names = new Set(found.map((node) => nodeRef(node).name));
    return found;
  }

  /** Another module takes over: identities mean nothing there. */
  cross(module: Module): Node[] {
    this.#ids.clear();
    for (const node of nodesOfModule(module)) if (this.#names.has(nodeRef(node).name)) this.#ids.add(node.id);
    return this.locate(module);
  }
}
