// What a table costs a request: bytes of rows read for one sample. The unit of cost in placement and plans.

import { type Dim, dim, ELEMENT_TYPES } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import type { Ranges } from '../memory.js';

/** Bytes of one row as stored, with its own scale and bias where it has them. */
export function rowBytes(table: Value): number {
  if (table.type.kind !== 'tensor') return 0;
  const { elem, shape, encoding } = table.type;
  const width = shape[1];
  const packed = typeof width === 'number' ? Math.ceil((width * ELEMENT_TYPES[elem].bits) / 8) : 0;
  return packed + (encoding?.kind === 'row' ? (encoding.params === 'f32' ? 8 : 4) : 0);
}

function ratio(lookups: Dim, bags: Dim, ranges: Ranges): number {
  const exact = dim.isKnown(bags) && bags === 0 ? 1 : dim.floorDiv(lookups, bags);
  if (dim.isKnown(exact) && dim.mul(exact, bags) === lookups) return exact;
  const [most, batch] = [dim.dimRange(lookups, ranges).hi, dim.dimRange(bags, ranges).hi];
  return Number.isFinite(most) && Number.isFinite(batch) && batch > 0 ? most / batch : 1;
}

/**
 * Average lookups a bag, where no statistics say: the second dim of two-dimensional indices at its upper end; with
 * offsets the upper ends of lookups over bags; 1 where the ranges do not say either.
 */
export function lookupsOf(bag: Node, ranges: Ranges): number {
  const [, indices] = bag.operands;
  const [result] = bag.results;
  if (indices?.type.kind !== 'tensor' || result?.type.kind !== 'tensor') return 1;
  const [first, second] = indices.type.shape;
  if (second !== undefined) {
    const { hi } = dim.dimRange(second, ranges);
    return Number.isFinite(hi) ? hi : 1;
  }
  const [bags] = result.type.shape;
  return first === undefined || bags === undefined ? 1 : ratio(first, bags, ranges);
}

/** Bytes read a sample by all bags of a table, rounded up. */
export function tableCost(table: Value, bags: readonly Node[], ranges: Ranges, average: number | undefined): number {
  const lookups = bags.reduce((sum, bag) => sum + (average ?? lookupsOf(bag, ranges)), 0);
  return Math.ceil(rowBytes(table) * lookups);
}
