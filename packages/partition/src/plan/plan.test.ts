import { Diagnostics } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { parsePlan } from './parse-plan.js';
import type { Plan } from './plan.js';
import { printPlan } from './print-plan.js';
import { resolveRequest } from './resolve-request.js';

const plan: Plan = {
  version: 1,
  model: 'dlrm kaggle',
  cards: [{ card: 'card0', capacity: 1000, reserved: 10, dense: 100, tables: 200, cost: 64 }],
  dense: { cards: ['card0'], constants: 80, buffers: 20, cost: 80 },
  tables: [
    { table: 'emb_l.0.weight', card: 'card0', pinned: true, bytes: 100, cost: 32, by: 'pin' },
    {
      table: '/emb "1"',
      card: 'card0',
      pinned: false,
      bytes: 100,
      cost: 32,
      by: 'cost',
      runnerUp: { card: 'card1', difference: 12, unit: 'cost' },
      together: ['123'],
    },
    { table: '123', card: 'card0', pinned: false, bytes: 100, cost: 32, by: 'cost', together: ['/emb "1"'] },
  ],
  partitions: [
    {
      name: 'sparse0',
      placement: ['card0'],
      nodes: 3,
      bytes: 5,
      joined: [['a', 'b']],
      alone: [{ value: 'c', because: 'it is rank 1' }],
    },
  ],
  host: [{ op: 'loop', because: 'it has no code for loop', nodes: ['Loop_1'] }],
  engines: [
    { node: '/fc/Gemm', split: 'rows', location: { kind: 'file', file: '' } },
    { node: 'Mul_3', engine: 2, location: { kind: 'file', file: '' } },
    { node: 'Add_4', fuse: 'none', location: { kind: 'file', file: '' } },
  ],
};

function parse(text: string) {
  const diagnostics = new Diagnostics();
  return { request: parsePlan(text, 'plan.yaml', diagnostics), diagnostics };
}

function problems(text: string) {
  return parse(text).diagnostics.list.map(({ code, location }) => [
    code,
    location?.kind === 'text' ? location.line : undefined,
  ]);
}

describe('plan files', () => {
  it('read back what decides the placement', () => {
    const { request, diagnostics } = parse(printPlan(plan));
    expect(diagnostics.list).toEqual([]);
    expect(request?.tables.map(({ table, card, pinned }) => ({ table, card, pinned }))).toEqual(
      plan.tables.map(({ table, card, pinned }) => ({ table, card, pinned })),
    );
    const wishes = (list: Plan['engines'] = []) =>
      list.map(({ node, split, engine, fuse }) => ({ node, split, engine, fuse }));
    expect(wishes(request?.engines)).toEqual(wishes(plan.engines));
  });

  it('name the line of a wish about engines that says nothing', () => {
    const entry = (text: string) => problems(`plan: 1\nengines:\n  - ${text}\n`);
    const wrong = [
      '{node: a}',
      '{split: rows}',
      '{node: a, engine: -1}',
      '{node: a, split: [1]}',
      '{node: a, fuse: 1}',
      '{node: a, on: 1}',
      'a',
    ];
    for (const text of wrong) expect(entry(text)[0], text).toEqual(['partition/plan-syntax', 3]);
    expect(problems('plan: 1\nengines: 3\n')).toEqual([['partition/plan-syntax', 2]]);
    expect(entry('{node: a, engine: 0}')).toEqual([]);
  });

  it('do not contradict themselves about a node', () => {
    const both = (first: string, second: string) =>
      problems(`plan: 1\nengines:\n  - {node: a, ${first}}\n  - {node: b, split: none}\n  - {node: a, ${second}}\n`);
    expect(both('split: rows', 'split: columns')).toEqual([['partition/plan-node-twice', 5]]);
    expect(both('engine: 1', 'engine: 2')).toEqual([['partition/plan-node-twice', 5]]);
    expect(both('split: rows', 'split: rows')).toEqual([]);
    expect(both('split: rows', 'fuse: none')).toEqual([]);
  });

  it('name the line of what is wrong', () => {
    expect(problems('plan: 1\ntables:\n  - table: a\n    crad: card0\n')).toEqual([['partition/plan-syntax', 4]]);
    expect(problems('plan: 1\ntables:\n  - table: a\n    pinned: maybe\n')).toEqual([['partition/plan-syntax', 4]]);
    expect(problems('plan: 1\ntables:\n  - card: card0\n')).toEqual([['partition/plan-syntax', 3]]);
    expect(problems('plan: 1\ntables:\n  - table: a\n    pinned: true\n')).toEqual([['partition/plan-syntax', 4]]);
    expect(problems('plan: 2\ntables: []\n')).toEqual([['partition/plan-version', 1]]);
    expect(problems('tables: []\n')).toEqual([['partition/plan-syntax', 1]]);
    expect(problems('plan: 1\ntables: {\n')[0]?.[0]).toBe('partition/plan-syntax');
    expect(problems('')).toEqual([['partition/plan-syntax', 1]]);
    expect(problems('plan: 1\nplan: 1\n')[0]).toEqual(['partition/plan-syntax', 2]);
  });

  it('leave the card open with auto', () => {
    const { request } = parse('plan: 1\ntables:\n  - {table: a, card: auto}\n  - {table: b}\n');
    expect(request?.tables.map((entry) => entry.card)).toEqual([undefined, undefined]);
  });

  const cards = [
    { name: 'card0', bytes: 10 },
    { name: 'card1', bytes: 10 },
  ];
  function resolve(text: string, groups: string[][]) {
    const { request, diagnostics } = parse(text);
    const pins = request && resolveRequest(request, groups, cards, diagnostics);
    return {
      pins,
      codes: diagnostics.list.map(({ code, location }) => [
        code,
        location?.kind === 'text' ? location.line : undefined,
      ]),
    };
  }

  it('become pins of groups', () => {
    const text =
      'plan: 1\ntables:\n  - {table: a, card: card1, pinned: true}\n  - {table: b, card: card0}\n  - {table: c}\n';
    expect(resolve(text, [['a'], ['b'], ['c']])).toEqual({
      pins: [{ card: 1, firm: true }, { card: 0, firm: false }, undefined],
      codes: [],
    });
  });

  it('are checked against the model and the cards', () => {
    const head = 'plan: 1\ntables:\n';
    expect(resolve(`${head}  - {table: tabel}\n`, [['table']]).codes).toEqual([['partition/plan-unknown-table', 3]]);
    const few = resolve(`${head}  - {table: a}\n`, [['a'], ['b'], ['c']]);
    expect(few.codes).toEqual([['partition/plan-missing-table', undefined]]);
    expect(few.pins).toEqual([undefined, undefined, undefined]);
    expect(resolve(`${head}  - {table: a, card: card7}\n`, [['a']]).codes).toEqual([
      ['partition/plan-unknown-card', 3],
    ]);
    expect(resolve(`${head}  - {table: a}\n  - {table: a}\n`, [['a']]).codes).toEqual([
      ['partition/plan-duplicate-table', 4],
    ]);
    expect(resolve(`${head}  - {table: a, card: card0}\n  - {table: b, card: card1}\n`, [['a', 'b']]).codes).toEqual([
      ['partition/plan-conflict', 4],
    ]);
  });
});
