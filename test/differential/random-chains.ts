// Random functions made to share loops: what computes a result of one of a few shapes (layers, products, convolutions, pools,
// reductions), then element-wise ops on it with other values of that shape, rows, columns and scalars, and views now and then.
// Each node has a name, `n0`, `n1`, …, by which a plan can ask for it.

import { type Dim, dim, type ElementType, nodeOrigin } from '@afterglow/core';
import {
  type Attrs,
  Builder,
  createFunc,
  createModule,
  type Func,
  type Node,
  ops,
  Rewriter,
  setRange,
  setResultNames,
  tensorType,
  type Value,
} from '@afterglow/ir';
import { COMPARISONS } from './elementwise-ops.js';
import { Random, randomTensor } from './random-card-graph.js';

export const LARGEST_N = 6;
const N = dim.symbol('N');
const UNARY = ['relu', 'neg', 'abs', 'exp', 'sigmoid', 'tanh', 'gelu', 'round', 'sqrt', 'reciprocal', 'hard_swish'];
const BINARY = ['add', 'add', 'sub', 'mul', 'div', 'maximum', 'minimum'];
const REDUCE = ['reduce_sum', 'reduce_mean', 'reduce_max'];
const ACTS = ['none', 'none', 'relu', 'tanh'];

class ChainMaker {
  readonly #random: Random;
  readonly #b: Builder;
  readonly #elem: ElementType;
  readonly #accepts: (node: Node) => boolean;
  readonly #images: Value[] = [];
  nodes = 0;

  constructor(random: Random, b: Builder, accepts: (node: Node) => boolean) {
    this.#random = random;
    this.#b = b;
    this.#elem = random.pick(['f16', 'f32'] as const);
    this.#accepts = accepts;
  }

  #add(op: string, operands: readonly (Value | undefined)[], attrs: Attrs = {}): Value | undefined {
    const made = this.#b.tryAdd(op, operands, attrs, { origin: nodeOrigin(`n${this.nodes}`) });
    if ('problems' in made) return undefined;
    if (!this.#accepts(made)) {
      new Rewriter(this.#b.func, ops).erase(made);
      return undefined;
    }
    this.nodes++;
    return made.results[0];
  }

  #constant(shape: readonly number[]): Value {
    return this.#b.constant('c', randomTensor(this.#random, this.#elem, shape, 1));
  }

  param(name: string, shape: readonly Dim[]): Value {
    return this.#b.param(name, tensorType(this.#elem, shape));
  }

  /** A value somebody computes: its shape is that of its kind. */
  start(sources: Readonly<Record<string, Value>>): Value | undefined {
    const random = this.#random;
    const { flat, image, batch } = sources;
    const act = random.pick(ACTS);
    const slide = { strides: [1, 1], dilations: [1, 1], pads: [1, 1, 1, 1] };
    const bias = (n: number) => (random.below(2) ? this.#constant([n]) : undefined);
    switch (random.below(7)) {
      case 0:
        return this.#add('fully_connected', [flat, this.#constant([21, 13]), bias(21)], { act });
      case 1:
        return this.#add('matmul', [flat, this.#constant([13, 21])], { act });
      case 2:
        return this.#add('matmul', [batch, this.#constant([3, 5, 7])], { act });
      case 3:
        return this.#add('conv', [image, this.#constant([8, 4, 3, 3]), bias(8)], { ...slide, act });
      case 4:
        return this.#add('conv', [image, this.#constant([4, 1, 3, 3]), bias(4)], { ...slide, groups: 4, act });
      case 5:
        return this.#add(random.pick(['max_pool', 'average_pool']), [image], { kernel: [3, 3], ...slide });
      default:
        return this.#add(random.pick(REDUCE), [image], { axes: random.pick([[1], [2, 3], [3], [1, 3]]) });
    }
  }

  /** Another operand for a value of `shape`: of the same shape, or repeated along some axes. */
  #other(shape: readonly Dim[]): Value {
    const random = this.#random;
    const known = this.#images.filter(({ type }) => type.kind === 'tensor' && type.shape.join() === shape.join());
    if (known.length > 0 && random.below(2)) return random.pick(known);
    const sizes = shape.map((size) => (typeof size === 'number' && random.below(2) ? size : 1));
    return this.#constant(sizes.slice(random.below(sizes.length + 1)));
  }

  /** One element-wise op on a value, or a view of it. */
  step(x: Value): Value | undefined {
    const random = this.#random;
    const { type } = x;
    if (type.kind !== 'tensor') return undefined;
    if (random.below(12) === 0) return this.#add('reshape', [x], { shape: [dim.product(type.shape)] });
    if (random.below(12) === 0) return this.#add('unsqueeze', [x], { axes: [random.below(type.shape.length)] });
    const other = this.#other(type.shape);
    switch (random.below(6)) {
      case 0:
        return this.#add('clip', [x], { min: -0.5, max: 0.75 });
      case 1: {
        const cond = this.#add(random.pick(COMPARISONS), [x, other]);
        return cond && this.#add('where', [cond, x, this.#other(type.shape)]);
      }
      case 2: {
        const to = type.elem === 'f16' ? 'f32' : 'f16';
        const cast = this.#add('cast', [x], { to });
        const done = cast && this.#add(random.pick(UNARY), [cast]);
        return done && this.#add('cast', [done], { to: type.elem });
      }
      case 3:
        return this.#add(random.pick(UNARY), [x]);
      default:
        return this.#add(random.pick(BINARY), random.below(2) ? [x, other] : [other, x]);
    }
  }

  keep(value: Value): void {
    this.#images.push(value);
  }
}

/** `accepts`: whether a node may be in the graph. */
export function randomChains(seed: number, accepts: (node: Node) => boolean): { func: Func; names: string[] } {
  const random = new Random(seed);
  const func = createFunc(createModule(`chains${seed}`), 'main');
  setRange(func, 'N', { lo: 0, hi: LARGEST_N });
  const b = new Builder(func.body, { registry: ops });
  const maker = new ChainMaker(random, b, accepts);
  const sources = {
    flat: maker.param('flat', [N, 13]),
    image: maker.param('image', [N, 4, 6, 7]),
    batch: maker.param('batch', [3, N, 5]),
  };
  const ends: Value[] = [];
  for (let chain = 0; chain < 4; chain++) {
    let value = random.below(4) === 0 ? random.pick(Object.values(sources)) : maker.start(sources);
    for (let length = 1 + random.below(6); value && length > 0; length--) {
      if (random.below(3) === 0) maker.keep(value);
      value = maker.step(value) ?? value;
    }
    if (value && value.def.kind === 'result') {
      maker.keep(value);
      ends.push(value);
    }
  }
  const results = ends.filter((value) => value.uses.size === 0);
  b.results(results);
  setResultNames(
    func,
    results.map((_, i) => `out${i}`),
  );
  return { func, names: Array.from({ length: maker.nodes }, (_, i) => `n${i}`) };
}
