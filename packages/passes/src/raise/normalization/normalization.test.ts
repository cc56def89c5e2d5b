import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { describe, expect, it } from 'vitest';
import { type GraphText, graphTests } from '../idiom/graph-text.test-support.js';
import { raiseNormalizations } from '../raise-normalizations.pass.js';

const { linesAfter, opsAfter, reasonsIn } = graphTests({ evaluateConstant, interpret });

const passes = [raiseNormalizations];
const consts = {
  two: 'f32[] = 2.0',
  one: 'f32[] = 1.0',
  zero: 'f32[] = 0.0',
  half: 'f32[] = -0.5',
  eps: 'f32[] = 0.001',
  quarter: 'f32[] = 0.25',
  third: 'f32[] = 0.3333333',
  g: 'f32[4] = [1.0, 2.0, 3.0, 4.0]',
  g1: 'f32[1, 1, 4] = [[[1.0, 2.0, 3.0, 4.0]]]',
  b: 'f32[4] = [0.5, -0.5, 0.25, 0.0]',
  c: 'f32[4, 1, 1] = [[[1.0]], [[2.0]], [[3.0]], [[4.0]]]',
  ones: 'f32[2] = [1.0, 1.0]',
  zeros: 'f32[2] = [0.0, 0.0]',
  full: 'f32[3, 4] = [[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0]]',
};

function graph(body: readonly string[], shape = 'N, 3, 4', result = '%y'): GraphText {
  return { params: `%x: f32[${shape}]`, consts, body, result: `${result}: f32[${shape}]`, where: 'N in 1..8' };
}

const CENTRED = ['%m = reduce_mean(%x) {axes = [2]}', '%d = sub(%x, %m)'];
const SQUARED = ['%q = pow(%d, %two)', '%v = reduce_mean(%q) {axes = [2]}', '%e = add(%v, %eps)'];
const DIVIDED = ['%s = sqrt(%e)', '%n = div(%d, %s)'];
const AFFINE = ['%p = mul(%n, %g)', '%y = add(%p, %b)'];

