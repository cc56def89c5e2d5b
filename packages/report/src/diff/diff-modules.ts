// Compares two graphs by what they compute and where that came from, not by lines: a node that moved or was renamed is the
// same, one that reads or does something else is changed, and what vanished says which node does its work now.

import { originNames, type Tensor, tensorDigest, tensorsEqual } from '@afterglow/core';
import {
  constTensor,
  DIGEST_DIGITS,
  type Func,
  type Module,
  type Node,
  producer,
  type Value,
  walk,
} from '@afterglow/ir';
import { Fingerprints } from './fingerprint.js';
import { NodeMatch, nameOf } from './match-nodes.js';
import { type Change, nodeChanges } from './node-changes.js';

export type DiffStatus = 'same' | 'changed' | 'added' | 'removed';

/** A node on one side of a comparison. */
export interface DiffNode {
  readonly id: number;
  readonly name: string;
  readonly op: string;
  /** Names of the model nodes it comes from. */
  readonly origin: readonly string[];
}

export interface NodeDiff {
  readonly status: DiffStatus;
  readonly before?: DiffNode;
  readonly after?: DiffNode;
  readonly changes: readonly Change[];
  /** Of a removed node: the nodes of the other side that come from the same model nodes. */
  readonly into: readonly string[];
}

export interface Counts {
  readonly same: number;
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
}

export interface FuncDiff {
  readonly name: string;
  readonly status: DiffStatus;
  /** Inputs, outputs and ranges of sizes. */
  readonly changes: readonly Change[];
  readonly nodes: readonly NodeDiff[];
}

export interface ConstDiff {
  readonly name: string;
  readonly status: DiffStatus;
  readonly changes: readonly Change[];
}

export interface ModuleDiff {
  readonly same: boolean;
  readonly funcs: readonly FuncDiff[];
  readonly consts: readonly ConstDiff[];
  readonly counts: { readonly nodes: Counts; readonly consts: Counts };
}

function describe(node: Node): DiffNode {
  return { id: node.id, name: nameOf(node), op: node.op.name, origin: originNames(node.origin) };
}

function countsOf(items: readonly { readonly status: DiffStatus }[]): Counts {
  const counts = { same: 0, changed: 0, added: 0, removed: 0 };
  for (const { status } of items) counts[status]++;
  return counts;
}

/** Names of the nodes of a function by the model nodes behind them. */
function byOrigin(func: Func): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const node of walk(func.body)) {
    for (const origin of originNames(node.origin)) {
      const names = found.get(origin);
      if (names) names.push(nameOf(node));
      else found.set(origin, [nameOf(node)]);
    }
  }
  return found;
}

function signatureChanges(a: Func, b: Func): Change[] {
  const show = {
    inputs: (func: Func) => func.body.params.map((value) => `%${value.name}: ${value.type.key}`).join(', '),
    outputs: (func: Func) =>
      func.body.results.map((value, i) => `%${func.resultNames[i] ?? value.name}: ${value.type.key}`).join(', '),
    sizes: (func: Func) => [...func.ranges].map(([name, { lo, hi }]) => `${name} in ${lo}..${hi}`).join(', '),
  };
  return Object.entries(show).flatMap(([what, print]) => {
    const [before, after] = [print(a), print(b)];
    return before === after ? [] : [{ what, before, after }];
  });
}

class Comparison {
  readonly #prints = new Fingerprints();

  #same(match: NodeMatch, a: Value | undefined, b: Value | undefined): boolean {
    if (!a || !b) return a === b;
    const [left, right] = [producer(a), producer(b)];
    if (left && right) return match.pairs.get(left) === right && indexOf(a) === indexOf(b);
    if (a.def.kind === 'param' && b.def.kind === 'param') {
      const [from, to] = [a.def.region.parent, b.def.region.parent];
      return a.def.index === b.def.index && (from ? match.pairs.get(from) === to : to === undefined);
    }
    return a.def.kind === b.def.kind && this.#prints.ofValue(a) === this.#prints.ofValue(b);
  }

  func(a: Func, b: Func): FuncDiff {
    for (const func of [a, b]) this.#prints.region(func.body);
    const match = new NodeMatch(a, b, this.#prints);
    const { order } = match;
    const origins = byOrigin(b);
    const nodes = order.map(([left, right]): NodeDiff => {
      if (left && right) {
        const changes = nodeChanges(left, right, (x, y) => this.#same(match, x, y));
        const status = changes.length === 0 ? 'same' : 'changed';
        return { status, before: describe(left), after: describe(right), changes, into: [] };
      }
      if (right) return { status: 'added', after: describe(right), changes: [], into: [] };
      const into = originNames(left?.origin).flatMap((name) => origins.get(name) ?? []);
      return { status: 'removed', ...(left ? { before: describe(left) } : {}), changes: [], into: [...new Set(into)] };
    });
    const changes = signatureChanges(a, b);
    for (const [i, before] of a.body.results.entries()) {
      const after = b.body.results[i];
      if (after && before.type === after.type && !this.#same(match, before, after)) {
        changes.push({ what: `return ${i}`, before: `%${before.name}`, after: `%${after.name}` });
      }
    }
    const isSame = changes.length === 0 && nodes.every(({ status }) => status === 'same');
    return { name: a.name, status: isSame ? 'same' : 'changed', changes, nodes };
  }
}

function indexOf(value: Value): number {
  return value.def.kind === 'result' ? value.def.index : -1;
}

function oneSided(func: Func, status: 'added' | 'removed'): FuncDiff {
  const nodes = [...walk(func.body)].map((node): NodeDiff => {
    const side = status === 'added' ? { after: describe(node) } : { before: describe(node) };
    return { status, ...side, changes: [], into: [] };
  });
  return { name: func.name, status, changes: [], nodes };
}

function shortDigest(tensor: Tensor): string {
  return `sha256:${tensorDigest(tensor).slice(0, DIGEST_DIGITS)}`;
}

function constDiff(name: string, a: Value | undefined, b: Value | undefined): ConstDiff {
  const [left, right] = [constTensor(a), constTensor(b)];
  if (!a || !b || !left || !right) return { name, status: a ? 'removed' : 'added', changes: [] };
  const changes: Change[] = [];
  if (a.type !== b.type) changes.push({ what: 'type', before: a.type.key, after: b.type.key });
  else if (!tensorsEqual(left, right)) {
    changes.push({ what: 'values', before: shortDigest(left), after: shortDigest(right) });
  }
  return { name, status: changes.length === 0 ? 'same' : 'changed', changes };
}

/** What became of `a` in `b`. */
export function diffModules(a: Module, b: Module): ModuleDiff {
  const comparison = new Comparison();
  const funcs = [...new Set([...a.funcs.keys(), ...b.funcs.keys()])].flatMap((name) => {
    const [left, right] = [a.funcs.get(name), b.funcs.get(name)];
    if (left && right) return [comparison.func(left, right)];
    return left ? [oneSided(left, 'removed')] : right ? [oneSided(right, 'added')] : [];
  });
  const names = [...new Set([...a.consts.keys(), ...b.consts.keys()])];
  const consts = names.map((name) => constDiff(name, a.consts.get(name), b.consts.get(name)));
  const counts = { nodes: countsOf(funcs.flatMap(({ nodes }) => nodes)), consts: countsOf(consts) };
  const same = funcs.every(({ status }) => status === 'same') && consts.every(({ status }) => status === 'same');
  return { same, funcs, consts, counts };
}
