// The graph on the screen: painted boxes, what is selected among them, and where the eye is when the drawing changes.

import type { LayoutData } from '../../view/data.js';
import { categoryOf, opsOf, PARTITION_COLOURS, partitionNames, partitionOf } from '../model/category.js';
import type { Item } from '../model/tree.js';
import { isFolder } from '../model/visible.js';
import { type Direction, neighbour } from '../model/walk.js';
import type { App, Shown } from './app.js';
import { byId, svg } from './dom.js';
import { Minimap } from './minimap.js';
import { type Look, type Painted, paint } from './paint.js';
import { type Camera, Viewport } from './viewport.js';

/** The least zoom at which words on boxes can be read. */
const READABLE = 0.6;

export class GraphView {
  readonly viewport: Viewport;
  readonly #minimap: Minimap;
  readonly #host = byId('graph');
  readonly #content = svg('g');
  #app: App | undefined;
  #painted: Painted | undefined;

  constructor() {
    const arrow = svg(
      'marker',
      {
        id: 'arrow',
        viewBox: '0 0 8 8',
        refX: 7,
        refY: 4,
        markerWidth: 8,
        markerHeight: 8,
        markerUnits: 'userSpaceOnUse',
        orient: 'auto-start-reverse',
      },
      svg('path', { d: 'M0 1L7 4L0 7Z' }),
    );
    this.#host.append(
      svg(
        'svg',
        { class: 'drawing', 'aria-hidden': 'false', role: 'presentation' },
        svg('defs', {}, arrow),
        this.#content,
      ),
    );
    this.viewport = new Viewport(this.#host, this.#content, () => this.#minimap?.frame());
    this.#minimap = new Minimap(byId('minimap') as HTMLCanvasElement, this.viewport);
    this.#host.addEventListener('click', (event) => this.#click(event));
    new ResizeObserver(() => this.#minimap.frame()).observe(this.#host);
  }

  attach(app: App): void {
    this.#app = app;
  }

  #look(app: App): Look {
    const { step, tree } = app.scene(app.step);
    const numbers = new Map(partitionNames(app.data, step).map((name, index) => [name, index]));
    const added = new Set(step.change.added);
    const changed = new Set(step.change.changed.map(([key]) => key));
    const most = Math.max(
      1,
      ...[...tree.items.values()].map((item) => (item.kind === 'node' ? (item.node?.ops ?? 0) : 0)),
    );
    const touched = new Map<Item, string>();
    const change = (item: Item): string => {
      if (!app.showChanges) return '';
      const known = touched.get(item);
      if (known !== undefined) return known;
      const key = item.id.slice(item.id.indexOf(':') + 1);
      let found = item.kind !== 'node' ? '' : added.has(key) ? 'added' : changed.has(key) ? 'changed' : '';
      if (found === '' && item.children.some((child) => change(child) !== '')) found = 'touched';
      touched.set(item, found);
      return found;
    };
    return {
      colour: (item) => {
        if (app.colour === 'cost') return 'shaded';
        // Before anything is placed, partitions have no colours to give.
        if (app.colour === 'op' || numbers.size === 0) return categoryOf(item);
        const number = numbers.get(partitionOf(item));
        return number === undefined ? 'unplaced' : `part-${number % PARTITION_COLOURS}`;
      },
      shade: (item) => {
        if (app.colour !== 'cost') return undefined;
        const share = Math.min(1, Math.sqrt(opsOf(item) / most));
        return `color-mix(in oklab, var(--hot) ${Math.round(100 * share)}%, var(--cold))`;
      },
      change,
    };
  }

  /** Draws; keeps what is selected, or else what is in the middle of the screen, where it was. */
  draw(app: App, shown: Shown, before: Shown | undefined): void {
    const anchor = before && this.#anchor(app, before);
    const { drawing, layout, scene } = shown;
    this.#painted = paint(this.#content, drawing, layout, scene.tree, app.data, this.#look(app));
    this.#host.setAttribute('aria-label', `Graph, ${drawing.visible.boxes.length} boxes`);
    const after = anchor && this.#place(shown, anchor.item.id);
    if (anchor && after) {
      const { zoom } = this.viewport.camera;
      const [x = 0, y = 0] = after;
      this.viewport.move(this.#within(layout, { zoom, x: anchor.x - x * zoom, y: anchor.y - y * zoom }));
    } else this.fit();
    this.#colourMinimap(shown);
    this.select(app.selected, false);
  }

  recolour(app: App): void {
    if (!app.shown) return;
    const { drawing, layout, scene } = app.shown;
    this.#painted = paint(this.#content, drawing, layout, scene.tree, app.data, this.#look(app));
    this.#colourMinimap(app.shown);
    this.select(app.selected, false);
  }

  #colourMinimap({ layout }: Shown): void {
    const colours = this.#painted?.boxes.map((box) => getComputedStyle(box).getPropertyValue('--fill')) ?? [];
    this.#minimap.show(
      layout,
      colours.map((colour, index) => resolveColour(colour, this.#painted?.boxes[index])),
    );
  }

  /** The item to hold on to while the drawing changes, and where on the screen it is. */
  #anchor(app: App, { drawing, layout }: Shown): { item: Item; x: number; y: number } | undefined {
    const { camera, width, height } = this.viewport;
    const onScreen = ([x = 0, y = 0]: readonly number[]) =>
      [camera.x + x * camera.zoom, camera.y + y * camera.zoom] as const;
    const { tree } = app.scene(app.step);
    let best: { item: Item; x: number; y: number } | undefined;
    let least = Number.POSITIVE_INFINITY;
    const offer = (item: Item, at: readonly number[]) => {
      if (!tree.items.has(item.id)) return;
      const [x, y] = onScreen(at);
      const cost = item.id === app.selection ? -1 : Math.abs(x - width / 2) + Math.abs(y - height / 2);
      if (cost < least) [best, least] = [{ item, x, y }, cost];
    };
    drawing.visible.boxes.forEach((item, index) => offer(item, layout.boxes[index] ?? []));
    drawing.visible.clusters.forEach((item, index) => {
      if (item.id === app.selection) offer(item, layout.clusters[index] ?? []);
    });
    return best;
  }

