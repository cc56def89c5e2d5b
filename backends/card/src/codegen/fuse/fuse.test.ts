import { Diagnostics, dim, type ElementType, nodeOrigin, originNames, type Tensor } from '@afterglow/core';
import { type Builder, build, type Func, tensorType, type Value } from '@afterglow/ir';
import { GENERIC_SET, instrsOf, parseLir } from '@afterglow/lir';
import { describe, expect, it } from 'vitest';
import type { CardMachine } from '../../isa/index.js';
import {
  compileTest,
  large,
  makeFunc,
  randomTensor,
  type TestCard,
  tiny,
  valuesOf,
} from '../compile-and-run.test-support.js';
import { compileFuncs } from '../compile-funcs.js';
import type { EngineHint } from '../split/assign-work.js';
import { stridesAlong } from './compose.js';

const N = dim.symbol('N');
const named = (name: string) => ({ origin: nodeOrigin(name) });
const ranges = { N: [0, 9] } as const;
const param = (b: Builder, name: string, elem: ElementType = 'f16', shape: readonly (number | typeof N)[] = [N, 24]) =>
  b.param(name, tensorType(elem, shape));

/** Ops of each loop of the generic program, joined by ` + `. */
function loopsOf(card: TestCard): string[] {
  const [program] = card.compiled.modules.generic.programs;
  return (program?.body ?? []).map((item) => {
    const members = item.kind === 'instr' ? [item] : [...instrsOf(item.body)].map(({ instr }) => instr);
    return members.map(({ op }) => op).join(' + ');
  });
}

function reasonsOf(card: TestCard): string[] {
  return card.compiled.groups.flatMap(({ declined }) =>
    declined.map(({ writer, reader, because }) => `${writer.op} → ${reader.op}: ${because}`),
  );
}

interface Case {
  readonly name: string;
  readonly body: (b: Builder) => Value | readonly Value[];
  readonly loops: readonly string[];
  readonly reasons?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a chain is one loop, with constants, parameters and operands along rows and columns',
    body: (b) => {
      const row = b.constant('row', randomTensor('f16', [24], 1));
      const column = b.param('column', tensorType('f16', [N, 1]));
      const sum = build.add(b, param(b, 'x'), row);
      const scaled = build.mul(b, column, build.clip(b, sum, { min: -0.5, max: 1 }));
      return build.gelu(b, build.sub(b, scaled, b.constant('one', randomTensor('f16', [], 2))), {
        approximate: 'tanh',
      });
    },
    loops: ['add + clip + mul + sub + gelu'],
  },
  {
    name: 'a value read twice joins when both readers do',
    body: (b) => {
      const x = build.neg(b, param(b, 'x'));
      return build.mul(b, build.sigmoid(b, x), build.tanh(b, build.add(b, x, x)));
    },
    loops: ['neg + sigmoid + add + tanh + mul'],
  },
  {
    name: 'types change along the way',
    body: (b) => {
      const [x, y] = [param(b, 'x'), param(b, 'y', 'f32')];
      const wide = build.sigmoid(b, build.cast(b, build.sigmoid(b, x), { to: 'f32' }));
      const less = build.less(b, wide, y);
      return build.cast(b, build.where(b, build.logicalNot(b, less), wide, y), { to: 'i32' });
    },
    loops: ['sigmoid + cast + sigmoid + less + logical_not + where + cast'],
  },
  {
    name: 'a value that somebody else reads stays outside',
    body: (b) => {
      const x = build.exp(b, param(b, 'x'));
      return [build.relu(b, x), build.reduceSum(b, x, { axes: [1], keepdims: false })];
    },
    loops: ['exp', 'relu', 'reduce_sum'],
    reasons: ['exp → relu: reduce_sum reads the value, too'],
  },
  {
    name: 'a result of the program stays outside',
    body: (b) => {
      const x = build.exp(b, param(b, 'x'));
      return [x, build.relu(b, x)];
    },
    loops: ['exp', 'relu'],
    reasons: ['exp → relu: the value leaves the program'],
  },
  {
    name: 'a value that is repeated is computed once',
    body: (b) => build.add(b, param(b, 'x'), build.exp(b, param(b, 'r', 'f16', [N, 1]))),
    loops: ['exp', 'add'],
    reasons: ['exp → add: exp has another number of elements'],
  },
  {
    name: 'the same elements under other axes are one loop',
    body: (b) => {
      const row = b.constant('row', randomTensor('f16', [40], 1));
      const column = b.constant('column', randomTensor('f16', [6, 1], 1));
      const scaled = build.mul(b, param(b, 'x', 'f16', [N, 6, 40]), column);
      const other = build.reshape(b, scaled, { shape: [N, 2, 3, 40] });
      const flat = build.reshape(b, build.sub(b, other, row), { shape: [dim.mul(N, 240)] });
      return build.relu(b, flat);
    },
    loops: ['mul + sub', 'relu'],
    reasons: ['sub → relu: an operand of mul follows none of the axes of the result'],
  },
  {
    name: 'bits read as another type are not in a tile',
    body: (b) => build.neg(b, build.bitCast(b, build.exp(b, param(b, 'x', 'f32')), { to: 'i32' })),
    loops: ['exp', 'neg'],
    reasons: ['exp → neg: it is read as another type'],
  },
  {
    name: 'bits of wide integers go byte by byte',
    body: (b) => {
      const [x, y] = [param(b, 'x', 'i32'), param(b, 'y', 'i32')];
      return build.bitwiseNot(b, build.bitwiseAnd(b, build.neg(b, x), y));
    },
    loops: ['neg', 'bitwise_and', 'bitwise_not'],
  },
];

