// Draws boxes, folders and edges as SVG. Looks are in the style sheet; this gives classes and colours by name.

import type { LayoutData, ViewData } from '../../view/data.js';
import { printDevices } from '../model/devices.js';
import { printShape, shorten } from '../model/format.js';
import type { Drawing } from '../model/plan-drawing.js';
import type { Item, Tree } from '../model/tree.js';
import { isFolder } from '../model/visible.js';
import { svg } from './dom.js';

export interface Look {
  /** Class that colours a box or a folder. */
  readonly colour: (item: Item) => string;
  /** Colour beyond the classes, such as a shade of heat. */
  readonly shade: (item: Item) => string | undefined;
  /** Class of what the step did to it, or nothing. */
  readonly change: (item: Item) => string;
}

export interface Painted {
  readonly boxes: readonly SVGGElement[];
  readonly clusters: readonly SVGGElement[];
  readonly edges: readonly SVGGElement[];
}

const TITLE = 24;
const LINE = 16;

/** What a screen reader says of an item. */
function spoken(item: Item, data: ViewData): string {
  const types = (item.node?.results ?? []).map(([name, type]) => `${name}: ${data.types[type] ?? ''}`);
  if (isFolder(item)) return `${item.label}, closed folder`;
  return `${item.node && item.kind === 'node' ? item.node.op : `${item.kind} ${item.label}`}${types.length > 0 ? `, ${types.join(', ')}` : ''}`;
}

function paintBox(
  item: Item,
  index: number,
  drawing: Drawing,
  at: readonly number[],
  data: ViewData,
  look: Look,
): SVGGElement {
  const [x = 0, y = 0, width = 0, height = 0] = at;
  const text = drawing.texts[index];
  const folder = isFolder(item);
  const kind = folder ? 'folder' : item.kind;
  const shade = look.shade(item);
  const box = svg('g', {
    ...{
      id: `box-${index}`,
      role: 'option',
      'aria-selected': 'false',
      'aria-label': spoken(item, data),
      'data-id': item.id,
    },
    class: `box ${kind} ${look.colour(item)} ${look.change(item)}`,
    transform: `translate(${x - width / 2} ${y - height / 2})`,
    ...(shade === undefined ? {} : { style: `--fill:${shade}` }),
  });
  const round = item.kind === 'input' || item.kind === 'output' ? 12 : 5;
  if (folder) box.append(svg('rect', { class: 'back', x: 4, y: 4, width, height, rx: round }));
  box.append(svg('rect', { class: 'body', width, height, rx: round }));
  const lines = text?.lines ?? [];
  if (lines.length > 0) {
    box.append(svg('path', { class: 'head', d: headPath(width, Math.min(TITLE, height), round) }));
  } else box.append(svg('rect', { class: 'head', width, height, rx: round }));
  box.append(svg('text', { class: 'title', x: width / 2, y: 16 }, text?.title ?? ''));
  lines.forEach(([name, value], line) => {
    const row = svg('text', { class: 'line', x: 10, y: TITLE + 15 + line * LINE });
    if (name !== '') row.append(svg('tspan', { class: 'slot' }, `${name}  `));
    row.append(value);
    box.append(row);
  });
  return box;
}

/** The coloured head of a box: round above, straight below. */
function headPath(width: number, height: number, r: number): string {
  return `M0 ${height}V${r}Q0 0 ${r} 0H${width - r}Q${width} 0 ${width} ${r}V${height}Z`;
}

function paintCluster(item: Item, index: number, at: readonly number[], look: Look): SVGGElement {
  const [x = 0, y = 0, width = 0, height = 0] = at;
  const where = printDevices(item.node?.placement ?? []);
  const label = where === '' ? item.label : `${item.label} · ${where}`;
  return svg(
    'g',
    {
      ...{
        id: `cluster-${index}`,
        role: 'option',
        'aria-selected': 'false',
        'aria-label': `${item.label}, open folder`,
      },
      ...{ class: `cluster ${item.kind} ${look.colour(item)}`, 'data-id': item.id },
      transform: `translate(${x - width / 2} ${y - height / 2})`,
    },
    svg('rect', { class: 'area', width, height, rx: 8 }),
    svg('rect', { class: 'handle', width, height: 24, rx: 8 }),
    svg('text', { class: 'label', x: 10, y: 17 }, `− ${shorten(label, Math.max(6, Math.floor(width / 7) - 3))}`),
  );
}

/** Middle of a chain of Bézier curves. */
function middle(points: readonly number[]): readonly [number, number] {
  const pieces = Math.max(1, Math.floor((points.length / 2 - 1) / 3));
  const at = Math.floor(pieces / 2) * 6;
  const p = (k: number) => points[at + k] ?? 0;
  if (pieces % 2 === 0) return [p(0), p(1)];
  return [(p(0) + 3 * p(2) + 3 * p(4) + p(6)) / 8, (p(1) + 3 * p(3) + 3 * p(5) + p(7)) / 8];
}

function curvePath(points: readonly number[]): string {
  const [x = 0, y = 0, ...rest] = points;
  const whole = Math.floor(rest.length / 6) * 6;
  const tip = rest.slice(whole);
  return `M${x} ${y}C${rest.slice(0, whole).join(' ')}${tip.length === 2 ? `L${tip.join(' ')}` : ''}`;
}

/** What flows along an edge: the shape of the value, or how many values. */
export function edgeLabel(values: readonly string[], tree: Tree, data: ViewData): string {
  const [value] = values;
  if (values.length > 1 || value === undefined) return `${values.length} values`;
  return printShape(data.types[tree.types.get(value) ?? -1] ?? '');
}

export function paint(
  content: SVGGElement,
  drawing: Drawing,
  layout: LayoutData,
  tree: Tree,
  data: ViewData,
  look: Look,
): Painted {
  const { visible } = drawing;
  const clusters = visible.clusters.map((item, index) => paintCluster(item, index, layout.clusters[index] ?? [], look));
  const labelled = new Set<string>();
  const edges = visible.edges.map(({ values }, index) => {
    // A value that goes to several readers is told once.
    const again = values.length === 1 && labelled.has(values[0] ?? '');
    for (const value of values) labelled.add(value);
    const points = layout.edges[index] ?? [];
    const [x, y] = middle(points);
    const label = edgeLabel(values, tree, data);
    const names = values
      .slice(0, 12)
      .map((value) => `${value.slice(value.indexOf('/') + 1)}: ${data.types[tree.types.get(value) ?? -1] ?? ''}`);
    return svg(
      'g',
      { class: `edge${values.length > 1 ? ' many' : ''}` },
      svg('title', {}, [...names, ...(values.length > 12 ? ['…'] : [])].join('\n')),
      svg('path', { class: 'wide', d: curvePath(points) }),
      svg('path', { class: 'line', d: curvePath(points), 'marker-end': 'url(#arrow)' }),
      again ? undefined : svg('text', { x: x + 5, y }, shorten(label, 26)),
    );
  });
  const boxes = visible.boxes.map((item, index) =>
    paintBox(item, index, drawing, layout.boxes[index] ?? [], data, look),
  );
  content.replaceChildren(svg('g', {}, ...clusters), svg('g', {}, ...edges), svg('g', {}, ...boxes));
  return { boxes, clusters, edges };
}
