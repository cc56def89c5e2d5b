// From a step and its open folders to what Graphviz is asked, in one place for the writer and for the page.

import type { ConstData, LayoutData, StepData, ViewData } from '../../view/data.js';
import { type BoxText, boxSize, boxText, constsOf } from './box.js';
import { toDot } from './dot.js';
import { readLayout } from './layout.js';
import { buildTree, type Tree } from './tree.js';
import { type OpenFolders, type Visible, visibleOf } from './visible.js';

/** A step ready to be looked at. */
export interface Scene {
  readonly step: StepData;
  readonly tree: Tree;
  readonly consts: ReadonlyMap<string, ConstData>;
}

/** What will be drawn, before anybody knows where. */
export interface Drawing {
  readonly visible: Visible;
  readonly texts: readonly BoxText[];
  /** Input for Graphviz. */
  readonly dot: string;
  /** Reads its answer. */
  readonly read: (answer: string) => LayoutData;
}

export function sceneOf(data: ViewData, step: StepData): Scene {
  return { step, tree: buildTree(data, step), consts: constsOf(data, step) };
}

export function planDrawing(data: ViewData, scene: Scene, open: OpenFolders): Drawing {
  const visible = visibleOf(scene.tree, open);
  const texts = visible.boxes.map((item) => boxText(item, data, scene.consts));
  const counts = { boxes: visible.boxes.length, clusters: visible.clusters.length, edges: visible.edges.length };
  return {
    visible,
    texts,
    dot: toDot(scene.tree, visible, texts.map(boxSize)),
    read: (answer) => readLayout(answer, counts),
  };
}
