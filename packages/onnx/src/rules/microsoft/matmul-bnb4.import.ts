// MatMulBnb4: A · Wᵀ (or A · W), where W [N, K] is stored as 4-bit codes of sixteen fixed reals, the high half of a byte
// first, times the largest magnitude of each block of the flattened matrix.
// Codes: NF4 is table 1 of "QLoRA" (Dettmers et al., 2023); FP4 has a sign, 2 exponent bits and 1 mantissa bit, over 12.

import { tensorFromNumbers } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { first } from './packed-weight.js';

const FP4 = [0, 0.0052083333, 0.6666667, 1, 0.33333334, 0.5, 0.16666667, 0.25];
const NF4 = [
  -1, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635, -0.18477343022823334,
  -0.09105003625154495, 0, 0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224,
  0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1,
];
const TABLES: Readonly<Record<number, readonly number[]>> = { 0: [...FP4, ...FP4.map((x) => -x)], 1: NF4 };

/** The codes of a vector of bytes, high half first, as indices. */
function codesOf(b: ImportBuilder, bytes: Value): Value {
  const high = build.shiftRight(b, bytes, b.scalar('u8', 4));
  const low = build.bitwiseAnd(b, bytes, b.scalar('u8', 15));
  const pairs = build.concat(
    b,
    [high, low].map((half) => build.unsqueeze(b, half, { axes: [1] })),
    { axis: 1 },
  );
  return b.cast(pairs, 'i64');
}

function weight(n: NodeReader, b: ImportBuilder, rows: number, columns: number): Value {
  const table = TABLES[n.int('quant_type')] ?? n.unsupported(`quant_type=${n.int('quant_type')}`);
  const [size, block, elem] = [rows * columns, n.int('block_size'), n.elem(0)];
  if (block < 1) n.invalid(`block_size is ${block}`);
  const [bytes, blocks] = [Math.ceil(size / 2), Math.ceil(size / block)];
  const codes = b.reshape(codesOf(b, b.reshape(n.in(1), [bytes])), [2 * bytes]);
  const reals = b.constant(b.freeName('codes'), tensorFromNumbers('f32', [16], table));
  const parts = build.gather(b, reals, first(b, codes, 0, size, 2 * bytes), { axis: 0 });
  const spread = build.expand(b, b.reshape(b.cast(n.in(2), 'f32'), [blocks, 1]), { shape: [blocks, block] });
  const most = first(b, b.reshape(spread, [blocks * block]), 0, size, blocks * block);
  return b.reshape(b.cast(build.mul(b, parts, most), elem), [rows, columns]);
}

export const matMulBnb4 = importRule('com.microsoft', 'MatMulBnb4', {
  '1-': (n, b) => {
    const w = weight(n, b, n.int('N'), n.int('K'));
    return n.flag('transB') ? build.fullyConnected(b, n.in(0), w) : build.matmul(b, n.in(0), w);
  },
});
