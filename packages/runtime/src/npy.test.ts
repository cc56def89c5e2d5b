import { Diagnostics, numbersOf, type Tensor, tensorFromNumbers, tensorsEqual } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { readNpy, writeNpy } from './npy.js';

function file(header: string, data: readonly number[], version = 1): Uint8Array {
  const length = version === 1 ? [header.length & 255, header.length >> 8] : [header.length, 0, 0, 0];
  const text = new TextEncoder().encode(header);
  return Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0, ...length, ...text, ...data]);
}

function read(bytes: Uint8Array): { tensor: Tensor | undefined; problems: string[] } {
  const diagnostics = new Diagnostics();
  const tensor = readNpy(bytes, 'x.npy', diagnostics);
  return { tensor, problems: diagnostics.list.map(({ code, message }) => `${code}: ${message}`) };
}

describe('.npy files', () => {
  it('come back as they were written, for every type NumPy has', () => {
    for (const elem of ['f64', 'f32', 'f16', 'i64', 'i32', 'i16', 'i8', 'u64', 'u32', 'u16', 'u8', 'bool'] as const) {
      for (const shape of [[], [0], [3], [2, 3], [2, 0, 4]]) {
        const count = shape.reduce((product, size) => product * size, 1);
        const tensor = tensorFromNumbers(
          elem,
          shape,
          Array.from({ length: count }, (_, i) => i % 2),
        );
        const bytes = writeNpy(tensor) as Uint8Array;
        expect(new TextDecoder('latin1').decode(bytes)).toContain(`'fortran_order': False`);
        const back = read(bytes).tensor as Tensor;
        expect(tensorsEqual(back, tensor), `${elem}[${shape}]`).toBe(true);
      }
    }
    expect(writeNpy(tensorFromNumbers('bf16', [1], [1]))).toBeUndefined();
  });

  it('read big-endian and column-major data of version 2', () => {
    const header = `{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }\n`;
    const { tensor, problems } = read(file(header, [0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6], 2));
    expect(problems).toEqual([]);
    expect([...numbersOf(tensor as Tensor)]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are refused with a reason when damaged', () => {
    const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n`;
    const good = file(header, [0, 0, 0, 0, 0, 0, 128, 63]);
    expect(read(good).problems).toEqual([]);
    for (let length = 0; length < good.length; length++) {
      expect(read(good.subarray(0, length)).problems, `${length} bytes`).toHaveLength(1);
    }
    expect(read(file(header.replace('<f4', '<c8'), [])).problems[0]).toContain('c8');
    expect(read(file(header.replace('2,', '99999999999999999999,'), [])).problems[0]).toContain('too large');
  });
});
