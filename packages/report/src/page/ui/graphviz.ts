// Graphviz in a worker, so that the page answers while a layout is made. Layouts are kept: going back costs nothing.

import type { LayoutData } from '../../view/data.js';
import type { Drawing } from '../model/plan-drawing.js';
import { byId } from './dom.js';

const WORKER = `
;const ready = Viz.instance();
onmessage = async ({ data: { id, dot } }) => {
  try {
    postMessage({ id, answer: (await ready).renderString(dot, { format: 'json0' }) });
  } catch (error) {
    postMessage({ id, problem: String(error) });
  }
};`;

interface Answer {
  readonly id: number;
  readonly answer?: string;
  readonly problem?: string;
}

export class Graphviz {
  readonly #known = new Map<string, LayoutData>();
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #worker: Worker | undefined;
  #next = 0;

  /** Remembers a layout that came with the page. */
  learn(drawing: Drawing, layout: LayoutData): void {
    this.#known.set(drawing.dot, layout);
  }

  known(drawing: Drawing): LayoutData | undefined {
    return this.#known.get(drawing.dot);
  }

  /** Throws with Graphviz's own words when it cannot. A newer question ends the work on older ones. */
  async layout(drawing: Drawing): Promise<LayoutData | undefined> {
    const known = this.#known.get(drawing.dot);
    if (known) return known;
    if (this.#waiting.size > 0) this.#stop();
    this.#worker ??= this.#start();
    const id = this.#next++;
    const worker = this.#worker;
    const { answer, problem } = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ id, dot: drawing.dot });
    });
    if (problem !== undefined) throw new Error(problem);
    if (answer === undefined) return undefined;
    const layout = drawing.read(answer);
    this.#known.set(drawing.dot, layout);
    return layout;
  }

  #start(): Worker {
    const text = [byId('graphviz').textContent ?? '', WORKER];
    const worker = new Worker(URL.createObjectURL(new Blob(text, { type: 'text/javascript' })));
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    };
    worker.onerror = (event) => {
      for (const [id, resolve] of this.#waiting) resolve({ id, problem: event.message });
      this.#waiting.clear();
      this.#worker = undefined;
    };
    return worker;
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const [id, resolve] of this.#waiting) resolve({ id });
    this.#waiting.clear();
  }
}
