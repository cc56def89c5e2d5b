import type { Manifest } from '@afterglow/bundle';
import { Diagnostics } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { checkMadeUp, launchSizes } from './launch-sizes.js';

const manifest = {
  params: [
    { name: 'batch', lo: 1, hi: 64 },
    { name: 'lookups_0', lo: 0, hi: 9 },
    { name: 'lookups_1', lo: 0, hi: 9 },
  ],
  inputs: [
    { name: 'x', elem: 'f32', shape: ['batch', 2 ** 24] },
    { name: 'ids', elem: 'i64', shape: ['lookups_0'] },
  ],
} as unknown as Manifest;

function sizes(...options: { pattern: string; lo: number; hi: number }[]) {
  const diagnostics = new Diagnostics();
  const found = launchSizes(manifest, options, diagnostics);
  return { found: Object.fromEntries(found), codes: diagnostics.list.map(({ code }) => code) };
}

describe('sizes of a launch', () => {
  it('are matched by name or pattern, the last option wins', () => {
    expect(sizes({ pattern: 'lookups_*', lo: 3, hi: 3 }, { pattern: 'lookups_1', lo: 0, hi: 0 })).toEqual({
      found: { lookups_0: 3, lookups_1: 0 },
      codes: [],
    });
  });

  it('are refused when nothing has the name, for ranges, and out of range', () => {
    expect(sizes({ pattern: 'nope', lo: 1, hi: 1 }).codes).toEqual(['cli/launch-size']);
    expect(sizes({ pattern: 'batch', lo: 1, hi: 2 }).codes).toEqual(['cli/launch-size']);
    expect(sizes({ pattern: 'batch', lo: 65, hi: 65 }).codes).toEqual(['run/size-out-of-range']);
  });

  it('must leave inputs that can be made up', () => {
    const check = (batch: number) => {
      const diagnostics = new Diagnostics();
      checkMadeUp(manifest, new Map([['batch', batch]]), diagnostics);
      return diagnostics.list.map(({ code }) => code);
    };
    expect(check(16)).toEqual([]);
    expect(check(17)).toEqual(['cli/input-too-large']);
  });
});
