import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { describe, expect, it } from 'vitest';
import { type GraphText, graphTests } from '../idiom/graph-text.test-support.js';
import { raiseSoftmax } from '../raise-softmax.pass.js';

const { linesAfter, reasonsIn } = graphTests({ evaluateConstant, interpret });

const passes = [raiseSoftmax];
const consts = { low: 'f32[] = -inf', zero: 'f32[] = 0.0' };
const graph = (...body: readonly string[]): GraphText => ({
  params: '%x: f32[N, 3, 4]',
  consts,
  body,
  result: '%y: f32[N, 3, 4]',
  where: 'N in 1..8',
});
const nodes = (...body: readonly string[]) => linesAfter(graph(...body), passes);
const shifted = ['%m = reduce_max(%x) {axes = [1]}', '%d = sub(%x, %m)'];
const softmax = ['%y = softmax(%x) {axis = 1} : f32[N, 3, 4]'];

describe('softmax', () => {
  it('with and without the maximum, as quotient and as product', () => {
    const sum = ['%e = exp(%d)', '%s = reduce_sum(%e) {axes = [1]}'];
    expect(nodes(...shifted, ...sum, '%y = div(%e, %s)')).toEqual(softmax);
    expect(nodes(...shifted, ...sum, '%r = reciprocal(%s)', '%y = mul(%r, %e)')).toEqual(softmax);
    expect(nodes('%e = exp(%x)', '%s = reduce_sum(%e) {axes = [-2]}', '%y = div(%e, %s)')).toEqual(softmax);
  });

  it('through reshapes that put the axis back, with a maximum that is bounded by nothing', () => {
    expect(
      nodes(
        '%m0 = reduce_max(%x) {axes = [1], keepdims = false}',
        '%m1 = maximum(%m0, %low)',
        '%m = reshape(%m1) {shape = [N, 1, 4]}',
        '%d = sub(%x, %m)',
        '%e = exp(%d)',
        '%s0 = reduce_sum(%e) {axes = [1], keepdims = false}',
        '%s = reshape(%s0) {shape = [N, 1, 4]}',
        '%y = div(%e, %s)',
      ),
    ).toEqual(softmax);
  });

  it('of what else was taken off stays the softmax of the difference', () => {
    const other = ['%m = reduce_min(%x) {axes = [1]}', '%d = sub(%x, %m)', '%e = exp(%d)'];
    const lines = nodes(...other, '%s = reduce_sum(%e) {axes = [1]}', '%y = div(%e, %s)');
    expect(lines.at(-1)).toBe('%y = softmax(%d) {axis = 1} : f32[N, 3, 4]');
    expect(lines).toHaveLength(3);
  });

  it('not over several axes, of other exponentials, or with a step that is read', () => {
    const both = graph('%e = exp(%x)', '%s = reduce_sum(%e) {axes = [1, 2]}', '%y = div(%e, %s)');
    expect(reasonsIn(both, passes)).toEqual(['the sum runs over several axes']);
    const other = graph('%e = exp(%x)', '%s = reduce_sum(%x) {axes = [1]}', '%y = div(%e, %s)');
    expect(linesAfter(other, passes)).toHaveLength(3);
    const read = graph('%e = exp(%x)', '%s = reduce_sum(%e) {axes = [1]}', '%q = div(%e, %s)', '%y = add(%q, %e)');
    expect(reasonsIn(read, passes)).toEqual(['a step of it is read elsewhere, so that it would stay']);
  });
});

describe('log_softmax', () => {
  const logSoftmax = ['%y = log_softmax(%x) {axis = 1} : f32[N, 3, 4]'];

  it('with the maximum taken off, and by the logarithm of the sum', () => {
    const sum = ['%e = exp(%d)', '%s = reduce_sum(%e) {axes = [1]}', '%l = log(%s)'];
    expect(nodes(...shifted, ...sum, '%y = sub(%d, %l)')).toEqual(logSoftmax);
    expect(nodes('%l = reduce_log_sum_exp(%x) {axes = [1]}', '%y = sub(%x, %l)')).toEqual(logSoftmax);
  });
});
