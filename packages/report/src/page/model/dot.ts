// The drawing as Graphviz input. One point of Graphviz is one pixel of ours.

import type { BoxSize } from './box.js';
import type { Item, Tree } from './tree.js';
import type { Visible } from './visible.js';

const POINTS = 72;

/**
 * DOT text: boxes are `n0`, `n1`, …, open folders `cluster0`, …, and edges have their position as id, so that no name of a
 * model reaches Graphviz. Folders get a blank label, which keeps room for the words that the page writes.
 */
export function toDot(tree: Tree, visible: Visible, sizes: readonly BoxSize[]): string {
  const boxes = new Map(visible.boxes.map((item, index) => [item, index]));
  const clusters = new Map(visible.clusters.map((item, index) => [item, index]));
  const lines: string[] = [];
  const place = (folder: Item): void => {
    for (const child of folder.children) {
      const box = boxes.get(child);
      if (box === undefined) {
        lines.push(`subgraph cluster${clusters.get(child)}{label=" "`);
        place(child);
        lines.push('}');
        continue;
      }
      const { width, height } = sizes[box] ?? { width: 60, height: 24 };
      lines.push(`n${box}[width=${(width / POINTS).toFixed(3)},height=${(height / POINTS).toFixed(3)}]`);
    }
  };
  place(tree.root);
  return [
    'digraph{rankdir=TB nodesep=0.28 ranksep=0.46 fontsize=16 margin=0',
    'node[shape=box fixedsize=true label=""]edge[arrowsize=0.6]',
    ...lines,
    ...visible.edges.map(({ from, to }, index) => `n${from}->n${to}[id=${index}]`),
    '}',
  ].join('\n');
}