const weights = (b: Builder, shape: readonly number[]) => b.constant('w', randomTensor('f16', shape, shape.length));
const conv = (b: Builder, x: Value, outs: number, channels: number, groups = 1) =>
  build.conv(
    b,
    x,
    weights(b, [outs, channels, 3, 3]),
    weights(b, [outs]),
    undefined,
    { strides: [1, 1], dilations: [1, 1], pads: [1, 1, 1, 1], groups },
    named('conv'),
  );
const layer = (b: Builder, x: Value) =>
  build.fullyConnected(b, x, weights(b, [20, 24]), weights(b, [20]), {}, named('fc'));

const finished: readonly Case[] = [
  {
    name: 'a layer is finished before it is stored, with operands along rows, columns and both',
    body: (b) => {
      const sum = build.add(b, layer(b, param(b, 'x')), param(b, 'residual', 'f16', [N, 20]));
      const scaled = build.mul(b, build.mul(b, sum, weights(b, [20])), param(b, 'column', 'f16', [N, 1]));
      return build.cast(b, build.tanh(b, scaled), { to: 'f32' });
    },
    loops: ['fully_connected + add + mul + mul + tanh + cast'],
  },
  {
    name: 'what repeats along the rows of a layer does not follow them',
    body: (b) => build.add(b, layer(b, param(b, 'x', 'f16', [N, 6, 24])), param(b, 'positions', 'f16', [6, 20])),
    loops: ['fully_connected', 'add'],
    reasons: ['fully_connected → add: an operand does not follow the rows of fully_connected'],
  },
  {
    name: 'products of batches are masked and scaled',
    body: (b) => {
      const scores = build.matmul(b, param(b, 'q', 'f16', [N, 3, 40, 7]), param(b, 'k', 'f16', [N, 3, 7, 48]), {});
      const scaled = build.mul(b, scores, b.constant('scale', randomTensor('f16', [], 2)));
      return build.add(b, scaled, param(b, 'mask', 'f16', [N, 1, 40, 48]));
    },
    loops: ['matmul + mul + add'],
  },
  {
    name: 'products with vectors, too',
    body: (b) => {
      const [x, row] = [param(b, 'x', 'f16', [N, 4, 6]), param(b, 'row', 'f16', [6])];
      const right = build.add(b, build.matmul(b, x, row, {}), param(b, 'r', 'f16', [N, 4]));
      const left = build.mul(b, build.matmul(b, row, param(b, 'y', 'f16', [6, 9]), {}), param(b, 'l', 'f16', [9]));
      return [right, left];
    },
    loops: ['matmul + add', 'matmul + mul'],
  },
  {
    name: 'of two convolutions that are added, the later one is finished',
    body: (b) => {
      const x = param(b, 'x', 'f16', [N, 4, 7, 6]);
      const sum = build.add(b, conv(b, x, 8, 4), conv(b, x, 8, 4));
      const scaled = build.mul(b, build.relu(b, sum), param(b, 'scale', 'f16', [N, 8, 1, 1]));
      const columns = build.add(b, scaled, param(b, 'columns', 'f16', [6]));
      return build.clip(b, build.sub(b, columns, param(b, 'plane', 'f16', [N, 1, 7, 6])), { min: -1 });
    },
    loops: ['conv', 'conv + add + relu + mul + add + sub + clip'],
    reasons: ['conv → add: the loop starts from another result'],
  },
  {
    name: 'depthwise convolutions are finished, and read along other axes',
    body: (b) => {
      const x = conv(b, param(b, 'x', 'f16', [N, 6, 7, 6]), 6, 1, 6);
      const flat = build.reshape(b, build.hardSwish(b, x), { shape: [N, 6, 42] });
      return build.mul(b, flat, param(b, 'gate', 'f16', [N, 6, 1]));
    },
    loops: ['conv + hard_swish + mul'],
  },
  {
    name: 'what a convolution reads is there as a whole',
    body: (b) => {
      const x = build.exp(b, param(b, 'x', 'f16', [N, 8, 7, 6]));
      return build.add(b, conv(b, x, 8, 8), x);
    },
    loops: ['exp', 'conv + add'],
    reasons: ['exp → conv: conv needs all of the value'],
  },
];

