import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { describe, expect, it } from 'vitest';
import { type GraphText, graphTests } from '../idiom/graph-text.test-support.js';
import { raiseAttention } from '../raise-attention.pass.js';

const { linesAfter, opsAfter, reasonsIn } = graphTests({ evaluateConstant, interpret });

const passes = [raiseAttention];
const where = 'B in 1..8, L in 1..8';

function graph(params: string, body: readonly string[], shape = 'B, 2, L, 8'): GraphText {
  return { params: `%x: f32[${shape}], ${params}`, body, result: `%y: f32[${shape}]`, where };
}

const HALVES = [
  '%b = slice(%x) {starts = [4], ends = [8], axes = [3], steps = [1]}',
  '%a = slice(%x) {starts = [0], ends = [4], axes = [3], steps = [1]}',
];
const TURNED = [
  '%n = neg(%b)',
  '%r = concat(%n, %a) {axis = 3}',
  '%p = mul(%x, %cos)',
  '%q = mul(%r, %sin)',
  '%y = add(%p, %q)',
];
const ANGLES = [
  '%two = concat(%angle, %angle) {axis = 2}',
  '%c = cos(%two)',
  '%s = sin(%two)',
  '%cos = reshape(%c) {shape = [B, 1, L, 8]}',
  '%sin = reshape(%s) {shape = [B, 1, L, 8]}',
];

describe('rotary_embedding', () => {
  it('of halves, with doubled angles', () => {
    const lines = linesAfter(graph('%angle: f32[B, L, 4]', [...ANGLES, ...HALVES, ...TURNED]), passes);
    expect(lines.map((line) => line.replace(/ = .*?(\w+)\(.*/, ' $1'))).toEqual([
      '%angle.cos cos',
      '%angle.sin sin',
      '%y rotary_embedding',
    ]);
  });

  it('not where the halves of the angles may differ', () => {
    const own = graph('%cos: f32[B, 1, L, 8], %sin: f32[B, 1, L, 8]', [...HALVES, ...TURNED]);
    expect(opsAfter(own, passes)).not.toContain('rotary_embedding');
  });

  const pairs = (first: string, second: string) => [
    first,
    second,
    '%u = mul(%a, %cos)',
    '%v = mul(%b, %sin)',
    '%real = sub(%u, %v)',
    '%w = mul(%sin, %a)',
    '%z = mul(%cos, %b)',
    '%imag = add(%w, %z)',
  ];
  const [SECOND = '', FIRST = ''] = HALVES;
  const joined = '%y = concat(%real, %imag) {axis = 3}';

  it('of halves turned apart, in either order of heads and positions', () => {
    const body = [...pairs(FIRST, SECOND), joined];
    const heads = graph('%cos: f32[B, 1, L, 4], %sin: f32[B, 1, L, 4]', body);
    expect(opsAfter(heads, passes)).toEqual(['reshape', 'reshape', 'rotary_embedding']);
    const positions = graph('%cos: f32[B, L, 1, 4], %sin: f32[B, L, 1, 4]', body, 'B, L, 2, 8');
    const after = opsAfter(positions, passes);
    expect(after.filter((op) => op !== 'reshape')).toEqual(['transpose', 'rotary_embedding', 'transpose']);
  });

  it('of neighbours, with a table and positions', () => {
    const params = '%table: f32[16, 4], %other: f32[16, 4], %at: i64[B, L]';
    const angles = [
      '%c = gather(%table, %at) {axis = 0}',
      '%s = gather(%other, %at) {axis = 0}',
      '%cos = reshape(%c) {shape = [B, 1, L, 4]}',
      '%sin = reshape(%s) {shape = [B, 1, L, 4]}',
    ];
    const body = [
      ...angles,
      ...pairs(
        '%a = slice(%x) {starts = [0], ends = [8], axes = [3], steps = [2]}',
        '%b = slice(%x) {starts = [1], ends = [8], axes = [3], steps = [2]}',
      ),
      '%r5 = reshape(%real) {shape = [B, 2, L, 4, 1]}',
      '%i5 = reshape(%imag) {shape = [B, 2, L, 4, 1]}',
      '%both = concat(%r5, %i5) {axis = 4}',
      '%y = reshape(%both) {shape = [B, 2, L, 8]}',
    ];
    expect(linesAfter(graph(params, body), passes)).toEqual([
      '%y = rotary_embedding(%x, %table, %other, %at) {interleaved = true} : f32[B, 2, L, 8]',
    ]);
  });

  it('of the first features only', () => {
    const body = [
      '%head = slice(%x) {starts = [0], ends = [4], axes = [3], steps = [1]}',
      '%rest = slice(%x) {starts = [4], ends = [8], axes = [3], steps = [1]}',
      ...pairs(
        '%a = slice(%head) {starts = [0], ends = [2], axes = [3], steps = [1]}',
        '%b = slice(%head) {starts = [2], ends = [4], axes = [3], steps = [1]}',
      ),
      '%turned = concat(%real, %imag) {axis = 3}',
      '%y = concat(%turned, %rest) {axis = 3}',
    ];
    const partial = graph('%cos: f32[B, 1, L, 2], %sin: f32[B, 1, L, 2]', body);
    expect(opsAfter(partial, passes)).toEqual(['reshape', 'reshape', 'rotary_embedding']);
  });

  it('of the first features only, behind a transpose of heads and positions but behind no other', () => {
    const moved = (perm: string, back: string) => [
      '%head = slice(%x) {starts = [0], ends = [4], axes = [3], steps = [1]}',
      '%rest = slice(%x) {starts = [4], ends = [8], axes = [3], steps = [1]}',
      `%t = transpose(%head) {perm = ${perm}}`,
      ...pairs(
        '%a = slice(%t) {starts = [0], ends = [2], axes = [3], steps = [1]}',
        '%b = slice(%t) {starts = [2], ends = [4], axes = [3], steps = [1]}',
      ),
      '%joined = concat(%real, %imag) {axis = 3}',
      `%turned = transpose(%joined) {perm = ${back}}`,
      '%y = concat(%turned, %rest) {axis = 3}',
    ];
    const left = (perm: string, back: string) =>
      opsAfter(graph('%cos: f32[3, 1, 3, 2], %sin: f32[3, 1, 3, 2]', moved(perm, back), '3, 3, 3, 8'), passes);
    expect(left('[0, 2, 1, 3]', '[0, 2, 1, 3]')).not.toContain('concat');
    expect(left('[1, 2, 0, 3]', '[2, 0, 1, 3]')).toContain('concat');
  });

  it('not with angles for each head', () => {
    const body = [...pairs(FIRST, SECOND), joined];
    expect(reasonsIn(graph('%cos: f32[B, 2, L, 4], %sin: f32[B, 2, L, 4]', body), passes)).toEqual([
      'the angles are not one row for each batch entry and position',
    ]);
  });
});