describe('layer_norm', () => {
  it('as PyTorch writes it', () => {
    expect(linesAfter(graph([...CENTRED, ...SQUARED, ...DIVIDED, ...AFFINE]), passes)).toEqual([
      '%y = layer_norm(%x, %g, %b) {axis = 2, epsilon = 0.0010000000474974513} : f32[N, 3, 4]',
    ]);
  });

  it('with any spelling of square, root and division', () => {
    const squared = ['%q = mul(%d, %d)', '%v = reduce_mean(%q) {axes = [-1]}', '%e = add(%eps, %v)'];
    const ends: readonly (readonly string[])[] = [
      ['%s = sqrt(%e)', '%r = reciprocal(%s)', '%y = mul(%r, %d)'],
      ['%s = sqrt(%e)', '%r = div(%one, %s)', '%y = mul(%d, %r)'],
      ['%r = pow(%e, %half)', '%y = mul(%d, %r)'],
      ['%i = reciprocal(%e)', '%r = sqrt(%i)', '%y = mul(%d, %r)'],
      ['%s = sqrt(%e)', '%r = reciprocal(%s)', '%k = mul(%r, %g)', '%y = mul(%d, %k)'],
      ['%s = sqrt(%e)', '%k = div(%g, %s)', '%y = mul(%d, %k)'],
    ];
    for (const end of ends) expect(opsAfter(graph([...CENTRED, ...squared, ...end]), passes)).toEqual(['layer_norm']);
  });

  it('from a difference of means of squares, on rows without the axis, with sums for means', () => {
    const body = [
      '%t = reduce_sum(%x) {axes = [2], keepdims = false}',
      '%m0 = mul(%t, %quarter)',
      '%xx = mul(%x, %x)',
      '%tt = reduce_sum(%xx) {axes = [2], keepdims = false}',
      '%mm = mul(%tt, %quarter)',
      '%m2 = mul(%m0, %m0)',
      '%v0 = sub(%mm, %m2)',
      '%v1 = maximum(%v0, %zero)',
      '%v = reshape(%v1) {shape = [N, 3, 1]}',
      '%m = reshape(%m0) {shape = [N, 3, 1]}',
      '%d = sub(%x, %m)',
      '%e = add(%v, %eps)',
      '%s = sqrt(%e)',
      '%y = div(%d, %s)',
    ];
    expect(opsAfter(graph(body), passes, { tolerance: 1e-5 })).toEqual(['layer_norm']);
  });

  it('over several axes, with a scale that leading ones make wider', () => {
    const body = [
      '%m = reduce_mean(%x) {axes = [1, 2]}',
      '%d = sub(%x, %m)',
      '%q = mul(%d, %d)',
      '%v = reduce_mean(%q) {axes = [2, 1]}',
      '%e = add(%v, %eps)',
      ...DIVIDED,
      '%y = mul(%g1, %n)',
    ];
    const lines = linesAfter(graph(body), passes);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^%y = layer_norm\(%x, %g1\S*\) \{axis = 1, /);
  });

  it('not with the epsilon elsewhere, or a step that is read', () => {
    const outside = [
      ...CENTRED,
      '%q = mul(%d, %d)',
      '%v = reduce_mean(%q) {axes = [2]}',
      '%s0 = sqrt(%v)',
      '%s = add(%s0, %eps)',
      '%y = div(%d, %s)',
    ];
    expect(reasonsIn(graph(outside), passes)).toEqual(['the epsilon is added to the deviation, not to the variance']);
    const read = [...CENTRED, ...SQUARED, ...DIVIDED, '%y = add(%n, %s)'];
    expect(reasonsIn(graph(read), passes)).toEqual(['a step of it is read elsewhere, so that it would stay']);
    const other = [
      ...CENTRED,
      ...SQUARED.map((line) => line.replace('[2]', '[1, 2]')),
      ...DIVIDED,
      '%y = mul(%n, %two)',
    ];
    // The mean is over one axis and the square over two: x less its mean is normalised, but by no layer norm.
    expect(opsAfter(graph(other), passes)).toEqual(['reduce_mean', 'sub', 'rms_norm']);
  });

  it('a factor for each row is no scale, a residual no bias', () => {
    const rows = [...CENTRED, ...SQUARED, ...DIVIDED, '%y = mul(%n, %full)'];
    expect(opsAfter(graph(rows), passes)).toEqual(['layer_norm', 'mul']);
    expect(reasonsIn(graph(rows), passes)).toEqual(['the factor differs between rows']);
    const residual = [...CENTRED, ...SQUARED, ...DIVIDED, '%y = add(%n, %x)'];
    expect(opsAfter(graph(residual), passes)).toEqual(['layer_norm', 'add']);
    expect(reasonsIn(graph(residual), passes)).toEqual([]);
  });

  it('a second scale stays a product', () => {
    const twice = [...CENTRED, ...SQUARED, ...DIVIDED, '%p = mul(%n, %g)', '%y = mul(%p, %full)'];
    expect(reasonsIn(graph(twice), passes)).toEqual(['the factor differs between rows']);
    const again = [...CENTRED, ...SQUARED, ...DIVIDED, '%p = mul(%n, %g)', '%y = mul(%p, %b)'];
    expect(reasonsIn(graph(again), passes)).toEqual(['the normalisation has a scale already']);
  });
});

