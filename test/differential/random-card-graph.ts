// Random functions of ops the card runs, with a free dim N, for comparing the card with the interpreter. Everything follows from the
// seed; operands are drawn until an op accepts them.

import { type Dim, dim, type ElementType, type Tensor, tensorFromNumbers } from '@afterglow/core';
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
  type TensorType,
  tensorType,
  type Value,
} from '@afterglow/ir';
import { COMPARISONS, FUNCTIONS, LOGIC, PAIRS } from './elementwise-ops.js';

export const LARGEST_N = 9;
const N = dim.symbol('N');
export const TABLE_ROWS = 17;

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 2654435761) >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return this.#state / 2 ** 32;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T; // callers pass non-empty lists
  }
}

export function randomTensor(random: Random, elem: ElementType, shape: readonly number[], scale = 2): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensorFromNumbers(
    elem,
    shape,
    Array.from({ length: size }, () => (random.below(20) === 0 ? 0 : (random.next() * 2 - 1) * scale)),
  );
}

/** Indices into a table of `TABLE_ROWS` rows, or offsets that may lie outside [0, N], for inputs of integer type. */
export function randomIntegers(random: Random, name: string, elem: ElementType, shape: readonly number[]): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const any =
    name === 'offsets' ? () => random.below(LARGEST_N + 6) - 3 : () => random.below(2 * TABLE_ROWS) - TABLE_ROWS;
  return tensorFromNumbers(elem, shape, Array.from({ length: size }, any));
}

const REDUCE = ['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'];
const ACTS = ['none', 'relu', 'sigmoid', 'tanh'];
/** Sizes that fill no tile evenly. */
const SIZES = [1, 2, 3, 5, 17, 40];

interface Step {
  readonly op: string;
  readonly operands: readonly (Value | undefined)[];
  readonly attrs?: Attrs;
}

class GraphMaker {
  readonly #random: Random;
  readonly #b: Builder;
  readonly #values: Value[] = [];
  #integers: Partial<Record<'indices' | 'offsets' | 'pairs', Value>> = {};
  readonly #accepts: (node: Node) => boolean;

  constructor(random: Random, b: Builder, accepts: (node: Node) => boolean) {
    this.#random = random;
    this.#b = b;
    this.#accepts = accepts;
  }

