import { girText, parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { after, runOver } from '../testing/run-text.js';
import { canonicalize } from './canonicalize.pass.js';
import { removeDeadNodes } from './remove-dead-nodes.pass.js';

const SIGNATURE = '(%x: f32[N, 4], %i: i32[4], %c: bool[]) -> (%y: f32[N, 4]) where N in 1..64';

/** What becomes of nodes that compute %y. */
function canonical(body: string, consts = '', signature = SIGNATURE): string {
  const text = girText(signature, `${body}\nreturn %y`, consts);
  return after(text, [canonicalize, removeDeadNodes]);
}

const ints = (type: string) => `(%i: ${type}, %x: f32[N, 4]) -> (%y: ${type}) where N in 1..64`;

describe('nodes that change nothing', () => {
  it.each([
    ['%y = identity(%x)'],
    ['%z = neg(%x)\n%y = neg(%z)'],
    ['%y = sub(%x, %zero)'],
    ['%y = add(%x, %minus)'],
    ['%y = mul(%one, %x)'],
    ['%y = div(%x, %one)'],
    ['%y = pow(%x, %one)'],
    ['%y = cast(%x) {to = f32}'],
    ['%z = cast(%x) {to = f64}\n%y = cast(%z) {to = f32}'],
    ['%y = expand(%x) {shape = [1, 4]}'],
    ['%y = tile(%x) {repeats = [1, 1]}'],
    ['%y = pad(%x) {pads = [0, 0], axes = [1]}'],
    ['%y = slice(%x) {starts = [0, 0], ends = [4, N], axes = [-1, 0], steps = [1, 1]}'],
    ['%y = split(%x) {axis = 1, sizes = [4]}'],
    ['%y = concat(%x) {axis = 0}'],
    ['%y = concat(%none, %x) {axis = 0}'],
    ['%y = transpose(%x) {perm = [0, 1]}'],
    ['%z = transpose(%x) {perm = [1, 0]}\n%y = transpose(%z) {perm = [1, 0]}'],
    ['%z = unsqueeze(%x) {axes = [0]}\n%y = squeeze(%z) {axes = [0]}'],
    ['%z = reshape(%x) {shape = [2, 2*N]}\n%y = reshape(%z) {shape = [N, 4]}'],
    ['%y = where(%yes, %x, %x)'],
  ])('%s', (body) => {
    const consts =
      'const %zero : f32[] = 0.0\nconst %minus : f32[1] = [-0.0]\nconst %one : f32[4] = splat(1.0)\nconst %none : f32[0, 4] = []\nconst %yes : bool[] = true';
    expect(canonical(body, consts)).toBe('return %x');
  });

  it('keeps the sign of zero', () => {
    const consts = 'const %zero : f32[] = 0.0';
    expect(canonical('%y = add(%x, %zero)', consts)).toContain('add(%x, %zero)');
    const module = parseText(girText(SIGNATURE, '%y = add(%x, %zero)\nreturn %y', consts));
    const report = runOver(module, [canonicalize]);
    expect(report.rules).toEqual([
      {
        rule: 'remove-zero-term',
        fired: 0,
        examples: [],
        declined: [{ reason: 'the sum of -0.0 and 0.0 is 0.0', count: 1, examples: ['y'] }],
      },
    ]);
  });

  it('adds zero to integers', () => {
    expect(canonical('%y = add(%i, %zero)', 'const %zero : i32[] = 0', ints('i32[4]'))).toBe('return %i');
  });

  it('keeps what broadcasts', () => {
    const wide = '(%x: f32[4], %c: bool[2, 4]) -> (%y: f32[2, 4])';
    expect(canonical('%y = mul(%x, %one)', 'const %one : f32[2, 4] = splat(1.0)', wide)).toContain('mul(%x, %one)');
    expect(canonical('%y = where(%yes, %x, %x)', 'const %yes : bool[2, 4] = splat(true)', wide)).toContain('where');
  });

  it('keeps casts that lose something', () => {
    const half = '%z = cast(%x) {to = f16}\n%y = cast(%z) {to = f32}';
    expect(canonical(half)).toBe(
      '%z = cast(%x) {to = f16, saturate = true} : f16[N, 4]\n%y = cast(%z) {to = f32, saturate = true} : f32[N, 4]\nreturn %y',
    );
  });

  it('joins a widening cast with the next one', () => {
    const body = '%z = cast(%i) {to = i64}\n%y = cast(%z) {to = i16}';
    expect(canonical(body, '', '(%i: i32[4]) -> (%y: i16[4])')).toBe(
      '%y = cast(%i) {to = i16, saturate = true} : i16[4]\nreturn %y',
    );
  });
});

describe('movements', () => {
  it('makes one reshape of a chain', () => {
    const body = '%a = unsqueeze(%x) {axes = [1]}\n%b = reshape(%a) {shape = [4, N]}\n%y = unsqueeze(%b) {axes = [0]}';
    expect(canonical(body, '', '(%x: f32[N, 4]) -> (%y: f32[1, 4, N]) where N in 1..64')).toBe(
      '%y = reshape(%x) {shape = [1, 4, N]} : f32[1, 4, N]\nreturn %y',
    );
  });

  it('composes transposes', () => {
    const body = '%a = transpose(%x) {perm = [1, 2, 0]}\n%y = transpose(%a) {perm = [1, 0, 2]}';
    expect(canonical(body, '', '(%x: f32[2, 3, 4]) -> (%y: f32[4, 3, 2])')).toBe(
      '%y = transpose(%x) {perm = [2, 1, 0]} : f32[4, 3, 2]\nreturn %y',
    );
  });

  it('reads a transpose of unit axes as a reshape', () => {
    expect(
      canonical(
        '%y = transpose(%x) {perm = [1, 0, 2]}',
        '',
        '(%x: f32[1, N, 4]) -> (%y: f32[N, 1, 4]) where N in 1..8',
      ),
    ).toBe('%y = reshape(%x) {shape = [N, 1, 4]} : f32[N, 1, 4]\nreturn %y');
  });
});

describe('static forms', () => {
  const dynamic = (result: string) => `(%x: f32[N, 4, 2]) -> (%y: ${result}) where N in 1..64, K in 0.., L in 0..`;
  const shape = '%s = shape_of(%x) {end = 1} : i64[1]\n%t = concat(%s, %rest) {axis = 0} : i64[2]';

  it('knows the shape a reshape computes', () => {
    const body = `${shape}\n%y = dynamic_reshape(%x, %t) {allow_zero = false} : f32[K, L]`;
    const text = after(
      girText(
        dynamic('f32[K, L]').replace('f32[K, L])', 'f32[K, L])'),
        `${body}\nreturn %y`,
        'const %rest : i64[1] = [-1]',
      ),
      [canonicalize, removeDeadNodes],
    );
    expect(text).toBe('%y = reshape(%x) {shape = [N, 8]} : f32[N, 8]\nreturn %y');
  });

  it('replaces fresh sizes everywhere', () => {
    const body = `${shape}\n%z = dynamic_reshape(%x, %t) {allow_zero = false} : f32[K, L]\n%y = relu(%z) : f32[K, L]`;
    const module = parseText(girText(dynamic('f32[K, L]'), `${body}\nreturn %y`, 'const %rest : i64[1] = [-1]'));
    runOver(module, [canonicalize, removeDeadNodes]);
    expect([...(module.funcs.get('main')?.ranges.keys() ?? [])]).toEqual(['N']);
    expect(module.funcs.get('main')?.body.results[0]?.type.key).toBe('f32[N, 8]');
  });

  it('clamps the bounds of slices', () => {
    const body = '%y = dynamic_slice(%x, %from, %to, %axes, %steps) : f32[K, L, 2]';
    const consts =
      'const %from : i64[2] = [-3, 100]\nconst %to : i64[2] = [9223372036854775807, -100]\nconst %axes : i64[2] = [1, 0]\nconst %steps : i64[2] = [1, -1]';
    const text = after(girText(dynamic('f32[K, L, 2]').replace('N, 4, 2', '8, 4, 2'), `${body}\nreturn %y`, consts), [
      canonicalize,
      removeDeadNodes,
    ]);
    expect(text).toBe(
      '%y = slice(%x) {starts = [1, 7], ends = [4, -1], axes = [1, 0], steps = [1, -1]} : f32[8, 3, 2]\nreturn %y',
    );
  });

  it('expands and splats', () => {
    const body =
      '%s = shape_of(%x) : i64[3]\n%a = dynamic_splat(%s) {value = 1.0, elem = f32} : f32[K, L, M]\n%y = dynamic_expand(%a, %s) : f32[K, L, M]';
    const text = after(
      girText(dynamic('f32[K, L, M]').replace('L in 0..', 'L in 0.., M in 0..'), `${body}\nreturn %y`),
      [canonicalize, removeDeadNodes],
    );
    expect(text).toBe(
      '%y = splat() {shape = [N, 4, 2], value = 1.0, elem = f32} : f32[N, 4, 2]\nreturn %y'
        .replace('%y =', '%a =')
        .replace('return %y', 'return %a'),
    );
  });

  it('says why it leaves a data-dependent node', () => {
    const module = parseText(
      girText(
        '(%x: f32[N, 4], %s: i64[2]) -> (%y: f32[K, L]) where N in 1..64, K in 0.., L in 0..',
        '%y = dynamic_reshape(%x, %s) {allow_zero = false} : f32[K, L]\nreturn %y',
      ),
    );
    expect(runOver(module, [canonicalize]).rules[0]?.declined[0]?.reason).toBe('the values are not known');
  });
});

describe('order and branches', () => {
  it('puts constants second', () => {
    const consts = 'const %k : f32[4] = [1.0, 2.0, 3.0, 4.0]';
    expect(canonical('%y = add(%k, %x)', consts)).toContain('%y = add(%x, %k) : f32[N, 4]');
    expect(canonical('%y = sub(%k, %x)', consts)).toContain('%y = sub(%k, %x) : f32[N, 4]');
  });

  it('takes the branch of a known condition', () => {
    const body = `%y = if(%no) then {
        yield %x
      } else {
        %z = relu(%x)
        %w = neg(%z)
        yield %w
      }`;
    expect(canonical(body, 'const %no : bool[] = false')).toBe(
      '%z = relu(%x) : f32[N, 4]\n%w = neg(%z) : f32[N, 4]\nreturn %w',
    );
  });

  it('rewrites inside regions', () => {
    const body = `%y = if(%c) then {
        %z = identity(%x)
        %w = add(%k, %z)
        yield %w
      } else {
        yield %x
      }`;
    expect(canonical(body, 'const %k : f32[] = 2.0')).toContain('%w = add(%x, %k)');
  });
});
