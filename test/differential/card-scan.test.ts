// Scans on the card: a loop whose steps read slices, carry what they found and collect results, in every direction and along any axis.

import { dim, splatTensor } from '@afterglow/core';
import { type Attrs, type Builder, tensorType, type Value } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { agrees, caseFunc, deviceFor } from './card-agreement.js';

const N = dim.symbol('N');

type Body = (inner: Builder, params: readonly Value[]) => readonly Value[];

function scan(b: Builder, operands: readonly Value[], carried: number, attrs: Attrs, body: Body): readonly Value[] {
  const region = b.newRegion();
  const inner = b.at(region);
  const axes = (attrs['scan_axes'] ?? []) as readonly number[];
  const params = operands.map((value, i) => {
    if (value.type.kind !== 'tensor') throw new Error('only tensors here');
    const { elem, shape } = value.type;
    return inner.param(
      `p${i}`,
      i < carried ? value.type : tensorType(elem, shape.toSpliced(axes[i - carried] ?? 0, 1)),
    );
  });
  const results = body(inner, params);
  inner.results(results);
  return b.add('scan', operands, { carried, ...attrs }, { regions: [region], resultCount: results.length }).results;
}

const sumOf = (b: Builder, x: Value | undefined, y: Value | undefined) => b.value('add', [x, y]);

describe('scans on the card', () => {
  agrees('running sums of N rows', (b) => {
    const [start, x] = [b.param('s', tensorType('f32', [3])), b.param('x', tensorType('f32', [N, 3]))];
    return scan(b, [start, x], 1, {}, (inner, [s, row]) => {
      const next = sumOf(inner, s, row);
      return [next, next];
    });
  });

  agrees('columns from the last to the first, collected from the end along the second axis', (b) => {
    const [start, x] = [b.param('s', tensorType('f16', [2])), b.param('x', tensorType('f16', [2, N]))];
    const attrs = { scan_axes: [1], output_axes: [1, 0], reverse_in: [1], reverse_out: [1, 0] };
    return scan(b, [start, x], 1, attrs, (inner, [s, column]) => {
      const next = inner.value('mul', [s, column]);
      return [next, sumOf(inner, next, column), inner.value('neg', [next])];
    });
  });

  agrees('states that change places, and one that stays', (b) => {
    const shape = tensorType('f32', [N, 2]);
    const states = ['a', 'b', 'c'].map((name) => b.param(name, shape));
    const x = b.param('x', tensorType('f32', [4, N, 2]));
    return scan(b, [...states, x], 3, {}, (inner, [a, other, c, now]) => {
      const sum = sumOf(inner, a, now);
      return [other as Value, sum, c as Value, a as Value, sum];
    });
  });

  agrees('products with weights from outside, and a constant', (b) => {
    const state = b.param('h', tensorType('f16', [N, 8]));
    const weight = b.param('w', tensorType('f16', [8, 8]));
    const x = b.param('x', tensorType('f16', [5, N, 8]));
    const half = b.constant('half', splatTensor('f16', [], 0.5));
    const [last] = scan(b, [state, x], 1, {}, (inner, [h, now]) => {
      const product = inner.value('fully_connected', [h, weight]);
      return [inner.value('tanh', [sumOf(inner, inner.value('mul', [product, half]), now)])];
    });
    return [b.value('neg', [last])];
  });

  agrees('a scan of every row, and whole numbers', (b) => {
    const x = b.param('x', tensorType('i32', [3, N]));
    const zero = b.param('zero', tensorType('i32', []));
    return scan(b, [x], 0, {}, (outer, [row]) => {
      const sums = scan(outer, [zero, row as Value], 1, {}, (inner, [s, item]) => {
        const next = sumOf(inner, s, item);
        return [next, next];
      });
      return [sums[1] as Value, sums[0] as Value];
    });
  });

  it('code does not grow with the steps', async () => {
    const wordsFor = async (steps: number) => {
      const func = caseFunc((b) => {
        const [start, x] = [b.param('s', tensorType('f32', [3])), b.param('x', tensorType('f32', [steps, 3]))];
        return scan(b, [start, x], 1, {}, (inner, [s, row]) => {
          const next = sumOf(inner, s, row);
          return [next, next];
        });
      });
      const device = await deviceFor(func, 'nnp-i');
      return device.entries[0]?.words;
    };
    expect(await wordsFor(700)).toBe(await wordsFor(100));
  });
});
