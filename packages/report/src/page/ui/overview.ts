// The graph as a whole: figures, ops, partitions, memory, large tensors.

import type { DeviceData } from '../../view/data.js';
import { categoryOfOp, PARTITION_COLOURS } from '../model/category.js';
import { printDevices } from '../model/devices.js';
import { printBytes, printCount, printShape, shorten } from '../model/format.js';
import { type FuncFigure, type OpFigure, type Summary, summaryOf } from '../model/summary.js';
import type { App } from './app.js';
import { liveChart, memoryChart } from './chart.js';
import { type Child, h } from './dom.js';

const SHOWN_OPS = 14;

function figures(app: App, summary: Summary): HTMLElement {
  const tile = (name: string, value: string) => h('div', { class: 'tile' }, h('b', {}, value), h('span', {}, name));
  const sizes = app.data.sizes.map(([name, size]) => `${name} = ${size}`);
  return h(
    'section',
    {},
    h(
      'div',
      { class: 'tiles' },
      tile('nodes', summary.nodes.toLocaleString('en-US')),
      summary.ops > 0 && tile('operations', printCount(summary.ops)),
      summary.weights > 0 && tile('constants', printBytes(summary.weights)),
      summary.peak > 0 && tile('activations alive', printBytes(summary.peak)),
    ),
    sizes.length > 0 && h('p', { class: 'note' }, `for ${shorten(sizes.join(', '), 120)}`),
  );
}

function opBars(summary: Summary, find: (query: string) => void): HTMLElement {
  const most = Math.max(1, ...summary.byOp.map(({ count }) => count));
  const bar = ({ op, family, count, ops }: OpFigure) =>
    h(
      'button',
      {
        class: 'bar',
        type: 'button',
        click: () => find(`op:${op}`),
        title: `${count} × ${op}, ${printCount(ops)} operations`,
      },
      h('span', { class: 'bar-name' }, op),
      h(
        'span',
        { class: 'bar-track' },
        h('span', { class: `bar-fill ${categoryOfOp(op, family)}`, style: `width:${(100 * count) / most}%` }),
      ),
      h('span', { class: 'bar-count' }, String(count)),
      h(
        'span',
        { class: 'bar-share' },
        summary.ops > 0 && ops > 0 ? `${((100 * ops) / summary.ops).toFixed(ops / summary.ops < 0.1 ? 1 : 0)} %` : '',
      ),
    );
  const rest = summary.byOp.slice(SHOWN_OPS);
  return h(
    'section',
    {},
    h('h3', {}, 'Ops', h('small', {}, ' nodes, and share of operations')),
    ...summary.byOp.slice(0, SHOWN_OPS).map(bar),
    rest.length > 0 && h('details', {}, h('summary', {}, `${rest.length} more`), ...rest.map(bar)),
  );
}

function partitions(app: App, funcs: readonly FuncFigure[]): HTMLElement | undefined {
  const parts = funcs.filter(({ func }) => func.name !== 'main');
  if (parts.length === 0) return undefined;
  const { tree } = app.scene(app.step);
  const entries = parts.map(({ func, devices, nodes, ops, weights }, index) => {
    const item = [...tree.items.values()].find(({ node, kind }) => kind === 'node' && node?.callee === func.name);
    return h(
      'button',
      { class: `part part-${index % PARTITION_COLOURS}`, type: 'button', click: () => void app.select(item) },
      h('b', {}, `@${func.name}`),
      h('span', { class: 'devices' }, devices.length > 0 ? printDevices(devices) : 'no device'),
      h('span', { class: 'note' }, `${nodes} nodes, ${printCount(ops)} operations, ${printBytes(weights)} constants`),
    );
  });
  return h('section', {}, h('h3', {}, 'Partitions'), ...entries);
}

function device({ device: name, partitions: parts, parts: files, figures: more }: DeviceData): HTMLElement {
  const line = (label: string, value: string) =>
    h('div', { class: 'row' }, h('span', { class: 'name' }, label), h('span', { class: 'value' }, value));
  return h(
    'div',
    { class: 'device' },
    h('b', {}, name),
    parts.length > 0 && line('runs', parts.map((part) => `@${part}`).join(', ')),
    ...files.map(([file, bytes]) => line(file, printBytes(bytes))),
    ...more.map(([label, value]) => line(label, value)),
  );
}

function live(app: App): Child[] {
  const { tree, step } = app.scene(app.step);
  return step.funcs
    .filter(({ live: bytes }) => bytes.length > 1)
    .slice(0, 12)
    .map((func) =>
      h(
        'section',
        {},
        h('h3', {}, 'Activations over time', h('small', {}, step.funcs.length > 1 ? ` @${func.name}` : '')),
        liveChart(func, app.data, (index) => {
          const node = app.data.nodes[func.nodes[index] ?? -1];
          void app.select(tree.byKey.get(`${func.name}/${node?.results[0]?.[0] ?? node?.op}`));
        }),
      ),
    );
}

function plans(app: App): HTMLElement | undefined {
  const { memory } = app.data;
  if (memory.length === 0) return undefined;
  const place = h('div');
  const show = (index: number) => {
    const chosen = memory[index];
    if (chosen) place.replaceChildren(memoryChart(chosen));
  };
  const choice = h(
    'select',
    { 'aria-label': 'Memory', change: (event) => show(Number((event.target as HTMLSelectElement).value)) },
    ...memory.map(({ title, memory: name, highWater }, index) =>
      h('option', { value: index }, `${title} · ${name} (${printBytes(highWater)})`),
    ),
  );
  const temporaries = memory.map(({ blocks }) => blocks.filter(({ role }) => role === 'temp').length);
  const first = temporaries.indexOf(Math.max(...temporaries));
  choice.value = String(first);
  show(first);
  return h('section', {}, h('h3', {}, 'Memory plan', h('small', {}, ' address over instructions')), choice, place);
}

function largest(app: App, summary: Summary): HTMLElement | undefined {
  const { tree } = app.scene(app.step);
  const rows = summary.largest.map(({ name, kind, type, bytes, key }) =>
    h(
      'button',
      { class: 'tensor', type: 'button', title: name, click: () => void app.select(tree.byKey.get(key ?? '')) },
      h('span', { class: 'tensor-name' }, shorten(name, 34)),
      h('span', { class: 'note' }, `${kind === 'weight' ? 'constant ' : ''}${printShape(app.data.types[type] ?? '')}`),
      h('span', { class: 'tensor-bytes' }, printBytes(bytes)),
    ),
  );
  return rows.length === 0 ? undefined : h('section', {}, h('h3', {}, 'Largest tensors'), ...rows);
}

export function overview(app: App, find: (query: string) => void): HTMLElement {
  const { step } = app.scene(app.step);
  const summary = summaryOf(app.data, step);
  const { devices, notes } = app.data;
  return h(
    'div',
    {},
    ...notes.map((note) => h('p', { class: 'callout' }, note)),
    figures(app, summary),
    partitions(app, summary.funcs),
    summary.byOp.length > 1 && opBars(summary, find),
    plans(app),
    ...live(app),
    largest(app, summary),
    devices.length > 0 && h('section', {}, h('h3', {}, 'Devices'), ...devices.map(device)),
  );
}