  #shapeOf(value: Value): readonly Dim[] {
    return (value.type as TensorType).shape; // everything here is a tensor
  }

  #elemOf(value: Value): ElementType {
    return (value.type as TensorType).elem;
  }

  #constant(elem: ElementType, shape: readonly number[]): Value {
    return this.#b.constant('c', randomTensor(this.#random, elem, shape, 1));
  }

  params(): void {
    const random = this.#random;
    const integer = (name: string, elem: ElementType, shape: readonly Dim[]) =>
      this.#b.param(name, tensorType(elem, shape));
    this.#integers = {
      indices: integer('indices', 'i64', [N]),
      offsets: integer('offsets', 'i32', [N]),
      pairs: integer('pairs', 'i32', [N, 3]),
    };
    const shapes: (readonly Dim[])[] = [
      [N, random.pick(SIZES)],
      [N, random.pick(SIZES), random.pick(SIZES)],
      [random.pick(SIZES), N],
    ];
    for (const elem of ['f16', 'f32', 'bool'] as const) {
      shapes.forEach((shape, i) => this.#values.push(this.#b.param(`x${i}.${elem}`, tensorType(elem, shape))));
    }
  }

  /** A bag of any form over a table of `TABLE_ROWS` rows, or a gather. */
  #lookup(): Step {
    const random = this.#random;
    const elem = random.pick(['f16', 'f32'] as const);
    const table = this.#constant(elem, [TABLE_ROWS, random.pick(SIZES)]);
    const { indices, offsets, pairs } = this.#integers;
    if (!indices || !offsets || !pairs) return { op: 'relu', operands: [table] };
    const mode = random.pick(['sum', 'mean', 'max']);
    const weight = (shape: readonly Dim[]) => {
      const known = this.#values.find(
        (value) => this.#elemOf(value) === elem && this.#shapeOf(value).join() === shape.join(),
      );
      return random.below(2) ? known : undefined;
    };
    switch (random.below(3)) {
      case 0:
        return { op: 'gather', operands: [table, random.pick([indices, pairs])], attrs: { axis: 0 } };
      case 1:
        return { op: 'embedding_bag', operands: [table, pairs, undefined, weight([N, 3])], attrs: { mode } };
    }
    return { op: 'embedding_bag', operands: [table, indices, offsets, weight([N])], attrs: { mode } };
  }

  /** A convolution or pool along the last axis. */
  #window(x: Value, elem: ElementType, channels: number): Step {
    const random = this.#random;
    const size = random.pick([1, 2, 3]);
    const sliding = { strides: [random.pick([1, 2])], pads: [random.below(3), random.below(3)], dilations: [1] };
    const pool = random.pick(['conv', 'max_pool', 'average_pool']);
    if (pool !== 'conv') return { op: pool, operands: [x], attrs: { kernel: [size], ...sliding } };
    const weight = this.#constant(elem, [random.pick(SIZES), channels, size]);
    return { op: 'conv', operands: [x, weight], attrs: { ...sliding, act: random.pick(ACTS) } };
  }

  #propose(): Step {
    const random = this.#random;
    if (random.below(8) === 0) return this.#lookup();
    const x = random.pick(this.#values);
    const [shape, elem] = [this.#shapeOf(x), this.#elemOf(x)];
    const rank = shape.length;
    const last = shape.at(-1);
    const axis = random.below(Math.max(1, rank));
    switch (random.below(18)) {
      case 0:
        return { op: random.pick(FUNCTIONS), operands: [x] };
      case 1: {
        const other =
          random.below(3) === 0
            ? this.#constant(elem, typeof last === 'number' ? [last] : [])
            : random.pick(this.#values);
        return { op: random.pick(PAIRS), operands: random.below(2) ? [x, other] : [other, x] };
      }
      case 2: {
        if (rank === 0 || typeof last !== 'number') break;
        const n = random.pick(SIZES);
        const bias = random.below(2) ? this.#constant(elem, [n]) : undefined;
        return {
          op: 'fully_connected',
          operands: [x, this.#constant(elem, [n, last]), bias],
          attrs: { act: random.pick(ACTS) },
        };
      }
      case 3: {
        const other =
          typeof last === 'number' && random.below(2)
            ? this.#constant(elem, [last, random.pick(SIZES)])
            : random.pick(this.#values);
        return { op: 'matmul', operands: [x, other], attrs: { act: random.pick(ACTS) } };
      }
      case 4:
        return { op: 'concat', operands: [x, random.pick(this.#values), x], attrs: { axis } };
      case 5:
        return { op: 'transpose', operands: [x], attrs: { perm: shape.map((_, i) => (i + 1 + axis) % rank) } };
      case 6:
        return {
          op: random.pick(REDUCE),
          operands: [x],
          attrs: { axes: random.below(4) ? [axis] : [], keepdims: random.below(2) === 0 },
        };
      case 7: {
        if (rank === 0) break;
        const size = shape[axis] ?? 1;
        const step = random.pick([1, 1, 2, 3]);
        const [starts, ends] = random.below(3) ? [[0], [size]] : [[dim.sub(size, 1)], [-1]];
        return {
          op: 'slice',
          operands: [x],
          attrs: {
            starts,
            ends,
            axes: [axis],
            steps: [random.below(3) && starts[0] === 0 ? step : starts[0] === 0 ? 1 : -step],
          },
        };
      }
      case 8:
        return { op: 'reshape', operands: [x], attrs: { shape: [dim.product(shape)] } };
      case 9:
        return { op: 'cast', operands: [x], attrs: { to: elem === 'f16' ? 'f32' : 'f16' } };
      case 10: {
        if (rank !== 3 || typeof shape[1] !== 'number') break;
        const features = shape[1];
        const list = Array.from({ length: 7 }, () => random.below(features));
        return {
          op: 'dot_interaction',
          operands: [x],
          attrs: { rows: list, cols: list.map(() => random.below(features)) },
        };
      }
      case 11:
        return { op: 'clip', operands: [x], attrs: { min: -random.next(), max: random.next() } };
      case 12:
        return { op: 'leaky_relu', operands: [x], attrs: { alpha: random.pick([0.01, 0.1, 0.25]) } };
      case 13:
        return { op: 'hard_sigmoid', operands: [x], attrs: { alpha: 0.2, beta: 0.5 } };
      case 16: {
        if (elem !== 'bool') return { op: random.pick(COMPARISONS), operands: [x, random.pick(this.#values)] };
        const other = random.pick(this.#values);
        return random.below(4)
          ? { op: random.pick(LOGIC), operands: [x, other] }
          : { op: 'logical_not', operands: [x] };
      }
      case 17: {
        const cond = random.pick(this.#values.filter((value) => this.#elemOf(value) === 'bool'));
        return { op: 'where', operands: [cond, x, random.pick(this.#values)] };
      }
      case 15: {
        const channels = shape[1];
        if (rank !== 3 || typeof channels !== 'number') break;
        return this.#window(x, elem, channels);
      }
      case 14:
        return { op: 'expand', operands: [x], attrs: { shape: [2, ...shape] } };
    }
    return { op: 'unsqueeze', operands: [x], attrs: { axes: [0] } };
  }

  /** Adds one random node, if the draw fits. */
  step(): void {
    const { op, operands, attrs = {} } = this.#propose();
    const made = this.#b.tryAdd(op, operands, attrs);
    if ('problems' in made) return;
    if (!this.#accepts(made)) {
      new Rewriter(this.#b.func, ops).erase(made);
      return;
    }
    const small = made.results.every(
      (value) => dim.dimRange(dim.product(this.#shapeOf(value)), this.#b.func.ranges).hi <= 20_000,
    );
    const flat = made.results.every((value) => this.#shapeOf(value).length <= 5);
    // What grows too large is left without a reader: dead code, which the code generator must live with too.
    if (small && flat) this.#values.push(...made.results.slice(0, made.op.name === 'max_pool' ? 1 : undefined));
  }

  results(): Value[] {
    const computed = this.#values.filter((value) => value.def.kind === 'result' && value.uses.size === 0);
    return computed.length > 0 ? computed : this.#values.slice(-1);
  }
}

/** `accepts`: whether a node may be in the graph. */
export function randomFunc(seed: number, accepts: (node: Node) => boolean): Func {
  const random = new Random(seed);
  const func = createFunc(createModule(`random${seed}`), 'main');
  setRange(func, 'N', { lo: 0, hi: LARGEST_N });
  const b = new Builder(func.body, { registry: ops });
  const maker = new GraphMaker(random, b, accepts);
  maker.params();
  for (let i = 0; i < 35; i++) maker.step();
  const results = maker.results();
  b.results(results);
  setResultNames(
    func,
    results.map((_, i) => `out${i}`),
  );
  return func;
}
