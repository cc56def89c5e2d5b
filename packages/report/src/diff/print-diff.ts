// A comparison as text: what changed, line by line, and what it comes to.

import type { Counts, DiffNode, FuncDiff, ModuleDiff, NodeDiff } from './diff-modules.js';
import type { Change } from './node-changes.js';

export interface DiffOptions {
  /** Show what is the same, too. */
  readonly all?: boolean;
}

const MARKS = { same: ' ', changed: '~', added: '+', removed: '-' } as const;
/** Names listed where one node became many. */
const SHOWN = 4;

function label({ name, op }: DiffNode): string {
  return `%${name}  ${op}`;
}

function printChange({ what, before, after }: Change): string {
  return `      ${what}: ${before} → ${after}`;
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `%${name}`);
  return `${shown.join(', ')}${names.length > SHOWN ? `, … ${names.length - SHOWN} more` : ''}`;
}

function printNode({ status, before, after, changes, into }: NodeDiff): string[] {
  const node = after ?? before;
  if (!node) return [];
  const renamed = before && after && before.name !== after.name ? `  (was %${before.name})` : '';
  const now = into.length > 0 ? `  (now in ${some(into)})` : '';
  return [`  ${MARKS[status]} ${label(node)}${renamed}${now}`, ...changes.map(printChange)];
}

function printFunc({ name, status, changes, nodes }: FuncDiff, all: boolean): string[] {
  const shown = nodes.filter((node) => all || node.status !== 'same');
  if (!all && status === 'same') return [];
  const mark = status === 'added' || status === 'removed' ? ` (${status})` : '';
  return [`@${name}${mark}`, ...changes.map(printChange), ...shown.flatMap(printNode)];
}

function printCounts(what: string, { same, changed, added, removed }: Counts): string {
  return `${what}: ${same} same, ${changed} changed, ${added} added, ${removed} removed`;
}

export function printDiff(diff: ModuleDiff, { all = false }: DiffOptions = {}): string {
  const consts = diff.consts.filter(({ status }) => all || status !== 'same');
  return [
    ...diff.funcs.flatMap((func) => printFunc(func, all)),
    ...(consts.length > 0 ? ['constants'] : []),
    ...consts.flatMap(({ name, status, changes }) => [`  ${MARKS[status]} %${name}`, ...changes.map(printChange)]),
    printCounts('nodes', diff.counts.nodes),
    printCounts('constants', diff.counts.consts),
  ].join('\n');
}
