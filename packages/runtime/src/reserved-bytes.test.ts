import type { Manifest, PartitionInfo, TensorInfo } from '@afterglow/bundle';
import { expect, it } from 'vitest';
import { reservedBytes } from './reserved-bytes.js';

/** What a partition from `x` to `y` reserves, with `n` in 1..100. */
function reserved(x: TensorInfo, y: TensorInfo): number | undefined {
  const partition: PartitionInfo = {
    ...{ name: 'p', backend: 'card', placements: [] },
    inputs: [{ parameter: 'x', value: 'x' }],
    outputs: [{ result: 'y', value: 'y', type: y }],
  };
  const params = [{ name: 'n', lo: 1, hi: 100 }];
  return reservedBytes({ inputs: [x], params, partitions: [partition] } as unknown as Manifest, partition);
}

it('is the packed size at the upper bounds', () => {
  const [x, y] = [
    { name: 'x', elem: 'f16', shape: ['n', 3] },
    { name: 'y', elem: 'u4', shape: [['+', 'n', 1]] },
  ] as const;
  expect(reserved(x, y)).toBe(2 * 300 + 51);
});

it('is unknown for sizes without bounds and for what is no tensor', () => {
  const x = { name: 'x', elem: 'f32', shape: [] };
  expect(reserved(x, { ...x, shape: ['m'] })).toBeUndefined();
  expect(reserved(x, { ...x, elem: 'string' })).toBeUndefined();
  expect(reserved(x, { ...x, wrap: ['optional'] })).toBeUndefined();
});
