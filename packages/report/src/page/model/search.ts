// Finds nodes and tensors by what a person types: words that must all occur, and `op:`, `type:`, `name:` to say where.

import type { ViewData } from '../../view/data.js';
import type { Item, Tree } from './tree.js';

interface Haystack {
  readonly name: string;
  readonly op: string;
  readonly type: string;
}

const FIELDS = ['name', 'op', 'type'] as const;
type Field = (typeof FIELDS)[number];

function haystack(item: Item, data: ViewData): Haystack {
  const { node } = item;
  const type = (number: number | undefined) => data.types[number ?? -1] ?? '';
  if (!node) return { name: item.label, op: item.kind, type: type(item.type) };
  const names = [...node.results.map(([name]) => name), ...node.operands.map(([, value]) => value), ...node.origin];
  return {
    name: names.join('\n').toLowerCase(),
    op: node.op,
    type: node.results.map(([, number]) => type(number)).join('\n'),
  };
}

/** Items that match a query, in execution order, at most `limit`. Folders match by their label. */
export function search(query: string, tree: Tree, data: ViewData, limit: number): Item[] {
  const terms = query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const field = FIELDS.find((name) => word.startsWith(`${name}:`));
      return { field, text: field ? word.slice(field.length + 1) : word };
    })
    .filter(({ text }) => text !== '');
  const found: Item[] = [];
  if (terms.length === 0) return found;
  for (const item of tree.items.values()) {
    if (item.kind === 'root' || item.kind === 'enter' || item.kind === 'leave' || item.kind === 'run') continue;
    const hay = haystack(item, data);
    const matches = ({ field, text }: { field: Field | undefined; text: string }) =>
      (field ? [field] : FIELDS).some((name) => {
        const value = hay[name].toLowerCase();
        return field === 'op'
          ? value === text || (text.endsWith('*') && value.startsWith(text.slice(0, -1)))
          : value.includes(text);
      });
    if (terms.every(matches)) found.push(item);
    if (found.length >= limit) break;
  }
  return found;
}
