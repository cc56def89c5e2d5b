import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { describe, expect, it } from 'vitest';
import { type GraphText, graphTests } from '../idiom/graph-text.test-support.js';
import { raisePixelShuffle } from '../raise-pixel-shuffle.pass.js';
import { isSameMovement, movementOf } from './movement.js';

const { linesAfter, reasonsIn } = graphTests({ evaluateConstant, interpret });

const passes = [raisePixelShuffle];
const graph = (from: string, six: string, perm: string, to: string): GraphText => ({
  params: `%x: f32[${from}]`,
  body: [
    `%s = reshape(%x) {shape = [${six}]}`,
    `%t = transpose(%s) {perm = [${perm}]}`,
    `%y = reshape(%t) {shape = [${to}]}`,
  ],
  result: `%y: f32[${to}]`,
  where: 'N in 1..8, H in 1..6',
});
/** Elements are moved, never computed: the interpreter has to agree to the bit. */
const nodes = (...text: Parameters<typeof graph>) => linesAfter(graph(...text), passes, { tolerance: 0 });

describe('depth_to_space', () => {
  const up = (mode: string, type = 'N, 3, 4, 10') => [
    `%y = depth_to_space(%x) {block = 2, mode = ${mode}} : f32[${type}]`,
  ];

  it('in both orders of channels', () => {
    expect(nodes('N, 12, 2, 5', 'N, 3, 2, 2, 2, 5', '0, 1, 4, 2, 5, 3', 'N, 3, 4, 10')).toEqual(up('crd'));
    expect(nodes('N, 12, 2, 5', 'N, 2, 2, 3, 2, 5', '0, 3, 4, 1, 5, 2', 'N, 3, 4, 10')).toEqual(up('dcr'));
  });

  it('of open height', () => {
    const open = nodes('N, 12, H, 5', 'N, 3, 2, 2, H, 5', '0, 1, 4, 2, 5, 3', 'N, 3, 2 * H, 10');
    expect(open).toEqual(up('crd', 'N, 3, 2*H, 10'));
  });

  it('without the axis of a batch of one, or with it in the channels', () => {
    expect(nodes('1, 12, 2, 5', '3, 2, 2, 2, 5', '0, 3, 1, 4, 2', '1, 3, 4, 10')).toEqual(up('crd', '1, 3, 4, 10'));
    expect(nodes('N, 12, 2, 5', '3 * N, 2, 2, 2, 5', '0, 3, 1, 4, 2', 'N, 3, 4, 10')).toEqual(up('crd'));
  });

  it('to one channel, where both orders are the same', () => {
    const one = nodes('N, 9, 2, 2', 'N, 3, 3, 2, 2', '0, 3, 1, 4, 2', 'N, 1, 6, 6');
    expect(one).toEqual(['%y = depth_to_space(%x) {block = 3, mode = dcr} : f32[N, 1, 6, 6]']);
  });
});

describe('space_to_depth', () => {
  const down = (mode: string) => [`%y = space_to_depth(%x) {block = 3, mode = ${mode}} : f32[N, 18, 2, 1]`];

  it('in both orders of channels', () => {
    expect(nodes('N, 2, 6, 3', 'N, 2, 2, 3, 1, 3', '0, 3, 5, 1, 2, 4', 'N, 18, 2, 1')).toEqual(down('dcr'));
    expect(nodes('N, 2, 6, 3', 'N, 2, 2, 3, 1, 3', '0, 1, 3, 5, 2, 4', 'N, 18, 2, 1')).toEqual(down('crd'));
  });
});

describe('what stays', () => {
  it('other orders of the block', () => {
    const turned = graph('N, 12, 5, 5', 'N, 3, 2, 2, 5, 5', '0, 1, 4, 3, 5, 2', 'N, 3, 10, 10');
    expect(reasonsIn(turned, passes)).toEqual(['the elements of a block are in neither of the two orders']);
    expect(linesAfter(turned, passes)).toHaveLength(3);
  });

  it('steps that are read', () => {
    const text = graph('N, 12, 2, 5', 'N, 3, 2, 2, 2, 5', '0, 1, 4, 2, 5, 3', 'N, 3, 4, 10');
    const more = ['%r = relu(%t)', '%q = reshape(%r) {shape = [N, 3, 4, 10]}', '%z = add(%y, %q)'];
    const read = { ...text, body: [...text.body, ...more], result: '%z: f32[N, 3, 4, 10]' };
    expect(reasonsIn(read, passes)).toEqual(['a step of it is read elsewhere, so that it would stay']);
  });

  it('shuffles of channels', () => {
    const mixed = graph('N, 12, 2, 5', 'N, 3, 4, 2, 5', '0, 2, 1, 3, 4', 'N, 12, 2, 5');
    expect(linesAfter(mixed, passes)).toHaveLength(3);
    expect(reasonsIn(mixed, passes)).toEqual([]);
  });
});

describe('movements', () => {
  it('are equal where only the spelling differs', () => {
    const plain = movementOf([2, 3, 4], [2, 0, 1]);
    expect(plain).toEqual({ sizes: [6, 4], perm: [1, 0] });
    expect(isSameMovement(plain, movementOf([1, 6, 1, 4], [2, 3, 0, 1]))).toBe(true);
    expect(isSameMovement(plain, movementOf([4, 6], [1, 0]))).toBe(false);
    expect(movementOf([2, 1, 3], [0, 2, 1])).toEqual({ sizes: [6], perm: [0] });
  });
});
