// Where the arrow keys go: up and down along edges, left and right among what stands beside.

import type { LayoutData } from '../../view/data.js';
import type { Visible } from './visible.js';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The box one step from `box` in a direction, or undefined where there is none. */
export function neighbour(visible: Visible, layout: LayoutData, box: number, direction: Direction): number | undefined {
  const [x = 0, y = 0] = layout.boxes[box] ?? [];
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  const offer = (candidate: number, cost: number) => {
    if (cost < least) [best, least] = [candidate, cost];
  };
  if (direction === 'up' || direction === 'down') {
    for (const { from, to } of visible.edges) {
      const [here, there] = direction === 'down' ? [from, to] : [to, from];
      if (here !== box) continue;
      const [u = 0, v = 0] = layout.boxes[there] ?? [];
      offer(there, Math.abs(u - x) + Math.abs(v - y) / 4);
    }
    return best;
  }
  layout.boxes.forEach(([u = 0, v = 0], candidate) => {
    const aside = direction === 'left' ? x - u : u - x;
    // Beside means more to the side than above or below.
    if (candidate !== box && aside > 0 && Math.abs(v - y) <= aside) offer(candidate, aside + 3 * Math.abs(v - y));
  });
  return best;
}
