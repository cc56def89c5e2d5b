import { type Dim, dim } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { ops } from '../generated/ops.js';
import { Builder, createFunc, createModule, setRange } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import { Rewriter } from '../graph/rewriter.js';
import { tensorType } from '../graph/type.js';
import { girText, parseText } from '../testing/parse-text.js';
import { boundEntriesOf, scalarShapeValueOf, shapeEntriesOf, shapeValueOf } from './shape-value.js';

const SIGNATURE =
  '(%x: f32[N, 3, H, W], %p: i64[3], %q: i64[]) -> (%y: i64[]) where N in 1..64, H in 1..1024, W in 0.., K in 0..';
const CONSTS = `
  const %i0 : i64[] = 0
  const %i1 : i64[] = 1
  const %m1 : i64[] = -1
  const %v0 : i64[1] = [0]
  const %v1 : i64[1] = [1]
  const %v2 : i64[1] = [2]
  const %vm1 : i64[1] = [-1]
  const %end : i64[1] = [9223372036854775807]
  const %two : i64[] = 2
  const %seven : i64[] = 7
  const %pair : i64[2] = [3, 5]
  const %half : f32[] = 0.5
  const %ftwo : f32[] = 2.0
  const %fthree : f32[] = 3.0
  const %tenth : f32[] = 0.1
  const %big : i64[] = 9007199254740993
  const %yes : bool[] = true
`;

function named(body: string, name = 'v'): Value {
  const module = parseText(girText(SIGNATURE, `${body}\nreturn %q`, CONSTS));
  for (let node = module.funcs.get('main')?.body.first; node; node = node.next) {
    const found = node.results.find((value) => value.name === name);
    if (found) return found;
  }
  throw new Error(`there is no %${name}`);
}

const text = (dims: readonly (Dim | undefined)[] | undefined) =>
  dims?.map((d) => (d === undefined ? '?' : dim.printDim(d))).join(', ');
const known = (body: string) => text(shapeValueOf(named(body)));

const SHAPE = '%s = shape_of(%x)\n';
const N = `${SHAPE}%n = gather(%s, %i0)\n`;
const H = `${SHAPE}%h = gather(%s, %two)\n`;

