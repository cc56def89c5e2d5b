// What of a tree is drawn when some of its folders are open: boxes, and one edge between any two of them that share values.

import type { Item, Tree } from './tree.js';

export interface VisibleEdge {
  readonly from: number;
  readonly to: number;
  /** Values that flow, as `func/name`. */
  readonly values: readonly string[];
}

export interface Visible {
  /** Leaves and closed folders in execution order; edges name them by position. */
  readonly boxes: readonly Item[];
  /** Open folders, outer before inner; the root is not among them. */
  readonly clusters: readonly Item[];
  readonly edges: readonly VisibleEdge[];
  /** The box an item is shown in. */
  readonly boxOf: (item: Item) => number | undefined;
}

export type OpenFolders = ReadonlySet<string>;

export function isFolder(item: Item): boolean {
  return item.children.length > 0;
}

/** Inputs and outputs in a folder are too many to be worth the room before somebody asks for them. */
function opensItself(item: Item): boolean {
  return isFolder(item) && item.kind !== 'ports';
}

/** Boxes drawn when nothing asks for more. */
export const DEFAULT_BOXES = 220;
/** Boxes that "open all" goes up to: beyond, a layout takes minutes. */
export const MOST_BOXES = 2500;

/** Opens folders from the outside in, smallest first, as long as no more than `limit` boxes are shown. */
export function openUpTo(tree: Tree, limit: number, from: OpenFolders = new Set()): Set<string> {
  const open = new Set(from);
  let shown = 0;
  let level: Item[] = [];
  const enter = (folder: Item): void => {
    for (const child of folder.children) {
      if (isFolder(child) && open.has(child.id)) enter(child);
      else {
        shown++;
        if (opensItself(child)) level.push(child);
      }
    }
  };
  enter(tree.root);
  while (level.length > 0) {
    const bySize = [...level].sort((a, b) => a.children.length - b.children.length || a.order - b.order);
    level = [];
    for (const folder of bySize) {
      const more = folder.children.length - 1;
      if (shown + more > limit) continue;
      shown += more;
      open.add(folder.id);
      level.push(...folder.children.filter(opensItself));
    }
  }
  return open;
}

/** Opens what hides an item. */
export function openTo(item: Item, open: Set<string>): void {
  for (let up = item.parent; up?.parent; up = up.parent) open.add(up.id);
}

export function visibleOf(tree: Tree, open: OpenFolders): Visible {
  const boxes: Item[] = [];
  const clusters: Item[] = [];
  const positions = new Map<Item, number>();
  const enter = (folder: Item): void => {
    for (const child of folder.children) {
      if (isFolder(child) && open.has(child.id)) {
        clusters.push(child);
        enter(child);
      } else positions.set(child, boxes.push(child) - 1);
    }
  };
  enter(tree.root);
  const boxOf = (item: Item): number | undefined => {
    let found: number | undefined;
    for (let up: Item | undefined = item; up; up = up.parent) found = positions.get(up) ?? found;
    return found;
  };
  const between = new Map<string, { from: number; to: number; values: Set<string> }>();
  for (const item of tree.items.values()) {
    if (item.reads.length === 0) continue;
    const to = boxOf(item);
    for (const name of item.reads) {
      const value = `${item.func}/${name}`;
      const maker = tree.makers.get(value);
      const from = maker && boxOf(maker);
      if (from === undefined || to === undefined || from === to) continue;
      const key = `${from} ${to}`;
      const edge = between.get(key) ?? { from, to, values: new Set() };
      edge.values.add(value);
      between.set(key, edge);
    }
  }
  const edges = [...between.values()].map(({ from, to, values }) => ({ from, to, values: [...values] }));
  return { boxes, clusters, edges, boxOf };
}
