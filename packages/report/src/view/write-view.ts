// Collects what is known of a compilation, step by step, and makes the data of a page of it.

import { type Module, sizeEvaluator } from '@afterglow/ir';
import type { MemoryMap } from '@afterglow/lir';
import { instance } from '@viz-js/viz';
import { planDrawing, sceneOf } from '../page/model/plan-drawing.js';
import { DEFAULT_BOXES, openUpTo } from '../page/model/visible.js';
import { changesBetween } from './changes.js';
import type { ChangeData, DeviceData, FuncData, MemoryData, RuleData, StepData, ViewData } from './data.js';
import { Describer } from './describe.js';
import { type BundleGraph, describeBundle } from './describe-bundle.js';
import { memoryOfGraph } from './memory-of-graph.js';

export interface ViewOptions {
  readonly title: string;
  /** Name and version of the program that writes. */
  readonly producer: string;
}

/** What is known of a step beside the graph after it. */
export interface StepInfo {
  readonly stage: string;
  readonly pass?: string | undefined;
  readonly file?: string | undefined;
  readonly rules?: readonly RuleData[];
}

/** Nodes of all steps together beyond which single passes are left out; the ends of stages stay. */
const MOST_NODES = 400_000;
const NO_CHANGE: ChangeData = { added: [], changed: [], removed: [] };

export class ViewRecorder {
  readonly #options: ViewOptions;
  readonly #describer: Describer;
  readonly #steps: StepData[] = [];
  readonly #memory: MemoryData[] = [];
  readonly #devices: DeviceData[] = [];
  readonly #notes: string[] = [];
  /** Sizes that the figures are for: the smallest there are, but at least 1. */
  readonly #sizes = new Map<string, number>();
  #nodes = 0;
  #last: Module | undefined;
  #leftOut = 0;

  constructor(options: ViewOptions) {
    this.#options = options;
    this.#describer = new Describer(this.#sizes);
  }

  get steps(): number {
    return this.#steps.length;
  }

  #push({ stage, pass, file, rules = [] }: StepInfo, state: Pick<StepData, 'funcs' | 'consts' | 'change'>): void {
    this.#nodes += state.funcs.reduce((sum, { nodes }) => sum + nodes.length, 0);
    this.#steps.push({
      label: pass ?? stage,
      stage,
      ...(pass === undefined ? {} : { pass }),
      ...(file === undefined ? {} : { file }),
      ...{ ...state, rules },
    });
  }

  /**
   * Adds the graph as it is now; it may change afterwards. The end of a stage is only worth a step where it differs from
   * the last pass.
   */
  step(info: StepInfo, module: Module): void {
    if (info.pass !== undefined && this.#nodes > MOST_NODES) {
      this.#leftOut++;
      return;
    }
    for (const { ranges } of module.funcs.values()) {
      for (const [name, { lo }] of ranges) if (!this.#sizes.has(name)) this.#sizes.set(name, Math.max(1, lo));
    }
    this.#last = module;
    const funcs = [...module.funcs.values()].map((func) => this.#describer.func(func));
    const consts = this.#describer.constsOf(module);
    const before = this.#steps.at(-1);
    const change = before ? changesBetween(before.funcs, funcs, this.#describer.nodes.items) : NO_CHANGE;
    const same = change.added.length + change.changed.length + change.removed.length === 0;
    if (before && same && info.pass === undefined) return;
    this.#push(info, { funcs, consts, change });
  }

  /** Adds a pass that left the graph alone, where its rules say why. */
  unchanged(info: StepInfo): void {
    const before = this.#steps.at(-1);
    if (!before || (info.rules ?? []).length === 0) return;
    this.#push(info, { funcs: before.funcs, consts: before.consts, change: NO_CHANGE });
  }

  /** Adds the partitions of a bundle. `host` is the graph of those that run on the host, where there are any. */
  bundle(graph: BundleGraph, host: Module | undefined): void {
    for (const { name, lo } of graph.params) this.#sizes.set(name, Math.max(1, lo));
    const called = host ? [...host.funcs.values()].map((func): FuncData => this.#describer.func(func)) : [];
    const funcs = [describeBundle(graph, this.#describer), ...called];
    this.#push({ stage: 'bundle' }, { funcs, consts: host ? this.#describer.constsOf(host) : [], change: NO_CHANGE });
  }

  /** Adds what lies where in the memories of a device. */
  memory(device: string, maps: readonly MemoryMap[]): void {
    for (const { program, memory, length, blocks } of maps) {
      if (blocks.length === 0) continue;
      const title = program === undefined ? device : `${device} · @${program}`;
      const highWater = Math.max(...blocks.map(({ address, bytes }) => address + bytes));
      this.#memory.push({ title, memory, length, highWater, blocks });
    }
  }

  device(device: DeviceData): void {
    this.#devices.push(device);
  }

  /** Adds words that a reader of the page must see. */
  note(text: string): void {
    this.#notes.push(text);
  }

  /** The data of the page, opened at the last step, with the layout of what is shown at first. */
  async finish(): Promise<ViewData> {
    const { title, producer } = this.#options;
    // Of the graph as it ended: of the states before only how much was in use is kept.
    if (this.#last) this.memory('graph', memoryOfGraph(this.#last, sizeEvaluator(this.#sizes)));
    const left = `${this.#leftOut} passes are left out, because the page would be too large: stages end as shown`;
    const data: ViewData = {
      version: 1,
      ...{ title, producer },
      sizes: [...this.#sizes].sort(([a], [b]) => (a < b ? -1 : 1)),
      types: this.#describer.types.items,
      typeBytes: this.#describer.typeBytes,
      consts: this.#describer.consts.items,
      nodes: this.#describer.nodes.items,
      steps: this.#steps,
      ...{ memory: this.#memory, devices: this.#devices },
      notes: this.#leftOut > 0 ? [...this.#notes, left] : this.#notes,
      first: Math.max(0, this.#steps.length - 1),
    };
    const step = data.steps[data.first];
    if (!step) return data;
    const scene = sceneOf(data, step);
    const drawing = planDrawing(data, scene, openUpTo(scene.tree, DEFAULT_BOXES));
    const graphviz = await instance();
    return { ...data, layout: drawing.read(graphviz.renderString(drawing.dot, { format: 'json0' })) };
  }
}
