// Quantised operators of ONNX where no recorded case looks: expectations worked out from the standard's text.

import { type ElementType, tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { type NodeCase, recordOf, runNode } from './run-node.js';

const of = (elem: ElementType, shape: readonly number[], values: readonly number[]) =>
  tensorFromNumbers(elem, shape, values);
const run = (node: NodeCase) => runNode(node).map((tensor) => recordOf(tensor).values);

describe('QuantizeLinear', () => {
  it('takes the result type from output_dtype when there is no zero point', () => {
    const inputs = [of('f32', [2], [-1, 40]), of('f32', [], [1])];
    const [y] = runNode({ op: 'QuantizeLinear', attributes: { output_dtype: 22 }, inputs });
    expect(y && recordOf(y)).toEqual({ elem: 'i4', shape: [2], values: [-1, 7] });
    expect(() =>
      runNode({ op: 'QuantizeLinear', attributes: { output_dtype: 22 }, inputs: [...inputs, of('u8', [], [0])] }),
    ).toThrow('output_dtype is i4, the zero point u8');
  });

  it('takes one scale as a vector of one, and negative axes', () => {
    const x = of('f32', [2, 2], [1, 2, 3, 4]);
    expect(run({ op: 'QuantizeLinear', inputs: [x, of('f32', [1], [0.5]), of('u8', [1], [1])] })).toEqual([
      [3, 5, 7, 9],
    ]);
    const inputs = [x, of('f32', [2], [1, 0.5])];
    expect(run({ op: 'QuantizeLinear', attributes: { axis: -2 }, inputs })).toEqual([[1, 2, 6, 8]]);
  });

  it('divides in the type of the scale: 2.5005 is 2.5 in f16, and a tie', () => {
    const inputs = [of('f32', [1], [2.5005]), of('f16', [], [1])];
    expect(run({ op: 'QuantizeLinear', opset: 23, inputs })).toEqual([[2]]);
    expect(run({ op: 'QuantizeLinear', opset: 23, attributes: { precision: 1 }, inputs })).toEqual([[3]]);
  });

  it('of com.microsoft knows 16-bit types', () => {
    const inputs = [of('f32', [2], [1e6, -3]), of('f32', [], [2]), of('u16', [], [7])];
    expect(run({ op: 'QuantizeLinear', domain: 'com.microsoft', inputs })).toEqual([[65535, 5]]);
  });
});

describe('DequantizeLinear', () => {
  it('multiplies in the type that it makes', () => {
    const inputs = [of('i32', [1], [2 ** 24 + 1]), of('f32', [], [1])];
    expect(run({ op: 'DequantizeLinear', inputs })).toEqual([[2 ** 24]]);
    const narrow = { op: 'DequantizeLinear', opset: 23, attributes: { output_dtype: 10 }, inputs };
    expect(run(narrow)).toEqual([['inf']]);
  });
});

describe('DynamicQuantizeLinear', () => {
  it('leaves a tensor of zeros as it is', () => {
    expect(run({ op: 'DynamicQuantizeLinear', inputs: [of('f32', [2], [0, 0])], outputs: 3 })).toEqual([
      [0, 0],
      [1],
      [0],
    ]);
  });
});

describe('integer products', () => {
  it('have zero points by row and by column', () => {
    const inputs = [
      of('u8', [2, 2], [1, 2, 3, 4]),
      of('i8', [2, 2], [1, -1, 2, -2]),
      of('u8', [2], [1, 3]),
      of('i8', [2], [1, -1]),
    ];
    // [[0, 1], [0, 1]] times [[0, 0], [1, -1]].
    expect(run({ op: 'MatMulInteger', inputs })).toEqual([[1, -1, 1, -1]]);
  });

  it('pad images with the zero point, whatever auto_pad asks for', () => {
    const inputs = [of('u8', [1, 1, 2, 2], [2, 3, 4, 5]), of('u8', [1, 1, 2, 2], [1, 1, 1, 1]), of('u8', [], [1])];
    const attributes = { auto_pad: 'SAME_UPPER' };
    // The image less its zero point is [[1, 2], [3, 4]].
    expect(run({ op: 'ConvInteger', attributes, inputs })).toEqual([[10, 6, 7, 4]]);
  });

  it('saturate to the type of the zero point of the result, row by row', () => {
    const scalar = (value: number) => of('f32', [], [value]);
    const inputs = [
      of('u8', [2, 1], [10, 100]),
      scalar(1),
      of('u8', [], [0]),
      of('i8', [1, 2], [1, 2]),
      of('f32', [2], [1, 0.25]),
      of('i8', [], [0]),
      of('f32', [2], [1, 2]),
      of('i8', [2], [1, -1]),
    ];
    // Rows of 10, 5 and 100, 50; over steps of 1 and 2, with zero points 1 and -1.
    expect(run({ op: 'QLinearMatMul', inputs })).toEqual([[11, 6, 49, 24]]);
  });

  it('of float8 operands are products of reals', () => {
    const zero = of('f8e4m3fn', [], [0]);
    const one = of('f32', [], [1]);
    const inputs = [
      of('f8e4m3fn', [1, 2], [0.5, 2]),
      one,
      zero,
      of('f8e4m3fn', [2, 1], [3, 448]),
      one,
      zero,
      one,
      zero,
    ];
    expect(run({ op: 'QLinearMatMul', inputs })).toEqual([[448]]);
  });

  it('scale images by output channel', () => {
    const inputs = [
      of('u8', [1, 1, 1, 2], [3, 5]),
      of('f32', [], [0.5]),
      of('u8', [], [1]),
      of('i8', [2, 1, 1, 1], [2, 4]),
      of('f32', [2], [1, 0.5]),
      of('i8', [2], [0, 1]),
      of('f32', [], [2]),
      of('u8', [], [10]),
      of('i32', [2], [1, -1]),
    ];
    // Sums 2·2+1, 4·2+1 and 2·3-1, 4·3-1, in steps of 1/4 and 1/8: 1.25, 2.25 and 0.625, 1.375.
    expect(run({ op: 'QLinearConv', inputs })).toEqual([[11, 12, 11, 11]]);
  });
});

describe('operators of com.microsoft that its CPU kernels leave out', () => {
  const domain = 'com.microsoft';
  const scalar = (elem: ElementType, value: number) => of(elem, [], [value]);

  it('QLinearAdd without zero points', () => {
    const inputs = [of('i8', [2], [10, -10]), scalar('f32', 0.5), undefined, of('i8', [1], [4]), scalar('f32', 1)];
    expect(run({ op: 'QLinearAdd', domain, inputs: [...inputs, undefined, scalar('f32', 2)] })).toEqual([[4, 0]]);
  });

  it('QLinearReduceMean', () => {
    const inputs = [
      of('u8', [2, 2], [1, 3, 5, 200]),
      scalar('f32', 2),
      scalar('u8', 1),
      scalar('f32', 1),
      scalar('u8', 3),
    ];
    // Means of 0 and 4, 8 and 398.
    expect(run({ op: 'QLinearReduceMean', domain, attributes: { axes: [-1], keepdims: 0 }, inputs })).toEqual([
      [5, 206],
    ]);
  });

  it('MulInteger and ReduceSumInteger', () => {
    const inputs = [of('u8', [2], [1, 255]), scalar('u8', 2), of('u8', [1], [3]), scalar('u8', 200)];
    expect(run({ op: 'MulInteger', domain, inputs })).toEqual([[197, -49841]]);
    const sum = {
      op: 'ReduceSumInteger',
      domain,
      attributes: { axes: [0], keepdims: 1 },
      inputs: [of('u8', [2], [255, 255])],
    };
    expect(runNode(sum).map(recordOf)).toEqual([{ elem: 'u32', shape: [1], values: [510] }]);
  });

  it('MatMulInteger16 of unsigned operands is unsigned', () => {
    const inputs = [of('u16', [1, 1], [65535]), of('u16', [1, 1], [65535])];
    const [y] = runNode({ op: 'MatMulInteger16', domain, inputs });
    expect(y && recordOf(y)).toEqual({ elem: 'u32', shape: [1, 1], values: [65535 ** 2] });
  });

  it('MatMulBnb4 of a weight that is not transposed', () => {
    // Codes 15 and 0 of NF4 are 1 and -1; the row of W is [2, -2].
    const inputs = [of('f32', [1, 1], [3]), of('u8', [1], [0xf0]), of('f32', [1], [2])];
    const attributes = { K: 2, N: 1, block_size: 16, quant_type: 1, transB: 0 };
    expect(run({ op: 'MatMulBnb4', domain, attributes, inputs })).toEqual([[6, -6]]);
  });

  it('MatMulNBits with a group index and zero points', () => {
    // Codes 1, 2, 3, 4; columns 0 and 3 belong to group 1: (1 - 2) · 10, (2 - 1) · 1, (3 - 1) · 1, (4 - 2) · 10.
    const inputs = [
      of('f32', [4, 4], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]),
      of('u8', [1, 2, 1], [0x21, 0x43]),
      of('f32', [1, 2], [1, 10]),
      of('u8', [1, 1], [0x21]),
      of('i32', [4], [1, 0, 0, 1]),
    ];
    const attributes = { K: 4, N: 1, bits: 4, block_size: 2 };
    expect(run({ op: 'MatMulNBits', domain, attributes, inputs })).toEqual([[-10, 1, 2, 20]]);
  });

  it('MatMulNBits of a weight that was left out is its bias', () => {
    const inputs = [
      of('f32', [2, 4], new Array(8).fill(1)),
      of('u8', [0, 1, 8], []),
      of('f32', [0], []),
      undefined,
      undefined,
    ];
    const attributes = { K: 4, N: 2, block_size: 16 };
    expect(run({ op: 'MatMulNBits', domain, attributes, inputs: [...inputs, of('f32', [2], [1, 2])] })).toEqual([
      [1, 2, 1, 2],
    ]);
  });

  it('MatMulNBits of other widths is refused', () => {
    const inputs = [
      of('f32', [1, 16], new Array(16).fill(1)),
      of('u8', [1, 1, 6], new Array(6).fill(1)),
      of('f32', [1, 1], [1]),
    ];
    const attributes = { K: 16, N: 1, bits: 3, block_size: 16 };
    expect(() => run({ op: 'MatMulNBits', domain, attributes, inputs })).toThrow('bits may be 2, 4 or 8');
  });
});