describe('rows along other axes than the last', () => {
  const middle = (lines: readonly string[]) => lines.map((line) => line.replace('[2]', '[1]'));

  it('are turned, with their scale and bias', () => {
    const body = middle([...CENTRED, ...SQUARED, ...DIVIDED, '%p = mul(%n, %col)', '%y = add(%col, %p)']);
    const withColumn = { ...graph(body), consts: { ...consts, col: 'f32[3, 1] = [[1.0], [2.0], [-3.0]]' } };
    const lines = linesAfter(withColumn, passes);
    expect(lines.map((line) => /= (\w+)\(/.exec(line)?.[1])).toEqual(['transpose', 'layer_norm', 'transpose']);
    expect(lines[1]).toMatch(/layer_norm\(%\S+, %\S+, %\S+\) \{axis = 2/);
  });

  it('of the first axis, and of two that are not neighbours', () => {
    const axes = (list: string) =>
      [...CENTRED, ...SQUARED, ...DIVIDED, '%y = mul(%n, %two)'].map((line) => line.replace('[2]', list));
    expect(opsAfter(graph(axes('[0]')), passes)).toEqual(['transpose', 'layer_norm', 'transpose']);
    expect(opsAfter(graph(axes('[0, 2]')), passes)).toEqual(['transpose', 'layer_norm', 'transpose']);
  });

  it('without a scale that differs between them', () => {
    const other = middle([...CENTRED, ...SQUARED, ...DIVIDED, '%y = mul(%n, %four)']);
    const withRow = { ...graph(other), consts: { ...consts, four: 'f32[4] = [1.0, 2.0, 3.0, 4.0]' } };
    expect(reasonsIn(withRow, passes)).toContain('what follows the norm differs between rows');
    expect(opsAfter(withRow, passes)).toEqual(['transpose', 'layer_norm', 'transpose', 'mul']);
  });
});

describe('rms_norm', () => {
  it('without a mean', () => {
    const body = ['%q = mul(%x, %x)', '%v = reduce_mean(%q) {axes = [2]}', '%e = add(%v, %eps)', '%s = sqrt(%e)'];
    const end = ['%r = div(%one, %s)', '%n = mul(%x, %r)', '%y = mul(%g, %n)'];
    expect(linesAfter(graph([...body, ...end]), passes)).toEqual([
      '%y = rms_norm(%x, %g) {axis = 2, epsilon = 0.0010000000474974513} : f32[N, 3, 4]',
    ]);
  });
});

describe('raise-mean', () => {
  it('only of the right count', () => {
    expect(
      opsAfter(graph(['%s = reduce_sum(%x) {axes = [1]}', '%m = mul(%s, %third)', '%y = sub(%x, %m)']), passes),
    ).toEqual(['reduce_mean', 'sub']);
    const wrong = ['%s = reduce_sum(%x) {axes = [1]}', '%m = mul(%s, %quarter)', '%y = sub(%x, %m)'];
    expect(reasonsIn(graph(wrong), passes)).toEqual(['the sum is not divided by the number of its terms']);
    const open = ['%s = reduce_sum(%x) {axes = [0]}', '%m = mul(%s, %quarter)', '%y = sub(%x, %m)'];
    expect(reasonsIn(graph(open), passes)).toEqual(['the number of terms is not known']);
  });
});

describe('norms of channels', () => {
  const spatial = 'N, 4, 2, 3';
  const rows = (axes: string) => [
    `%m = reduce_mean(%x) {axes = ${axes}}`,
    '%d = sub(%x, %m)',
    '%q = mul(%d, %d)',
    `%v = reduce_mean(%q) {axes = ${axes}}`,
    '%e = add(%v, %eps)',
    ...DIVIDED,
  ];

  it('instance_norm from rows over all spatial axes', () => {
    const lines = linesAfter(graph([...rows('[2, 3]'), '%p = mul(%n, %c)', '%y = add(%p, %c)'], spatial), passes);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^%y = instance_norm\(%x, %\S+, %\S+\) \{epsilon = 0.001/);
  });

  it('group_norm from groups normalised as channels', () => {
    const body = [
      '%r = reshape(%x) {shape = [N, 2, 12]}',
      '%n = instance_norm(%r, %ones, %zeros) {epsilon = 0.001}',
      '%s = reshape(%n) {shape = [N, 4, 2, 3]}',
      '%p = mul(%s, %c)',
      '%y = add(%p, %c)',
    ];
    const lines = linesAfter(graph(body, spatial), passes);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^%y = group_norm\(.*\) \{groups = 2, epsilon = 1e-3\}/);
  });

  it('group_norm as its function body has it', () => {
    const body = [
      '%r = reshape(%x) {shape = [N, 2, 12]}',
      '%m = reduce_mean(%r) {axes = [2]}',
      '%d = sub(%r, %m)',
      '%q = pow(%d, %two)',
      '%v = reduce_mean(%q) {axes = [2]}',
      '%e = add(%v, %eps)',
      ...DIVIDED,
      '%sh = reshape(%n) {shape = [N, 4, 6]}',
      '%cc = reshape(%c) {shape = [1, 4, 1]}',
      '%p = mul(%sh, %cc)',
      '%t = add(%cc, %p)',
      '%y = reshape(%t) {shape = [N, 4, 2, 3]}',
    ];
    expect(opsAfter(graph(body, spatial), passes)).toEqual(['group_norm']);
  });

  it('not with a scale for each group, nor with groups over the batch', () => {
    const scaled = [
      '%r = reshape(%x) {shape = [N, 2, 12]}',
      '%n = instance_norm(%r, %own, %zeros) {epsilon = 0.001}',
      '%y = reshape(%n) {shape = [N, 4, 2, 3]}',
    ];
    const own = { ...graph(scaled, spatial), consts: { ...consts, own: 'f32[2] = [1.0, 2.0]' } };
    expect(reasonsIn(own, passes)).toEqual(['the groups have a scale or a bias of their own']);
  });
});
