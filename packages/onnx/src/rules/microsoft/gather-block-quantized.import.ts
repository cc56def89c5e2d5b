// GatherBlockQuantized: rows of a table stored in blocks, picked and then dequantised, so that the table stays small. Where
// blocks run along the axis that is picked from, the table is dequantised first.

import { type ElementType, elementBits, isInteger } from '@afterglow/core';
import { build, type Shape, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { first, unpacked, unsignedOf } from './packed-weight.js';

/** A table, or rows of it: codes (packed, where the operator packs them), and the numbers of each block. */
interface Table {
  readonly codes: Value;
  readonly scales: Value;
  readonly zero: Value | undefined;
}

function shapeOf(x: Value): Shape {
  return x.type.kind === 'tensor' ? x.type.shape : [];
}

/** Scales of one entry along an axis that no block runs along belong to all of it. */
function expandedScales(n: NodeReader, b: ImportBuilder, along: number): Value {
  const given = n.shape(2);
  const shape = given.map((size, i) => (i === along || size !== 1 ? size : (n.shape(0)[i] ?? size)));
  return given.every((size, i) => size === shape[i]) ? n.in(2) : build.expand(b, n.in(2), { shape });
}

/** Takes codes and zero points apart and dequantises, with blocks along `axis`. */
function reals(n: NodeReader, b: ImportBuilder, table: Table, elem: ElementType, axis: number): Value {
  const isPacked = n.elem(0) === 'u8';
  const codes = isPacked ? unpacked(b, table.codes, elem) : table.codes;
  const blocks = shapeOf(table.scales);
  const last = blocks.length - 1;
  let { zero } = table;
  if (zero && isPacked) {
    const apart = unpacked(b, zero, elem);
    zero = first(b, apart, last, blocks[last] ?? 1, shapeOf(apart)[last] ?? 1);
  } else if (isPacked) zero = build.expand(b, b.scalar(elem, 2 ** (elementBits(elem) - 1)), { shape: blocks });
  const size = shapeOf(codes)[axis];
  const given = n.int('block_size');
  if (given === 0 && typeof size !== 'number') n.unsupported('block_size=0, and an axis of unknown size');
  const block = given === 0 ? (size as number) : given;
  return build.dequantizeLinear(b, codes, table.scales, zero, { to: n.elem(2), axis, block });
}

export const gatherBlockQuantized = importRule('com.microsoft', 'GatherBlockQuantized', {
  '1-': (n, b) => {
    const elem = n.elem(0) === 'u8' ? unsignedOf(n, n.int('bits')) : n.elem(0);
    if (n.has(3) && !isInteger(elem)) n.invalid(`data of type ${elem} have no zero points`);
    const rank = n.rank(0);
    const [from, along] = [n.axis(n.int('gather_axis'), rank), n.axis(n.int('quantize_axis'), rank)];
    const table: Table = { codes: n.in(0), scales: expandedScales(n, b, along), zero: n.maybe(3) };
    const pick = (x: Value) => build.gather(b, x, n.in(1), { axis: from });
    const isPacked = elementBits(elem) < elementBits(n.elem(0));
    if (from === along || (isPacked && from === rank - 1)) return pick(reals(n, b, table, elem, along));
    const rows = { codes: pick(table.codes), scales: pick(table.scales), zero: table.zero && pick(table.zero) };
    return reals(n, b, rows, elem, along > from ? along + n.rank(1) - 1 : along);
  },
});
