import { Diagnostics, dim, splatTensor } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ops } from '../generated/ops.js';
import { Builder } from '../graph/builder.js';
import { type Func, type Node, nodesOf } from '../graph/graph.js';
import { mutable } from '../graph/mutate.js';
import { Rewriter } from '../graph/rewriter.js';
import { substituteSymbols } from '../graph/substitute-symbols.js';
import { arbitraryModule } from '../testing/arbitrary-module.js';
import { girText, parseText } from '../testing/parse-text.js';
import { printModule } from '../text/print.js';
import { verifyModule } from '../verify/verify.js';
import { capturedValues, readValues } from './captured-values.js';
import { cloneFuncInto, cloneModule } from './clone.js';
import { dropUnusedConsts } from './consts.js';
import { ancestorIn, dependencies, topologicalOrder, transitiveUsers } from './dependencies.js';
import { graphDifference, graphsEqual } from './graphs-equal.js';
import { inlineInvoke } from './inline-invoke.js';
import { dropUnusedRanges, liveSymbols } from './symbols.js';

const BRANCHES = girText(
  '(%x: f32[N, 4], %c: bool[]) -> (%y: f32[N, 4]) where N in 1..64',
  `%a = neg(%x)
   %b = relu(%a)
   %r = if(%c) then {
     %d = add(%b, %w)
     yield %d
   } else {
     yield %a
   }
   %e = tanh(%x)
   %y = add(%r, %e)
   return %y`,
  'const %w : f32[4] = splat(1.0)',
);

function main(text: string): Func {
  return parseText(text).funcs.get('main') as Func;
}

const names = (nodes: Iterable<Node>) => Array.from(nodes, (node) => node.results[0]?.name).sort();
const nodeNamed = (func: Func, name: string) =>
  [...nodesOf(func.body)].find((node) => node.results[0]?.name === name) as Node;

describe('dependencies', () => {
  const func = main(BRANCHES);

  it('see through regions', () => {
    expect(names(dependencies(nodeNamed(func, 'r').results))).toEqual(['a', 'b', 'r']);
    expect(names(dependencies(func.body.results))).toEqual(['a', 'b', 'e', 'r', 'y']);
    expect(names(transitiveUsers(nodeNamed(func, 'b').results))).toEqual(['d', 'r', 'y']);
    expect(capturedValues(nodeNamed(func, 'r')).map((value) => value.name)).toEqual(['b', 'w', 'a']);
    expect(readValues(nodeNamed(func, 'r')).map((value) => value.name)).toEqual(['c', 'b', 'w', 'a']);
    const inner = nodeNamed(func, 'r').regions[0]?.first as Node;
    expect(ancestorIn(func.body, inner)).toBe(nodeNamed(func, 'r'));
    expect(ancestorIn(inner.region as Func['body'], nodeNamed(func, 'a'))).toBeUndefined();
  });

  it('order nodes, and keep an order that is right', () => {
    expect(topologicalOrder(func.body)).toEqual([...nodesOf(func.body)]);
    const shuffled = main(BRANCHES);
    const rewriter = new Rewriter(shuffled, ops);
    rewriter.moveBefore(nodeNamed(shuffled, 'y'), nodeNamed(shuffled, 'a'));
    const order = names(topologicalOrder(shuffled.body).slice(0, 3));
    expect(order).toEqual(['a', 'b', 'r']);
  });

  it('survive chains of any length', () => {
    const deep = main(girText('(%x: f32[4]) -> (%y: f32[4])', 'return %x'));
    const builder = new Builder(deep.body, { registry: ops });
    let [value] = deep.body.params;
    for (let i = 0; i < 50_000 && value; i++) value = builder.value('relu', [value], {}, { names: [`v${i}`] });
    expect(dependencies(value ? [value] : []).size).toBe(50_000);
    expect(transitiveUsers(deep.body.params).size).toBe(50_000);
    expect(topologicalOrder(deep.body).length).toBe(50_000);
  });
});

