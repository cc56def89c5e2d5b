// Draws what the programs of a card did: for each program, work by engine over time, stacked by queue, and below it which parts of the memories were
// touched when. Colours are told apart in grey, too, and those of work and of memory are different ones.

import type { Drawing } from '@afterglow/backend-api';
import { printBytes } from '@afterglow/machine';
import { QUEUES, SPACES } from '../isa/index.js';
import { type Activity, BINS, READ, ROWS, WRITTEN } from './record-activity.js';

const LEFT = 120;
const CELL = 5;
const PLOT = BINS * CELL;
const RIGHT = LEFT + PLOT;
const WIDTH = RIGHT + 72;
const LANE = 22;
const ROW = 3;
const GAP = 14;
const TOP = 84;

/** ctrl, load, store, matrix, vector, embed. */
const QUEUE_COLOURS = ['#a8a8a8', '#2f6db5', '#8ab8e6', '#b8551b', '#eda64f', '#4c9a3f'];
const TOUCHES: readonly (readonly [touch: number, name: string, colour: string])[] = [
  [READ, 'read', '#35a597'],
  [WRITTEN, 'written', '#c8518f'],
  [READ | WRITTEN, 'read and written', '#7a5bb0'],
];

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

type Anchor = 'start' | 'middle' | 'end';

