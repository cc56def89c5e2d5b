// The shortcuts, in one table that the keyboard and the help both read.

import { h } from './dom.js';

export const SHORTCUTS: readonly (readonly [keys: string, meaning: string])[] = [
  ['Tab', 'search, steps, graph, panel'],
  ['↑ ↓', 'along an edge, to what makes a value or reads it'],
  ['← →', 'to what stands beside'],
  ['Enter', 'open or close a folder; show the details of a node'],
  ['Backspace', 'to the folder around'],
  ['[ ]', 'the pass before, the pass after'],
  ['/', 'search'],
  ['n N', 'the next find, the one before'],
  ['+ −', 'zoom'],
  ['0', 'show everything'],
  ['f', 'show what is selected'],
  ['e', 'open all folders'],
  ['c', 'close all folders'],
  ['p', 'colour by op, partition, cost'],
  ['g', 'the graph as a whole'],
  ['t', 'dark, light'],
  ['Esc', 'select nothing, close this'],
  ['?', 'this list'],
];

export function helpDialog(): HTMLDialogElement {
  const rows = SHORTCUTS.map(([keys, meaning]) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, ...keys.split(' ').flatMap((key) => [h('kbd', {}, key), ' '])),
      h('td', {}, meaning),
    ),
  );
  const dialog = h(
    'dialog',
    { 'aria-label': 'Keyboard' },
    h('h2', {}, 'Keyboard'),
    h('table', {}, h('tbody', {}, ...rows)),
    h(
      'p',
      { class: 'note' },
      'Drag to move, wheel to zoom, click a folder to open it and the bar of an open one to close it. Search for words, or op:conv, type:f16, name:layer1.',
    ),
    h('form', { method: 'dialog' }, h('button', { class: 'action' }, 'Close')),
  );
  return dialog;
}
