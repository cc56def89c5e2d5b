import { Diagnostics, dim, type ElementType, memorySource, type Tensor, tensorBytes } from '@afterglow/core';
import { type Builder, build, type Func, tensorType, type Value } from '@afterglow/ir';
import { GENERIC_SET, instr, instrsOf, type LirItem, operand, parseLir, verifyLir } from '@afterglow/lir';
import { describe, expect, it } from 'vitest';
import { writeElf } from '../elf/index.js';
import { CARD_SET } from './card-set.js';
import {
  compileTest,
  integers,
  large,
  makeFunc,
  presetMachine,
  randomTensor,
  TestCard,
  tiny,
  valuesOf,
} from './compile-and-run.test-support.js';
import { compileFuncs } from './compile-funcs.js';
import { emitImage } from './emit/emit-image.js';
import { lowerProgram } from './lower-program.js';

const N = dim.symbol('N');

/** A small recommendation model: bottom layers, two bags, interaction, top layers. */
function recommender(elem: ElementType): Func {
  const weight = (b: Builder, name: string, shape: readonly number[]) =>
    b.constant(name, randomTensor(elem, shape, shape[0] ?? 1, 0.4));
  const layer = (b: Builder, x: Value, name: string, n: number, k: number, act: 'relu' | 'sigmoid') =>
    build.fullyConnected(b, x, weight(b, `${name}.w`, [n, k]), weight(b, `${name}.b`, [n]), { act });
  return makeFunc({ N: [1, 32], L0: [0, 200], L1: [0, 200] }, (b) => {
    const dense = b.param('dense', tensorType('f32', [N, 13]));
    const x = elem === 'f32' ? dense : build.cast(b, dense, { to: elem });
    const bottom = layer(b, layer(b, x, 'bot0', 200, 13, 'relu'), 'bot1', 16, 200, 'relu');
    const bags = ['0', '1'].map((i) => {
      const indices = b.param(`indices${i}`, tensorType('i64', [dim.symbol(`L${i}`)]));
      return build.embeddingBag(
        b,
        weight(b, `table${i}`, [100, 16]),
        indices,
        b.param(`offsets${i}`, tensorType('i64', [N])),
      );
    });
    const all = build.reshape(b, build.concat(b, [bottom, ...bags], { axis: 1 }), { shape: [N, 3, 16] });
    const dots = build.dotInteraction(b, all, { rows: [1, 2, 2], cols: [0, 0, 1] });
    const top = layer(b, build.concat(b, [bottom, dots], { axis: 1 }), 'top0', 300, 19, 'relu');
    const score = layer(b, top, 'top1', 1, 300, 'sigmoid');
    return elem === 'f32' ? score : build.cast(b, score, { to: 'f32' });
  });
}

function inputsFor(n: number, lookups: number): Record<string, Tensor> {
  const ids = Array.from({ length: lookups }, (_, i) => (i * 37) % 100);
  const offsets = Array.from({ length: n }, (_, i) => Math.floor((i * lookups) / n));
  return {
    dense: randomTensor('f32', [n, 13], n),
    ...{ indices0: integers('i64', ids), offsets0: integers('i64', offsets) },
    ...{ indices1: integers('i64', ids), offsets1: integers('i64', offsets) },
  };
}

const sizes = [
  [1, 0],
  [5, 17],
  [32, 200],
] as const;

