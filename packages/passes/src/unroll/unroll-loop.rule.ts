// The rule behind `unroll-loop`: what a loop must be, and its iterations in a row.

import { invariant, splatTensor, tensorFromNumbers } from '@afterglow/core';
import {
  type Builder,
  copyNode,
  mapped,
  type Node,
  nodesOf,
  type Region,
  scalarShapeValueOf,
  symbolsOfType,
  type Value,
  type ValueMap,
  walk,
} from '@afterglow/ir';
import { uniformConst } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';

export interface UnrollLimits {
  readonly iterations: number;
  readonly nodes: number;
}

interface CountedLoop {
  readonly loop: Node;
  readonly body: Region;
  /** Undefined when the count is not known, or there is none. */
  readonly trip: number | undefined;
  readonly initial: readonly Value[];
}

function tripOf(loop: Node): number | undefined {
  const [trip] = loop.operands;
  const known = uniformConst(trip) ?? scalarShapeValueOf(trip);
  return typeof known === 'number' ? Math.max(0, known) : undefined;
}

/** True when the condition holds before the first iteration and is handed on, or is true, after each. */
function neverStops({ loop, body }: CountedLoop): boolean {
  const [, condition] = loop.operands;
  const [next] = body.results;
  const starts = condition === undefined || uniformConst(condition) === 1;
  return starts && (next === body.params[1] || uniformConst(next) === 1);
}

function keepsTypes({ loop, body, initial }: CountedLoop): boolean {
  return initial.every((value, i) =>
    [body.params[i + 2], body.results[i + 1], loop.results[i]].every((other) => other?.type === value.type),
  );
}

function* valuesIn(region: Region): Generator<Value> {
  yield* region.params;
  for (const node of walk(region)) {
    yield* node.results;
    for (const inner of node.regions) yield* inner.params;
  }
}

/** True when a size in the body has a symbol that nothing outside has: it is another one in each iteration. */
function hasOwnSizes({ loop, body }: CountedLoop): boolean {
  const own = new Set<string>();
  const within = new Set<Value>(valuesIn(body));
  for (const { type } of within) symbolsOfType(type, own);
  if (own.size === 0) return false;
  const around = new Set<string>();
  for (const value of valuesIn(loop.func.body)) if (!within.has(value)) symbolsOfType(value.type, around);
  return [...own].some((name) => !around.has(name));
}

/** Stacks one value an iteration along a new first axis. */
function stacked(builder: Builder, values: readonly Value[]): Value {
  const rows = values.map((value) => {
    invariant(value.type.kind === 'tensor', 'only tensors are collected');
    return builder.value('reshape', [value], { shape: [1, ...value.type.shape] });
  });
  return builder.value('concat', rows, { axis: 0 });
}

export function unrollLoop(limits: UnrollLimits): Rule {
  return defineRule<CountedLoop>({
    name: 'unroll-loop',
    summary: 'a loop of few iterations is written out',
    root: 'loop',
    match(loop) {
      const [body] = loop.regions;
      const initial = loop.operands.slice(2).filter((value) => value !== undefined);
      return body && { loop, body, trip: tripOf(loop), initial };
    },
    where: [
      { if: ({ trip }) => trip !== undefined, because: 'the number of iterations is not known' },
      { if: neverStops, because: 'the loop may stop early' },
      { if: ({ trip = 0 }) => trip <= limits.iterations, because: `it has more than ${limits.iterations} iterations` },
      {
        if: ({ body, trip = 0 }) => [...walk(body)].length * trip <= limits.nodes,
        because: `it would become more than ${limits.nodes} nodes`,
      },
      { if: keepsTypes, because: 'a carried value changes its size' },
      {
        if: ({ loop, initial, trip = 0 }) => trip > 0 || loop.results.length === initial.length,
        because: 'it collects values, but runs no iteration',
      },
      {
        if: ({ loop, initial, trip = 0 }) =>
          loop.results.slice(initial.length).every(({ type }) => type.kind === 'tensor' && type.shape[0] === trip),
        because: 'the type of what it collects does not know the number of iterations',
      },
      { if: (match) => !hasOwnSizes(match), because: 'a size inside differs from one iteration to the next' },
    ],
    build({ loop, body, trip = 0, initial }, rewriter) {
      const builder = rewriter.before(loop);
      const [name] = loop.results.map((result) => result.name);
      const going = builder.constant(`${name}.going`, splatTensor('bool', [], 1));
      const collected = loop.results.slice(initial.length).map((): Value[] => []);
      let state: readonly Value[] = initial;
      for (let i = 0; i < trip; i++) {
        const iteration = builder.constant(`${name}.iteration`, tensorFromNumbers('i64', [], [i]));
        const map: ValueMap = new Map();
        const given = [iteration, going, ...state];
        body.params.forEach((param, k) => {
          const value = given[k];
          if (value) map.set(param, value);
        });
        for (const node of nodesOf(body)) copyNode(builder, node, map);
        const answers = body.results.slice(1).map((value) => mapped(map, value, loop.func));
        state = answers.slice(0, initial.length);
        answers.slice(initial.length).forEach((value, k) => {
          collected[k]?.push(value);
        });
      }
      return [...state, ...collected.map((values) => stacked(builder, values))];
    },
  });
}
