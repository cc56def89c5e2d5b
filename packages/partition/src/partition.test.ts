import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { type Func, type Module, type Node, nodesOf, ops, parseModule, printModule, verifyModule } from '@afterglow/ir';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { footprintOfFunc } from './memory.js';
import { mergePartitions } from './merge-partitions.js';
import type { PartitionOptions } from './options.js';
import { type PartitionResult, partition } from './partition.js';
import { parsePlan } from './plan/parse-plan.js';
import { printPlan } from './plan/print-plan.js';
import { canonicalGraph } from './testing/canonical-graph.js';

import { HOST_OP, modelShapes, randomModel } from './testing/random-model.js';

const CARDS = 3;

function options(diagnostics: Diagnostics, bytes: number, more: Partial<PartitionOptions> = {}): PartitionOptions {
  return {
    registry: ops,
    diagnostics,
    cards: Array.from({ length: CARDS }, (_, i) => ({ name: `card${i}`, bytes })),
    whyIllegal: (node) => (node.op.name === HOST_OP ? `it has no code for ${HOST_OP}` : undefined),
    bigTableBytes: 4000,
    ...more,
  };
}

function parse(text: string): Module {
  const diagnostics = new Diagnostics();
  const module = parseModule(text, { file: 'test.gir', registry: ops, diagnostics });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

function run(module: Module, bytes = 1 << 20, more: Partial<PartitionOptions> = {}) {
  const diagnostics = new Diagnostics();
  const result = partition(module, options(diagnostics, bytes, more));
  return { result, diagnostics, codes: diagnostics.list.map((entry) => entry.code) };
}

function succeed(module: Module, bytes?: number, more?: Partial<PartitionOptions>): PartitionResult {
  const { result, diagnostics } = run(module, bytes, more);
  if (!result) throw new Error(renderDiagnostics(diagnostics.list));
  return result;
}

function mainOf(module: Module): Func {
  const main = module.funcs.get('main');
  if (!main) throw new Error('no main');
  return main;
}

function opsOf(module: Module, name: string): string[] {
  const func = module.funcs.get(name);
  return func ? [...nodesOf(func.body)].map((node: Node) => node.op.name) : [];
}

const small = `gir 1
module @tiny {
  const %emb_0 : f32[100, 4] = splat(0.5)
  const %emb_1 : f32[200, 4] = splat(0.25)
  const %emb_2 : f32[50, 8] = splat(0.125)
  const %w : f32[1, 16] = splat(0.5)
  func @main(%x: f32[B, 4], %i0: i64[N], %o0: i64[B], %i1: i64[B, 2], %i2: i64[B, 1]) -> (%y: f32[B, 1]) where B in 1..8, N in 0..32 {
    %p0 = embedding_bag(%emb_0, %i0, %o0) : f32[B, 4]
    %p1 = embedding_bag(%emb_1, %i1) {mode = mean} : f32[B, 4]
    %p2 = embedding_bag(%emb_2, %i2) : f32[B, 8]
    %p3 = embedding_bag(%emb_0, %i1) : f32[B, 4]
    %h = relu(%x) : f32[B, 4]
    %cat = concat(%h, %p0, %p1, %p3) {axis = 1} : f32[B, 16]
    %fc = fully_connected(%cat, %w) : f32[B, 1]
    %wide = fully_connected(%p2, %w2) : f32[B, 1]
    %y = add(%fc, %wide) : f32[B, 1]
    return %y
  }
}
`.replace('const %w :', 'const %w2 : f32[1, 8] = splat(0.5)\n  const %w :');

describe('partition', () => {
  it('puts each table on one card, the rest on all, and joins what a card hands out', () => {
    const { module, plan } = succeed(parse(small));
    expect(plan.tables.map((entry) => [entry.table, entry.card, entry.cost])).toEqual([
      // 16 bytes a row: 4 lookups through offsets (32 / 8), and 2 in the second bag.
      ['emb_0', 'card0', 96],
      ['emb_1', 'card1', 32],
      ['emb_2', 'card2', 32],
    ]);
    expect(opsOf(module, 'sparse0')).toEqual(['embedding_bag', 'embedding_bag', 'concat']);
    expect(opsOf(module, 'sparse1')).toEqual(['embedding_bag']);
    expect(opsOf(module, 'dense')[0]).toBe('split');
    const main = mainOf(module);
    expect([...nodesOf(main.body)].map((node) => [node.attrs['callee'], node.attrs['placement']])).toEqual([
      ['sparse0', ['card0']],
      ['sparse1', ['card1']],
      ['sparse2', ['card2']],
      ['dense', ['card0', 'card1', 'card2']],
    ]);
    expect(plan.partitions[0]?.joined).toEqual([['p0', 'p3']]);
    expect(plan.partitions[1]).toMatchObject({ joined: [], alone: [] });
  });

  it('keeps a model without tables whole, on every card', () => {
    const { module, plan } = succeed(
      parse(
        'gir 1\nmodule @m {\n  func @main(%x: f32[B, 4]) -> (%y: f32[B, 4]) where B in 1..8 {\n    %y = relu(%x) : f32[B, 4]\n    return %y\n  }\n}\n',
      ),
    );
    expect(plan.partitions.map((entry) => [entry.name, entry.placement.length])).toEqual([['dense', CARDS]]);
    expect(opsOf(module, 'main')).toEqual(['invoke']);
  });

  it('sends what the card cannot run to the host, with reasons, in as few partitions as possible', () => {
    const text = small.replace('%h = relu(%x)', '%g = neg(%x) : f32[B, 4]\n    %h = neg(%g)');
    const { result, diagnostics } = run(parse(text));
    expect(result?.plan.partitions.map((entry) => entry.name)).toEqual([
      'host0',
      'sparse0',
      'sparse1',
      'sparse2',
      'dense',
    ]);
    expect(result?.plan.host).toEqual([{ op: 'neg', because: 'it has no code for neg', nodes: ['g', 'h'] }]);
    expect(diagnostics.list.map((entry) => [entry.code, entry.severity])).toEqual([
      ['partition/host-fallback', 'note'],
    ]);
    expect(run(parse(text), undefined, { fallback: false }).codes).toEqual(['partition/no-fallback']);
  });

  it('waits with host nodes that nobody needs early, so that one host partition is enough', () => {
    const text = small.replace(
      '%y = add(%fc, %wide)',
      '%early = neg(%x) : f32[B, 4]\n    %late = neg(%fc) : f32[B, 1]\n    %sum = add(%late, %wide) : f32[B, 1]\n    %y = add(%sum, %early.0)',
    );
    const module = parse(
      text
        .replace(
          '%y = add(%sum, %early.0)',
          '%early.0 = fully_connected(%early, %w4) : f32[B, 1]\n    %y = add(%sum, %early.0)',
        )
        .replace('const %w2', 'const %w4 : f32[1, 4] = splat(0.5)\n  const %w2'),
    );
    const { plan } = succeed(module);
    expect(plan.partitions.filter((entry) => entry.name.startsWith('host'))).toHaveLength(1);
  });

  it('says why values travel alone', () => {
    const { plan } = succeed(parse(small), undefined, { cards: [{ name: 'card0', bytes: 1 << 20 }] });
    // All three tables on one card: two widths join, the model's output would not.
    expect(plan.partitions[0]?.joined).toEqual([['p0', 'p1', 'p2', 'p3']]);
    const output = small
      .replace('-> (%y: f32[B, 1])', '-> (%y: f32[B, 1], %p1: f32[B, 4])')
      .replace('return %y', 'return %y, %p1');
    const other = succeed(parse(output), undefined, { cards: [{ name: 'card0', bytes: 1 << 20 }] }).plan;
    expect(other.partitions[0]?.alone).toEqual([{ value: 'p1', because: 'it is an output of the model' }]);
  });

  it('lets the host compute indices from inputs itself, instead of waiting for a card', () => {
    const text = small
      .replace(
        '%p2 = embedding_bag(%emb_2, %i2)',
        '%col = slice(%i1) {starts = [0], ends = [1], axes = [1], steps = [1]} : i64[B, 1]\n    %cross = neg(%col) : i64[B, 1]\n    %p2 = embedding_bag(%emb_2, %cross)',
      )
      .replace('%p1 = embedding_bag(%emb_1, %i1)', '%p1 = embedding_bag(%emb_1, %col)')
      .replace('    %p1', '    %p1');
    const ordered = text.replace(/( {4}%p1 = .*\n)([\s\S]*?%col = .*\n)/, '$2$1');
    const { plan, module } = succeed(parse(ordered));
    expect(plan.partitions.map((entry) => entry.name)).toEqual(['host0', 'sparse0', 'sparse1', 'sparse2', 'dense']);
    expect(opsOf(module, 'host0')).toEqual(['slice', 'neg']);
    const merged = mergePartitions(module, { registry: ops, diagnostics: new Diagnostics() });
    expect(merged && canonicalGraph(mainOf(merged))).toBe(canonicalGraph(mainOf(parse(ordered))));
  });

  it('absorbs what may go with a bag, and only that', () => {
    const text = small.replace(
      '%h = relu(%x)',
      '%c = clip(%p1) {max = 1.0} : f32[B, 4]\n    %t = tanh(%c) : f32[B, 4]\n    %h = relu(%t)',
    );
    expect(opsOf(succeed(parse(text)).module, 'sparse1')).toEqual(['embedding_bag', 'clip', 'concat']);
    const absorbed = succeed(parse(text), undefined, { absorb: new Set(['tanh']) }).module;
    expect(opsOf(absorbed, 'sparse1')).toEqual(['embedding_bag', 'clip', 'tanh', 'concat']);
  });

  it('keeps tables together whose rows are joined on the card', () => {
    const text = small
      .replace(
        '%h = relu(%x)',
        '%j = concat(%p0, %p1) {axis = 1} : f32[B, 8]\n    %s = clip(%j) {max = 1.0} : f32[B, 8]\n    %h = relu(%x)',
      )
      .replace(
        '%wide = fully_connected(%p2, %w2)',
        '%k = add(%p2, %s) : f32[B, 8]\n    %wide = fully_connected(%k, %w2)',
      );
    const { plan } = succeed(parse(text), undefined, { absorb: new Set(['concat']) });
    const [a, b] = plan.tables;
    expect(a?.card).toBe(b?.card);
    expect(a?.together).toEqual(['emb_1']);
  });

  it('names symbols without an upper end', () => {
    const { codes, diagnostics } = run(parse(small.replace('N in 0..32', 'N in 0..')));
    expect(codes).toEqual(['partition/unbounded-dim']);
    expect(diagnostics.list[0]?.message).toContain('N');
  });

  it('explains what does not fit', () => {
    expect(run(parse(small), 300).codes).toEqual(['partition/dense-does-not-fit']);
    const { codes, diagnostics } = run(parse(small), 4500);
    expect(codes).toEqual(['partition/does-not-fit']);
    expect(diagnostics.list[0]?.message).toMatch(/emb_1/);
    expect(diagnostics.list[0]?.hint).toMatch(/nearest repair: \d+ bytes more memory/);
  });

  it('leaves no partition of index arithmetic alone, and counts what bags of several rounds need', () => {
    const text = small
      .replace('%i2: i64[B, 1]', '%i2: i64[B, 1], %f: f32[B, 2]')
      .replace(
        '%p3 = embedding_bag(%emb_0, %i1)',
        '%n = neg(%p1) : f32[B, 4]\n    %v = fully_connected(%n, %w4) : f32[B, 2]\n    %j1 = add(%i1, %i1) : i64[B, 2]\n    %q = embedding_bag(%emb_0, %i1) : f32[B, 4]\n    %p3 = embedding_bag(%emb_0, %j1, _, %v)',
      )
      .replace('const %w2', 'const %w4 : f32[2, 4] = splat(0.5)\n  const %w2')
      .replace('concat(%h,', 'concat(%q,');
    const { module } = succeed(parse(text));
    expect(opsOf(module, 'sparse0')).toEqual(['embedding_bag', 'embedding_bag', 'concat']);
    expect(opsOf(module, 'sparse0.1')).toEqual(['add', 'embedding_bag']);
    const codes = new Set<string>();
    for (let bytes = 4_000; bytes < 12_000; bytes += 64)
      for (const code of run(parse(text), bytes).codes) codes.add(code);
    expect([...codes].sort()).toEqual(['partition/does-not-fit', 'partition/host-fallback', 'partition/over-capacity']);
  });

  it('refuses a module it cannot start from', () => {
    const { module } = succeed(parse(small));
    expect(run(module).codes).toEqual(['partition/already-partitioned']);
    expect(run(module, undefined, { entry: 'nowhere' }).codes).toEqual(['partition/no-entry']);
    expect(
      mergePartitions(module, { registry: ops, diagnostics: new Diagnostics(), entry: 'nowhere' }),
    ).toBeUndefined();
  });

  it('honours an edited plan, and explains one that cannot be', () => {
    const text = printPlan(succeed(parse(small)).plan);
    const feed = (edited: string, bytes = 1 << 20) => {
      const diagnostics = new Diagnostics();
      const plan = parsePlan(edited, 'plan.yaml', diagnostics);
      expect(diagnostics.list).toEqual([]);
      return run(parse(small), bytes, plan ? { plan } : {});
    };
    const moved = feed(text.replace('card: card0\n    pinned: false', 'card: card2\n    pinned: true'));
    expect(moved.result?.plan.tables.map((entry) => [entry.card, entry.pinned, entry.by])).toEqual([
      ['card2', true, 'pin'],
      ['card1', false, 'plan'],
      ['card2', false, 'plan'],
    ]);
    const all = text.replaceAll(/card: card\d\n {4}pinned: false/g, 'card: card2\n    pinned: true');
    const crowded = feed(all, 8500);
    expect(crowded.codes).toEqual(['partition/pin-does-not-fit']);
    expect(crowded.diagnostics.list[0]?.hint).toMatch(/^nearest repair: put it on card/);
    const wishes = feed(all.replaceAll('pinned: true', 'pinned: false'), 8500);
    expect(wishes.codes).toEqual(['partition/table-moved']);
    expect(wishes.result).toBeDefined();
  });

  it('merges a partition that has symbols of its own', () => {
    const text = `gir 1
module @m {
  func @dense(%x: f32[K, 4]) -> (%y: f32[K, 4]) where K in 1..16 {
    %y = relu(%x) : f32[K, 4]
    return %y
  }
  func @main(%x: f32[B, 4]) -> (%y: f32[B, 4]) where B in 1..8 {
    %y = invoke @dense(%x) {placement = ["card0"]} : f32[B, 4]
    return %y
  }
}
`;
    const diagnostics = new Diagnostics();
    const merged = mergePartitions(parse(text), { registry: ops, diagnostics });
    expect(merged && opsOf(merged, 'main')).toEqual(['relu']);
    expect(merged && (verifyModule(merged, diagnostics) || renderDiagnostics(diagnostics.list))).toBe(true);
  });
});

describe('partitions of random models', () => {
  it('verify, fit, place each table once, replicate the dense part, and merge to what they came from', () => {
    let partitioned = 0;
    fc.assert(
      fc.property(modelShapes, fc.integer({ min: 4_000, max: 60_000 }), (shape, bytes) => {
        const { module, func } = randomModel(shape, ops);
        const before = printModule(module);
        const { result } = run(module, bytes, { absorb: new Set(['tanh']) });
        expect(printModule(module)).toBe(before);
        if (!result) return;
        partitioned++;
        const diagnostics = new Diagnostics();
        expect(verifyModule(result.module, diagnostics) || renderDiagnostics(diagnostics.list)).toBe(true);

        const used = new Map<string, number>();
        const holders = new Map<string, Set<string>>();
        for (const node of nodesOf(mainOf(result.module).body)) {
          const callee = result.module.funcs.get(String(node.attrs['callee']));
          const placement = node.attrs['placement'] as readonly string[];
          if (!callee) throw new Error('an invoke without a function');
          if (callee.name.startsWith('dense')) expect(placement).toHaveLength(CARDS);
          for (const card of placement) used.set(card, (used.get(card) ?? 0) + footprintOfFunc(callee).total);
          for (const bag of nodesOf(callee.body)) {
            if (bag.op.name !== 'embedding_bag') continue;
            const name = bag.operands[0]?.name ?? '';
            holders.set(name, new Set([...(holders.get(name) ?? []), ...placement]));
          }
        }
        used.delete('host');
        for (const total of used.values()) expect(total).toBeLessThanOrEqual(bytes);
        for (const cards of holders.values()) expect(cards.size).toBe(1);
        expect([...holders.keys()].sort()).toEqual(result.plan.tables.map((entry) => entry.table).sort());

        const merged = mergePartitions(result.module, { registry: ops, diagnostics });
        expect(merged && canonicalGraph(mainOf(merged))).toBe(canonicalGraph(func));
      }),
      { numRuns: 200 },
    );
    // Some models must be too large for the cards, but not most of them.
    expect(partitioned).toBeGreaterThan(50);
  });

  it('come out the same when their plan is fed back', () => {
    fc.assert(
      fc.property(modelShapes, (shape) => {
        const { module } = randomModel(shape, ops);
        const first = run(module, 60_000).result;
        if (!first) return;
        const diagnostics = new Diagnostics();
        const text = printPlan(first.plan);
        const plan = parsePlan(text, 'plan.yaml', diagnostics);
        expect(diagnostics.list).toEqual([]);
        if (!plan) throw new Error('the plan does not read back');
        const second = run(module, 60_000, { plan }).result;
        expect(second && printModule(second.module)).toBe(printModule(first.module));
        const third = second && parsePlan(printPlan(second.plan), 'plan.yaml', diagnostics);
        const again = third && run(module, 60_000, { plan: third }).result;
        expect(again && printPlan(again.plan)).toBe(second && printPlan(second.plan));
      }),
      { numRuns: 50 },
    );
  });
});
