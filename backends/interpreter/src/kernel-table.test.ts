import { ops } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { kernelOf, kernelOps } from './kernel-table.js';

describe('kernel table', () => {
  it('has a kernel for every op of the spec, and no other', () => {
    expect(kernelOps()).toEqual([...ops.all()].map((op) => op.name).sort());
  });

  it('knows nothing of ops from outside', () => {
    expect(kernelOf('vendor.my_op')).toBeUndefined();
  });
});
