import { Diagnostics, dim, nodeOrigin, splatTensor, tensorFromNumbers } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ops } from '../generated/ops.js';
import { Builder, createFunc, createModule, setRange, setResultNames } from '../graph/builder.js';
import { type Func, type Module, type Node, type Value, walk } from '../graph/graph.js';
import { mutable } from '../graph/mutate.js';
import { sequenceType, tensorType } from '../graph/type.js';
import { arbitraryModule } from '../testing/arbitrary-module.js';
import { girText, parseText } from '../testing/parse-text.js';
import { type StageRule, verifyModule } from './verify.js';

function problems(module: Module) {
  const diagnostics = new Diagnostics();
  const good = verifyModule(module, diagnostics);
  expect(good).toBe(!diagnostics.hasErrors);
  return diagnostics.list;
}

const codes = (module: Module) => [...new Set(problems(module).map((entry) => entry.code))];

interface Sample {
  readonly module: Module;
  readonly func: Func;
  readonly nodes: readonly Node[];
  readonly values: readonly Value[];
}

/** `a = relu(x); b = add(a, w); if (c) { d = neg(b) } else { b }` */
function sample(): Sample {
  const module = parseText(
    girText(
      '(%x: f32[N, 4], %c: bool[]) -> (%y: f32[N, 4]) where N in 1..64',
      `%a = leaky_relu(%x) {alpha = 0.5} : f32[N, 4]
       %b = add(%a, %w) : f32[N, 4]
       %r = if(%c) then {
         %d = neg(%b) : f32[N, 4]
         yield %d
       } else {
         yield %b
       } : f32[N, 4]
       return %r`,
      'const %w : f32[4] = splat(1.0)',
    ),
  );
  const func = module.funcs.get('main') as Func;
  const nodes = [func.body.first, func.body.first?.next, func.body.last] as Node[];
  return { module, func, nodes, values: nodes.map((node) => node.results[0] as Value) };
}

