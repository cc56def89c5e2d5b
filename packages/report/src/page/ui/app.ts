// The state of the page and how it changes. Everything on the screen is drawn from here; nothing is kept in elements.

import type { LayoutData, ViewData } from '../../view/data.js';
import { type Drawing, planDrawing, type Scene, sceneOf } from '../model/plan-drawing.js';
import type { Item } from '../model/tree.js';
import { DEFAULT_BOXES, isFolder, MOST_BOXES, openTo, openUpTo } from '../model/visible.js';
import { Graphviz } from './graphviz.js';

export type ColourMode = 'op' | 'partition' | 'cost';

export interface Shown {
  readonly scene: Scene;
  readonly drawing: Drawing;
  readonly layout: LayoutData;
}

export interface Listener {
  /** A new drawing is there; `before` is the one it replaces. */
  readonly drawn: (shown: Shown, before: Shown | undefined) => void;
  readonly selected: (item: Item | undefined, reveal: boolean) => void;
  readonly recoloured: () => void;
  readonly busy: (what: string | undefined) => void;
  readonly failed: (problem: string) => void;
}

export class App {
  readonly data: ViewData;
  readonly #graphviz = new Graphviz();
  readonly #scenes = new Map<number, Scene>();
  readonly #listener: Listener;
  step: number;
  colour: ColourMode = 'op';
  showChanges = true;
  selection: string | undefined;
  shown: Shown | undefined;
  #open: Set<string>;
  #turn = 0;

  constructor(data: ViewData, listener: Listener) {
    this.data = data;
    this.#listener = listener;
    this.step = data.first;
    this.#open = openUpTo(this.scene(data.first).tree, DEFAULT_BOXES);
    if (data.layout) this.#graphviz.learn(this.#plan(), data.layout);
  }

  scene(step: number): Scene {
    const known = this.#scenes.get(step);
    if (known) return known;
    const found = this.data.steps[step];
    if (!found) throw new Error(`there is no step ${step}`);
    const scene = sceneOf(this.data, found);
    this.#scenes.set(step, scene);
    return scene;
  }

  /** The item that is selected in the step that is shown. */
  get selected(): Item | undefined {
    return this.selection === undefined ? undefined : this.scene(this.step).tree.items.get(this.selection);
  }

  #plan(): Drawing {
    return planDrawing(this.data, this.scene(this.step), this.#open);
  }

  /** Lays the graph out as it is to be now, and draws it unless something newer was asked for meanwhile. */
  async draw(): Promise<void> {
    const turn = ++this.#turn;
    const drawing = this.#plan();
    const scene = this.scene(this.step);
    let layout = this.#graphviz.known(drawing);
    if (!layout) {
      this.#listener.busy(`laying out ${drawing.visible.boxes.length} boxes …`);
      try {
        layout = await this.#graphviz.layout(drawing);
      } catch (error) {
        this.#listener.failed(error instanceof Error ? error.message : String(error));
      }
      if (turn !== this.#turn) return;
      this.#listener.busy(undefined);
    }
    if (!layout) return;
    const before = this.shown;
    this.shown = { scene, drawing, layout };
    this.#listener.drawn(this.shown, before);
  }

  async goTo(step: number): Promise<void> {
    if (step < 0 || step >= this.data.steps.length) return;
    this.step = step;
    // Folders that this step has and the last had not open by themselves, within the same bounds.
    const { tree } = this.scene(step);
    const known = new Set([...this.#open].filter((id) => tree.items.has(id)));
    this.#open =
      known.size > 0 ? openUpTo(tree, Math.max(DEFAULT_BOXES, known.size), this.#open) : openUpTo(tree, DEFAULT_BOXES);
    await this.draw();
    this.#listener.selected(this.selected, false);
  }

  /** Selects an item, opening what hides it. */
  async select(item: Item | undefined, reveal = true): Promise<void> {
    this.selection = item?.id;
    if (item && this.#hidden(item)) {
      openTo(item, this.#open);
      await this.draw();
    }
    this.#listener.selected(item, reveal);
  }

  #hidden(item: Item): boolean {
    for (let up = item.parent; up?.parent; up = up.parent) if (!this.#open.has(up.id)) return true;
    return false;
  }

  isOpen(item: Item): boolean {
    return isFolder(item) && this.#open.has(item.id);
  }

  async toggle(item: Item): Promise<void> {
    if (!isFolder(item)) return;
    if (this.#open.has(item.id)) this.#open.delete(item.id);
    else this.#open.add(item.id);
    await this.draw();
    await this.select(item);
  }

  async openAll(): Promise<void> {
    this.#open = openUpTo(this.scene(this.step).tree, MOST_BOXES);
    await this.draw();
  }

  async closeAll(): Promise<void> {
    this.#open = new Set();
    const { tree } = this.scene(this.step);
    // One folder that holds everything is no overview: open until there is something to see.
    for (let folder = tree.root; folder.children.filter(isFolder).length === 1 && folder.children.length < 12; ) {
      const inner: Item | undefined = folder.children.find(isFolder);
      if (!inner) break;
      this.#open.add(inner.id);
      folder = inner;
    }
    await this.draw();
  }

  recolour(change: { colour?: ColourMode; showChanges?: boolean }): void {
    this.colour = change.colour ?? this.colour;
    this.showChanges = change.showChanges ?? this.showChanges;
    this.#listener.recoloured();
  }
}
