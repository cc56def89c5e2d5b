// Shortcuts; `help.ts` lists them for people.

import type { App, ColourMode } from './app.js';
import { byId } from './dom.js';
import type { GraphView } from './graph-view.js';
import type { SearchBox } from './search-box.js';

export interface Commands {
  readonly app: App;
  readonly view: GraphView;
  readonly search: SearchBox;
  readonly help: () => void;
  readonly theme: () => void;
  readonly colour: (mode: ColourMode) => void;
  readonly showTab: (tab: 'node' | 'whole') => void;
}

const MODES: readonly ColourMode[] = ['op', 'partition', 'cost'];
const ARROWS = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;

/** Commands that work wherever the focus is, unless words are being typed. */
function everywhere({
  app,
  view,
  search,
  help,
  theme,
  colour,
  showTab,
}: Commands): Readonly<Record<string, () => void>> {
  return {
    '/': () => search.focus(),
    '?': help,
    '[': () => void app.goTo(app.step - 1),
    ']': () => void app.goTo(app.step + 1),
    '+': () => view.viewport.zoomBy(1.25),
    '=': () => view.viewport.zoomBy(1.25),
    '-': () => view.viewport.zoomBy(0.8),
    '0': () => view.fit(),
    f: () => view.fitSelection(app),
    e: () => void app.openAll(),
    c: () => void app.closeAll(),
    t: theme,
    g: () => showTab('whole'),
    n: () => search.next(1),
    N: () => search.next(-1),
    p: () => colour(MODES[(MODES.indexOf(app.colour) + 1) % MODES.length] ?? 'op'),
    Escape: () => void app.select(undefined),
  };
}

/** Commands of the graph, while it has the focus. */
function onGraph(event: KeyboardEvent, { app, view, showTab }: Commands): boolean {
  const direction = Object.hasOwn(ARROWS, event.key) ? ARROWS[event.key as keyof typeof ARROWS] : undefined;
  const { selected } = app;
  if (direction) view.walk(app, direction);
  else if ((event.key === 'Enter' || event.key === ' ') && selected) {
    if (selected.children.length > 0) void app.toggle(selected);
    else showTab('node');
  } else if (event.key === 'Backspace' && selected?.parent?.parent) void app.select(selected.parent);
  else return false;
  return true;
}

export function startKeys(commands: Commands): void {
  const table = everywhere(commands);
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('dialog, input, select')) return;
    if (target === byId('graph') && onGraph(event, commands)) {
      event.preventDefault();
      return;
    }
    const command = Object.hasOwn(table, event.key) ? table[event.key] : undefined;
    if (!command) return;
    event.preventDefault();
    command();
  });
}
