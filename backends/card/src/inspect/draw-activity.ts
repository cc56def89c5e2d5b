// Draws what the programs of a card did: for each program, work by engine over time, stacked by queue, and below it which parts of the memories were
// touched when. Plain SVG without scripts; colours are told apart in grey, too, by their order from dark to light.

import { printBytes } from '@afterglow/machine';
import { QUEUES, SPACES } from '../isa/index.js';
import { type Activity, BINS, READ, ROWS, WRITTEN } from './record-activity.js';

const LEFT = 96;
const CELL = 5;
const WIDTH = LEFT + BINS * CELL + 24;
const LANE = 22;
const ROW = 3;
const GAP = 14;
const TOP = 64;

/** ctrl, load, store, matrix, vector, embed. */
const QUEUE_COLOURS = ['#c9c9c9', '#0b5394', '#6fa8dc', '#b45f06', '#f1a04b', '#38761d'];
const TOUCH_COLOURS: Readonly<Record<number, string>> = {
  [READ]: '#6fa8dc',
  [WRITTEN]: '#b45f06',
  [READ | WRITTEN]: '#4c3f63',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function label(x: number, y: number, text: string, more = ''): string {
  return `<text x="${x}" y="${y}"${more}>${escaped(text)}</text>`;
}

function box(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Cycles of a bin by queue, one bar on the other, as shares of the bin. */
function lane(queues: readonly Float64Array[], perBin: number, top: number): string[] {
  const parts = [box(LEFT, top, BINS * CELL, LANE, '#f4f4f4')];
  for (let bin = 0; bin < BINS; bin++) {
    let used = 0;
    queues.forEach((cycles, queue) => {
      const height = round(Math.min(LANE - used, ((cycles[bin] ?? 0) / perBin) * LANE));
      if (height <= 0) return;
      used += height;
      parts.push(box(LEFT + bin * CELL, round(top + LANE - used), CELL, height, QUEUE_COLOURS[queue] ?? '#000'));
    });
  }
  return parts;
}

/** Rows of addresses, the lowest at the bottom; neighbours in time that look alike are one rectangle. */
function memory(cells: Uint8Array, top: number): string[] {
  const parts = [box(LEFT, top, BINS * CELL, ROWS * ROW, '#f4f4f4')];
  for (let row = 0; row < ROWS; row++) {
    for (let bin = 0, next = 0; bin < BINS; bin = next) {
      const touch = cells[row * BINS + bin] ?? 0;
      next = bin + 1;
      while (next < BINS && cells[row * BINS + next] === touch) next++;
      const y = top + (ROWS - 1 - row) * ROW;
      if (touch) parts.push(box(LEFT + bin * CELL, y, (next - bin) * CELL, ROW, TOUCH_COLOURS[touch] ?? '#000'));
    }
  }
  return parts;
}

interface Drawn {
  readonly parts: readonly string[];
  readonly bottom: number;
}

function draw({ program, cycles, work, touched, bytes }: Activity, from: number): Drawn {
  const cycleCount = Math.round(cycles).toLocaleString('en-US');
  const parts = [
    label(8, from + 12, `program ${program}: ${cycleCount} cycles of the slowest engine`, ' font-weight="bold"'),
  ];
  let top = from + 22;
  work.forEach((queues, engine) => {
    parts.push(label(8, top + LANE / 2 + 4, `engine ${engine}`), ...lane(queues, Math.max(1, cycles) / BINS, top));
    top += LANE + 3;
  });
  top += GAP / 2;
  Object.keys(SPACES).forEach((name, space) => {
    const cells = touched[space];
    // A shared cache that the binary does not use takes no room.
    if (!cells || !bytes[space]) return;
    const middle = top + (ROWS * ROW) / 2;
    parts.push(label(8, middle, name), label(8, middle + 13, printBytes(bytes[space] ?? 0)), ...memory(cells, top));
    top += ROWS * ROW + GAP;
  });
  return { parts, bottom: top + GAP };
}

function legend(): string[] {
  const queues = Object.keys(QUEUES).map((name, i) => [name, QUEUE_COLOURS[i] ?? '#000'] as const);
  const touches = [
    ['read', TOUCH_COLOURS[READ] ?? ''],
    ['written', TOUCH_COLOURS[WRITTEN] ?? ''],
    ['both', TOUCH_COLOURS[READ | WRITTEN] ?? ''],
  ] as const;
  return [...queues, ...touches].flatMap(([name, colour], i) => {
    const x = LEFT + i * 84;
    return [box(x, 32, 10, 10, colour), label(x + 14, 41, name)];
  });
}

/** The drawing of a card, its programs one below the other. */
export function drawActivity(card: string, activities: readonly Activity[]): string {
  const parts = [
    label(8, 20, `${card}: work by engine and memory over simulated time`, ' font-size="14"'),
    ...legend(),
  ];
  let bottom = TOP;
  for (const activity of activities) {
    const drawn = draw(activity, bottom);
    parts.push(...drawn.parts);
    bottom = drawn.bottom;
  }
  const size = `width="${WIDTH}" height="${bottom}" viewBox="0 0 ${WIDTH} ${bottom}"`;
  const font = 'font-family="sans-serif" font-size="11" fill="#222"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>`,
    box(0, 0, WIDTH, bottom, '#fff'),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
