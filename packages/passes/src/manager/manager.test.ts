import { Diagnostics, splatTensor } from '@afterglow/core';
import { ops, printModule } from '@afterglow/ir';
import { girText, parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { canonicalize, foldConstants, removeDeadNodes } from '../basic/index.js';
import { essence, runOver } from '../testing/run-text.js';
import { parsePipeline } from './parse-pipeline.js';
import { definePass, type Pass } from './pass.js';
import { definePassOfRules } from './pass-of-rules.js';
import { definePipeline, passesOf, printPipeline, printPipelineFile, repeat, step } from './pipeline.js';
import { defineRule } from './rule.js';
import { RuleRecord } from './rule-record.js';
import { type Dump, runPipeline } from './run-pipeline.js';

const CHAIN = girText(
  '(%x: f32[4]) -> (%y: f32[4])',
  '%a = identity(%x)\n%b = neg(%a)\n%d = identity(%b)\n%e = identity(%d)\n%y = relu(%e)\nreturn %y',
);

const negToRelu = defineRule({
  name: 'neg-to-relu',
  root: 'neg',
  match: (node) => node,
  where: [{ if: (node) => node.operands[0]?.def.kind === 'param', because: 'the operand is computed' }],
  build: (node, rewriter) => rewriter.before(node).value('relu', [node.operands[0]]),
});

const rulesPass = (name: string, stage: Pass['stage'] = 'optimize'): Pass =>
  definePassOfRules({ name, summary: 'a test', stage, rules: [negToRelu] });

describe('running a pipeline', () => {
  it('reports passes, rules and reasons', () => {
    const module = parseText(girText('(%x: f32[4]) -> (%y: f32[4])', '%a = neg(%x)\n%y = neg(%a)\nreturn %y'));
    const report = runOver(module, [rulesPass('swap'), canonicalize], { clock: () => 0 });
    expect(essence(printModule(module))).toBe('%a = relu(%x) : f32[4]\n%y = neg(%a) : f32[4]\nreturn %y');
    const same = { options: {}, round: 1, nodes: { before: 2, after: 2 }, milliseconds: 0 };
    expect(report.runs).toEqual([
      { index: 1, stage: 'optimize', pass: 'swap', changed: true, applications: 1, ...same },
      { index: 2, stage: 'canonicalize', pass: 'canonicalize', changed: false, applications: 0, ...same },
    ]);
    expect(report.rules).toEqual([
      {
        rule: 'neg-to-relu',
        fired: 1,
        examples: ['a'],
        declined: [{ reason: 'the operand is computed', count: 1, examples: ['y'] }],
      },
    ]);
    expect(negToRelu.reasons).toEqual(['the operand is computed']);
  });

  it('dumps only what changed, and makes the text only when asked', () => {
    const dumps: Dump[] = [];
    runOver(parseText(CHAIN), [canonicalize, canonicalize, removeDeadNodes], { dump: (dump) => dumps.push(dump) });
    expect(dumps.map(({ index, stage, pass }) => [index, stage, pass])).toEqual([[1, 'canonicalize', 'canonicalize']]);
    expect(dumps[0]?.text()).toContain('func @main');
  });

  it('stops after a pass or a stage', () => {
    const passes = [rulesPass('first', 'canonicalize'), rulesPass('second', 'canonicalize'), rulesPass('third')];
    const names = (stopAfter: string) => {
      const report = runOver(parseText(CHAIN), passes, { stopAfter });
      return [report.stopped, ...report.runs.map((run) => run.pass)];
    };
    expect(names('first')).toEqual([true, 'first']);
    expect(names('canonicalize')).toEqual([true, 'first', 'second']);
    expect(names('optimize')).toEqual([false, 'first', 'second', 'third']);
  });

  it('stops at every number of applications, each graph sound', () => {
    const full = runOver(parseText(CHAIN), [canonicalize]);
    expect([full.applications, full.limited]).toEqual([3, false]);
    const identities = [0, 1, 2, 3].map((maxApplications) => {
      const module = parseText(CHAIN);
      const report = runOver(module, [canonicalize], { maxApplications });
      expect(report.applications).toBe(maxApplications);
      expect(report.limited).toBe(maxApplications < 3);
      return printModule(module).match(/identity/g)?.length ?? 0;
    });
    expect(identities).toEqual([3, 2, 1, 0]);
  });

  it('repeats until nothing changes, within bounds', () => {
    const runs = (passes: Parameters<typeof runOver>[1]) => runOver(parseText(CHAIN), passes).runs.length;
    expect(runs([repeat([canonicalize, removeDeadNodes])])).toBe(4);
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
    expect(runs([repeat([restless], 5)])).toBe(5);
  });

  it('names the pass after which the graph is broken', () => {
    const broken = definePass({
      name: 'break-it',
      summary: 'a test',
      stage: 'optimize',
      run: ({ module, rewriter }) => {
        const [func] = module.funcs.values();
        const node = func?.body.first;
        if (func && node?.next) rewriter(func).setOperand(node, 0, node.next.results[0]);
      },
    });
    const diagnostics = new Diagnostics();
    const report = runPipeline(parseText(CHAIN), [broken, canonicalize], { registry: ops, diagnostics });
    expect(report.ok).toBe(false);
    expect(report.runs.map((run) => run.pass)).toEqual(['break-it']);
    expect(diagnostics.list.map((entry) => entry.code)).toEqual(['ir/not-visible', 'passes/broken-graph']);
    expect(diagnostics.list[1]?.message).toContain('break-it');
  });

  it('gives up on rules that undo each other', () => {
    const swap = defineRule({
      name: 'swap-operands',
      root: 'sub',
      match: (node) => node,
      build: (node, rewriter) => {
        const [a, b] = node.operands;
        rewriter.setOperand(node, 0, b);
        rewriter.setOperand(node, 1, a);
        return undefined;
      },
    });
    const pass = definePassOfRules({ name: 'swap', summary: 'a test', stage: 'optimize', rules: [swap] });
    const diagnostics = new Diagnostics();
    const module = parseText(girText('(%x: f32[4], %z: f32[4]) -> (%y: f32[4])', '%y = sub(%x, %z)\nreturn %y'));
    expect(runPipeline(module, [pass], { registry: ops, diagnostics }).ok).toBe(true);
    expect(diagnostics.list.map((entry) => entry.code)).toEqual(['passes/no-fixed-point']);
  });

  it('declines late without touching the graph', () => {
    const late = defineRule({
      name: 'late',
      root: 'neg',
      match: (node) => node,
      build: () => ({ because: 'on second thoughts' }),
    });
    const pass = definePassOfRules({ name: 'late', summary: 'a test', stage: 'optimize', rules: [late] });
    const record = new RuleRecord();
    const report = runOver(parseText(CHAIN), [pass], { record });
    expect(report.runs[0]?.changed).toBe(false);
    expect(record.whyNot('late', 'b')).toBe('on second thoughts');
    expect(record.whyNot('late', 'nothing')).toBeUndefined();
  });

  // A slice up to K cannot be proven to have N rows; the sum with a constant is there to be taken back, too.
  const OPEN = girText(
    '(%x: f32[N, 4], %z: f32[K, 4]) -> (%y: f32[N, 4]) where N in 1..64, K in 1..64',
    '%b = neg(%x)\n%y = relu(%b)\nreturn %y',
  );
  const toOther = (elem: 'f32' | 'f16') =>
    defineRule({
      name: 'to-other',
      root: 'neg',
      match: (node) => node,
      build: (node, rewriter) => {
        const builder = rewriter.before(node);
        const one = builder.constant('one', splatTensor('f32', [], 1));
        const sum = builder.value('add', [node.func.body.params[1], one]);
        return builder.value('cast', [sum], { to: elem });
      },
    });

  it('declines where sizes are not provably the same, and takes back what was built', () => {
    const pass = definePassOfRules({ name: 'p', summary: 'a test', stage: 'optimize', rules: [toOther('f32')] });
    const [module, record] = [parseText(OPEN), new RuleRecord()];
    const before = printModule(module);
    const report = runOver(module, [repeat([pass])], { record });
    expect(record.whyNot('to-other', 'b')).toContain('not provably');
    expect(report.runs.map(({ changed }) => changed)).toEqual([false]);
    expect(printModule(module)).toBe(before);
  });

  it('calls a replacement of another element type a bug', () => {
    const pass = definePassOfRules({ name: 'p', summary: 'a test', stage: 'optimize', rules: [toOther('f16')] });
    expect(() => runOver(parseText(OPEN), [pass])).toThrow('rule to-other replaces f32[N, 4] by f16[K, 4]');
  });
});

describe('pipelines as text', () => {
  const passes = new Map([canonicalize, foldConstants, removeDeadNodes].map((pass) => [pass.name, pass]));
  const tidy = definePipeline('tidy', 'a test', [removeDeadNodes]);
  const library = { passes, pipelines: new Map([['tidy', tidy]]) };
  const parse = (text: string) => {
    const diagnostics = new Diagnostics();
    const steps = parsePipeline(text, library, diagnostics);
    return { steps, codes: diagnostics.list.map((entry) => entry.code), list: diagnostics.list };
  };

  it.each([
    ['canonicalize'],
    ['repeat(canonicalize, fold-constants{max-bytes=65536}), remove-dead-nodes{constants=false}'],
    ['repeat{limit=3}(canonicalize, repeat(remove-dead-nodes))'],
    [''],
  ])('reads back %s', (text) => {
    const { steps } = parse(text);
    expect(steps && printPipeline(steps)).toBe(text);
  });

  it('knows pipelines by name', () => {
    expect(printPipeline(parse('canonicalize, tidy').steps ?? [])).toBe('canonicalize, remove-dead-nodes');
    expect(passesOf([repeat([canonicalize, removeDeadNodes]), step(canonicalize)])).toEqual([
      canonicalize,
      removeDeadNodes,
    ]);
  });

  it('gives options to the pass', () => {
    const module = parseText(
      girText('() -> (%y: f32[4])', '%y = sqrt(%k)\nreturn %y', 'const %k : f32[4] = splat(4.0)'),
    );
    const { steps = [] } = parse('fold-constants{max-bytes=15}');
    const report = runOver(module, steps ?? []);
    expect(report.rules[0]?.declined[0]?.reason).toContain('max-bytes = 15');
  });

  it.each([
    ['passes/unknown-pass', 'canonicalise'],
    ['passes/bad-pipeline', ', canonicalize'],
    ['passes/bad-pipeline', 'canonicalize,, canonicalize'],
    ['passes/bad-pipeline', 'canonicalize fold-constants'],
    ['passes/bad-pipeline', 'repeat(canonicalize'],
    ['passes/bad-pipeline', 'canonicalize)'],
    ['passes/bad-pipeline', 'max-bytes=3'],
    ['passes/bad-pipeline', 'fold-constants(max-bytes=3)'],
    ['passes/bad-pipeline', 'fold-constants{max-bytes}'],
    ['passes/bad-pipeline', 'fold-constants{max-bytes=3'],
    ['passes/bad-pipeline', 'fold-constants{max-bytes=}'],
    ['passes/bad-pipeline', 'canonicalize(remove-dead-nodes)'],
    ['passes/bad-pipeline', `${'repeat('.repeat(100)}canonicalize${')'.repeat(100)}`],
    ['passes/bad-option', 'fold-constants{max-bytes=lots}'],
    ['passes/bad-option', 'fold-constants{min-bytes=1}'],
    ['passes/bad-option', 'remove-dead-nodes{constants=1}'],
    ['passes/bad-option', 'repeat{limit=0}(canonicalize)'],
    ['passes/bad-option', 'repeat{rounds=1}(canonicalize)'],
  ])('%s: %s', (code, text) => {
    const { steps, codes } = parse(text);
    expect(steps).toBeUndefined();
    expect(codes).toEqual([code]);
  });

  it('is a commented file, too', () => {
    const [fold] = parse('fold-constants{max-bytes=15}').steps ?? [];
    if (!fold) throw new Error('no step');
    const pipeline = definePipeline('mine', 'for a test', [repeat([canonicalize, fold], 2), removeDeadNodes]);
    const text = printPipelineFile(pipeline);
    expect(text).toBe(`// mine: for a test
repeat{limit=2}(
  canonicalize,                  // remove what does nothing and bring the rest into one form
  fold-constants{max-bytes=15},  // compute what depends on constants alone, within a budget
),
remove-dead-nodes,               // remove nodes, constants and symbols that nothing reads
`);
    expect(parse(text).steps).toEqual(pipeline.steps);
  });

  it('suggests the nearest name', () => {
    expect(parse('canonicalise').list[0]?.hint).toBe('did you mean canonicalize?');
  });
});