function inputsOf(func: Func, n: number): Record<string, Tensor> {
  return Object.fromEntries(
    func.body.params.map(({ name, type }, i) => {
      if (type.kind !== 'tensor') throw new Error('only tensors here');
      const shape = type.shape.map((size) => dim.evaluate(size, new Map([['N', n]])) ?? 0);
      return [name, randomTensor(type.elem, shape, n + i, 3)];
    }),
  );
}

describe.each([
  ['tiny', tiny],
  ['nnp-i', large],
])('loops on %s', (_, machine) => {
  // Where the scratchpad is small, the last ones of a loop may cost more than they save.
  for (const { name, body, loops, reasons = [] } of [...cases, ...finished]) {
    it(name, () => {
      const func = makeFunc(ranges, body);
      const [joined, apart] = [compileTest(func, machine), compileTest(func, machine, [], false)];
      if (machine === large) {
        expect(loopsOf(joined)).toEqual(loops);
        expect(reasonsOf(joined)).toEqual(reasons);
      }
      expect(loopsOf(joined).some((ops) => ops.includes(' + '))).toBe(loops.some((ops) => ops.includes(' + ')));
      expect(loopsOf(apart).some((ops) => ops.includes(' + '))).toBe(false);
      for (const n of [0, 1, 4, 9]) {
        const inputs = inputsOf(func, n);
        expect(joined.run(inputs, { N: n }).map(valuesOf)).toEqual(apart.run(inputs, { N: n }).map(valuesOf));
      }
    });
  }
});

const chain = (width: number) =>
  makeFunc({ N: [1, 9] }, (b) => {
    const x = build.add(b, param(b, 'x', 'f16', [N, width]), param(b, 'y', 'f16', [N, width]), named('sum'));
    return build.relu(b, build.exp(b, x, named('power')), named('limit'));
  });

