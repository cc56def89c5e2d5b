// Slices that run backwards from a bound before the first element: ONNX clamps the start to the first element, so that one
// element is left, unless there is none at all.

import { nodesOf } from '@afterglow/ir';
import { girText, parseText } from '@afterglow/ir/testing';
import { canonicalize } from '@afterglow/passes';
import { describe, expect, it } from 'vitest';
import { Reference } from '../rules/same-results.js';
import { run } from './support.js';

const text = (lo: number, hi: number) =>
  girText(
    `(%x: f32[N]) -> (%y: f32[sliced]) where N in ${lo}..${hi}, sliced in 0..8`,
    '%y = dynamic_slice(%x, %from, %to, _, %by) : f32[sliced]\nreturn %y',
    'const %from : i64[1] = [-2]\nconst %to : i64[1] = [-9]\nconst %by : i64[1] = [-3]',
  );

describe('a slice backwards with static bounds', () => {
  it.each([0, 1, 2, 3, 5])('of %i elements is that of its operands', (size) => {
    const module = parseText(text(0, 8).replace('N in 0..8', `N in ${size}..${size}`));
    const before = new Reference(module, 1);
    run(module, [canonicalize]);
    const [node] = [...nodesOf(module.funcs.get('main')?.body ?? expect.fail('no main'))];
    expect(node?.op.name).toBe('slice');
    expect(before.compare(module)).toEqual({ kind: 'same' });
  });
});
