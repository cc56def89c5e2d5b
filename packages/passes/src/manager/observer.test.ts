import { Diagnostics, originNames } from '@afterglow/core';
import { ops, printModule, producer } from '@afterglow/ir';
import { girText, parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { canonicalize, foldConstants, fuseBiasActivation, removeDeadNodes } from '../basic/index.js';
import { runOver } from '../testing/run-text.js';
import { moduleDigest } from './module-digest.js';
import { type NodeRef, observeAll, type RuleApplication, type RuleDecline, type RunObserver } from './observer.js';
import type { Pass } from './pass.js';
import { definePass } from './pass.js';
import { definePassOfRules } from './pass-of-rules.js';
import { type PipelineStep, repeat } from './pipeline.js';
import type { PassRun } from './pipeline-report.js';
import { defineRule } from './rule.js';
import { type RunOptions, runPipeline } from './run-pipeline.js';
import { RunTally } from './run-tally.js';

const TEXT = `gir 1
module @test {
  const %w : f32[4, 2] = splat(0.5)
  const %b : f32[2] = splat(1.0)
  const %t : f32[2, 4] = splat(2.0)
  func @main(%x: f32[N, 4]) -> (%y: f32[N, 2], %z: f32[N, 2], %k: f32[N, 2]) where N in 1..8 {
    %m = matmul(%x, %w) {act = none} : f32[N, 2] loc(#0)
    %s = add(%m, %b) : f32[N, 2] loc(#1)
    %y = relu(%s) : f32[N, 2] loc(#2)
    %k = fully_connected(%x, %t) {act = none} : f32[N, 2] loc(#3)
    %z = relu(%k) : f32[N, 2] loc(#4)
    %d = neg(%x) : f32[N, 4]
    return %y, %z, %k
  }
  #0 = loc "MatMul_0"
  #1 = loc "Add_1"
  #2 = loc "Relu_2"
  #3 = loc "Gemm_3"
  #4 = loc "Relu_4"
}
`;

class Recorder implements RunObserver {
  readonly applications: RuleApplication[] = [];
  readonly declines: RuleDecline[] = [];
  readonly runs: PassRun[] = [];
  readonly order: string[] = [];

  passStarts({ index, pass, round }: { index: number; pass: string; round: number }): void {
    this.order.push(`start ${index} ${pass} ${round}`);
  }

  applied(event: RuleApplication): void {
    this.applications.push(event);
    this.order.push(`${event.sequence} ${event.rule}`);
  }

  declined(event: RuleDecline): void {
    this.declines.push(event);
  }

  passRun(run: PassRun): void {
    this.runs.push(run);
    this.order.push(`end ${run.index}`);
  }
}

function watch(text: string, passes: readonly (Pass | PipelineStep)[], options: Partial<RunOptions> = {}): Recorder {
  const recorder = new Recorder();
  runOver(parseText(text), passes, { observer: recorder, ...options });
  return recorder;
}

const names = (nodes: readonly NodeRef[]) => nodes.map(({ name, op }) => `${op} ${name}`);

describe('the observer of a run', () => {
  it('hears what each application started from, made and removed', () => {
    const { applications, order } = watch(TEXT, [fuseBiasActivation]);
    const told = applications.map(({ sequence, run, pass, round, rule, root, made, removed, altered }) => ({
      at: [sequence, run, pass, round, rule],
      root: root.name,
      made: names(made),
      removed: names(removed),
      altered: names(altered),
    }));
    expect(told).toEqual([
      {
        at: [1, 1, 'fuse-bias-activation', 1, 'matmul-to-fully-connected'],
        root: 'm',
        made: ['transpose w.transpose', 'fully_connected m'],
        removed: ['matmul m'],
        altered: [],
      },
      {
        at: [2, 1, 'fuse-bias-activation', 1, 'fuse-bias'],
        root: 's',
        made: ['fully_connected s'],
        removed: ['add s'],
        altered: [],
      },
      {
        at: [3, 1, 'fuse-bias-activation', 1, 'fuse-activation'],
        root: 'y',
        made: ['fully_connected y'],
        removed: ['relu y', 'fully_connected m', 'fully_connected s'],
        altered: [],
      },
    ]);
    expect(originNames(applications[2]?.made[0]?.origin)).toEqual(['MatMul_0', 'Add_1', 'Relu_2']);
    expect(order).toEqual([
      'start 1 fuse-bias-activation 1',
      '1 matmul-to-fully-connected',
      '2 fuse-bias',
      '3 fuse-activation',
      'end 1',
    ]);
  });

  it('hears why a rule declined, by which condition, and which nodes it had in view', () => {
    const { declines } = watch(TEXT, [fuseBiasActivation]);
    const kept = declines.filter(({ node }) => node.name === 'z');
    expect(kept.map(({ rule, reason, condition, involved }) => [rule, reason, condition, names(involved)])).toEqual([
      ['fuse-activation', 'the fully_connected inside is read elsewhere', undefined, ['relu z', 'fully_connected k']],
    ]);
  });

  it('looks into sets of nodes, which most raises keep', () => {
    const pair = defineRule({
      name: 'pair',
      root: 'relu',
      match: (root) => ({ nodes: new Set([producer(root.operands[0])]) }),
      where: [{ if: () => false, because: 'never' }],
      build: () => undefined,
    });
    const pass = definePassOfRules({ name: 'pairs', summary: 'a test', stage: 'optimize', rules: [pair] });
    const [decline] = watch(TEXT, [pass]).declines;
    expect(names(decline?.involved ?? [])).toEqual(['relu y', 'add s']);
  });

  it('follows passes that drive themselves, and nodes changed in place', () => {
    const text = girText(
      '(%x: f32[4]) -> (%y: f32[4])',
      '%d = neg(%x)\n%a = add(%k, %k)\n%y = add(%x, %a)\nreturn %y',
      'const %k : f32[4] = splat(1.0)',
    );
    const touch = definePass({
      name: 'touch',
      summary: 'a test',
      stage: 'optimize',
      run: (context) => {
        const [func] = context.module.funcs.values();
        const node = func?.body.last;
        if (!func || !node || !context.mayApply()) return;
        context.fired('swap', node);
        const [left, right] = node.operands;
        context.rewriter(func).setOperand(node, 0, right);
        context.rewriter(func).setOperand(node, 1, left);
      },
    });
    const { applications } = watch(text, [touch, removeDeadNodes]);
    expect(applications.map((event) => [event.rule, names(event.altered), names(event.removed)])).toEqual([
      ['swap', ['add y'], []],
      ['remove-dead-node', [], ['neg d']],
    ]);
  });

  it('numbers on from an earlier run', () => {
    const { applications, runs } = watch(TEXT, [fuseBiasActivation], { before: { runs: 4, applications: 10 } });
    expect([runs[0]?.index, applications[0]?.run, applications[0]?.sequence]).toEqual([5, 5, 11]);
  });

  it('measures sizes, and digests when asked', () => {
    const passes = [repeat([canonicalize, fuseBiasActivation, removeDeadNodes])];
    const { runs } = watch(TEXT, passes, { digests: true, stage: 'optimize' });
    expect(runs.map(({ pass, round, nodes }) => [pass, round, nodes.before, nodes.after])).toEqual([
      ['canonicalize', 1, 6, 6],
      ['fuse-bias-activation', 1, 6, 5],
      ['remove-dead-nodes', 1, 5, 4],
      ['canonicalize', 2, 4, 4],
      ['fuse-bias-activation', 2, 4, 4],
      ['remove-dead-nodes', 2, 4, 4],
    ]);
    expect(new Set(runs.map(({ stage }) => stage))).toEqual(new Set(['optimize']));
    for (const { changed, digest } of runs) expect(digest?.before !== digest?.after).toBe(changed);
    expect(watch(TEXT, passes).runs[0]?.digest).toBeUndefined();
  });

  it('changes nothing', () => {
    const passes = [repeat([canonicalize, fuseBiasActivation, foldConstants, removeDeadNodes])];
    const [watched, alone] = [parseText(TEXT), parseText(TEXT)];
    runOver(watched, passes, { observer: new Recorder(), digests: true });
    runOver(alone, passes);
    expect(printModule(watched)).toBe(printModule(alone));
    expect(moduleDigest(watched)).toBe(moduleDigest(alone));
  });

  it('is one or several, with a tally for each pass run', () => {
    const [tally, recorder] = [new RunTally(), new Recorder()];
    runOver(parseText(TEXT), [fuseBiasActivation, removeDeadNodes], { observer: observeAll([tally, recorder]) });
    expect(tally.runs.map(({ pass, rules }) => [pass, ...rules.map(({ rule, fired }) => `${rule} ${fired}`)])).toEqual([
      ['fuse-bias-activation', 'fuse-activation 1', 'fuse-bias 1', 'matmul-to-fully-connected 1'],
      ['remove-dead-nodes', 'remove-dead-node 1'],
    ]);
    expect(tally.runs[0]?.rules[0]?.declined).toEqual([
      { reason: 'the fully_connected inside is read elsewhere', count: 1, examples: ['z'] },
    ]);
    expect(recorder.runs).toHaveLength(2);
  });
});

describe('rounds', () => {
  const restless = definePass({
    name: 'restless',
    summary: 'a test',
    stage: 'optimize',
    run: ({ module, rewriter }) => {
      const [func] = module.funcs.values();
      const node = func?.body.first;
      if (func && node) rewriter(func).setAttrs(node, node.attrs);
    },
  });

  it('says in how many a group reached its fixed point', () => {
    const report = runOver(parseText(TEXT), [repeat([fuseBiasActivation, removeDeadNodes])]);
    expect(report.groups).toEqual([
      { stage: 'optimize', passes: ['fuse-bias-activation', 'remove-dead-nodes'], rounds: 2, fixed: true },
    ]);
  });

  it('warns when the limit came first', () => {
    const diagnostics = new Diagnostics();
    const report = runPipeline(parseText(TEXT), [repeat([restless], 3)], { registry: ops, diagnostics });
    expect(report.ok).toBe(true);
    expect(report.groups).toEqual([{ stage: 'optimize', passes: ['restless'], rounds: 3, fixed: false }]);
    expect(diagnostics.list.map(({ code, severity }) => [code, severity])).toEqual([['passes/round-limit', 'warning']]);
    expect(diagnostics.list[0]?.message).toBe('restless: still changing the graph after 3 rounds');
  });

  it('does not count a round that a stop cut short as a fixed point', () => {
    const report = runOver(parseText(TEXT), [repeat([canonicalize, removeDeadNodes])], { stopAfter: 'canonicalize' });
    expect([report.stopped, report.groups[0]?.fixed]).toEqual([true, false]);
  });
});
