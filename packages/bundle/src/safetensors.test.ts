import { type Tensor, tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { layOutSafetensors } from './safetensors.js';

describe('layOutSafetensors', () => {
  it('writes a header that says where each tensor is, and the tensors there', () => {
    const tensors = new Map<string, Tensor>([
      ['a', tensorFromNumbers('f32', [2, 2], [1, 2, 3, 4])],
      ['é', tensorFromNumbers('i4', [3], [1, -2, 3])],
      ['b', tensorFromNumbers('f16', [1], [1])],
    ]);
    const file = layOutSafetensors(tensors);
    const bytes = Buffer.concat([...file.chunks()]);
    expect(bytes.length).toBe(file.bytes);
    const length = Number(bytes.readBigUInt64LE(0));
    expect((8 + length) % 64).toBe(0);
    const header = JSON.parse(bytes.subarray(8, 8 + length).toString('utf8'));
    expect(header).toEqual({
      a: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
      é: { dtype: 'U8', shape: [2], data_offsets: [16, 18] },
      b: { dtype: 'F16', shape: [1], data_offsets: [18, 20] },
    });
    expect(bytes.readFloatLE((file.offsets.get('a') as number) + 4)).toBe(2);
    expect(bytes.readUInt16LE(file.offsets.get('b') as number)).toBe(0x3c00);
    expect(file.offsets.get('a')).toBe(8 + length);
  });
});
