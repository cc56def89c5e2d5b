// Random recommendation models for property tests: tables of many sizes in several forms, index arithmetic that bags share,
// ops the card cannot run in between, and a dense part that reads all of it.

import { type Dim, dim, splatTensor, tensorFromArray } from '@afterglow/core';
import {
  Builder,
  createFunc,
  createModule,
  type Func,
  type Module,
  type OpRegistry,
  setRange,
  setResultNames,
  tensorType,
  type Value,
} from '@afterglow/ir';
import fc from 'fast-check';

export interface BagShape {
  readonly table: number;
  readonly form: 'offsets' | 'matrix' | 'stacked';
  readonly after: 'nothing' | 'clip' | 'tanh' | 'host';
}

export interface ModelShape {
  readonly rows: readonly number[];
  readonly width: number;
  readonly bags: readonly BagShape[];
  /** Layers of the dense part, and whether each is one the card cannot run. */
  readonly layers: readonly boolean[];
  readonly hostIndices: boolean;
}

const BATCH = 8;
const LOOKUPS = 32;

export const modelShapes: fc.Arbitrary<ModelShape> = fc.record({
  rows: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 }),
  width: fc.constantFrom(4, 8),
  bags: fc.array(
    fc.record({
      table: fc.nat(7),
      form: fc.constantFrom('offsets' as const, 'matrix' as const, 'stacked' as const),
      after: fc.constantFrom('nothing' as const, 'nothing' as const, 'clip' as const, 'tanh' as const, 'host' as const),
    }),
    { minLength: 0, maxLength: 10 },
  ),
  layers: fc.array(fc.boolean(), { maxLength: 4 }),
  hostIndices: fc.boolean(),
});

/** The op the tests declare illegal on the card: exact, so that it can stand anywhere. */
export const HOST_OP = 'neg';

class ModelBuilder {
  readonly #b: Builder;
  readonly #shape: ModelShape;
  readonly #batch: Dim = dim.symbol('batch');
  readonly #lookups: Dim = dim.symbol('lookups');
  readonly #tables: readonly Value[];
  readonly #zero: Value;
  #shared: Value | undefined;

  constructor(func: Func, registry: OpRegistry, shape: ModelShape) {
    this.#b = new Builder(func.body, { registry });
    this.#shape = shape;
    setRange(func, 'batch', { lo: 1, hi: BATCH });
    setRange(func, 'lookups', { lo: 0, hi: LOOKUPS });
    this.#tables = shape.rows.map((rows, i) =>
      this.#b.constant(`table_${i}`, splatTensor('f32', [rows, shape.width], i + 0.5)),
    );
    this.#zero = this.#b.constant('zero', tensorFromArray('i64', [], BigInt64Array.of(0n)));
  }

  /** Index arithmetic that all bags of this form share. */
  #indices(name: string, shape: readonly Dim[]): Value {
    const b = this.#b;
    const input = b.param(name, tensorType('i64', shape));
    const moved = b.value('add', [input, this.#zero], {}, { names: [`${name}.moved`] });
    return this.#shape.hostIndices ? b.value(HOST_OP, [b.value(HOST_OP, [moved])]) : moved;
  }

  #stacked(k: number): Value {
    const b = this.#b;
    const rows = this.#shape.bags.length;
    this.#shared ??= this.#indices('stacked', [rows, this.#lookups]);
    const slice = b.value('slice', [this.#shared], { starts: [k], ends: [k + 1], axes: [0], steps: [1] });
    return b.value('reshape', [slice], { shape: [this.#lookups] });
  }

  bag({ table, form, after }: BagShape, k: number): Value {
    const b = this.#b;
    const rows = this.#tables[table % this.#tables.length];
    const indices =
      form === 'stacked'
        ? this.#stacked(k)
        : this.#indices(`indices_${k}`, form === 'matrix' ? [this.#batch, 3] : [this.#lookups]);
    const offsets = form === 'matrix' ? undefined : b.param(`offsets_${k}`, tensorType('i64', [this.#batch]));
    const pooled = b.value('embedding_bag', [rows, indices, offsets], { mode: 'sum' }, { names: [`pooled_${k}`] });
    if (after === 'clip') return b.value('clip', [pooled], { min: -1, max: 1 });
    if (after === 'tanh') return b.value('tanh', [pooled]);
    return after === 'host' ? b.value(HOST_OP, [pooled]) : pooled;
  }

  dense(pooled: readonly Value[]): Value {
    const b = this.#b;
    const { width, layers } = this.#shape;
    const x = b.param('dense_x', tensorType('f32', [this.#batch, width]));
    let at = b.value('concat', [x, ...pooled], { axis: 1 });
    layers.forEach((isHost, i) => {
      const size = (pooled.length + 1) * width;
      const weight = b.constant(`w_${i}`, splatTensor('f32', [size, size], 0.01));
      at = isHost ? b.value(HOST_OP, [at]) : b.value('fully_connected', [at, weight], { act: 'relu' });
    });
    return at;
  }

  results(values: readonly Value[]): void {
    this.#b.results(values);
  }
}

/** A model of this shape. The second output is a pooled value, where there is one. */
export function randomModel(shape: ModelShape, registry: OpRegistry): { readonly module: Module; readonly func: Func } {
  const module = createModule('random');
  const func = createFunc(module, 'main');
  const builder = new ModelBuilder(func, registry, shape);
  const pooled = shape.bags.map((bag, k) => builder.bag(bag, k));
  const scores = builder.dense(pooled);
  const [first] = pooled;
  builder.results(first ? [scores, first] : [scores]);
  setResultNames(func, first ? ['scores', 'first'] : ['scores']);
  return { module, func };
}
