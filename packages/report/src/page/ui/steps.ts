// The passes in order, with what each changed, which rules fired, and why others did not.

import type { RuleData, StepData } from '../../view/data.js';
import { shorten } from '../model/format.js';
import type { App } from './app.js';
import { type Child, h } from './dom.js';

const SHOWN = 60;

const STAGES: Readonly<Record<string, string>> = {
  import: 'as imported',
  partition: 'partitioned',
  bundle: 'as bundled',
};

/** What a step is called: its pass, or the state at the end of a stage. */
export function stepName({ pass, stage }: StepData): string {
  return pass ?? STAGES[stage] ?? `end of ${stage}`;
}

function badges({ change }: StepData): HTMLElement {
  const badge = (kind: string, sign: string, count: number, word: string) =>
    count > 0 && h('span', { class: `badge ${kind}`, title: `${count} nodes ${word}` }, `${sign}${count}`);
  return h(
    'span',
    { class: 'badges' },
    badge('added', '+', change.added.length, 'added'),
    badge('removed', '−', change.removed.length, 'removed'),
    badge('changed', '~', change.changed.length, 'changed'),
  );
}

function nodeLink(app: App, step: number, key: string, note = ''): HTMLElement {
  const name = key.slice(key.indexOf('/') + 1);
  const open = async () => {
    if (app.step !== step) await app.goTo(step);
    await app.select(app.scene(step).tree.byKey.get(key));
  };
  return h(
    'li',
    {},
    h('button', { class: 'link', type: 'button', title: name, click: () => void open() }, shorten(name, 38)),
    note !== '' && h('span', { class: 'note' }, ` ${note}`),
  );
}

function list(title: string, kind: string, entries: readonly HTMLElement[]): HTMLElement | undefined {
  if (entries.length === 0) return undefined;
  const rest = entries.length - SHOWN;
  return h(
    'details',
    { class: kind, open: entries.length <= 6 },
    h('summary', {}, `${entries.length} ${title}`),
    h('ul', {}, ...entries.slice(0, SHOWN), rest > 0 && h('li', {}, `and ${rest} more`)),
  );
}

function changes(app: App, index: number, { change }: StepData): Child[] {
  return [
    list(
      'added',
      'added',
      change.added.map((key) => nodeLink(app, index, key)),
    ),
    list(
      'removed',
      'removed',
      change.removed.map(({ key, op, became }) => {
        const heirs = became.map((heir) => heir.slice(heir.indexOf('/') + 1)).join(', ');
        return nodeLink(app, index - 1, key, heirs === '' ? op : `${op} → ${shorten(heirs, 40)}`);
      }),
    ),
    list(
      'changed',
      'changed',
      change.changed.map(([key, what]) => nodeLink(app, index, key, shorten(what, 60))),
    ),
  ];
}

function rule({ rule: name, fired, declined, examples }: RuleData, find: (query: string) => void): HTMLElement {
  const total = declined.reduce((sum, { count }) => sum + count, 0);
  const example = (word: string) =>
    h('button', { class: 'link', type: 'button', click: () => find(word) }, shorten(word, 32));
  return h(
    'details',
    { class: fired > 0 ? 'rule fired' : 'rule' },
    h(
      'summary',
      {},
      h('span', { class: 'rule-name' }, name),
      fired > 0 && h('span', { class: 'badge added', title: `fired ${fired} times` }, `✓ ${fired}`),
      total > 0 && h('span', { class: 'badge', title: `declined ${total} nodes` }, `✗ ${total}`),
    ),
    fired > 0 &&
      h(
        'p',
        {},
        'fired on ',
        ...examples.flatMap((word): Child[] => [example(word), ' ']),
        fired > examples.length && '…',
      ),
    ...declined.map(({ reason, count, examples: words }) =>
      h(
        'p',
        {},
        `${count} × ${reason}: `,
        ...words.flatMap((word): Child[] => [example(word), ' ']),
        count > words.length && '…',
      ),
    ),
  );
}

/** The list of steps, the one that is shown spread out. */
export function steps(app: App, find: (query: string) => void): HTMLElement {
  const items: Child[] = [];
  let stage = '';
  app.data.steps.forEach((step, index) => {
    if (step.stage !== stage) {
      stage = step.stage;
      items.push(h('li', { class: 'stage' }, stage));
    }
    const here = index === app.step;
    const { added, removed, changed } = step.change;
    const quiet = step.pass !== undefined && added.length + removed.length + changed.length === 0;
    const nodes = step.funcs.reduce((sum, func) => sum + func.nodes.length, 0);
    const button = h(
      'button',
      {
        class: quiet ? 'step quiet' : 'step',
        type: 'button',
        'aria-current': here ? 'step' : undefined,
        click: () => void app.goTo(index),
        title: step.file,
      },
      h('span', { class: 'step-name' }, stepName(step)),
      badges(step),
      h('span', { class: 'step-nodes' }, String(nodes)),
    );
    const more = here ? [...changes(app, index, step), ...step.rules.map((entry) => rule(entry, find))] : [];
    items.push(h('li', {}, button, more.some(Boolean) && h('div', { class: 'step-more' }, ...more)));
  });
  return h('ol', { class: 'steps' }, ...items);
}
