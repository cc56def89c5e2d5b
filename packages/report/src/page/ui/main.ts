// Starts the page: reads its data, connects the parts, draws.

import { CATEGORIES, PARTITION_COLOURS, partitionNames } from '../model/category.js';
import { type PackedView, unpack } from '../model/pack.js';
import { App, type ColourMode } from './app.js';
import { details } from './details.js';
import { byId, h } from './dom.js';
import { GraphView } from './graph-view.js';
import { helpDialog } from './help.js';
import { startKeys } from './keys.js';
import { overview } from './overview.js';
import { SearchBox } from './search-box.js';
import { stepName, steps } from './steps.js';
import { startTheme, toggleTheme } from './theme.js';

function legend(app: App): Node[] {
  const entry = (name: string, words: string) => h('span', { class: `key ${name}` }, words);
  if (app.colour === 'cost') return [entry('cold', 'little arithmetic'), entry('hot', 'much')];
  const { step } = app.scene(app.step);
  const parts = partitionNames(app.data, step);
  if (app.colour === 'op' || parts.length === 0) {
    const used = new Set(
      [...(app.shown?.drawing.visible.boxes ?? [])].map((_, index) => byId(`box-${index}`).classList),
    );
    return CATEGORIES.filter((name) => [...used].some((classes) => classes.contains(name))).map((name) =>
      entry(name, name),
    );
  }
  const shown = parts.slice(0, PARTITION_COLOURS);
  const keys = shown.map((name, index) => entry(`part-${index % PARTITION_COLOURS}`, `@${name}`));
  return parts.length > shown.length ? [...keys, entry('unplaced', `and ${parts.length - shown.length} more`)] : keys;
}

function start(): void {
  const data = unpack(JSON.parse(byId('data').textContent ?? '') as PackedView);
  if (data.steps.length === 0) {
    byId('status').textContent = data.notes.join(' ') || 'There is no graph in this page.';
    return;
  }
  const view = new GraphView();
  const status = byId('status');
  const showTab = (tab: 'node' | 'whole') => {
    for (const name of ['node', 'whole'] as const) {
      byId(`tab-${name}`).setAttribute('aria-selected', String(name === tab));
      byId(`panel-${name}`).hidden = name !== tab;
    }
  };
  const find = (query: string) => searchBox.find(query);
  const panels = () => {
    byId('steps').replaceChildren(steps(app, find));
    byId('panel-whole').replaceChildren(overview(app, find));
    byId('legend').replaceChildren(...legend(app));
    const { step } = app.scene(app.step);
    byId('where').textContent = `${app.step + 1} / ${data.steps.length}  ${stepName(step)}`;
    (byId('earlier') as HTMLButtonElement).disabled = app.step === 0;
    (byId('later') as HTMLButtonElement).disabled = app.step === data.steps.length - 1;
  };
  let first = true;
  const app: App = new App(data, {
    drawn(shown, before) {
      view.draw(app, shown, before);
      if (first) view.start();
      first = false;
      panels();
      searchBox.update();
      status.textContent = '';
    },
    selected(item, reveal) {
      view.select(item, reveal);
      byId('panel-node').replaceChildren(details(app, item));
      if (item) showTab('node');
    },
    recoloured() {
      view.recolour(app);
      panels();
    },
    busy(what) {
      status.textContent = what ?? '';
      document.body.classList.toggle('busy', what !== undefined);
    },
    failed(problem) {
      status.textContent = `Graphviz failed: ${problem}`;
    },
  });
  const searchBox = new SearchBox(app);
  view.attach(app);
  const help = helpDialog();
  document.body.append(help);
  const colourChoice = byId('colour') as HTMLSelectElement;
  const colour = (mode: ColourMode) => {
    colourChoice.value = mode;
    app.recolour({ colour: mode });
  };
  const theme = () => {
    toggleTheme();
    view.recolour(app);
  };
  const on = (id: string, run: () => void) => byId(id).addEventListener('click', run);
  on('earlier', () => void app.goTo(app.step - 1));
  on('later', () => void app.goTo(app.step + 1));
  on('zoom-in', () => view.viewport.zoomBy(1.25));
  on('zoom-out', () => view.viewport.zoomBy(0.8));
  on('zoom-fit', () => view.fit());
  on('open-all', () => void app.openAll());
  on('close-all', () => void app.closeAll());
  on('theme', theme);
  on('help', () => help.showModal());
  on('tab-node', () => showTab('node'));
  on('tab-whole', () => showTab('whole'));
  colourChoice.addEventListener('change', () => colour(colourChoice.value as ColourMode));
  const changes = byId('changes') as HTMLInputElement;
  changes.addEventListener('change', () => app.recolour({ showChanges: changes.checked }));
  startTheme(() => view.recolour(app));
  startKeys({ app, view, search: searchBox, help: () => help.showModal(), theme, colour, showTab });
  // After partitioning, where things run is what people look for.
  const { step: firstStep } = app.scene(data.first);
  if (partitionNames(data, firstStep).length > 0) {
    app.colour = 'partition';
    colourChoice.value = 'partition';
  }
  byId('panel-node').replaceChildren(details(app, undefined));
  showTab('whole');
  void app.draw().then(() => {
    // Tests and benchmarks read how long it took until there was something to see.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.documentElement.dataset['drawn'] = performance.now().toFixed(0);
      }),
    );
  });
}

start();
