import { memorySource, numbersOf, sourceTensor, type Tensor, tensorFromBytes } from '@afterglow/core';
import { Builder, createFunc, createModule, ops, setResultNames, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../interpret.js';
import { f32, i64, numbers, runOp, tensor } from '../../testing/run-op.js';

const table = f32([4, 2], [1, 10, 2, 20, 3, 30, 4, 40]);

function bag(indices: number[], offsets: number[], attrs = {}, weights?: number[]) {
  const operands = [table, i64([indices.length], indices), i64([offsets.length], offsets)];
  if (weights) operands.push(f32([weights.length], weights));
  return numbers(runOp('embedding_bag', operands, attrs));
}

describe('embedding_bag', () => {
  it('sums, averages and takes the maximum of each bag', () => {
    expect(bag([0, 1, 3, 3], [0, 2])).toEqual([3, 30, 8, 80]);
    expect(bag([0, 1, 3], [0, 2], { mode: 'mean' })).toEqual([1.5, 15, 4, 40]);
    expect(bag([0, 1, 3], [0, 2], { mode: 'max' })).toEqual([2, 20, 4, 40]);
  });

  it('answers for empty bags what the loop would', () => {
    expect(bag([1], [0, 1])).toEqual([2, 20, 0, 0]);
    expect(bag([1], [0, 1], { mode: 'mean' })).toEqual([2, 20, 0, 0]);
    expect(bag([1], [0, 1], { mode: 'max' })).toEqual([2, 20, -Infinity, -Infinity]);
    expect(bag([], [], {})).toEqual([]);
  });

  it('clamps and wraps offsets like Slice', () => {
    // Decreasing, beyond the end, and negative offsets, as the exported loop treats them.
    expect(bag([0, 1, 2], [2, 1])).toEqual([0, 0, 5, 50]);
    expect(bag([0, 1, 2], [1, 9])).toEqual([5, 50, 0, 0]);
    expect(bag([0, 1, 2], [-1, 3])).toEqual([3, 30, 0, 0]);
    expect(bag([0, 1, 2], [-1, 1])).toEqual([0, 0, 5, 50]);
    expect(bag([0, 1, 2], [0, 2, 3], { last_offset: true })).toEqual([3, 30, 3, 30]);
  });

  it('weighs rows, takes two-dimensional indices, wraps negative ones and refuses others', () => {
    expect(bag([0, 1], [0], {}, [2, 0.5])).toEqual([3, 30]);
    const square = runOp('embedding_bag', [table, i64([2, 2], [0, 1, -1, -1])]);
    expect(numbers(square)).toEqual([3, 30, 8, 80]);
    expect(() => bag([4], [0])).toThrow('interpreter/index-out-of-range');
  });

  it('card numerics add in f32, in lookup order', () => {
    const big = f32([3, 1], [1e8, 1, -1e8]);
    const run = (order: number[], numerics: 'card' | 'exact') =>
      numbers(runOp('embedding_bag', [big, i64([3], order), i64([1], [0])], {}, { numerics }));
    expect(run([0, 1, 2], 'exact')).toEqual([1]);
    expect(run([0, 1, 2], 'card')).toEqual([0]);
    expect(run([0, 2, 1], 'card')).toEqual([1]);
    const half = tensor('f16', [2, 1], [2048, 1]);
    const y = runOp('embedding_bag', [half, i64([3], [0, 1, 1]), i64([1], [0])], {}, { numerics: 'card' });
    expect(numbers(y)).toEqual([2050]);
  });

  it('decodes rows that carry their own scale and bias', () => {
    const bytes = new Uint8Array(2 * 10);
    const view = new DataView(bytes.buffer);
    const row = (at: number, a: number, b: number, scale: number, bias: number) => {
      view.setInt8(at, a);
      view.setInt8(at + 1, b);
      view.setFloat32(at + 2, scale, true);
      view.setFloat32(at + 6, bias, true);
    };
    row(0, -3, 5, 0.5, 1);
    row(10, 127, -128, 2, 0);
    const func = createFunc(createModule('t'), 'main');
    const b = new Builder(func.body, { registry: ops });
    const type = tensorType('i8', [2, 2], { kind: 'row', params: 'f32' });
    const rows = b.constant('table', tensorFromBytes('u8', [2, 10], bytes), type);
    const indices = b.param('indices', tensorType('i64', [1, 2]));
    b.results([b.value('embedding_bag', [rows, indices])]);
    setResultNames(func, ['y']);
    const outputs = interpret(func, new Map([['indices', i64([1, 2], [0, 1])]]));
    expect(numbersOf(outputs?.get('y') as Tensor)).toEqual(Float64Array.of(-0.5 + 254, 3.5 - 256));
  });

  it('reads a large table on disk by row', () => {
    const bytes = new Uint8Array(16);
    new Float32Array(bytes.buffer).set([1, 2, 3, 4]);
    const rows = 2 ** 24;
    const reads: number[] = [];
    const huge = {
      ...memorySource('big.bin', bytes),
      size: rows * 8,
      read(offset: number, into: Uint8Array) {
        reads.push(offset);
        into.set(bytes.subarray(0, into.length));
      },
    };
    const disk = sourceTensor('f32', [rows, 2], huge, 0);
    expect(numbers(runOp('embedding_bag', [disk, i64([2], [5, -1]), i64([1], [0])]))).toEqual([2, 4]);
    expect(reads).toEqual([40, rows * 8 - 8]);
  });
});

describe('dot_interaction', () => {
  it('multiplies the chosen pairs', () => {
    const x = f32([1, 3, 2], [1, 2, 3, 4, 5, 6]);
    expect(numbers(runOp('dot_interaction', [x], { rows: [1, 2, 2], cols: [0, 0, 1] }))).toEqual([11, 17, 39]);
  });
});