describe('a whole model', () => {
  for (const elem of ['f16', 'f32'] as const) {
    it(`gives the same bits in ${elem} on every machine, at every size`, () => {
      const func = recommender(elem);
      const cards = [
        compileTest(func, tiny),
        compileTest(func, large),
        compileTest(func, { ...tiny, sramBytes: 8192, accBytes: 1024 }),
        compileTest(func, { ...tiny, llcBytes: 0 }),
        compileTest(func, { ...tiny, llcBytes: 4096 }),
      ];
      for (const [n, lookups] of sizes) {
        const params = { N: n, L0: lookups, L1: lookups };
        const [first, ...others] = cards.map((card) => card.run(inputsFor(n, lookups), params).map(valuesOf));
        expect(first?.[0]).toHaveLength(n);
        for (const other of others) expect(other).toEqual(first);
      }
    });
  }

  it('spills and tiles on a tiny machine only', () => {
    const func = recommender('f16');
    const [small, big] = [compileTest(func, tiny).compiled.report, compileTest(func, large).compiled.report];
    const alone = compileTest(func, { ...tiny, engines: 1, llcBytes: 0 }).compiled.report;
    expect(alone.spills).toBeGreaterThan(0);
    expect(big.spills).toBe(0);
    expect(small.tiles).toBeGreaterThan(big.tiles);
    const [program] = small.programs;
    expect(program?.sram.highWater).toBeLessThanOrEqual(tiny.sramBytes);
    expect(program?.acc.highWater).toBeLessThanOrEqual(tiny.accBytes);
    expect(program?.dram.highWater).toBeGreaterThanOrEqual(program?.dram.lowerBound ?? 0);
  });

  it('has code whose size does not depend on the bounds', () => {
    const words = [64, 4096].map((hi) => {
      const func = makeFunc({ N: [1, hi] }, (b) => {
        const x = b.param('x', tensorType('f16', [N, 700]));
        return build.relu(b, build.fullyConnected(b, x, b.constant('w', randomTensor('f16', [300, 700], 1))));
      });
      // With several engines, sizes decide what is split; with a shared cache, what lies in it.
      return compileTest(func, { ...tiny, engines: 1, llcBytes: 0 }).compiled.report.words;
    });
    expect(words[1]).toBe(words[0]);
  });
});

describe('the text of both levels', () => {
  const { compiled } = compileTest(recommender('f16'));
  const diagnostics = new Diagnostics();
  const again = compileFuncs([{ name: 'main', func: recommender('f16') }], tiny, { diagnostics });
  const blob = (tensor: Tensor, name: string) => {
    return { file: `${name}.bin`, offset: 0, bytes: tensorBytes(tensor), digest: '0123456789abcdef' };
  };

  it('reads back to the same module', () => {
    const text = again?.lir.generic(blob) ?? '';
    const open = (file: string) => memorySource(file, new Uint8Array(1 << 16));
    const module = parseLir(text, { file: 'x.lir', sets: [GENERIC_SET], open, diagnostics });
    expect(diagnostics.list).toEqual([]);
    expect(module?.programs).toEqual(again?.modules.generic.programs);
  });

  it('of the card level makes the same words', () => {
    const open = (file: string) => memorySource(file, new Uint8Array(1 << 16));
    const module = parseLir(again?.lir.card(blob) ?? '', {
      file: 'x.lir',
      sets: [CARD_SET, GENERIC_SET],
      open,
      diagnostics,
    });
    expect(diagnostics.list).toEqual([]);
    expect(module?.programs).toEqual(again?.modules.card.programs);
    const image = module && emitImage(module, tiny, compiled.image, diagnostics);
    expect(image?.programs).toEqual(compiled.image.programs);
  });

  it('is the same for every run', () => {
    expect(again?.lir.card().length).toBeGreaterThan(1000);
    const bytes = (image: typeof compiled.image) => [...writeElf(image).chunks()].map((chunk) => [...chunk]);
    expect(again && bytes(again.image)).toEqual(bytes(compiled.image));
  });

  it('passes the verifier', () => {
    expect(verifyLir(compiled.modules.card, { set: CARD_SET }, diagnostics)).toBe(true);
    expect([...instrsOf(compiled.modules.card.programs[0]?.body ?? [])].length).toBeGreaterThan(50);
  });
});

describe('several programs of one image', () => {
  it('share constants and run one after another', () => {
    const shared = randomTensor('f16', [9, 5], 1);
    const make = (act: 'relu' | 'none') =>
      makeFunc({ N: [1, 4] }, (b) =>
        build.fullyConnected(b, b.param('x', tensorType('f16', [N, 5])), b.constant('w', shared), undefined, { act }),
      );
    const diagnostics = new Diagnostics();
    const funcs = [
      { name: 'one', func: make('relu') },
      { name: 'two', func: make('none') },
    ];
    const compiled = compileFuncs(funcs, tiny, { diagnostics });
    expect(compiled?.image.data).toHaveLength(1);
    const card = compiled && new TestCard(compiled);
    const x = randomTensor('f16', [3, 5], 2);
    const [one] = card?.run({ x }, { N: 3 }, 'one') ?? [];
    const [two] = card?.run({ x }, { N: 3 }, 'two') ?? [];
    expect(one && valuesOf(one)).toEqual(two && valuesOf(two).map((value) => Math.max(0, value)));
  });
});

