// Operators that pick, count or lay out elements, and random ones: expectations worked out from the standard's text.

import { type ElementType, numbersOf, stringTensor, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { type NodeCase, recordOf, runNode } from './run-node.js';

const of = (elem: ElementType, shape: readonly number[], values: readonly number[]) =>
  tensorFromNumbers(elem, shape, values);
const f32 = (shape: readonly number[], values: readonly number[]) => of('f32', shape, values);
const records = (node: NodeCase) => runNode(node).map(recordOf);
const values = (node: NodeCase) => runNode(node).map((tensor) => [...numbersOf(tensor)]);

describe('Compress', () => {
  const x = f32([3, 2], [1, 2, 3, 4, 5, 6]);
  const compress = (condition: number[], axis?: number) =>
    records({
      op: 'Compress',
      opset: 11,
      attributes: axis === undefined ? {} : { axis },
      inputs: [x, of('bool', [condition.length], condition)],
    })[0];

  it('takes slices along an axis, or elements', () => {
    expect(compress([0, 1, 1], -2)).toEqual({ elem: 'f32', shape: [2, 2], values: [3, 4, 5, 6] });
    expect(compress([0, 1, 0, 0, 1], undefined)).toEqual({ elem: 'f32', shape: [2], values: [2, 5] });
    // A condition that is shorter leaves the rest out; one that holds nowhere leaves nothing.
    expect(compress([1], 0)).toEqual({ elem: 'f32', shape: [1, 2], values: [1, 2] });
    expect(compress([0, 0], 1)).toEqual({ elem: 'f32', shape: [3, 0], values: [] });
  });

  it('refuses a condition that reaches beyond the axis', () => {
    expect(() => compress([0, 0, 1], 1)).toThrow();
  });
});

describe('Unique', () => {
  const unique = (x: Tensor, attributes: NonNullable<NodeCase['attributes']> = {}) =>
    records({ op: 'Unique', opset: 11, attributes, inputs: [x], outputs: 4 }).map((record) => record.values);

  it('follows the examples of the standard', () => {
    expect(unique(f32([6], [2, 1, 1, 3, 4, 3]), { sorted: 0 })).toEqual([
      [2, 1, 3, 4],
      ['0', '1', '3', '4'],
      ['0', '1', '1', '2', '3', '2'],
      ['1', '2', '2', '1'],
    ]);
    const cube = f32([2, 4, 2], [1, 1, 0, 1, 2, 1, 0, 1, 1, 1, 0, 1, 2, 1, 0, 1]);
    expect(unique(cube, { axis: 1 })).toEqual([
      [0, 1, 1, 1, 2, 1, 0, 1, 1, 1, 2, 1],
      ['1', '0', '2'],
      ['1', '0', '2', '0'],
      ['2', '1', '1'],
    ]);
  });

  it('orders strings and 64-bit integers, and counts every NaN as one', () => {
    expect(unique(stringTensor([3], ['b', 'a', 'b']))[0]).toEqual(['a', 'b']);
    expect(unique(of('i64', [3], [5, -1, 5]))[0]).toEqual(['-1', '5']);
    expect(unique(f32([4], [Number.NaN, 1, Number.NaN, -0]))).toEqual([
      [-0, 1, 'NaN'],
      ['3', '1', '0'],
      ['2', '1', '2', '0'],
      ['1', '1', '2'],
    ]);
  });

  it('of nothing is nothing', () => {
    expect(unique(f32([0], []))).toEqual([[], [], [], []]);
    expect(unique(f32([0, 2], []), { axis: 1 })[0]).toEqual([]);
  });
});

describe('CumProd', () => {
  it('multiplies along an axis that is data; integers wrap', () => {
    const axis = of('i32', [], [-1]);
    const inputs = [f32([2, 3], [1, 2, 3, 4, 5, 6]), axis];
    expect(values({ op: 'CumProd', opset: 26, inputs })).toEqual([[1, 2, 6, 4, 20, 120]]);
    const both = { op: 'CumProd', opset: 26, attributes: { exclusive: 1, reverse: 1 }, inputs };
    expect(values(both)).toEqual([[6, 3, 1, 30, 6, 1]]);
    const wide = [of('i64', [3], [2 ** 32, 2 ** 31, 2]), axis];
    expect(records({ op: 'CumProd', opset: 26, inputs: wide })[0]?.values).toEqual([
      '4294967296',
      '-9223372036854775808',
      '0',
    ]);
    expect(values({ op: 'CumProd', opset: 26, inputs: [of('i32', [2], [65537, 65537]), axis] })).toEqual([
      [65537, 131073],
    ]);
  });
});

describe('layouts', () => {
  it('SpaceToDepth orders channels first or last', () => {
    // One image of two channels: 2 × 2 pixels become one with eight channels.
    const x = f32([1, 2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    const node = { op: 'SpaceToDepth', inputs: [x] };
    expect(values({ ...node, opset: 13, attributes: { blocksize: 2 } })).toEqual([[1, 5, 2, 6, 3, 7, 4, 8]]);
    expect(values({ ...node, opset: 28, attributes: { blocksize: 2, mode: 'CRD' } })).toEqual([
      [1, 2, 3, 4, 5, 6, 7, 8],
    ]);
  });

  it('EyeLike makes large matrices where they are used', () => {
    const x = f32([300, 300], new Array(90_000).fill(0));
    const [eye] = runNode({ op: 'EyeLike', attributes: { k: -1, dtype: 7 }, inputs: [x] });
    const [rows = []] = eye ? [[...numbersOf(eye)]] : [];
    expect(eye?.elem).toBe('i64');
    expect(rows.reduce((a, b) => a + b)).toBe(299);
    expect(rows[300]).toBe(1);
  });

  it('Concat had a default axis, and Split none', () => {
    const x = f32([1, 2], [1, 2]);
    expect(records({ op: 'Concat', opset: 1, inputs: [x, x] })[0]?.shape).toEqual([1, 4]);
    const parts = records({ op: 'Split', opset: 1, inputs: [f32([2, 1], [1, 2])], outputs: 2 });
    expect(parts.map(({ shape }) => shape)).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});

describe('random operators', () => {
  const one = (op: string, attributes: NonNullable<NodeCase['attributes']>, inputs: Tensor[] = []) => {
    const [tensor] = runNode({ op, opset: 22, attributes, inputs });
    return { record: tensor && recordOf(tensor), numbers: tensor ? [...numbersOf(tensor)] : [] };
  };

  it('depend on their seed', () => {
    const uniform = (seed: number) => one('RandomUniform', { shape: [50], low: 2, high: 4, seed }).numbers;
    expect(uniform(1)).toEqual(uniform(1));
    expect(uniform(1)).not.toEqual(uniform(2));
    expect(uniform(1).every((value) => value >= 2 && value < 4)).toBe(true);
  });

  it('take type and shape from an operand or an attribute', () => {
    const x = of('f64', [2, 3], [0, 0, 0, 0, 0, 0]);
    expect(one('RandomNormalLike', {}, [x]).record).toMatchObject({ elem: 'f64', shape: [2, 3] });
    expect(one('RandomUniformLike', { dtype: 10 }, [x]).record).toMatchObject({ elem: 'f16', shape: [2, 3] });
    expect(one('RandomNormal', { shape: [], mean: 5, scale: 0 }).numbers).toEqual([5]);
    expect(one('Bernoulli', { dtype: 9 }, [f32([2], [0, 1])]).record).toMatchObject({ elem: 'bool', shape: [2] });
    expect(one('Bernoulli', {}, [f32([2], [0, 1])]).numbers).toEqual([0, 1]);
  });

  it('Multinomial draws classes by their logarithms', () => {
    const never = -1e4;
    const x = f32([2, 3], [never, 3, never, 0, never, 0]);
    const { record, numbers } = one('Multinomial', { sample_size: 60, seed: 1 }, [x]);
    expect(record).toMatchObject({ elem: 'i32', shape: [2, 60] });
    expect(new Set(numbers.slice(0, 60))).toEqual(new Set([1]));
    expect(new Set(numbers.slice(60))).toEqual(new Set([0, 2]));
  });
});