describe('a loop of several nodes', () => {
  const card = compileTest(chain(24), { ...tiny, engines: 1 });
  const [generic] = card.compiled.modules.generic.programs;
  const [program] = card.compiled.modules.card.programs;

  it('keeps the origin of each', () => {
    const ops = [...instrsOf(program?.body ?? [])].map(({ instr }) => [instr.op, ...originNames(instr.origin)]);
    expect(ops.filter(([op]) => op !== 'fence')).toEqual([
      ['dma.ld', 'sum'],
      ['dma.ld', 'sum'],
      ['v2.add.f16', 'sum'],
      ['v1.exp.f16', 'power'],
      ['v1.relu.f16', 'limit'],
      ['dma.st', 'limit'],
    ]);
    expect(card.compiled.report.programs[0]?.ops).toMatchObject([
      { op: 'add + exp + relu', nodes: ['sum', 'power', 'limit'] },
    ]);
  });

  it('has no buffer for what is between them', () => {
    const inner = (generic?.buffers ?? []).filter((buffer) => buffer.role !== 'view' && buffer.memory === 'tiles');
    expect(inner).toHaveLength(2);
    expect(inner.every((buffer) => !('address' in buffer))).toBe(true);
    const names = new Set(program?.buffers.map(({ name }) => name));
    expect(inner.some(({ name }) => names.has(name))).toBe(false);
    expect(card.compiled.report.programs[0]).toMatchObject({ fused: 2, fusedBytes: 2 * 9 * 24 * 2 });
  });

  it('reads back from its text', () => {
    const diagnostics = new Diagnostics();
    const text = card.compiled.lir.generic();
    expect(text).toContain('loop fused in 0..1 {');
    const module = parseLir(text, { file: 'a.lir', sets: [GENERIC_SET], diagnostics });
    expect(diagnostics.list).toEqual([]);
    expect(module?.programs).toEqual(card.compiled.modules.generic.programs);
  });

  it('takes two tiles however long it is', () => {
    const long = makeFunc({}, (b) => {
      let x: Value = param(b, 'x', 'f16', [64]);
      for (let i = 0; i < 12; i++) x = i % 2 === 0 ? build.exp(b, x) : build.neg(b, x);
      return x;
    });
    const { buffers } = compileTest(long).compiled.modules.card.programs[0] ?? { buffers: [] };
    expect(buffers.filter(({ role }) => role === 'temp').map(({ name }) => name.replace('out0.', ''))).toEqual([
      'result',
      'in1',
      't',
      't.1',
    ]);
  });
});

describe('a loop stops growing', () => {
  it('where its tiles would become so small that they cost more than the values between', () => {
    const func = makeFunc({}, (b) => {
      let x: Value = param(b, 'x', 'f32', [4096]);
      for (let i = 0; i < 9; i++) x = build.add(b, x, param(b, `y${i}`, 'f32', [4096]));
      return x;
    });
    const small: CardMachine = { ...tiny, sramBytes: 4096 };
    const card = compileTest(func, small);
    expect(loopsOf(card).length).toBeGreaterThan(1);
    expect(loopsOf(card).length).toBeLessThan(9);
    expect(new Set(reasonsOf(card))).toEqual(new Set(['add → add: tiles of both together would be too small']));
    expect(loopsOf(compileTest(func, large))).toHaveLength(1);
  });

  it('where the plan says so', () => {
    const apart = (...hints: EngineHint[]) => loopsOf(compileTest(chain(24), tiny, hints));
    expect(apart()).toEqual(['add + exp + relu']);
    expect(apart({ node: 'sum', fuse: 'none' })).toEqual(['add', 'exp + relu']);
    expect(apart({ node: 'power', fuse: 'none' })).toEqual(['add', 'exp', 'relu']);
    expect(apart({ node: 'sum', engine: 1 }, { node: 'power', split: 'rows' })).toEqual(['add', 'exp + relu']);
    expect(apart({ node: 'sum', engine: 1 }, { node: 'power', engine: 1 })).toEqual(['add + exp + relu']);
  });

  it('which is refused where there is nothing to keep apart', () => {
    const func = makeFunc(ranges, (b) =>
      build.concat(b, [param(b, 'x'), param(b, 'x2')], { axis: 1 }, named('joined')),
    );
    const diagnostics = new Diagnostics();
    const hints = [{ node: 'joined', fuse: 'none' as const }];
    expect(compileFuncs([{ name: 'main', func }], tiny, { diagnostics, hints })).toBeDefined();
    expect(diagnostics.list.map(({ code, message }) => [code, message])).toEqual([
      ['card/refused-hint', 'what the plan asks for joined cannot be done: concat shares no loop in any case'],
    ]);
  });

  it('and is split once, as its member of largest work is', () => {
    const card = compileTest(chain(4096), { ...large, engines: 2 });
    expect(card.compiled.report.programs[0]?.ops).toMatchObject([
      { op: 'add + exp + relu', engines: 'rows', because: 'add: width 4096 ≥ 1792' },
    ]);
  });
});