  /** A camera that leaves no more than a strip of the screen empty. */
  #within({ width, height }: LayoutData, { x, y, zoom }: Camera): Camera {
    const hold = (at: number, length: number, screen: number): number => {
      if (length * zoom <= screen) return (screen - length * zoom) / 2;
      const strip = screen / 4;
      return Math.min(strip, Math.max(screen - strip - length * zoom, at));
    };
    return { zoom, x: hold(x, width, this.viewport.width), y: hold(y, height, this.viewport.height) };
  }

  #place({ drawing, layout }: Shown, id: string): readonly number[] | undefined {
    const box = drawing.visible.boxes.findIndex((item) => item.id === id);
    if (box >= 0) return layout.boxes[box];
    const cluster = drawing.visible.clusters.findIndex((item) => item.id === id);
    return cluster >= 0 ? layout.clusters[cluster] : undefined;
  }

  fit(): void {
    const { layout } = this.#app?.shown ?? {};
    if (!layout) return;
    const all = [layout.width / 2, layout.height / 2, layout.width, layout.height];
    this.viewport.fit(all);
  }

  /** First look: all of it if that can be read, else its beginning; the map in the corner shows where that is. */
  start(): void {
    const { layout } = this.#app?.shown ?? {};
    if (!layout) return;
    this.fit();
    if (this.viewport.camera.zoom >= READABLE) return;
    const [x = 0] = layout.width * READABLE < this.viewport.width ? [layout.width / 2] : (layout.boxes[0] ?? []);
    this.viewport.move({ zoom: READABLE, x: this.viewport.width / 2 - x * READABLE, y: 48 });
  }

  fitSelection(app: App): void {
    const place = app.shown && app.selection !== undefined ? this.#place(app.shown, app.selection) : undefined;
    if (place) this.viewport.fit(place, 1.4);
  }

  select(item: Item | undefined, reveal: boolean): void {
    const app = this.#app;
    const painted = this.#painted;
    if (!app?.shown || !painted) return;
    const { drawing } = app.shown;
    const { visible } = drawing;
    for (const marked of this.#content.querySelectorAll('.selected, .upstream, .downstream')) {
      marked.classList.remove('selected', 'upstream', 'downstream');
      if (marked.getAttribute('role') === 'option') marked.setAttribute('aria-selected', 'false');
    }
    this.#host.removeAttribute('aria-activedescendant');
    if (!item) return;
    const box = visible.boxes.indexOf(item);
    const element = box >= 0 ? painted.boxes[box] : painted.clusters[visible.clusters.indexOf(item)];
    if (!element) return;
    element.classList.add('selected');
    element.setAttribute('aria-selected', 'true');
    this.#host.setAttribute('aria-activedescendant', element.id);
    visible.edges.forEach(({ from, to }, index) => {
      if (box < 0 || (from !== box && to !== box)) return;
      painted.edges[index]?.classList.add(to === box ? 'upstream' : 'downstream');
      painted.boxes[to === box ? from : to]?.classList.add(to === box ? 'upstream' : 'downstream');
    });
    const place = this.#place(app.shown, item.id);
    if (reveal && place) this.viewport.reveal(place);
  }

  /** Goes from the selected box to a neighbour; without a selection, to the first box. */
  walk(app: App, direction: Direction): void {
    if (!app.shown) return;
    const { visible } = app.shown.drawing;
    const { selected } = app;
    let box = selected ? visible.boxes.indexOf(selected) : -1;
    if (box < 0) {
      // In an open folder the way starts at its first box.
      const inside = selected && visible.boxes.findIndex((item) => within(item, selected));
      box = inside !== undefined && inside >= 0 ? inside : 0;
    } else box = neighbour(visible, app.shown.layout, box, direction) ?? box;
    void app.select(visible.boxes[box]);
  }

  #click(event: MouseEvent): void {
    const app = this.#app;
    if (!app || this.#host.classList.contains('dragging')) return;
    const target = event.target as Element;
    const element = target.closest('[data-id]');
    const item = app.scene(app.step).tree.items.get(element?.getAttribute('data-id') ?? '');
    if (!item) return void app.select(undefined);
    const handle = target.classList.contains('handle') || target.classList.contains('label');
    if (isFolder(item) && (!app.isOpen(item) || handle)) void app.toggle(item);
    else void app.select(item, false);
  }
}

function within(item: Item, folder: Item): boolean {
  for (let up: Item | undefined = item; up; up = up.parent) if (up === folder) return true;
  return false;
}

/** A colour that a canvas takes: `color-mix` and `var` only mean something on an element. */
function resolveColour(colour: string, element: Element | undefined): string {
  if (!colour.includes('(')) return colour;
  const head = element?.querySelector('.head');
  return head ? getComputedStyle(head).fill : colour;
}
