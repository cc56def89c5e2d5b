import { numbersOf, type Tensor } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { f32, i64, numbers, runOp, tensor } from '../../testing/run-op.js';

const bool = (shape: readonly number[], values: readonly number[]) => tensor('bool', shape, values);

describe('attention', () => {
  // Queries of zeros weigh all keys that they may look at alike, so that results are means of values.
  const q = f32([1, 1, 3, 2], [0, 0, 0, 0, 0, 0]);
  const k = f32([1, 1, 3, 2], [1, 2, 3, 4, 5, 6]);
  const v = f32([1, 1, 3, 1], [3, 6, 12]);
  const run = (attrs = {}, mask?: Tensor, lens?: Tensor, starts?: Tensor) =>
    numbers(runOp('attention', [q, k, v, mask, lens, starts], attrs));

  it('windows are counted from the position of the query', () => {
    expect(run()).toEqual([7, 7, 7]);
    expect(run({ right: 0 })).toEqual([3, 4.5, 7]);
    expect(run({ left: 0, right: 0 })).toEqual([3, 6, 12]);
    expect(run({ left: 1, right: 0, offset: 1 })).toEqual([4.5, 9, 12]);
    expect(run({ left: 0, right: 1, offset: 2 })).toEqual([12, 0, 0]);
  });

  it('starts may differ between batch entries, and keys past the length are not looked at', () => {
    expect(run({ right: 0 }, undefined, undefined, i64([1], [-1]))).toEqual([0, 3, 4.5]);
    expect(run({ right: 0 }, undefined, i64([1], [2]), i64([1], [1]))).toEqual([4.5, 4.5, 4.5]);
    const two = [q, k, v].map((x) => f32([2, ...x.shape.slice(1)], [...numbersOf(x), ...numbersOf(x)]));
    const y = runOp('attention', [...two, undefined, undefined, i64([2], [0, 1])], { left: 0, right: 0 });
    expect(numbers(y)).toEqual([3, 6, 12, 6, 12, 0]);
    expect(run({}, undefined, i64([1], [1]))).toEqual([3, 3, 3]);
    expect(run({}, undefined, i64([1], [0]))).toEqual([0, 0, 0]);
  });

  it('masks broadcast; a query without a key gives zeros', () => {
    expect(run({}, bool([3], [1, 0, 1]))).toEqual([7.5, 7.5, 7.5]);
    expect(run({}, bool([3, 1], [1, 0, 1]))).toEqual([7, 0, 7]);
    expect(run({ right: 0 }, bool([1, 3], [0, 1, 1]))).toEqual([0, 6, 9]);
    expect(run({}, f32([3, 3], [0, -Infinity, 0, 0, 0, 0, -Infinity, -Infinity, -Infinity]))).toEqual([7.5, 7, 0]);
    expect(() => run({}, bool([2, 1, 1, 3], [1, 1, 1, 1, 1, 1]))).toThrow('broadcast');
  });

  it('what a masked key holds does not matter', () => {
    const holes = f32([1, 1, 3, 1], [3, NaN, Infinity]);
    expect(numbers(runOp('attention', [q, k, holes, undefined, i64([1], [1])]))).toEqual([3, 3, 3]);
  });

  it('query heads share key heads in order; v may have another width and type', () => {
    const heads = f32([1, 4, 1, 1], [0, 0, 0, 0]);
    const keys = f32([1, 2, 1, 1], [1, 1]);
    const values = tensor('f64', [1, 2, 1, 2], [1, 2, 3, 4]);
    const [y] = runOp('attention', [heads, keys, values]);
    expect([y?.elem, y?.shape, numbers([y as never])]).toEqual(['f32', [1, 4, 1, 2], [1, 2, 1, 2, 3, 4, 3, 4]]);
    expect(() => runOp('attention', [f32([1, 3, 1, 1], [0, 0, 0]), keys, values])).toThrow('3 query heads');
  });

  it('a sink takes its share of the weight', () => {
    // exp(0) for the one key and exp(log 3) for the sink: a quarter of the value.
    const one = f32([1, 1, 1, 1], [0]);
    expect(
      numbers(
        runOp('attention', [
          one,
          one,
          f32([1, 1, 1, 1], [8]),
          undefined,
          undefined,
          undefined,
          f32([1], [Math.log(3)]),
        ]),
      )[0],
    ).toBeCloseTo(2, 6);
  });

  it('no keys and no queries', () => {
    const none = f32([1, 1, 0, 2], []);
    expect(numbers(runOp('attention', [q, none, f32([1, 1, 0, 1], [])]))).toEqual([0, 0, 0]);
    expect(runOp('attention', [none, k, v])[0]?.shape).toEqual([1, 1, 0, 1]);
  });

  it('scores at every stage', () => {
    const one = f32([1, 1, 1, 1], [2]);
    const keys = f32([1, 1, 2, 1], [1, 3]);
    const at = (stage: string, mask = f32([2], [1, -Infinity])) =>
      numbers(runOp('attention_scores', [one, keys, mask], { stage, scale: 0.5, softcap: 2 }));
    expect(at('products')).toEqual([1, 3]);
    // 2 · tanh(1 / 2) and 2 · tanh(3 / 2).
    const [first, second] = at('capped');
    expect(first).toBeCloseTo(0.9242343, 6);
    expect(second).toBeCloseTo(1.8102965, 6);
    expect(at('masked')[1]).toBe(-Infinity);
    expect(at('probabilities')).toEqual([1, 0]);
    expect(at('probabilities', f32([2], [-Infinity, -Infinity]))).toEqual([0, 0]);
  });
});