describe('copies', () => {
  it('equal the original and share nothing that changes', () => {
    fc.assert(
      fc.property(arbitraryModule(), (module) => {
        const text = printModule(module);
        const copy = cloneModule(module);
        expect(graphDifference(module, copy)).toBeUndefined();
        expect(verifyModule(copy, new Diagnostics())).toBe(true);
        const func = copy.funcs.get('main') as Func;
        for (const node of nodesOf(func.body)) mutable.node(node).attrs = {};
        expect(printModule(module)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it('take along the constants a function reads', () => {
    const module = parseText(BRANCHES);
    const target = parseText(girText('() -> ()', 'return', 'const %w : f32[2] = splat(7.0)'));
    const copy = cloneFuncInto(target, module.funcs.get('main') as Func, 'copy');
    expect([...target.consts.keys()]).toEqual(['w', 'w.1']);
    expect(copy.module).toBe(target);
    expect(verifyModule(target, new Diagnostics())).toBe(true);
  });

  it('inline what a node invokes', () => {
    const text = `gir 1
module @m {
  func @scale(%v: f32[B, 4]) -> (%w: f32[B, 4], %n: i64[2]) where B in 1..64 {
    %d = neg(%v) : f32[B, 4]
    %s = reshape(%d) {shape = [4, B]} : f32[4, B]
    %n = shape_of(%s) {start = 0} : i64[2]
    return %d, %n
  }
  func @main(%x: f32[16, 4]) -> (%y: f32[16, 4], %n: i64[2]) {
    %y, %n = invoke @scale(%x) {placement = []} : f32[16, 4], i64[2]
    return %y, %n
  }
}
`;
    const module = parseText(text);
    const func = module.funcs.get('main') as Func;
    inlineInvoke(new Rewriter(func, ops), func.body.first as Node);
    expect(verifyModule(module, new Diagnostics())).toBe(true);
    expect(printModule(module)).toContain('%s = reshape(%y) {shape = [4, 16]} : f32[4, 16]');
    expect(func.ranges.size).toBe(0);
  });
});

describe('equality', () => {
  it.each([
    ['%y = add(%r, %e)', '%y = add(%e, %r)', 'reads other values'],
    ['%e = tanh(%x)', '%e = relu(%x)', 'is tanh, not relu'],
    ['%d = add(%b, %w)', '%f = add(%b, %w)', '%d is %f'],
    ['N in 1..64', 'N in 1..65', 'the range of N differs'],
    ['splat(1.0)', 'splat(1.5)', 'constant %w differs'],
    ['-> (%y', '-> (%z', 'the result names differ'],
    ['%a = neg(%x)\n', '%a = neg(%x)\n    %q = neg(%x)\n', '%b is relu, not neg'],
  ])('%s is not %s', (before, after, difference) => {
    const [a, b] = [
      parseText(BRANCHES),
      parseText(BRANCHES.replace(before, after).replace('yield %d', after.startsWith('%f') ? 'yield %f' : 'yield %d')),
    ];
    expect(graphDifference(a, b) ?? graphDifference(b, a)).toMatch(difference);
    expect(graphsEqual(a, b)).toBe(false);
  });

  it('can leave names and origins out', () => {
    const a = parseText(girText('(%x: f32[4]) -> (%y: f32[4])', '%a = relu(%x)\nreturn %a'));
    const b = parseText(
      girText('(%x: f32[4]) -> (%y: f32[4])', '%b = relu(%x) loc(#0)\nreturn %b').replace(
        /\}\n$/,
        '  #0 = loc "n"\n}\n',
      ),
    );
    expect(graphsEqual(a, b)).toBe(false);
    expect(graphsEqual(a, b, { names: false })).toBe(false);
    expect(graphsEqual(a, b, { names: false, origins: false })).toBe(true);
  });
});

describe('symbols and constants', () => {
  it('replace symbols everywhere', () => {
    const func = main(
      girText(
        '(%x: f32[N, 4]) -> (%y: f32[2*N, 2]) where M in 1..9, N in 1..64',
        '%y = reshape(%x) {shape = [2*N, 2]}\nreturn %y',
      ),
    );
    expect([...liveSymbols(func)]).toEqual(['N']);
    substituteSymbols(func, (name) => (name === 'N' ? dim.mul(dim.symbol('S'), 3) : undefined));
    expect(func.body.results[0]?.type.key).toBe('f32[6*S, 2]');
    expect(verifyModule(func.module, new Diagnostics())).toBe(true);
    expect([...func.ranges.keys()]).toEqual(['M', 'S']);
    dropUnusedRanges(func);
    expect([...func.ranges.keys()]).toEqual(['S']);
  });

  it('drop constants that nothing reads, through the ones that encodings name', () => {
    const module = parseText(
      girText(
        '(%x: f32[4]) -> (%y: f32[4])',
        'return %x',
        'const %s : f32[] = 0.5\nconst %q : i8[4]<scale=%s, zp=0> = [1, 2, 3, 4]',
      ),
    );
    new Builder((module.funcs.get('main') as Func).body, { registry: ops }).constant(
      'extra',
      splatTensor('f32', [2], 0),
    );
    expect(dropUnusedConsts(module)).toBe(3);
  });
});
