// Delta debugging on graphs: makes a graph smaller as long as it stays interesting. Results go first, then nodes in ever
// smaller groups, then calls and regions make room for what is inside them, then numbers in weights, then sizes; again, until nothing more goes or the time is over.
// Invariant: every candidate verifies, and what is answered is interesting.

import { splatTensor } from '@afterglow/core';
import { type Module, type Node, nodesOf, type Value } from '@afterglow/ir';
import { isSmaller } from './measure.js';
import { openedGraphs } from './open-boundary.js';
import { rebuild } from './rebuild.js';
import { fixSymbol, resizeDim } from './resize.js';

export interface ReduceOptions {
  /** Whether a graph still shows what the reduction is about. */
  readonly isInteresting: (candidate: Module) => boolean | Promise<boolean>;
  readonly seconds: number;
  /** Milliseconds from any start. */
  readonly clock: () => number;
  readonly onProgress?: (message: string) => void;
}

export interface Reduction {
  readonly module: Module;
  readonly tried: number;
  /** True when the time ended it. */
  readonly timedOut: boolean;
}

/** Places of results to try first in a large graph. */
const PROBES = 32;

function mainNodes(module: Module): Node[] {
  const main = module.funcs.get('main');
  return main ? [...nodesOf(main.body)] : [];
}

class Reducer {
  module: Module;
  tried = 0;
  readonly #options: ReduceOptions;
  readonly #end: number;

  constructor(module: Module, options: ReduceOptions) {
    this.module = module;
    this.#options = options;
    this.#end = options.clock() + options.seconds * 1000;
  }

  get isOver(): boolean {
    return this.#options.clock() >= this.#end;
  }

  /** Takes the candidate if it is one and is interesting. */
  async #take(candidate: Module | undefined): Promise<boolean> {
    if (!candidate || this.isOver || !isSmaller(candidate, this.module)) return false;
    this.tried++;
    if (!(await this.#options.isInteresting(candidate))) return false;
    this.module = candidate;
    this.#options.onProgress?.(`${mainNodes(candidate).length} nodes after ${this.tried} tries`);
    return true;
  }

  /** One result, as early as possible. */
  async #results(): Promise<boolean> {
    const { module } = this;
    const results = module.funcs.get('main')?.body.results ?? [];
    if (results.length > 1) {
      for (const value of results) if (await this.#take(rebuild(module, { results: [value] }))) return true;
    }
    const nodes = mainNodes(module).slice(0, -1);
    const step = Math.max(1, Math.floor(nodes.length / PROBES));
    for (let i = 0; i < nodes.length && !this.isOver; i += step) {
      for (const value of nodes[i]?.results ?? [])
        if (await this.#take(rebuild(module, { results: [value] }))) return true;
    }
    return false;
  }

  /** Nodes whose results become inputs, in groups of half the graph, a quarter and so on. */
  async #cuts(): Promise<boolean> {
    let any = false;
    for (
      let size = Math.ceil(mainNodes(this.module).length / 2);
      size >= 1;
      size = size === 1 ? 0 : Math.ceil(size / 2)
    ) {
      for (let at = 0; at < mainNodes(this.module).length && !this.isOver; ) {
        const group = mainNodes(this.module).slice(at, at + size);
        // What is left of the graph moves up when a group goes.
        if (await this.#take(rebuild(this.module, { cut: new Set(group) }))) any = true;
        else at += size;
      }
    }
    return any;
  }

  /** A node whose operand does as well as its result. */
  async #bypasses(): Promise<boolean> {
    let any = false;
    for (let at = 0; at < mainNodes(this.module).length && !this.isOver; ) {
      if (await this.#bypass(mainNodes(this.module)[at] as Node)) any = true;
      else at++;
    }
    return any;
  }

  async #bypass(node: Node): Promise<boolean> {
    const [result] = node.results;
    if (!result || node.results.length !== 1) return false;
    for (const operand of new Set(node.operands)) {
      if (operand?.type !== result.type) continue;
      if (await this.#take(rebuild(this.module, { instead: new Map([[result, operand]]) }))) return true;
    }
    return false;
  }

  /** What is inside of calls and regions in their place, as long as that goes on. */
  async #openings(): Promise<boolean> {
    let any = false;
    for (let again = true; again && !this.isOver; ) {
      again = false;
      for (const candidate of openedGraphs(this.module)) {
        again = await this.#take(candidate);
        if (again || this.isOver) break;
      }
      any ||= again;
    }
    return any;
  }

  /** Weights of one number. */
  async #weights(): Promise<boolean> {
    const heavy = () =>
      [...this.module.consts.values()].filter(
        ({ def }) =>
          def.kind === 'const' &&
          def.tensor.storage.kind !== 'splat' &&
          def.tensor.elem !== 'string' &&
          def.tensor.shape.length > 0,
      );
    const plain = (values: readonly Value[], number: number) =>
      new Map(
        values.flatMap((value) =>
          value.def.kind === 'const'
            ? [[value, splatTensor(value.def.tensor.elem, value.def.tensor.shape, number)] as const]
            : [],
        ),
      );
    let any = false;
    if (heavy().length > 1) any = await this.#take(rebuild(this.module, { consts: plain(heavy(), 1) }));
    for (let at = 0; at < heavy().length && !this.isOver; ) {
      const [value] = heavy().slice(at);
      let taken = false;
      for (const number of [1, 0])
        taken ||= value !== undefined && (await this.#take(rebuild(this.module, { consts: plain([value], number) })));
      if (taken) any = true;
      else at++;
    }
    return any;
  }

  /** Symbols at their smallest, and numbers that are sizes made small. */
  async #sizes(): Promise<boolean> {
    let any = false;
    const main = this.module.funcs.get('main');
    for (const [symbol, { lo, hi }] of main?.ranges ?? []) {
      for (const size of new Set([Math.max(lo, 1), Math.min(hi, Math.max(lo, 2))])) {
        if (await this.#take(fixSymbol(this.module, symbol, size))) {
          any = true;
          break;
        }
      }
    }
    const sizes = new Set<number>();
    for (const node of mainNodes(this.module)) {
      for (const value of [...node.operands, ...node.results]) {
        if (value?.type.kind !== 'tensor') continue;
        for (const size of value.type.shape) if (typeof size === 'number' && size > 1) sizes.add(size);
      }
    }
    for (const size of [...sizes].sort((a, b) => b - a)) {
      for (const small of new Set([1, 2, 3, Math.floor(size / 2)])) {
        if (small >= size || small < 1) continue;
        if (await this.#take(resizeDim(this.module, size, small))) {
          any = true;
          break;
        }
      }
    }
    return any;
  }

  async run(): Promise<void> {
    const shrink = async () =>
      [await this.#results(), await this.#cuts(), await this.#bypasses(), await this.#openings()].includes(true);
    const simplify = async () => [await this.#weights(), await this.#sizes()].includes(true);
    for (let again = true; again && !this.isOver; ) {
      while ((await shrink()) && !this.isOver);
      again = await simplify();
    }
  }
}

/** The smallest graph that was found in the time given; `module` itself must be interesting. */
export async function reduceModule(module: Module, options: ReduceOptions): Promise<Reduction> {
  const reducer = new Reducer(module, options);
  await reducer.run();
  return { module: reducer.module, tried: reducer.tried, timedOut: reducer.isOver };
}
