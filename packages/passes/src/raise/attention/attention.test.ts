import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { describe, expect, it } from 'vitest';
import { type GraphText, graphTests } from '../idiom/graph-text.test-support.js';
import { raiseAttention } from '../raise-attention.pass.js';

const { linesAfter, opsAfter, reasonsIn } = graphTests({ evaluateConstant, interpret });

const passes = [raiseAttention];
const consts = {
  four: 'f32[] = 4.0',
  quarter: 'f32[] = 0.25',
  half: 'f32[] = 0.5',
  zero: 'f32[] = 0.0',
  low: 'f32[] = -inf',
  lowest: 'f32[] = -3.4028235e38',
  thousands: 'f32[] = -10000.0',
};
const PARAMS =
  '%q: f32[B, 2, 3, 4], %k: f32[B, 2, 5, 4], %v: f32[B, 2, 5, 6], %mask: f32[B, 1, 1, 5], %open: bool[3, 5]';
const where = 'B in 1..8';

function graph(body: readonly string[], result = '%y: f32[B, 2, 3, 6]', params = PARAMS): GraphText {
  return { params, consts, body, result, where };
}

const TURNED = '%t = transpose(%k) {perm = [0, 1, 3, 2]}';
const PRODUCT = [TURNED, '%s = matmul(%q, %t)'];
const END = ['%p = softmax(%m) {axis = 3}', '%y = matmul(%p, %v)'];
const lines = (body: readonly string[], tolerance = 2e-6) => linesAfter(graph(body), passes, { tolerance });
const plain = (scale: string, mask = '') =>
  `%y = attention(%q, %k, %v${mask}) {scale = ${scale}, softcap = 0.0} : f32[B, 2, 3, 6]`;

