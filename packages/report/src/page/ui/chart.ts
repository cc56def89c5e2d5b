// Charts: activations alive over time, and the places of a memory over time.

import type { FuncData, MemoryData, ViewData } from '../../view/data.js';
import { printBytes, shorten } from '../model/format.js';
import { h, svg } from './dom.js';

const WIDTH = 320;
const HEIGHT = 120;

/** Bytes alive while each node of a function runs, as steps. A click answers the number of the node. */
export function liveChart(func: FuncData, data: ViewData, clicked: (index: number) => void): HTMLElement {
  const { live } = func;
  const top = Math.max(1, ...live);
  const at = live.indexOf(Math.max(...live));
  const x = (index: number) => (index * WIDTH) / live.length;
  const y = (bytes: number) => HEIGHT - (bytes * (HEIGHT - 8)) / top;
  const points = live.map(
    (bytes, index) => `H${x(index).toFixed(2)}V${y(bytes).toFixed(2)}H${x(index + 1).toFixed(2)}`,
  );
  const nameAt = (index: number) => {
    const node = data.nodes[func.nodes[index] ?? -1];
    return node ? `${node.op} ${shorten(node.results[0]?.[0] ?? '', 40)}` : '';
  };
  const cursor = svg('line', { class: 'cursor', y1: 0, y2: HEIGHT, visibility: 'hidden' });
  const readout = h('p', { class: 'readout' }, `peak ${printBytes(top)} at ${nameAt(at)}`);
  const indexOf = (event: Event): number => {
    const bounds = chart.getBoundingClientRect();
    const share = ((event as MouseEvent).clientX - bounds.left) / bounds.width;
    return Math.min(live.length - 1, Math.max(0, Math.floor(share * live.length)));
  };
  const show = (index: number) => {
    cursor.setAttribute('visibility', 'visible');
    cursor.setAttribute('x1', String(x(index + 0.5)));
    cursor.setAttribute('x2', String(x(index + 0.5)));
    readout.textContent = `${printBytes(live[index] ?? 0)} while ${nameAt(index)} runs`;
  };
  const chart: SVGSVGElement = svg(
    'svg',
    {
      ...{ class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' },
      'aria-label': `Activations alive over ${live.length} nodes, at most ${printBytes(top)}`,
      pointermove: (event) => show(indexOf(event)),
      click: (event) => clicked(indexOf(event)),
    },
    svg('path', { class: 'area', d: `M0 ${HEIGHT}${points.join('')}V${HEIGHT}Z` }),
    svg('line', { class: 'peak', x1: 0, x2: WIDTH, y1: y(top), y2: y(top) }),
    cursor,
  );
  return h('figure', {}, chart, readout);
}

/** The plan of a memory: time to the right, addresses upwards. */
export function memoryChart(memory: MemoryData): HTMLElement {
  const { blocks, highWater, length } = memory;
  const height = 200;
  const x = (time: number) => (time * WIDTH) / length;
  const y = (address: number) => height - (address * height) / Math.max(1, highWater);
  const first = `${blocks.length} buffers, ${printBytes(highWater)} used`;
  const readout = h('p', { class: 'readout' }, first);
  const rects = blocks.map(({ name, role, address, bytes, start, end }) => {
    const [left, top] = [x(start), y(address + bytes)];
    const hex = `0x${address.toString(16)}`;
    const words = `${shorten(name, 60)}: ${role}, ${printBytes(bytes)} at ${hex}${length > 1 ? `, ${start} – ${end}` : ''}`;
    return svg('rect', {
      ...{ class: `block ${role}`, x: left.toFixed(2), y: top.toFixed(2) },
      ...{ width: Math.max(0.6, x(end + 1) - left).toFixed(2), height: Math.max(0.6, y(address) - top).toFixed(2) },
      pointerenter: () => {
        readout.textContent = words;
      },
    });
  });
  const chart: SVGSVGElement = svg(
    'svg',
    {
      ...{ class: 'chart memory', viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: 'none', role: 'img' },
      'aria-label': `Plan of ${memory.memory} of ${memory.title}: ${first}`,
    },
    ...rects,
  );
  return h('figure', {}, chart, readout);
}