describe('rotary_embedding', () => {
  const quarter = { cos: f32([1, 2, 1], [0, 1]), sin: f32([1, 2, 1], [1, 0]) };

  it('turns a pair from each half, or neighbours', () => {
    const x = f32([1, 1, 2, 2], [1, 2, 3, 4]);
    expect(numbers(runOp('rotary_embedding', [x, quarter.cos, quarter.sin]))).toEqual([-2, 1, 3, 4]);
    const wide = f32([1, 1, 1, 4], [1, 2, 3, 4]);
    const [cos, sin] = [f32([1, 1, 2], [0, 1]), f32([1, 1, 2], [1, 0])];
    expect(numbers(runOp('rotary_embedding', [wide, cos, sin]))).toEqual([-3, 2, 1, 4]);
    expect(numbers(runOp('rotary_embedding', [wide, cos, sin], { interleaved: true }))).toEqual([-2, 1, 3, 4]);
  });

  it('leaves the rest as it is, and picks rows by position', () => {
    const x = f32([1, 2, 1, 3], [1, 2, 9, 3, 4, 9]);
    const [cos, sin] = [f32([2, 1], [1, 0]), f32([2, 1], [0, 1])];
    expect(numbers(runOp('rotary_embedding', [x, cos, sin, i64([1, 1], [1])]))).toEqual([-2, 1, 9, -4, 3, 9]);
    expect(() => runOp('rotary_embedding', [x, cos, sin, i64([1, 1], [2])])).toThrow('position 2');
  });
});

describe('linear_attention', () => {
  it('keeps what was written; decay fades it, beta writes the difference', () => {
    const [q, k, v] = [f32([1, 1, 2, 1], [1, 1]), f32([1, 1, 2, 1], [1, 1]), f32([1, 1, 2, 1], [2, 4])];
    const state = f32([1, 1, 1, 1], [8]);
    const run = (decay?: number, beta?: number) =>
      runOp(
        'linear_attention',
        [
          q,
          k,
          v,
          state,
          decay === undefined ? undefined : f32([1, 1, 2, 1], [decay, decay]),
          beta === undefined ? undefined : f32([1, 1, 2], [beta, beta]),
        ],
        { scale: 0.5 },
      ).map((y) => numbers([y]));
    expect(run()).toEqual([[5, 7], [14]]);
    // exp(-Infinity) forgets everything.
    expect(run(-Infinity)).toEqual([[1, 2], [4]]);
    // 8 + 0.5 · (2 - 8) = 5, then 5 + 0.5 · (4 - 5) = 4.5.
    expect(run(undefined, 0.5)).toEqual([[2.5, 2.25], [4.5]]);
    expect(run(0, 1)).toEqual([[1, 2], [4]]);
  });
});

describe('causal_conv', () => {
  it('looks back into the state and hands on the last positions', () => {
    const [x, weight] = [f32([1, 1, 2], [1, 2]), f32([1, 1, 4], [1, 10, 100, 1000])];
    const run = (state?: Tensor, bias?: Tensor) =>
      runOp('causal_conv', [x, weight, bias, state]).map((y) => numbers([y]));
    expect(run()).toEqual([
      [1000, 2100],
      [0, 1, 2],
    ]);
    expect(run(f32([1, 1, 3], [7, 8, 9]), f32([1], [5]))).toEqual([
      [1992, 2203],
      [9, 1, 2],
    ]);
  });

  it('one tap has no state', () => {
    const [y, next] = runOp('causal_conv', [f32([1, 2, 1], [3, 4]), f32([2, 1, 1], [2, 5])]);
    expect([numbers([y as never]), next?.shape]).toEqual([
      [6, 20],
      [1, 2, 0],
    ]);
  });
});

describe('cache_update', () => {
  const cache = f32([2, 3, 1], [1, 2, 3, 4, 5, 6]);
  const update = f32([2, 2, 1], [70, 80, 90, 99]);

  it('writes from a start for each batch entry, around the end where asked for', () => {
    expect(numbers(runOp('cache_update', [cache, update]))).toEqual([70, 80, 3, 90, 99, 6]);
    expect(numbers(runOp('cache_update', [cache, update, i64([2], [1, 0])]))).toEqual([1, 70, 80, 90, 99, 6]);
    const circular = runOp('cache_update', [cache, update, i64([2], [2, 4])], { circular: true });
    expect(numbers(circular)).toEqual([80, 2, 70, 4, 90, 99]);
  });

  it('refuses what runs over the end', () => {
    expect(() => runOp('cache_update', [cache, update, i64([2], [2, 0])])).toThrow('do not fit');
  });
});

describe('rms_norm', () => {
  it('takes the mean over all axes from the given one; the scale broadcasts and gives the type', () => {
    const x = f32([2, 2], [7, 1, 3, 3]);
    expect(
      numbers(runOp('rms_norm', [x, f32([2], [1, 10])], { epsilon: 0 })).map((y) => Math.round(y * 1e6) / 1e6),
    ).toEqual([1.4, 2, 1, 10]);
    const [y] = runOp('rms_norm', [f32([1, 2, 2], [1, 1, 1, 1]), tensor('f16', [2, 1], [2, 3])], {
      axis: 1,
      epsilon: 0,
    });
    expect([y?.elem, numbers([y as never])]).toEqual(['f16', [2, 2, 3, 3]]);
  });
});
