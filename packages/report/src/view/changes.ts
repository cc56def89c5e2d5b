// What a step did to the graph, from the data of both sides. Nodes are matched by function and name, then by name alone (a
// partitioner moves nodes between functions); what went is followed to what names the same nodes of the model.

import { type ChangeData, type FuncData, type NodeData, nodeKey, type RegionData } from './data.js';

interface Entry {
  readonly key: string;
  readonly func: string;
  readonly number: number;
  readonly node: NodeData;
}

function entriesOf(funcs: readonly FuncData[], pool: readonly NodeData[]): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const visit = (func: string, region: RegionData): void => {
    for (const number of region.nodes) {
      const node = pool[number];
      if (!node) continue;
      const key = nodeKey(func, node);
      found.set(key, { key, func, number, node });
      for (const inner of node.regions) visit(func, inner);
    }
  };
  for (const func of funcs) visit(func.name, func);
  return found;
}

const text = (value: unknown) => JSON.stringify(value);

/** What is different about a node that kept its name. */
function difference(before: Entry, after: Entry): string | undefined {
  const [a, b] = [before.node, after.node];
  const parts: string[] = [];
  if (a.op !== b.op) parts.push(`was ${a.op}`);
  if (text(a.operands) !== text(b.operands)) parts.push('operands');
  const old = new Map(a.attrs);
  const fresh = new Map(b.attrs);
  if (a.op === b.op) {
    for (const [name, value] of b.attrs) if (old.get(name) !== value) parts.push(`${name} = ${value}`);
    for (const [name] of a.attrs) if (!fresh.has(name)) parts.push(`no ${name}`);
  }
  if (text(a.results) !== text(b.results)) parts.push('type');
  if (text(a.regions) !== text(b.regions)) parts.push('body');
  // A node that only moved to another function is the same node.
  if (parts.length === 0) return undefined;
  return [...(before.func === after.func ? [] : [`moved from @${before.func}`]), ...parts].join(', ');
}

/** Compares the functions of two steps; both refer to `pool`. Differences of origin alone do not count. */
export function changesBetween(
  before: readonly FuncData[],
  after: readonly FuncData[],
  pool: readonly NodeData[],
): ChangeData {
  const old = entriesOf(before, pool);
  const now = entriesOf(after, pool);
  const lostByName = new Map(
    [...old.values()].filter(({ key }) => !now.has(key)).map((e) => [e.node.results[0]?.[0], e]),
  );
  const kept = new Set<string>();
  const added: string[] = [];
  const changed: [string, string][] = [];
  for (const entry of now.values()) {
    const match = old.get(entry.key) ?? lostByName.get(entry.node.results[0]?.[0]);
    if (!match || kept.has(match.key)) {
      added.push(entry.key);
      continue;
    }
    kept.add(match.key);
    const what = match.number === entry.number && match.func === entry.func ? undefined : difference(match, entry);
    if (what !== undefined) changed.push([entry.key, what]);
  }
  const heirs = new Map<string, string[]>();
  for (const key of [...added, ...changed.map(([changedKey]) => changedKey)]) {
    for (const origin of now.get(key)?.node.origin ?? []) heirs.set(origin, [...(heirs.get(origin) ?? []), key]);
  }
  const removed = [...old.values()]
    .filter(({ key }) => !kept.has(key))
    .map(({ key, node }) => ({
      key,
      op: node.op,
      became: [...new Set(node.origin.flatMap((origin) => heirs.get(origin) ?? []))].slice(0, 8),
    }));
  return { added, changed, removed };
}
