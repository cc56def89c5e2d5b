import { interpret } from '@afterglow/backend-interpreter';
import { type HostValue, isTensorValue, numbersOf, tensorFromNumbers } from '@afterglow/core';
import { type Func, printModule } from '@afterglow/ir';
import { girText, parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { removeDeadNodes } from '../basic/remove-dead-nodes.pass.js';
import { step } from '../manager/pipeline.js';
import { essence, runOver } from '../testing/run-text.js';
import { unrollLoops } from './unroll-loop.pass.js';

interface Form {
  readonly trip?: string;
  readonly condition?: string;
  readonly body?: string;
  readonly again?: string;
  readonly signature?: string;
}

/** `s += i`, `s` collected, twice. */
function loop(form: Form = {}): string {
  const { trip = '%two', condition = '_', again = '%c', signature = '%x: i64[3], %n: i64[], %b: bool[]' } = form;
  const { body = '%t = add(%s, %i) : i64[3]' } = form;
  return girText(
    `(${signature}) -> (%y: i64[3], %all: i64[2, 3]) where K in 0..9`,
    `%y, %all = loop(${trip}, ${condition}, %x) {carried = 1} body(%i: i64[], %c: bool[], %s: i64[3]) {
       ${body}
       yield ${again}, %t, %t
     } : i64[3], i64[2, 3]
     return %y, %all`,
    'const %two : i64[] = [2]\n  const %nine : i64[] = [9]\n  const %yes : bool[] = [true]',
  );
}

function unroll(text: string, options = {}) {
  const module = parseText(text);
  const before = answers(module.funcs.get('main') as Func);
  const report = runOver(module, [step(unrollLoops, options), removeDeadNodes]);
  const declined = report.rules.flatMap((rule) => rule.declined.map(({ reason }) => reason));
  const loops = printModule(module).match(/ loop\(/g)?.length ?? 0;
  expect(answers(module.funcs.get('main') as Func)).toEqual(before);
  return { loops, declined, text: essence(printModule(module)) };
}

function answers(func: Func): unknown {
  const inputs = new Map<string, HostValue>([
    ['x', tensorFromNumbers('i64', [3], [1, 2, 3])],
    ['n', tensorFromNumbers('i64', [], [2])],
    ['b', tensorFromNumbers('bool', [], [1])],
  ]);
  const outputs = interpret(func, inputs);
  return [...(outputs?.values() ?? [])].map((value) => isTensorValue(value) && [...numbersOf(value)]);
}

describe('unroll-loop', () => {
  it('writes the iterations in a row and stacks what they collect', () => {
    const { loops, text } = unroll(loop());
    expect(loops).toBe(0);
    expect(text.split('\n').filter((line) => line.includes('= add('))).toHaveLength(2);
    expect(text).toContain('%all = concat(');
  });

  it('gives each iteration its number, also inside branches', () => {
    const body = `%t = if(%b) then {
         %u = add(%s, %i) : i64[3]
         yield %u
       } else {
         yield %s
       } : i64[3]`;
    expect(unroll(loop({ body })).loops).toBe(0);
  });

  it('declines what it may not or should not write out', () => {
    const why = (form: Form, options = {}) => unroll(loop(form), options).declined;
    expect(why({ trip: '%n' })).toEqual(['the number of iterations is not known']);
    expect(why({ condition: '%b' })).toEqual(['the loop may stop early']);
    expect(why({ again: '%b' })).toEqual(['the loop may stop early']);
    expect(why({}, { 'max-iterations': 1 })).toEqual(['it has more than 1 iterations']);
    expect(why({}, { 'max-nodes': 1 })).toEqual(['it would become more than 1 nodes']);
  });

  it('declines where sizes differ from one iteration to the next', () => {
    const body = `%p = non_zero(%s) : i64[1, K]
       %k = size_of(%p) : i64[]
       %t = add(%s, %k) : i64[3]`;
    expect(unroll(loop({ body })).declined).toEqual(['a size inside differs from one iteration to the next']);
  });
});
