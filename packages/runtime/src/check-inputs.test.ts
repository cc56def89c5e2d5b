import type { Manifest } from '@afterglow/bundle';
import { Diagnostics, type HostValue, splatTensor } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { checkInputs } from './check-inputs.js';

const manifest = {
  inputs: [
    { name: 'x', elem: 'f32', shape: ['batch', 13] },
    { name: 'offsets', elem: 'i64', shape: [['+', 'batch', 1]] },
  ],
  params: [{ name: 'batch', lo: 1, hi: 64 }],
} as unknown as Manifest;

function check(inputs: Record<string, HostValue>): { params: unknown; codes: string[] } {
  const diagnostics = new Diagnostics();
  const params = checkInputs(manifest, new Map(Object.entries(inputs)), diagnostics);
  return { params: params && Object.fromEntries(params), codes: diagnostics.list.map(({ code }) => code) };
}

describe('checkInputs', () => {
  it('solves for the launch parameters', () => {
    const found = check({ x: splatTensor('f32', [4, 13], 0), offsets: splatTensor('i64', [5], 0n) });
    expect(found).toEqual({ params: { batch: 4 }, codes: [] });
  });

  it('reports everything that is wrong at once', () => {
    const found = check({ x: splatTensor('f16', [65, 12], 0), z: splatTensor('f32', [], 0) });
    expect(found.params).toBeUndefined();
    expect(found.codes.sort()).toEqual([
      'run/input-shape',
      'run/input-type',
      'run/missing-input',
      'run/size-out-of-range',
      'run/unknown-input',
    ]);
  });

  it('refuses values that are not tensors', () => {
    const offsets: HostValue = { kind: 'sequence', items: [] };
    expect(check({ x: splatTensor('f32', [4, 13], 0), offsets }).codes).toEqual(['run/input-type']);
  });
});
