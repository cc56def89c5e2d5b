// Nodes that hand a value on and yet are loops of their own, in words: a line for each pair of ops and reason, those of many nodes first.

import type { LoopsApart } from '@afterglow/backend-api';

/** Pairs of nodes shown of each reason. */
const SHOWN = 2;

const nameOf = (nodes: readonly string[], op: string) => nodes.find((name) => name !== '') ?? op;

export function describeApart(device: string, apart: readonly LoopsApart[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { writer, reader, because } of apart) {
    const key = `${writer.op} → ${reader.op}: ${because}`;
    const pair = `${nameOf(writer.nodes, writer.op)} → ${nameOf(reader.nodes, reader.op)}`;
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([key, pairs]) => {
      const more = pairs.length > SHOWN ? `, … ${pairs.length - SHOWN} more` : '';
      return `  ${device.padEnd(6)} ${key} (${pairs.slice(0, SHOWN).join(', ')}${more})`;
    });
}
