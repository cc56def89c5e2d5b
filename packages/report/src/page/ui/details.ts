// What is known of the thing that is selected.

import type { NodeData } from '../../view/data.js';
import { opsOf } from '../model/category.js';
import { printBytes, printCount } from '../model/format.js';
import type { Item } from '../model/tree.js';
import { isFolder } from '../model/visible.js';
import type { App } from './app.js';
import { type Child, h } from './dom.js';

function section(title: string, ...rows: readonly Child[]): HTMLElement | undefined {
  return rows.some(Boolean) ? h('section', {}, h('h3', {}, title), ...rows) : undefined;
}

function row(name: string, ...value: readonly Child[]): HTMLElement {
  return h('div', { class: 'row' }, h('span', { class: 'name' }, name), h('span', { class: 'value' }, ...value));
}

/** A button that selects an item, or plain words where there is nothing to go to. */
function link(app: App, item: Item | undefined, words: string): Child {
  if (!item) return words;
  return h('button', { class: 'link', type: 'button', click: () => void app.select(item) }, words);
}

function valueRows(app: App, item: Item, node: NodeData): HTMLElement[] {
  const { tree, consts } = app.scene(app.step);
  // What a call reads is named in the function around it; what its return reads, in the callee.
  const func = item.kind === 'leave' ? (item.parent?.func ?? item.func) : item.func;
  return node.operands.map(([slot, value]) => {
    if (value === '') return row(slot, h('i', {}, 'not given'));
    const constant = consts.get(value);
    const type = app.data.types[constant?.type ?? tree.types.get(`${func}/${value}`) ?? -1] ?? '';
    const more = constant
      ? `${printBytes(constant.bytes)}${constant.value === undefined ? '' : ` = ${constant.value}`}`
      : '';
    return row(
      slot,
      link(app, tree.makers.get(`${func}/${value}`), value),
      h('span', { class: 'type' }, type),
      constant && h('span', { class: 'note' }, `constant, ${more}`),
    );
  });
}

function resultRows(app: App, item: Item, node: NodeData): HTMLElement[] {
  const { tree } = app.scene(app.step);
  const func =
    item.parent?.id === item.id ? item.func : item.kind === 'leave' ? (item.parent?.func ?? item.func) : item.func;
  const readers = new Map<string, Item[]>();
  for (const other of tree.items.values()) {
    if (other.func !== func) continue;
    for (const name of other.reads) readers.set(name, [...(readers.get(name) ?? []), other]);
  }
  return node.results.map(([name, type]) => {
    const to = readers.get(name) ?? [];
    const links = to
      .slice(0, 12)
      .map((reader) =>
        link(app, reader, reader.kind === 'output' ? `output ${reader.label}` : `→ ${reader.node?.op ?? reader.label}`),
      );
    return row(
      name,
      h('span', { class: 'type' }, app.data.types[type] ?? ''),
      h('span', { class: 'note' }, printBytes(app.data.typeBytes[type] ?? 0)),
      h(
        'span',
        { class: 'readers' },
        ...links,
        to.length > 12 ? ` and ${to.length - 12} more` : to.length === 0 && 'read by nobody',
      ),
    );
  });
}

function changeNote(app: App, item: Item): HTMLElement | undefined {
  const key = item.id.replace(/^node:/, '');
  const { change, label } = app.scene(app.step).step;
  const changed = change.changed.find(([name]) => name === key);
  if (changed) return h('p', { class: 'callout changed' }, `changed by ${label}: ${changed[1]}`);
  if (change.added.includes(key)) return h('p', { class: 'callout added' }, `made by ${label}`);
  return undefined;
}

function folderDetails(app: App, item: Item): Child[] {
  const counts = new Map<string, number>();
  const count = (folder: Item): void => {
    for (const child of folder.children) {
      if (child.kind === 'node' && child.node) counts.set(child.node.op, (counts.get(child.node.op) ?? 0) + 1);
      count(child);
    }
  };
  count(item);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const open = app.isOpen(item);
  return [
    h(
      'button',
      { class: 'action', type: 'button', click: () => void app.toggle(item) },
      open ? 'Close folder' : 'Open folder',
    ),
    section(
      'Holds',
      row('work', `${printCount(opsOf(item))} operations`),
      ...sorted.map(([op, n]) => row(op, String(n))),
    ),
  ];
}

/** Fills the panel for an item. */
export function details(app: App, item: Item | undefined): HTMLElement {
  if (!item) return h('div', { class: 'empty' }, 'Nothing is selected. Click a node, or press / to search.');
  const { node } = item;
  const type = app.data.types[item.type ?? -1];
  return h(
    'div',
    {},
    h('h2', {}, item.kind === 'node' && node ? node.op : item.label),
    h('p', { class: 'subtitle' }, node?.origin[0] ?? item.value ?? (item.kind === 'node' ? '' : item.kind)),
    changeNote(app, item),
    type !== undefined && section('Type', row(item.kind, h('span', { class: 'type' }, type))),
    ...(isFolder(item) ? folderDetails(app, item) : []),
    node && section('Results', ...resultRows(app, item, node)),
    node && section('Operands', ...valueRows(app, item, node)),
    node && section('Attributes', ...node.attrs.map(([name, value]) => row(name, value))),
    node &&
      section(
        'Cost',
        node.ops > 0 && row('operations', printCount(node.ops)),
        node.ops > 0 && row('formula', node.work),
      ),
    node &&
      section(
        'Origin',
        ...node.origin.map((name) => row('node', name)),
        ...node.by.map((pass) => row('fused by', pass)),
        ...node.lines.map((line) => row('source', line)),
        node.scope.length > 0 && row('scope', node.scope.join(' / ')),
        item.func !== 'main' && row('function', `@${item.func}`),
        node.placement && node.placement.length > 0 && row('runs on', node.placement.join(', ')),
      ),
  );
}