describe('the verifier', () => {
  it('accepts what the builder makes', () => {
    expect(problems(sample().module)).toEqual([]);
    fc.assert(
      fc.property(arbitraryModule(), (module) => {
        expect(problems(module)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  const breakages: [string, (sample: Sample) => void][] = [
    ['ir/bad-structure', ({ nodes }) => (mutable.node(nodes[1] as Node).prev = undefined)],
    ['ir/bad-structure', ({ func, nodes }) => (mutable.node(nodes[2] as Node).next = func.body.first)],
    ['ir/bad-structure', ({ func }) => (mutable.region(func.body).last = func.body.first)],
    ['ir/bad-structure', ({ func, nodes }) => (mutable.node(nodes[2] as Node).regions[0] = func.body)],
    [
      'ir/bad-structure',
      ({ nodes }) =>
        (mutable.value(nodes[0]?.results[0] as Value).def = { kind: 'result', node: nodes[1] as Node, index: 0 }),
    ],
    ['ir/bad-structure', ({ module, func }) => mutable.module(module).funcs.set('other', func)],
    ['ir/bad-use', ({ values }) => mutable.value(values[0] as Value).uses.clear()],
    ['ir/bad-use', ({ module }) => mutable.value(module.consts.get('w') as Value).uses.clear()],
    ['ir/bad-use', ({ nodes, values }) => (mutable.node(nodes[2] as Node).operands[0] = values[0])],
    ['ir/not-visible', ({ nodes, values }) => (mutable.node(nodes[0] as Node).operands[0] = values[1])],
    [
      'ir/not-visible',
      ({ module, nodes }) =>
        (mutable.node(nodes[0] as Node).operands[0] =
          [...sample().module.consts.values()][0] ?? module.consts.get('w')),
    ],
    ['ir/duplicate-name', ({ values }) => (mutable.value(values[0] as Value).name = 'x')],
    ['ir/duplicate-name', ({ values }) => (mutable.value(values[0] as Value).name = 'w')],
    ['ir/bad-node', ({ nodes }) => mutable.node(nodes[1] as Node).operands.pop()],
    ['ir/bad-node', ({ nodes }) => mutable.node(nodes[2] as Node).regions.pop()],
    ['ir/bad-attribute', ({ nodes }) => (mutable.node(nodes[0] as Node).attrs = { alpha: 'much' })],
    ['ir/bad-attribute', ({ nodes }) => (mutable.node(nodes[0] as Node).attrs = {})],
    ['ir/bad-attribute', ({ nodes }) => (mutable.node(nodes[0] as Node).attrs = { alpha: 1, beta: 2 })],
    ['ir/type-mismatch', ({ values }) => (mutable.value(values[1] as Value).type = tensorType('f32', [5]))],
    ['ir/bad-function', ({ func }) => (mutable.func(func).resultNames = [])],
    ['ir/bad-function', ({ func }) => (mutable.func(func).resultNames = ['y', 'y'])],
    ['ir/undeclared-symbol', ({ func }) => mutable.func(func).ranges.clear()],
    ['ir/bad-range', ({ func }) => setRange(func, 'N', { lo: 64, hi: 1 })],
    ['ir/bad-range', ({ func }) => setRange(func, 'N', { lo: -1, hi: 1 })],
    ['ir/bad-const', ({ module }) => (mutable.value(module.consts.get('w') as Value).type = tensorType('f32', [5]))],
    [
      'ir/bad-const',
      ({ module }) => (mutable.value(module.consts.get('w') as Value).type = tensorType('f32', [dim.symbol('N')])),
    ],
    ['ir/bad-const', ({ module }) => mutable.module(module).consts.set('v', module.consts.get('w') as Value)],
    [
      'ir/bad-encoding',
      ({ values }) =>
        (mutable.value(values[0] as Value).type = tensorType('i8', [4], { kind: 'tensor', scale: Number.NaN, zp: 0 })),
    ],
    [
      'ir/bad-encoding',
      ({ values }) =>
        (mutable.value(values[0] as Value).type = tensorType('i8', [4], {
          kind: 'axis',
          axis: 0,
          scale: { const: 'w' },
          zp: { const: 'nothing' },
        })),
    ],
  ];

  it.each(breakages)('%s (case %#)', (code, damage) => {
    const broken = sample();
    damage(broken);
    expect(codes(broken.module)).toContain(code);
  });

  it('never throws, whatever is done to a graph', () => {
    const damage = fc.record({ what: fc.nat(), where: fc.nat(), other: fc.nat() });
    fc.assert(
      fc.property(arbitraryModule(20), fc.array(damage, { minLength: 1, maxLength: 4 }), (module, damages) => {
        const nodes = [...module.funcs.values()].flatMap((func) => [...walk(func.body)]);
        const values = nodes.flatMap((node) => [
          ...node.results,
          ...node.operands.filter((value) => value !== undefined),
        ]);
        for (const { what, where, other } of damages) {
          const node = nodes[where % nodes.length];
          const [value, second] = [values[where % values.length], values[other % values.length]];
          if (!node || !value || !second) return;
          const raw = mutable.node(node);
          [
            () => (raw.operands[other % 3] = value),
            () => (raw.operands[0] = undefined),
            () => (raw.operands = []),
            () => (raw.results = [second, second]),
            () => (raw.results = []),
            () => (raw.attrs = { perm: 'x', axes: [0.5], axis: true }),
            () => (raw.attrs = {}),
            () => (raw.next = nodes[other % nodes.length]),
            () => (raw.region = undefined),
            () => (raw.regions = [...raw.regions, ...raw.regions]),
            () => (raw.regions = node.region ? [node.region] : []),
            () => (mutable.value(value).type = second.type),
            () => (mutable.value(value).type = sequenceType(second.type)),
            () => (mutable.value(value).name = second.name),
            () => mutable.value(value).uses.clear(),
            () => (mutable.region(node.region ?? node.func.body).results = [second]),
            () => mutable.module(module).consts.clear(),
          ][what % 17]?.();
        }
        verifyModule(module, new Diagnostics());
      }),
      { numRuns: 300 },
    );
  });

  it('names the node, its text and its origin', () => {
    const { module, nodes, values } = sample();
    mutable.node(nodes[1] as Node).origin = nodeOrigin('Add_7');
    mutable.value(values[1] as Value).type = tensorType('f32', [5]);
    const [found] = problems(module);
    expect(found).toMatchObject({
      code: 'ir/type-mismatch',
      location: { kind: 'node', graph: 'main', name: 'b' },
      context: ['%b = add(%a, %w) : f32[5]'],
      notes: ['origin: Add_7'],
    });
  });

  it('bounds the depth of regions', () => {
    const module = createModule('deep');
    const func = createFunc(module, 'main');
    const condition = new Builder(func.body, { registry: ops }).constant('c', tensorFromNumbers('bool', [], [1]));
    let region = func.body;
    for (let depth = 0; depth < 150; depth++) {
      const builder = new Builder(region, { registry: ops });
      const regions = [builder.newRegion(), builder.newRegion()];
      builder.add('if', [condition], {}, { regions, resultCount: 0 });
      region = regions[0] as typeof region;
    }
    expect(codes(module)).toContain('ir/too-deep');
  });

  it('stops listing after many findings', () => {
    const module = createModule('many');
    const func = createFunc(module, 'main');
    const builder = new Builder(func.body, { registry: ops });
    let value = builder.param('x', tensorType('f32', [4]));
    for (let i = 0; i < 500; i++) value = builder.value('relu', [value]);
    for (let node = func.body.first; node; node = node.next) mutable.node(node).attrs = { wrong: 1 };
    expect(problems(module).length).toBe(50);
  });

  it('runs the rules of a stage', () => {
    const seen: string[] = [];
    const rule = (stage: string): StageRule => ({ name: stage, stage, check: () => void seen.push(stage) });
    verifyModule(sample().module, new Diagnostics(), {
      stage: 'partition',
      rules: [rule('import'), rule('partition')],
    });
    expect(seen).toEqual(['partition']);
  });
});

describe('invokes', () => {
  const modul = (call: string, callee = '') => `gir 1
module @m {
  func @f(%x: f32[B, 4]) -> (%y: f32[B, 4]) where B in 1..8 {
    ${callee}
    return %x
  }
  func @main(%x: f32[N, 4], %z: f32[16, 4]) -> (%y: f32[N, 4]) where N in 1..64 {
    ${call}
    return %y
  }
}
`;
  const check = (call: string, callee?: string) => problems(parseText(modul(call, callee), { verify: false }));

  it('binds the symbols of the callee', () => {
    expect(check('%y = invoke @f(%x) {placement = []} : f32[N, 4]')).toEqual([]);
  });

  it.each([
    ['%y = invoke @nobody(%x) : f32[N, 4]', 'there is no function @nobody'],
    ['%y = invoke @f(%x, %x) : f32[N, 4]', '@f takes 1 arguments, 2 are given'],
    ['%y, %w = invoke @f(%x) : f32[N, 4], f32[N, 4]', '@f has 1 results, 2 are taken'],
    [
      '%y = invoke @f(%x) : f32[N, 4]\n%w = invoke @f(%x) : f32[2, 4]',
      'result 0 of @f is f32[N, 4], taken as f32[2, 4]',
    ],
    ['%y = invoke @f(%x) : f32[N, 4]\n%w = invoke @f(%z) : f32[16, 4]', 'B of @f is 16, outside 1..8'],
    [
      '%y = relu(%x)\n%s = reduce_sum(%x) {axes = [0], keepdims = false}\n%w = invoke @f(%s) : f32[4]',
      'argument 0 of @f is f32[4], it takes f32[B, 4]',
    ],
  ])('%s', (call, message) => {
    expect(check(call)).toMatchObject([{ code: 'ir/bad-invoke', message }]);
  });

  it('refuses circles', () => {
    const found = check('%y = invoke @f(%x) : f32[N, 4]', '%w = invoke @main(%x, %x) : f32[B, 4]');
    expect(found.map((entry) => entry.code)).toContain('ir/bad-invoke');
    expect(found.at(-1)?.message).toBe('functions invoke each other in a circle: @f, @main');
  });
});

describe('fresh sizes', () => {
  it('take any dim, the same one everywhere', () => {
    const text = (dims: string) =>
      girText(
        '(%x: f32[N, 4], %s: i64[2]) -> (%y: f32[K, L]) where K in 0.., L in 0.., N in 1..',
        `%y = dynamic_reshape(%x, %s) {allow_zero = false} : f32[${dims}]\nreturn %y`,
      );
    expect(problems(parseText(text('K, L')))).toEqual([]);
    expect(() => parseText(text('K'))).toThrow(/type-mismatch|bad-node/);
  });
});

it('keeps wide splats unread', () => {
  const module = createModule('m');
  const func = createFunc(module, 'main');
  const builder = new Builder(func.body, { registry: ops });
  builder.results([builder.constant('w', splatTensor('f32', [1 << 20, 1 << 10], 0))]);
  setResultNames(func, ['w']);
  expect(problems(module)).toEqual([]);
});