describe('tiles that others finish', () => {
  it('leave each loop with the reason for its engines', () => {
    const func = makeFunc({}, (b) => {
      const x = build.relu(b, build.exp(b, param(b, 'x', 'f16', [300, 24])));
      return build.neg(b, build.tanh(b, layer(b, x)));
    });
    expect(compileTest(func, large).compiled.report.programs[0]?.ops).toMatchObject([
      { op: 'exp + relu', because: 'exp: elements 7200 < 16384' },
      { op: 'fully_connected + tanh + neg', engines: 'rows', because: 'fully_connected: batch 300 ≥ 256' },
    ]);
  });

  const five: CardMachine = { ...large, engines: 5 };
  const rows = [
    ['fc', 'columns', finished[0]],
    ['fc', 'rows', finished[0]],
    ['conv', 'channels', finished[4]],
    ['conv', 'rows', finished[4]],
    ['conv', 'channels', finished[5]],
  ] as const;
  it.each(rows)('are shared among engines: %s by %s', (node, split, found) => {
    const func = makeFunc(ranges, (b) => found?.body(b) ?? []);
    const card = compileTest(func, five, [{ node, split }]);
    expect(card.compiled.report.programs[0]?.ops.at(-1)).toMatchObject({ engines: split });
    const apart = compileTest(func, { ...tiny, engines: 1 }, [], false);
    for (const n of [0, 1, 9]) {
      const inputs = inputsOf(func, n);
      expect(card.run(inputs, { N: n }).map(valuesOf)).toEqual(apart.run(inputs, { N: n }).map(valuesOf));
    }
  });
});

describe('an operand along other axes', () => {
  const operand = (shape: readonly number[]) => {
    return { shape, elem: 'f16', elemBytes: 2, memory: 'dram', place: { buffer: 'x', offset: 0 } } as const;
  };
  const rows = [
    [
      [6, 4],
      [6, 4],
      [2, 3, 4],
      [24, 8, 2],
    ],
    [[4], [6, 4], [2, 3, 4], [0, 0, 2]],
    [
      [6, 1],
      [6, 4],
      [2, 3, 2, 2],
      [6, 2, 0, 0],
    ],
    [[6, 1], [6, 4], [2, 12], undefined],
    [[1, 4], [6, 4], [24], undefined],
    [[1], [6, 4], [24], [0]],
    [[2, 1, 4], [2, 3, 4], [6, 4], undefined],
    [
      [3, 1],
      [2, 3, 4],
      [1, 2, 3, 1, 4],
      [0, 0, 2, 0, 0],
    ],
  ] as const;
  it.each(rows)('%j of %j along %j', (shape, own, along, strides) => {
    expect(stridesAlong(operand(shape), own, along)).toEqual(strides);
  });
});
