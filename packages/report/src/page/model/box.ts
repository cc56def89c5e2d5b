// The words on a box and its size. Sizes are estimated from the number of letters, so that a layout made when the page was
// written fits what a browser draws later.

import type { ConstData, StepData, ViewData } from '../../view/data.js';
import { printDevices } from './devices.js';
import { printShape, shorten } from './format.js';
import type { Item } from './tree.js';

export interface BoxText {
  readonly title: string;
  readonly lines: readonly (readonly [name: string, value: string])[];
}

export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

const TITLE_HEIGHT = 24;
const LINE_HEIGHT = 16;
const LETTER = 6.1;
const TITLE_LETTER = 7.2;
const MOST_LETTERS = 34;
const MOST_LINES = 4;

/** Constants of a step by name. */
export function constsOf(data: ViewData, step: StepData): ReadonlyMap<string, ConstData> {
  const found = new Map<string, ConstData>();
  for (const number of step.consts) {
    const constant = data.consts[number];
    if (constant) found.set(constant.name, constant);
  }
  return found;
}

function opCounts(item: Item, counts: Map<string, number>): number {
  let total = 0;
  for (const child of item.children) {
    if (child.kind === 'node') {
      total++;
      const op = child.node?.op ?? '';
      counts.set(op, (counts.get(op) ?? 0) + 1);
    }
    total += opCounts(child, counts);
  }
  return total;
}

function folderText(item: Item): BoxText {
  if (item.kind === 'ports') {
    const names = item.children.slice(0, 3).map(({ label }) => ['', shorten(label, MOST_LETTERS)] as const);
    return { title: item.label, lines: [...names, ['', '…']] };
  }
  const counts = new Map<string, number>();
  const total = opCounts(item, counts);
  const top = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST_LINES - 1);
  const placement = item.node?.placement;
  return {
    title: shorten(item.label, MOST_LETTERS),
    lines: [
      ['', `${total} ${total === 1 ? 'node' : 'nodes'}`],
      ...(placement && placement.length > 0 ? [['on', shorten(printDevices(placement), 24)] as const] : []),
      ...top.map(([op, count]) => [op, `× ${count}`] as const),
    ],
  };
}

/** Attributes worth a line: an activation changes what the op computes. */
function attrLines(item: Item): [string, string][] {
  return (item.node?.attrs ?? []).filter(([name, value]) => name === 'act' && value !== 'none').map(([n, v]) => [n, v]);
}

export function boxText(item: Item, data: ViewData, consts: ReadonlyMap<string, ConstData>): BoxText {
  const typeText = (type: number | undefined) => printShape(data.types[type ?? -1] ?? '');
  if (item.children.length > 0) return folderText(item);
  if (item.kind === 'input' || item.kind === 'output') {
    return { title: shorten(item.label, MOST_LETTERS), lines: [['', shorten(typeText(item.type), MOST_LETTERS)]] };
  }
  if (item.kind !== 'node' || !item.node) return { title: item.label, lines: [] };
  const { op, operands, callee, placement } = item.node;
  const weights = operands.flatMap(([slot, value]): [string, string][] => {
    const constant = consts.get(value);
    if (!constant) return [];
    const text =
      constant.value !== undefined && constant.value.length <= 12 ? `= ${constant.value}` : typeText(constant.type);
    return [[shorten(slot, 12), shorten(text, 22)]];
  });
  const lines = [...attrLines(item), ...weights];
  if (placement && placement.length > 0) lines.push(['on', shorten(printDevices(placement), 24)]);
  return { title: callee === undefined ? op : shorten(`@${callee}`, MOST_LETTERS), lines: lines.slice(0, MOST_LINES) };
}

export function boxSize({ title, lines }: BoxText): BoxSize {
  const letters = Math.max(0, ...lines.map(([name, value]) => name.length + value.length + (name === '' ? 0 : 2)));
  const width = Math.max(64, Math.ceil(title.length * TITLE_LETTER) + 22, Math.ceil(letters * LETTER) + 20);
  return { width, height: TITLE_HEIGHT + (lines.length > 0 ? lines.length * LINE_HEIGHT + 6 : 0) };
}

/** What an item is called in lists. */
export function itemName(item: Item): string {
  return item.node?.origin[0] ?? item.node?.results[0]?.[0] ?? item.label;
}