describe('shape values', () => {
  it.each([
    ['N, 3, H, W', '%v = shape_of(%x)'],
    ['3, H', '%v = shape_of(%x) {start = 1, end = -1}'],
    ['3*H*N*W', '%v = size_of(%x)'],
    ['W', `${SHAPE}%v = gather(%s, %m1)`],
    ['W, N', `${SHAPE}%k = concat(%vm1, %v0) {axis = 0}\n%v = gather(%s, %k)`],
    ['2*N', `${N}%v = mul(%n, %two)`],
    ['N + 7', `${N}%v = add(%seven, %n)`],
    ['-1*N + 7', `${N}%v = sub(%seven, %n)`],
    ['-1*N', `${N}%v = neg(%n)`],
    ['N', `${N}%v = abs(%n)`],
    ['(N div 2)', `${N}%v = div(%n, %two)`],
    ['N', `${N}%d = mul(%n, %two)\n%v = div(%d, %two)`],
    ['(N mod 7)', `${N}%v = mod(%n, %seven)`],
    ['(N mod 7)', `${N}%v = mod(%n, %seven) {fmod = true}`],
    ['N*N', `${N}%v = mul(%n, %n)`],
    ['N*N', `${N}%v = pow(%n, %two)`],
    ['N + 7', `${N}%k = add(%n, %seven)\n%v = maximum(%k, %n)`],
    ['1', `${N}%v = minimum(%n, %i1)`],
    ['min(7, N)', `${N}%v = minimum(%n, %seven)`],
    ['N, 3', `${SHAPE}%v = slice(%s) {starts = [0], ends = [2], axes = [0], steps = [1]}`],
    ['W, H, 3, N', `${SHAPE}%v = slice(%s) {starts = [3], ends = [-1], axes = [0], steps = [-1]}`],
    ['H, W', `${SHAPE}%v = dynamic_slice(%s, %v2, %end)  : i64[K]`],
    ['W', `${SHAPE}%v = dynamic_slice(%s, %vm1, %end, %v0, %v1) : i64[K]`],
    ['N', `${N}%u = unsqueeze(%n) {axes = [0]}\n%v = squeeze(%u) {axes = [0]}`],
    ['N, -1', `${N}%u = unsqueeze(%n) {axes = [0]}\n%v = concat(%u, %vm1) {axis = 0}`],
    ['N, N', `${N}%v = expand(%n) {shape = [2]}`],
    ['3, 5, 3, 5', '%v = tile(%pair) {repeats = [2]}'],
    ['N', `${N}%k = cast(%n) {to = i32}\n%v = cast(%k) {to = i64}`],
    ['0, 1, 2', `${SHAPE}%f = gather(%s, %i1)\n%v = range(%i0, %f, %i1) : i64[3]`],
    ['3*H*N*W', `${SHAPE}%v = reduce_prod(%s) {axes = [0], keepdims = false}`],
    ['H + N + W + 3', `${SHAPE}%v = reduce_sum(%s) {axes = [0], keepdims = true}`],
    ['5', '%v = reduce_max(%pair) {axes = [], keepdims = false}'],
    ['3', '%v = reduce_min(%pair) {axes = [], keepdims = false}'],
    ['1', `${N}%v = equal(%n, %n)`],
    ['0', `${N}%v = less(%n, %i1)`],
    ['0', `${N}%v = equal(%n, %m1)`],
    ['1', `${N}%v = greater(%n, %i0)`],
    ['N', `${N}%c = less(%n, %i1)\n%v = where(%c, %seven, %n)`],
    ['1', `${N}%c = less(%n, %i1)\n%v = logical_not(%c)`],
    ['1, 1', '%w = concat(%v1, %v1, %v1) {axis = 0}\n%a, %v = split(%w) {axis = 0, sizes = [1, 2]}'],
    ['4, 4', '%v = splat() {shape = [2], value = 4.0, elem = i64}'],
    ['0, 1', '%v2d = non_zero(%pair) : i64[1, 2]\n%v = reshape(%v2d) {shape = [2]}'],
    [
      '3, 5',
      '%a = reshape(%pair) {shape = [1, 2]}\n%b = transpose(%a) {perm = [1, 0]}\n%v = reshape(%b) {shape = [2]}',
    ],
  ])('%s  from  %s', (expected, body) => {
    expect(known(body)).toBe(expected);
  });

  it.each([
    ['2*H', `${H}%a = cast(%h) {to = f32}\n%b = mul(%a, %ftwo)\n%e = floor(%b)\n%v = cast(%e) {to = i64}`],
    ['(H div 2)', `${H}%a = cast(%h) {to = f32}\n%b = mul(%a, %half)\n%e = floor(%b)\n%v = cast(%e) {to = i64}`],
    ['(H div 2)', `${H}%a = cast(%h) {to = f32}\n%b = div(%a, %ftwo)\n%v = cast(%b) {to = i64}`],
    ['((H + 2) div 3)', `${H}%a = cast(%h) {to = f32}\n%b = div(%a, %fthree)\n%e = ceil(%b)\n%v = cast(%e) {to = i64}`],
    ['3', '%a = cast(%seven) {to = f32}\n%b = mul(%a, %half)\n%v = cast(%b) {to = i64}'],
    ['0', '%a = cast(%seven) {to = f32}\n%b = mul(%a, %tenth)\n%v = cast(%b) {to = i64}'],
    [
      '-1*H + 7',
      `${H}%a = cast(%h) {to = f32}\n%b = neg(%a)\n%k = cast(%seven) {to = f32}\n%e = add(%b, %k)\n%v = cast(%e) {to = i64}`,
    ],
  ])('through floats: %s  from  %s', (expected, body) => {
    expect(known(body)).toBe(expected);
  });

  it.each([
    ['a parameter', '%v = add(%q, %i1)'],
    ['a division that may round up', `${N}%a = sub(%n, %seven)\n%v = div(%a, %two)`],
    ['a division by what may be zero', `${SHAPE}%w = gather(%s, %m1)\n%v = div(%seven, %w)`],
    ['an index that is not known', `${SHAPE}%v = gather(%s, %q)`],
    ['an index out of range', `${SHAPE}%v = gather(%s, %seven)`],
    ['a factor that no float holds', `${H}%a = cast(%h) {to = f32}\n%b = mul(%a, %tenth)\n%v = cast(%b) {to = i64}`],
    [
      'a size without bound in a float',
      `${SHAPE}%w = gather(%s, %m1)\n%a = cast(%w) {to = f32}\n%v = cast(%a) {to = i64}`,
    ],
    ['a wrapping cast', `${H}%a = cast(%h) {to = i8}\n%v = cast(%a) {to = i64}`],
    ['integers beyond 2^53', '%v = add(%big, %i1)'],
    ['a comparison that sizes decide', `${N}%v = less(%n, %seven)`],
  ])('does not guess: %s', (_, body) => {
    expect(known(body)).toBeUndefined();
  });

  it('answers the parts it knows', () => {
    const value = named(`${SHAPE}%u = unsqueeze(%q) {axes = [0]}\n%v = concat(%s, %u, %vm1) {axis = 0}`);
    expect(text(shapeEntriesOf(value))).toBe('N, 3, H, W, ?, -1');
    expect(shapeValueOf(value)).toBeUndefined();
    expect(boundEntriesOf(named('%v = identity(%end)'))).toEqual([Number.POSITIVE_INFINITY]);
    expect(scalarShapeValueOf(named('%v = identity(%v2)'))).toBe(2);
    expect(scalarShapeValueOf(undefined)).toBeUndefined();
  });

  it('follows changes of the graph', () => {
    const value = named(`${N}%a = add(%n, %i1)\n%v = mul(%a, %two)`);
    expect(text(shapeValueOf(value))).toBe('2*N + 2');
    const node = value.def.kind === 'result' ? value.def.node : undefined;
    const add = node?.operands[0]?.def;
    if (!node || add?.kind !== 'result') throw new Error('the graph is another one');
    const rewriter = new Rewriter(node.func, ops);
    rewriter.setOperand(add.node, 1, node.func.module.consts.get('seven'));
    expect(text(shapeValueOf(value))).toBe('2*N + 14');
    const shape = add.node.operands[0]?.def.kind === 'result' ? add.node.operands[0].def.node : undefined;
    const [index] = [node.func.module.consts.get('two')];
    if (shape && index) rewriter.replaceUses(shape.results[0] as Value, index);
    expect(text(shapeValueOf(value))).toBe('18');
  });

  it('walks chains of any length', () => {
    const module = createModule('long');
    const func = createFunc(module, 'main');
    setRange(func, 'N', { lo: 1, hi: 64 });
    const builder = new Builder(func.body, { registry: ops });
    const x = builder.param('x', tensorType('f32', [dim.symbol('N')]));
    let value = builder.value('size_of', [x]);
    const first = value;
    for (let i = 0; i < 50_000; i++)
      value = builder.value(i % 2 ? 'neg' : 'identity', [value], {}, { names: [`v${i}`] });
    expect(text(shapeValueOf(value))).toBe('N');
    const rewriter = new Rewriter(func, ops);
    const node = first.def.kind === 'result' ? first.def.node : undefined;
    if (node) rewriter.setOperand(node, 0, builder.param('y', tensorType('f32', [dim.symbol('N'), 2])));
    expect(text(shapeValueOf(value))).toBe('2*N');
  });
});
