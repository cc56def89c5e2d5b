// Reads what Graphviz answers (its `json0` form) as positions with the origin at the top left.

import type { LayoutData } from '../../view/data.js';

interface Placed {
  readonly name?: string;
  readonly pos?: string;
  readonly bb?: string;
  readonly width?: string;
  readonly height?: string;
  readonly id?: string;
}

interface Answer {
  readonly bb?: string;
  readonly objects?: readonly Placed[];
  readonly edges?: readonly Placed[];
}

const POINTS = 72;

function numbers(text: string | undefined): number[] {
  return (text ?? '').split(/[ ,]/).map(Number);
}

/** Control points of a curve from tail to head, ending at the tip of the arrow. */
function curve(pos: string | undefined, height: number): number[] {
  let tip: string | undefined;
  const points: string[] = [];
  for (const part of (pos ?? '').split(' ')) {
    if (part.startsWith('e,')) tip = part.slice(2);
    else if (!part.startsWith('s,') && part !== '') points.push(part);
  }
  if (tip !== undefined) points.push(tip);
  return points.flatMap((point) => {
    const [x = 0, y = 0] = numbers(point);
    return [Math.round(x), Math.round(height - y)];
  });
}

/** Layout of a graph with this many boxes, clusters and edges; `text` is the answer for the input that `toDot` made of it. */
export function readLayout(text: string, counts: { boxes: number; clusters: number; edges: number }): LayoutData {
  const answer = JSON.parse(text) as Answer;
  const [, , width = 0, height = 0] = numbers(answer.bb);
  const boxes: number[][] = Array.from({ length: counts.boxes }, () => [0, 0, 0, 0]);
  const clusters: number[][] = Array.from({ length: counts.clusters }, () => [0, 0, 0, 0]);
  for (const { name = '', pos, bb, width: w, height: h } of answer.objects ?? []) {
    if (name.startsWith('cluster')) {
      const [left = 0, bottom = 0, right = 0, top = 0] = numbers(bb);
      clusters[Number(name.slice(7))] = [
        Math.round((left + right) / 2),
        Math.round(height - (top + bottom) / 2),
        Math.round(right - left),
        Math.round(top - bottom),
      ];
    } else {
      const [x = 0, y = 0] = numbers(pos);
      boxes[Number(name.slice(1))] = [
        Math.round(x),
        Math.round(height - y),
        Math.round(Number(w) * POINTS),
        Math.round(Number(h) * POINTS),
      ];
    }
  }
  const edges: number[][] = Array.from({ length: counts.edges }, () => []);
  for (const { id, pos } of answer.edges ?? []) edges[Number(id)] = curve(pos, height);
  return { width: Math.round(width), height: Math.round(height), boxes, clusters, edges };
}