function label(x: number, y: number, text: string, kind: 'ink' | 'faint' = 'ink', anchor: Anchor = 'start'): string {
  return `<text class="${kind}" x="${x}" y="${y}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function title(y: number, size: number, text: string): string {
  return `<text class="ink" x="8" y="${y}" font-size="${size}" font-weight="bold">${escaped(text)}</text>`;
}

function field(y: number, height: number): string {
  return `<rect class="field" x="${LEFT}" y="${y}" width="${PLOT}" height="${height}"/>`;
}

const round = (value: number) => Math.round(value * 100) / 100;
const grouped = (value: number) => Math.round(value).toLocaleString('en-US');

/** One path for all boxes of a colour: a program of many engines has tens of thousands. */
class Boxes {
  readonly #steps = new Map<string, string[]>();

  add(colour: string, x: number, y: number, width: number, height: number): void {
    const steps = this.#steps.get(colour) ?? [];
    this.#steps.set(colour, steps);
    steps.push(`M${x} ${round(y)}h${width}v${round(height)}h-${width}z`);
  }

  paths(): string[] {
    return [...this.#steps].map(([colour, steps]) => `<path fill="${colour}" d="${steps.join('')}"/>`);
  }
}

/** Cycles of a bin by queue, one bar on the other, as shares of the bin; how busy the engine was in all beside it. */
function lane(queues: readonly Float64Array[], cycles: number, top: number): string[] {
  const perBin = Math.max(1, cycles) / BINS;
  const boxes = new Boxes();
  let busy = 0;
  for (let bin = 0; bin < BINS; bin++) {
    let used = 0;
    queues.forEach((worked, queue) => {
      const here = worked[bin] ?? 0;
      busy += here;
      const height = Math.min(LANE - used, (here / perBin) * LANE);
      if (height <= 0) return;
      used += height;
      boxes.add(QUEUE_COLOURS[queue] ?? '#000', LEFT + bin * CELL, top + LANE - used, CELL, height);
    });
  }
  const share = `${Math.round((100 * busy) / Math.max(1, cycles))} % busy`;
  return [field(top, LANE), ...boxes.paths(), label(RIGHT + 6, top + LANE / 2 + 4, share, 'faint')];
}

/** Rows of addresses, the lowest at the bottom; neighbours in time that look alike are one box. */
function memory(cells: Uint8Array, top: number): string[] {
  const boxes = new Boxes();
  for (let row = 0; row < ROWS; row++) {
    for (let bin = 0, next = 0; bin < BINS; bin = next) {
      const touch = cells[row * BINS + bin] ?? 0;
      next = bin + 1;
      while (next < BINS && cells[row * BINS + next] === touch) next++;
      const colour = TOUCHES.find(([kind]) => kind === touch)?.[2];
      if (colour) boxes.add(colour, LEFT + bin * CELL, top + (ROWS - 1 - row) * ROW, (next - bin) * CELL, ROW);
    }
  }
  return [field(top, ROWS * ROW), ...boxes.paths()];
}

/** Steps of 1, 2 or 5 times a power of ten, four to nine of them. */
function tickStep(cycles: number): number {
  let power = 1;
  while (power * 10 <= cycles / 4) power *= 10;
  return [5, 2, 1].map((factor) => factor * power).find((step) => cycles / step >= 4) ?? power;
}

function timeAxis(cycles: number, from: number, to: number): string[] {
  const parts: string[] = [];
  const step = tickStep(cycles);
  for (let at = 0; at <= cycles; at += step) {
    const x = round(LEFT + (at / Math.max(1, cycles)) * PLOT);
    parts.push(`<path class="line" d="M${x} ${from}V${to + 4}"/>`);
    // The last one may stand so far right that its end would leave the picture.
    parts.push(label(x, to + 16, grouped(at), 'faint', at === 0 ? 'start' : 'middle'));
  }
  return [...parts, label(LEFT - 8, to + 16, 'cycles', 'faint', 'end')];
}

interface Drawn {
  readonly parts: readonly string[];
  readonly bottom: number;
}

function draw({ program, cycles, work, touched, bytes, capacities, sizes }: Activity, from: number): Drawn {
  const at = sizes.map(({ name, value }) => `${name} = ${grouped(value)}`);
  const parts = [
    title(from + 12, 12, `program ${program}`),
    label(8, from + 28, [`${grouped(cycles)} serial cycles of the slowest engine`, ...at].join(', '), 'faint'),
  ];
  const start = from + 36;
  let top = start;
  work.forEach((queues, engine) => {
    parts.push(label(8, top + LANE / 2 + 4, `engine ${engine}`), ...lane(queues, cycles, top));
    top += LANE + 3;
  });
  top += GAP / 2;
  Object.keys(SPACES).forEach((name, space) => {
    const [cells, shown] = [touched[space], bytes[space]];
    // A memory that the run does not touch takes no room.
    if (!cells || !shown) return;
    const height = ROWS * ROW;
    parts.push(label(8, top + height / 2 - 2, name), ...memory(cells, top));
    parts.push(label(8, top + height / 2 + 12, `of ${printBytes(capacities[space] ?? 0)}`, 'faint'));
    parts.push(label(LEFT - 6, top + 10, printBytes(shown), 'faint', 'end'));
    parts.push(label(LEFT - 6, top + height - 1, '0', 'faint', 'end'));
    top += height + GAP;
  });
  parts.push(...timeAxis(cycles, start, top - GAP));
  return { parts, bottom: top + 2 * GAP };
}

function legend(): string[] {
  const queues = Object.keys(QUEUES).map((name, i) => [name, QUEUE_COLOURS[i] ?? '#000'] as const);
  const line = (y: number, what: string, entries: readonly (readonly [string, string])[]) => [
    label(8, y + 9, what, 'faint'),
    ...entries.flatMap(([name, colour], i) => {
      const x = LEFT + i * 84;
      return [`<rect x="${x}" y="${y}" width="10" height="10" fill="${colour}"/>`, label(x + 15, y + 9, name)];
    }),
  ];
  return [
    ...line(34, 'work by queue', queues),
    ...line(
      52,
      'memory',
      TOUCHES.map(([, name, colour]) => [name, colour]),
    ),
  ];
}

/** The drawing of a card, its programs one below the other. */
export function drawActivity(card: string, activities: readonly Activity[]): Drawing {
  const parts = [title(20, 14, `${card}: work and memory over simulated time`), ...legend()];
  let bottom = TOP;
  for (const activity of activities) {
    const drawn = draw(activity, bottom);
    parts.push(...drawn.parts);
    bottom = drawn.bottom;
  }
  return { width: WIDTH, height: Math.ceil(bottom), content: parts.join('\n') };
}
