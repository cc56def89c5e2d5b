// Where a node stands in the module tree of the model: exporters write it into the names of nodes, as in
// `/encoder/layers.0/attention/MatMul`.

import { type Origin, originNames } from '@afterglow/core';
import type { Node } from '@afterglow/ir';

function foldersOf(name: string): string[] {
  return name
    .split('/')
    .slice(0, -1)
    .filter((part) => part !== '');
}

/** The folders that all names share. */
export function commonScope(names: readonly string[]): readonly string[] {
  const [first, ...others] = names.map(foldersOf);
  if (!first) return [];
  let shared = first.length;
  for (const other of others) {
    let same = 0;
    while (same < shared && other[same] === first[same]) same++;
    shared = same;
  }
  return first.slice(0, shared);
}

/** The scope of a node: that of all it came from; what came from nowhere is filed by the name of its first result. */
export function scopeOf(node: Node): readonly string[] {
  const names = originNames(node.origin);
  const [result] = node.results;
  return commonScope(names.length > 0 ? names : result ? [result.name] : []);
}

/** Names of the passes that fused an origin, outermost first. */
export function fusedBy(origin: Origin | undefined): string[] {
  if (origin?.kind !== 'fused') return [];
  return [...new Set([origin.by, ...origin.parts.flatMap(fusedBy)])];
}

/** Lines of the exporter's program behind an origin. */
export function sourceLines(origin: Origin | undefined): string[] {
  if (!origin) return [];
  if (origin.kind === 'node') return origin.source === undefined ? [] : [origin.source];
  return [...new Set(origin.parts.flatMap(sourceLines))];
}
