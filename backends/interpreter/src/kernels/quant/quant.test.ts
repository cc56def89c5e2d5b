import { tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { f32, numbers, runOp, tensor } from '../../testing/run-op.js';

describe('quantize and dequantize', () => {
  const perTensor = tensorType('i8', [4], { kind: 'tensor', scale: 0.5, zp: 1 });

  it('round half to even, add the zero point, saturate', () => {
    const x = f32([4], [0.25, 0.75, -1000, 1000]);
    expect(numbers(runOp('quantize', [x], { to: perTensor }))).toEqual([1, 3, -128, 127]);
  });

  it('come back through the type of the operand', () => {
    const q = tensor('i8', [4], [1, 3, -128, 127]);
    const y = runOp('dequantize', [q], { to: 'f32' }, { types: [perTensor] });
    expect(numbers(y)).toEqual([0, 1, -64.5, 63]);
  });
});