describe('attention', () => {
  it('with the scale on the product, on either operand, or on both', () => {
    const quarter = [plain('0.25')];
    expect(lines([...PRODUCT, '%m = div(%s, %four)', ...END])).toEqual(quarter);
    expect(lines([TURNED, '%a = mul(%q, %quarter)', '%m = matmul(%a, %t)', ...END])).toEqual(quarter);
    expect(
      lines(['%a = mul(%k, %quarter)', '%t = transpose(%a) {perm = [0, 1, 3, 2]}', '%m = matmul(%q, %t)', ...END]),
    ).toEqual(quarter);
    expect(lines([TURNED, '%a = mul(%q, %half)', '%b = mul(%t, %half)', '%m = matmul(%a, %b)', ...END])).toEqual(
      quarter,
    );
    expect(lines([...PRODUCT.slice(0, 1), '%m = matmul(%q, %t)', ...END])).toEqual([plain('1.0')]);
  });

  it('with masks that are added, and masks that choose', () => {
    const scaled = [...PRODUCT, '%c = mul(%s, %quarter)'];
    expect(lines([...scaled, '%m = add(%c, %mask)', ...END])).toEqual([plain('0.25', ', %mask')]);
    expect(lines([...scaled, '%m = where(%open, %c, %low)', ...END])).toEqual([plain('0.25', ', %open')]);
    const finite = lines([...scaled, '%m = where(%open, %c, %lowest)', ...END]);
    expect(finite[0]).toMatch(/= where\(%open, /);
    expect(finite).toHaveLength(2);
    const inverted = lines([...scaled, '%m = where(%open, %low, %c)', ...END]);
    expect(inverted[0]).toMatch(/= logical_not\(%open\)/);
    const both = lines([...scaled, '%n = add(%c, %mask)', '%m = add(%mask, %n)', ...END]);
    expect(both[0]).toMatch(/= add\(%mask, %mask\)/);
  });

  it('with guards against rows without a key', () => {
    const scaled = [...PRODUCT, '%c = mul(%s, %quarter)', '%m = add(%c, %mask)', '%p = softmax(%m) {axis = 3}'];
    const end = ['%g = where(%n, %zero, %p)', '%y = matmul(%g, %v)'];
    expect(lines([...scaled, '%n = is_nan(%p)', ...end])).toEqual([plain('0.25', ', %mask')]);
    const top = ['%x = reduce_max(%mask) {axes = [3]}', '%n = equal(%x, %low)'];
    expect(lines([...scaled, ...top, ...end])).toEqual([plain('0.25', ', %mask')]);
    const other = ['%x = reduce_max(%q) {axes = [3]}', '%n = equal(%x, %low)'];
    expect(opsAfter(graph([...scaled, ...other, ...end]), passes)).toContain('softmax');
  });

  it('with a cap on the scores', () => {
    const capped = [...PRODUCT, '%c = div(%s, %four)', '%h = tanh(%c)', '%m = mul(%h, %four)', ...END];
    expect(lines(capped)).toEqual(['%y = attention(%q, %k, %v) {scale = 1.0, softcap = 4.0} : f32[B, 2, 3, 6]']);
  });

  it('with heads split off and joined again', () => {
    const params = '%a: f32[B, 3, 8], %k: f32[B, 2, 5, 4], %v: f32[B, 2, 5, 6]';
    const body = ['%r = reshape(%a) {shape = [B, 3, 2, 4]}', '%q = transpose(%r) {perm = [0, 2, 1, 3]}'];
    const end = ['%o = transpose(%z) {perm = [0, 2, 1, 3]}', '%y = reshape(%o) {shape = [B, 3, 12]}'];
    const whole = [...body, ...PRODUCT, '%m = mul(%s, %half)', ...END.map((line) => line.replace('%y', '%z')), ...end];
    expect(opsAfter(graph(whole, '%y: f32[B, 3, 12]', params), passes)).toEqual([
      'reshape',
      'transpose',
      'attention',
      'transpose',
      'reshape',
    ]);
  });

  it('with key heads shared by groups of query heads', () => {
    const params = '%q: f32[B, 6, 3, 4], %k0: f32[B, 2, 5, 4], %v0: f32[B, 2, 5, 6]';
    const repeat = (x: string, d: number) => [
      `%${x}1 = reshape(%${x}0) {shape = [B, 2, 1, 5, ${d}]}`,
      `%${x}2 = expand(%${x}1) {shape = [B, 2, 3, 5, ${d}]}`,
      `%${x} = reshape(%${x}2) {shape = [B, 6, 5, ${d}]}`,
    ];
    const body = [...repeat('k', 4), ...repeat('v', 6), ...PRODUCT, '%m = mul(%s, %half)', ...END];
    expect(linesAfter(graph(body, '%y: f32[B, 6, 3, 6]', params), passes)).toEqual([
      '%y = attention(%q, %k0, %v0) {scale = 0.5, softcap = 0.0} : f32[B, 6, 3, 6]',
    ]);
    const tiled = body.map((line) => line.replace('[B, 2, 1, 5', '[B, 1, 2, 5').replace('[B, 2, 3, 5', '[B, 3, 2, 5'));
    expect(opsAfter(graph(tiled, '%y: f32[B, 6, 3, 6]', params), passes)).toContain('expand');
  });

  it('with heads in the axis of the batch', () => {
    const params = '%q: f32[B, 3, 4], %k: f32[B, 5, 4], %v: f32[B, 5, 6]';
    const body = ['%t = transpose(%k) {perm = [0, 2, 1]}', '%s = matmul(%q, %t)', '%m = mul(%s, %half)'];
    const end = ['%p = softmax(%m) {axis = 2}', '%y = matmul(%p, %v)'];
    expect(opsAfter(graph([...body, ...end], '%y: f32[B, 3, 6]', params), passes)).toEqual([
      'reshape',
      'reshape',
      'reshape',
      'attention',
      'reshape',
    ]);
  });

  it('in half precision with a softmax in single', () => {
    const params = '%q: f16[B, 2, 3, 4], %k: f16[B, 2, 5, 4], %v: f16[B, 2, 5, 6]';
    const soft = ['%w = cast(%s) {to = f32}', '%p = softmax(%w) {axis = 3}', '%h = cast(%p) {to = f16}'];
    const body = [TURNED, '%s = matmul(%q, %t)', ...soft, '%y = matmul(%h, %v)'];
    const made = linesAfter(graph(body, '%y: f16[B, 2, 3, 6]', params), passes, { tolerance: 4e-3 });
    expect(made).toEqual([
      '%y = attention(%q, %k, %v) {scale = 1.0, softcap = 0.0, precision = f32} : f16[B, 2, 3, 6]',
    ]);
  });

  it('says what is in the way', () => {
    const reasons = (body: readonly string[], result?: string) => reasonsIn(graph(body, result), passes);
    const scaled = [...PRODUCT, '%c = mul(%s, %quarter)'];
    expect(reasons([...scaled, '%m = where(%open, %c, %thousands)', ...END])).toEqual([
      'what masked scores become is not low enough to be surely nothing',
    ]);
    expect(reasons([...PRODUCT, '%p = softmax(%s) {axis = 2}', '%y = matmul(%p, %v)'])).toEqual([
      'the softmax does not run over the keys',
    ]);
    const weights = [
      '%p = softmax(%s) {axis = 3}',
      '%z = matmul(%p, %v)',
      '%r = reduce_sum(%p) {axes = [3]}',
      '%y = add(%z, %r)',
    ];
    expect(reasons([...PRODUCT, ...weights])).toEqual(['the probabilities are read elsewhere']);
    const mixed = [...scaled, '%n = where(%open, %c, %low)', '%m = add(%n, %mask)', ...END];
    expect(reasons(mixed)).toEqual(['one mask is added and another chooses']);
    const read = [
      '%p = softmax(%s) {axis = 3}',
      '%z = matmul(%p, %v)',
      '%r = reduce_sum(%s) {axes = [3]}',
      '%y = add(%z, %r)',
    ];
    expect(reasons([...PRODUCT, ...read])).toEqual(['a step of it is read elsewhere, so that it would stay']);
  });

  it('keys of one head serve all heads only if the values do', () => {
    const params = '%q: f32[B, 2, 3, 4], %k: f32[B, 1, 5, 4], %v: f32[B, 2, 5, 6]';
    expect(reasonsIn(graph([...PRODUCT, '%m = mul(%s, %half)', ...END], undefined, params), passes)).toEqual([
      'queries, keys and values differ in batch or heads',
    ]);
  });

  it('no masks of which the sum is lower than either, and no finite mask of f16', () => {
    const two = (first: string, second: string) => {
      const masks = [`%a = where(%open, %s, %${first})`, `%m = where(%shut, %a, %${second})`];
      return reasonsIn(graph([...PRODUCT, ...masks, ...END], undefined, `${PARAMS}, %shut: bool[3, 5]`), passes);
    };
    for (const second of ['low', 'lowest']) {
      expect(two('lowest', second)).toEqual(['several masks choose, and not all of them -∞']);
    }
    expect(two('low', 'low')).toEqual([]);
    const narrow = graph([...PRODUCT, '%m = where(%open, %s, %least)', ...END], '%y: f16[B, 2, 3, 6]');
    const half = {
      ...narrow,
      params: narrow.params.replaceAll('f32', 'f16'),
      consts: { least: 'f16[] = -65504.0' },
    };
    expect(reasonsIn(half, passes)).toEqual(['what masked scores become is not low enough to be surely nothing']);
  });

  it('no scores that are rounded on the way', () => {
    for (const elem of ['f16', 'i32']) {
      const rounded = [`%n = cast(%s) {to = ${elem}}`, '%m = cast(%n) {to = f32}'];
      expect(opsAfter(graph([...PRODUCT, ...rounded, ...END]), passes)).toContain('softmax');
    }
  });
});
