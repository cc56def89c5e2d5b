import { girText, parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { after, runOver } from '../testing/run-text.js';
import { canonicalize } from './canonicalize.pass.js';
import { removeDeadNodes } from './remove-dead-nodes.pass.js';

const signature = (result: string) =>
  `(%x: f32[N, 4, 1]) -> (%y: ${result}) where N in 1..64, K in 0.., L in 0.., M in 0..`;

function canonical(result: string, node: string, consts: string): string {
  const text = girText(signature(result), `%y = ${node} : ${result}\nreturn %y`, consts);
  return after(text, [canonicalize, removeDeadNodes]).replace('\nreturn %y', '');
}

describe('parameters that are known', () => {
  const one = 'const %p : i64[1] = [1]';

  it.each([
    ['dynamic_reduce(%x, %p) {reduction = sum, result_rank = 3}', one, 'f32[K, L, M]', 'f32[N, 1, 1]'],
    ['dynamic_reduce(%x, %p) {reduction = l2, keepdims = false, result_rank = 2}', one, 'f32[K, L]', 'f32[N, 1]'],
    ['dynamic_squeeze(%x, %p) {result_rank = 2}', 'const %p : i64[1] = [-1]', 'f32[K, L]', 'f32[N, 4]'],
    ['dynamic_unsqueeze(%x, %p)', one, 'f32[K, 1, L, M]', 'f32[N, 1, 4, 1]'],
    ['dynamic_tile(%x, %p)', 'const %p : i64[3] = [1, 2, 3]', 'f32[K, L, M]', 'f32[N, 8, 3]'],
    ['dynamic_pad(%x, %p)', 'const %p : i64[6] = [0, 1, 0, 0, 1, -1]', 'f32[K, L, M]', 'f32[N, 6, 0]'],
  ])('%s', (node, consts, before, type) => {
    const text = canonical(before, node, consts);
    expect(text).not.toContain('dynamic');
    expect(text.endsWith(`: ${type}`), text).toBe(true);
  });

  it('split into parts of several symbols', () => {
    const body = '%y, %z = dynamic_split(%x, %p) {axis = 1, parts = 2} : f32[N, K, 1], f32[N, L, 1]\nreturn %y';
    const text = girText(signature('f32[N, K, 1]'), body, 'const %p : i64[2] = [1, 3]');
    expect(after(text, [canonicalize])).toContain('split(%x) {axis = 1, sizes = [1, 3]} : f32[N, 1, 1], f32[N, 3, 1]');
  });

  it('stay data where they do not fit, which the run then reports', () => {
    const sum = 'dynamic_reduce(%x, %p) {reduction = sum, result_rank = 3}';
    expect(canonical('f32[K, L, M]', sum, 'const %p : i64[1] = [3]')).toContain('dynamic_reduce');
    expect(canonical('f32[K, L, M]', sum, 'const %p : i64[2] = [0, 0]')).toContain('dynamic_reduce');
    const all = 'dynamic_squeeze(%x) {result_rank = 2}';
    const module = parseText(girText(signature('f32[K, L]'), `%y = ${all} : f32[K, L]\nreturn %y`));
    expect(runOver(module, [canonicalize]).rules[0]?.declined[0]?.reason).toBe('an open size may be 1');
  });
});
