// Bags of tables whose rows carry their own scale and bias: the binary against the interpreter in card numerics, to the bit.

import { interpret } from '@afterglow/backend-interpreter';
import {
  Diagnostics,
  dim,
  type HostValue,
  packedBytes,
  type Tensor,
  tensorFromBytes,
  tensorsEqual,
} from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import {
  compileTest,
  integers,
  large,
  makeFunc,
  randomNumbers,
  randomTensor,
  tiny,
} from '../compile-and-run.test-support.js';

const ROWS = 40;

interface Form {
  readonly elem: 'u8' | 'i8' | 'u4' | 'i4';
  readonly params: 'f16' | 'f32';
  readonly mode: 'sum' | 'mean' | 'max';
  readonly weights: 'none' | 'f32' | 'f16';
  readonly d: number;
}

/** Any bytes for the integers; scales and biases of an ordinary size, some negative. */
function makeTable({ elem, params, d }: Form): Tensor {
  const [packed, size] = [packedBytes(elem, d), params === 'f32' ? 4 : 2];
  const stride = packed + 2 * size;
  const next = randomNumbers(d);
  const bytes = Uint8Array.from({ length: ROWS * stride }, () => Math.floor(next() * 256));
  const view = new DataView(bytes.buffer);
  for (let row = 0; row < ROWS; row++) {
    const at = row * stride + packed;
    if (params === 'f32') {
      view.setFloat32(at, next() * 0.05, true);
      view.setFloat32(at + 4, next() * 4 - 2, true);
    } else {
      view.setUint16(at, 0x2000 + Math.floor(next() * 0x0c00), true);
      view.setUint16(at + 2, (next() < 0.5 ? 0x8000 : 0) + 0x3000 + Math.floor(next() * 0x1000), true);
    }
  }
  return tensorFromBytes('u8', [ROWS, stride], bytes);
}

const forms: Form[] = [
  { elem: 'u8', params: 'f16', mode: 'sum', weights: 'none', d: 16 },
  { elem: 'u8', params: 'f32', mode: 'sum', weights: 'f32', d: 7 },
  { elem: 'u8', params: 'f16', mode: 'mean', weights: 'none', d: 96 },
  { elem: 'u8', params: 'f32', mode: 'max', weights: 'none', d: 98 },
  { elem: 'i8', params: 'f16', mode: 'mean', weights: 'f16', d: 1 },
  { elem: 'u4', params: 'f16', mode: 'sum', weights: 'none', d: 64 },
  { elem: 'u4', params: 'f32', mode: 'mean', weights: 'f32', d: 9 },
  { elem: 'i4', params: 'f16', mode: 'max', weights: 'f16', d: 130 },
  { elem: 'u4', params: 'f16', mode: 'sum', weights: 'none', d: 1030 },
];

describe('bags of rows of integers', () => {
  it.each(forms)('$mode of $elem[$d] with $params parameters, weights $weights', (form) => {
    const table = makeTable(form);
    const type = tensorType(form.elem, [ROWS, form.d], { kind: 'row', params: form.params });
    const func = makeFunc({ N: [0, 3000], B: [1, 40] }, (b) => {
      const [N, B] = [dim.symbol('N'), dim.symbol('B')];
      const indices = b.param('indices', tensorType('i64', [N]));
      const offsets = b.param('offsets', tensorType('i64', [B]));
      const weights = form.weights === 'none' ? undefined : b.param('weights', tensorType(form.weights, [N]));
      return build.embeddingBag(b, b.constant('table', table, type), indices, offsets, weights, { mode: form.mode });
    });
    for (const machine of [tiny, large]) {
      const card = compileTest(func, machine);
      for (const [lookups, count] of [
        [0, 2],
        [3, 2],
        [150, 7],
        [2100, 3],
      ] as const) {
        const next = randomNumbers(lookups + count);
        const inputs: Record<string, Tensor> = {
          indices: integers(
            'i64',
            Array.from({ length: lookups }, () => Math.floor(next() * 2 * ROWS) - ROWS),
          ),
          offsets: integers(
            'i64',
            Array.from({ length: count }, (_, i) => Math.floor((i * lookups) / count)),
          ),
        };
        if (form.weights !== 'none') inputs['weights'] = randomTensor(form.weights, [lookups], 4);
        const [found] = card.run(inputs, { N: lookups, B: count });
        const diagnostics = new Diagnostics();
        const values = new Map<string, HostValue>(Object.entries(inputs));
        const [expected] = [...(interpret(func, values, { numerics: 'card', diagnostics })?.values() ?? [])];
        expect(diagnostics.list).toEqual([]);
        expect(found?.elem).toBe(form.params);
        expect(found && tensorsEqual(found, expected as Tensor)).toBe(true);
      }
    }
  });
});