describe('names', () => {
  it('of equal constants of different modules stay apart', () => {
    const make = (value: number) =>
      makeFunc({}, (b) =>
        build.add(b, b.param('x', tensorType('f16', [2])), b.constant('c', randomTensor('f16', [2], value))),
      );
    const diagnostics = new Diagnostics();
    const funcs = [1, 2].map((value) => ({ name: `p${value}`, func: make(value) }));
    const compiled = compileFuncs(funcs, tiny, { diagnostics });
    const card = compiled && new TestCard(compiled);
    const zero = randomTensor('f16', [2], 0, 0);
    for (const value of [1, 2]) {
      const [y] = card?.run({ x: zero }, {}, `p${value}`) ?? [];
      expect(y && valuesOf(y)).toEqual(valuesOf(randomTensor('f16', [2], value)));
    }
  });

  it('of inputs and outputs are those of the function', () => {
    const func = makeFunc({}, (b) => b.param('out0', tensorType('f16', [2])));
    const [program] = compileTest(func).compiled.image.programs;
    expect([program?.inputs[0]?.name, program?.outputs[0]?.name]).toEqual(['out0', 'out0']);
  });
});

describe('what cannot be compiled', () => {
  function codes(func: Func, machine = tiny): string[] {
    const diagnostics = new Diagnostics();
    expect(compileFuncs([{ name: 'main', func }], machine, { diagnostics })).toBeUndefined();
    return diagnostics.list.map((entry) => entry.code);
  }

  it('names every illegal node', () => {
    const func = makeFunc({ N: [1, 4] }, (b) => {
      const x = b.param('x', tensorType('u32', [N]));
      return [build.add(b, x, x), build.softmax(b, b.param('y', tensorType('f32', [N, 2])))];
    });
    expect(codes(func)).toEqual(['card/illegal-node', 'card/illegal-node']);
  });

  it('wants bounds', () => {
    const func = makeFunc({ N: [1, Number.POSITIVE_INFINITY] }, (b) =>
      build.relu(b, b.param('x', tensorType('f16', [N]))),
    );
    expect(codes(func)).toEqual(['card/illegal-node']);
  });

  it('says when card memory is too small', () => {
    const func = makeFunc({ N: [1, 4] }, (b) => build.relu(b, b.param('x', tensorType('f16', [N, 2 ** 24]))));
    expect(codes(func, { ...tiny, dramBytes: 2 ** 26 })).toEqual(['lir/does-not-fit']);
  });

  it('says when a scratchpad is too small for anything', () => {
    const func = makeFunc({}, (b) => build.tanh(b, b.param('x', tensorType('f16', [9]))));
    expect(codes(func, { ...presetMachine('tiny'), sramBytes: 256 })).toEqual(['card/scratchpad-overflow']);
  });

  it('says when a text nests loops deeper than the card does', () => {
    let body: LirItem[] = [];
    for (let i = 0; i < 17; i++) body = [{ kind: 'loop', index: `i${i}`, count: 2, body }];
    const diagnostics = new Diagnostics();
    const module = { set: 'card', consts: [], programs: [{ name: 'main', params: [], buffers: [], body }] };
    expect(emitImage(module, tiny, { dramBytes: 0, llcBytes: 0 }, diagnostics)).toBeUndefined();
    expect(diagnostics.list.map((entry) => entry.code)).toEqual(['card/loops-too-deep']);
  });

  it('names generic instructions it has no code for', () => {
    const body = [instr('softmax', [operand('out', 'y'), operand('in', 'x')])];
    const diagnostics = new Diagnostics();
    const pool = { add: () => '' };
    const program = { name: 'main', params: [], buffers: [], body };
    const work = { works: [], engines: 1 };
    expect(
      lowerProgram(program, new Map(), { sramBytes: 1024, accBytes: 256 }, pool, work, diagnostics),
    ).toBeUndefined();
    expect(diagnostics.list.map((entry) => entry.code)).toEqual(['card/no-lowering']);
  });

  it('runs moves of twelve axes', () => {
    const shape = Array.from({ length: 12 }, () => 2);
    const perm = shape.map((_, i) => shape.length - 1 - i);
    const func = makeFunc({}, (b) => build.transpose(b, b.param('x', tensorType('f16', shape)), { perm }));
    const x = randomTensor('f16', shape, 1);
    const [y] = compileTest(func, tiny).run({ x });
    const reversed = (i: number) => Number.parseInt(i.toString(2).padStart(12, '0').split('').reverse().join(''), 2);
    const values = valuesOf(x);
    expect(y && valuesOf(y)).toEqual(values.map((_, i) => values[reversed(i)]));
  });
});
