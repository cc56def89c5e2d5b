// What a rule made of data matches, why it declines, and what it leaves behind.

import { originNames } from '@afterglow/core';
import { nodesOf, printModule } from '@afterglow/ir';
import { girText, parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import type { PipelineReport } from '../manager/pipeline-report.js';
import { essence, runOver } from '../testing/run-text.js';
import { type DataRule, dataRule, type RuleData } from './data-rule.js';
import { about, anything, bind, bindOptional, either, line, node, number, rest, uniform, value } from './pattern.js';
import { constant, make, missing, result, take, takeAll } from './replacement.js';

const SIGNATURE = '(%x: f32[N, 4], %z: f32[N, 4], %c: bool[]) -> (%y: f32[N, 4]) where N in 1..64';

function rule(data: Partial<RuleData>): DataRule {
  return dataRule(() => ({ name: 'tested', summary: '', roots: ['add'], patterns: [], results: [], ...data }));
}

function run(tested: DataRule, body: string, consts = '', signature = SIGNATURE) {
  const module = parseText(girText(signature, `${body}\nreturn %y`, consts));
  const pass = definePassOfRules({ name: 'test', summary: '', stage: 'optimize', rules: [tested] });
  const report: PipelineReport = runOver(module, [pass]);
  const [entry] = report.rules;
  return { text: essence(printModule(module)), fired: entry?.fired ?? 0, reason: entry?.declined[0]?.reason, module };
}

const doubleNeg = rule({
  roots: ['neg'],
  patterns: [node('neg', [node('neg', [value('%x')])])],
  results: [take('%x')],
});

describe('conditions that come by themselves', () => {
  it('keep what is read outside the pattern', () => {
    const body = '%a = neg(%x)\n%b = neg(%a)\n%y = add(%a, %b)';
    expect(run(doubleNeg, body).reason).toBe('the neg inside is read elsewhere');
    const shared = rule({
      ...doubleNeg.data,
      patterns: [node('neg', [node('neg', [value('%x')], { shared: true })])],
    });
    expect(run(shared, body).text).toContain('add(%a, %x)');
  });

  it('call a node by the name that the rule gives it', () => {
    const inner = node('neg', [value('%x')], { results: ['%inner'] });
    const named = rule({ ...doubleNeg.data, patterns: [node('neg', [line('%inner', inner)])] });
    expect(run(named, '%a = neg(%x)\n%b = neg(%a)\n%y = add(%a, %b)').reason).toBe('the neg %inner is read elsewhere');
  });

  it('take several readers inside the pattern for none outside', () => {
    const inner = node('neg', [value('%x')], { results: ['%a'] });
    const square = rule({
      roots: ['mul'],
      patterns: [node('mul', [line('%a', inner), line('%a', inner)])],
      results: [make('mul', [take('%x'), take('%x')])],
    });
    expect(run(square, '%a = neg(%x)\n%y = mul(%a, %a)').text).toBe('%y = mul(%x, %x) : f32[N, 4]\nreturn %y');
  });

  it('move nothing into a region', () => {
    const body = '%a = neg(%x)\n%y = if(%c) then {\n%b = neg(%a)\nyield %b\n} else {\nyield %z\n}';
    expect(run(doubleNeg, body).reason).toBe('the neg inside is computed in an outer region');
  });

  it('keep constants that widen', () => {
    const one = rule({ roots: ['mul'], patterns: [node('mul', [value('%x'), number(1)])], results: [take('%x')] });
    const wide = (shape: string) =>
      [`const %k : f32[${shape}] = splat(1.0)`, '(%x: f32[1, 4]) -> (%y: f32[1, 4])'] as const;
    const summed = '%a = mul(%x, %k)\n%y = reduce_sum(%a) {axes = [0], keepdims = true}';
    expect(run(one, summed, ...wide('3, 4')).reason).toBe('a constant widens what it is combined with');
    expect(run(one, summed, ...wide('1, 1')).fired).toBe(1);
  });

  it('keep the type', () => {
    const half = rule({
      roots: ['neg'],
      patterns: [node('neg', [value('%x')])],
      results: [make('cast', [take('%x')], () => ({ to: 'f16' }))],
    });
    expect(run(half, '%y = neg(%x)').reason).toBe('the result would have another type');
    const wrong = rule({
      roots: ['neg'],
      patterns: [node('neg', [value('%x')])],
      results: [make('transpose', [take('%x')], () => ({ perm: [0] }))],
    });
    expect(run(wrong, '%y = neg(%x)').reason).toBe('the result would have another type');
  });

  it('ask that results without a name are not read', () => {
    const halves = rule({
      roots: ['split'],
      patterns: [node('split', [value('%x')], { results: ['%a'], rest: true })],
      results: [make('slice', [take('%x')], () => ({ starts: [0], ends: [2], axes: [1], steps: [1] }))],
    });
    const signature = '(%x: f32[N, 4]) -> (%y: f32[N, 2]) where N in 1..64';
    const both = '%a, %b = split(%x) {axis = 1, sizes = [2, 2]}\n%y = add(%a, %b)';
    expect(run(halves, both, '', signature).reason).toBe('another result of the split %a is read');
    const one = '%a, %b = split(%x) {axis = 1, sizes = [2, 2]}\n%y = neg(%a)';
    expect(run(halves, one, '', signature).text).toContain('slice(%x)');
  });
});

describe('patterns', () => {
  const found = (pattern: RuleData['patterns'][number], body: string, consts = '') =>
    run(rule({ patterns: [pattern], results: [take('%z')] }), body, consts).fired;

  it('try commutative operands in both orders, unless they are ordered', () => {
    const sum = node('add', [node('neg', [value('%a')]), value('%z')]);
    expect(found(sum, '%n = neg(%x)\n%y = add(%z, %n)')).toBe(1);
    expect(found({ ...sum, ordered: true }, '%n = neg(%x)\n%y = add(%z, %n)')).toBe(0);
  });

  it('go back from an order that does not work out', () => {
    // Both operands are sums; only the second has what the first name needs.
    const sum = node('add', [node('add', [value('%a'), node('neg', [value('%a')])]), value('%z')]);
    expect(found(sum, '%n = neg(%x)\n%p = add(%z, %z)\n%q = add(%n, %x)\n%y = add(%p, %q)')).toBe(1);
  });

  it('know numbers', () => {
    const plus = (one: RuleData['patterns'][number]) => node('add', [value('%z'), one]);
    const fits = (one: RuleData['patterns'][number], text: string, type = 'f32[]') =>
      found(plus(one), '%y = add(%z, %k)', `const %k : ${type} = ${text}`);
    expect([
      fits(number(0), '-0.0'),
      fits(number(0), '0.0'),
      fits(number(-0), '-0.0'),
      fits(number(-0), '0.0'),
    ]).toEqual([1, 1, 1, 0]);
    expect([fits(about(Math.SQRT2), '1.4142'), fits(about(Math.SQRT2), '1.41')]).toEqual([1, 0]);
    expect([fits(number(2), 'splat(2.0)', 'f32[4]'), fits(number(2), '[2.0, 2.0, 2.0, 3.0]', 'f32[4]')]).toEqual([
      1, 0,
    ]);
    expect([fits(uniform('c'), '7.0'), fits(anything, '7.0')]).toEqual([1, 1]);
  });

  it('take alternatives one after the other', () => {
    const sum = node('add', [either(node('relu', [anything]), node('neg', [anything])), value('%z')]);
    expect(found(sum, '%n = neg(%x)\n%y = add(%n, %z)')).toBe(1);
    expect(found(sum, '%n = tanh(%x)\n%y = add(%n, %z)')).toBe(0);
  });

  it('take what they do not mention for the default', () => {
    const bare = node('clip', [value('%z')]);
    const clip = (pattern: typeof bare, attrs: string) =>
      run(rule({ roots: ['clip'], patterns: [pattern], results: [take('%z')] }), `%y = clip(%x)${attrs}`).fired;
    expect([clip(bare, ''), clip(bare, ' {min = 0.0}')]).toEqual([1, 0]);
    expect(clip({ ...bare, rest: true }, ' {min = 0.0}')).toBe(1);
    expect(clip({ ...bare, attrs: { min: bind('lo') } }, '')).toBe(0);
    expect(clip({ ...bare, attrs: { min: bindOptional('lo') } }, '')).toBe(1);
  });

  it('bind types', () => {
    const typed = (type: { shape: readonly (string | number)[] }) => node('neg', [value('%z', { type })]);
    const neg = (shape: readonly (string | number)[]) =>
      run(rule({ roots: ['neg'], patterns: [typed({ shape })], results: [take('%z')] }), '%y = neg(%x)').fired;
    expect([neg(['M', 4]), neg(['M', 'M']), neg(['M']), neg(['..S']), neg(['..S', 4, 'K'])]).toEqual([1, 0, 0, 1, 0]);
  });
});

describe('replacements', () => {
  it('have the origins of everything that was matched', () => {
    const text = girText(
      '(%x: f32[4]) -> (%y: f32[4])',
      '%a = neg(%x) loc(#0)\n%b = neg(%a) loc(#1)\n%y = tanh(%b) loc(#2)\nreturn %y',
    ).replace(/\}\n$/, '  #0 = loc "First"\n  #1 = loc "Second"\n  #2 = loc "Third"\n}\n');
    const module = parseText(text);
    const tested = rule({
      roots: ['tanh'],
      patterns: [node('tanh', [node('neg', [node('neg', [value('%x')])])])],
      results: [make('tanh', [take('%x')])],
    });
    runOver(module, [definePassOfRules({ name: 'test', summary: '', stage: 'optimize', rules: [tested] })]);
    const func = module.funcs.get('main');
    const made = func && [...nodesOf(func.body)].find((each) => each.op.name === 'tanh');
    expect(originNames(made?.origin)).toEqual(['First', 'Second', 'Third']);
    expect(made?.results[0]?.name).toBe('y');
  });

  it('are a graph: shared nodes, constants, operands left out', () => {
    const doubled = make('neg', [take('%z')]);
    const tested = rule({
      patterns: [node('add', [node('relu', [value('%a')]), value('%z')])],
      results: [
        make(
          'clip',
          [
            make('mul', [doubled, make('add', [doubled, constant(() => ({ elem: 'f32', shape: [], value: 2 }))])]),
            missing,
          ].slice(0, 1),
        ),
      ],
    });
    expect(
      run(tested, '%r = relu(%x)\n%y = add(%r, %z)').text.replace(/%[\w.]+/g, (name) => name.split('.')[0] ?? ''),
    ).toBe(
      [
        'const %y : f32[] = 2.0',
        '%z = neg(%z) : f32[N, 4]',
        '%z = add(%z, %y) : f32[N, 4]',
        '%z = mul(%z, %z) : f32[N, 4]',
        '%y = clip(%z) : f32[N, 4]',
        'return %y',
      ].join('\n'),
    );
  });

  it('replace several results, and spread operands', () => {
    const split = make('split', [take('%x')], () => ({ axis: 1, sizes: [2, 2] }));
    const tested = rule({
      roots: ['split'],
      patterns: [
        node('split', [node('concat', [value('%x'), rest('%more')], { rest: 'how' })], {
          results: ['%a', '%b'],
          rest: true,
        }),
      ],
      when: [(t) => t.values('%more').length === 1],
      results: [result(split, 0), make('concat', [result(split, 1), takeAll('%more')], (t) => t.rest('how'))],
    });
    const signature = '(%x: f32[4, 4], %z: f32[4, 4]) -> (%y: f32[4, 2]) ';
    const { fired, reason } = run(
      tested,
      '%j = concat(%x, %z) {axis = 1}\n%y, %b = split(%j) {axis = 1, sizes = [2, 6]}',
      '',
      signature,
    );
    expect([fired, reason]).toEqual([1, undefined]);
  });
});
