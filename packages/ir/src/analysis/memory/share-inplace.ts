// Results written over operands that nobody needs any more, where the spec of the op allows it.
//
//   %b = relu(%a)     %a dies here: %b takes its bytes

import { dim } from '@afterglow/core';
import type { Node, Value } from '../../graph/graph.js';
import { type TensorType, typeBytes } from '../../graph/type.js';
import type { RegionFlow } from './region-flow.js';
import { overlapping, type Place, type Storages } from './storages.js';

/** Places looked at before an operand is given up: keeps the cost of storages with many places linear. */
const MOST_LOOKED_AT = 256;

function sizes({ shape }: TensorType): TensorType['shape'] {
  const first = shape.findIndex((size) => size !== 1);
  return first < 0 ? [] : shape.slice(first);
}

/** True when elements of both types stand at the same places, at all sizes: equal bytes, equal shapes but for leading ones. */
export function sameLayout(a: Value, b: Value): boolean {
  if (a.type.kind !== 'tensor' || b.type.kind !== 'tensor') return false;
  const [x, y] = [sizes(a.type), sizes(b.type)];
  if (x.length !== y.length || x.some((size, i) => size !== y[i])) return false;
  const [m, n] = [typeBytes(a.type), typeBytes(b.type)];
  return m === n || dim.sub(m, n) === 0;
}

/** The carried value that `result` is the next value of, and that is read for the last time before or at `position`. */
function replaces(result: Value, flow: RegionFlow | undefined, position: number, place: Place): boolean {
  const round = flow?.carried.find(({ next }) => next === result);
  if (!round) return false;
  const { value, lastRead } = place.live;
  return (value === round.param && lastRead <= position) || value === round.result;
}

/**
 * Lets `result`, made at `position`, take over the bytes of one of `operands`. `alike` are the operands that are read
 * element by element, or in another way that allows it; all others must lie elsewhere.
 */
function takeOver(
  storages: Storages,
  result: Place,
  operands: readonly (Value | undefined)[],
  alike: readonly number[],
  allows: (place: Place) => boolean,
): boolean {
  const { storage: own, live } = result;
  for (const index of alike) {
    const operand = operands[index];
    const place = operand && storages.placeOf.get(operand);
    if (!operand || !place || place.storage === own || result.offset !== 0 || own.bytes !== result.bytes) continue;
    if (place.bytes !== result.bytes || !sameLayout(operand, live.value)) continue;
    const { storage, offset, bytes } = place;
    const clash = operands.some((other, i) => {
      const there = other && storages.placeOf.get(other);
      if (!there || there.storage !== storage || !overlapping(there, offset, bytes)) return false;
      return !alike.includes(i) || there.offset !== offset || !sameLayout(other, operand);
    });
    if (clash) continue;
    const needed = (other: Place) => other.live.end > live.start && overlapping(other, offset, bytes) && !allows(other);
    if (storage.end > live.start && (storage.places.length > MOST_LOOKED_AT || storage.places.some(needed))) continue;
    storages.merge(own, storage, offset);
    return true;
  }
  return false;
}

/** Shares the first result of `node` with an operand. `around` is the flow of the node whose region `node` stands in. */
export function shareInplace(storages: Storages, node: Node, around: RegionFlow | undefined): boolean {
  const [result] = node.results;
  const place = result && storages.placeOf.get(result);
  if (!place || !node.op.inplace || node.regions.length > 0) return false;
  const { start } = place.live;
  return takeOver(storages, place, node.operands, node.op.inplace, (other) => replaces(result, around, start, other));
}

/** Lets the carried values of a repeated region begin in the bytes of the operands that they begin as. */
export function shareCarried(storages: Storages, node: Node, flow: RegionFlow): void {
  for (const { initial, param } of flow.carried) {
    const place = storages.placeOf.get(param);
    if (!initial || !place) continue;
    // A value that comes in twice goes separate ways afterwards, so only its one use may take it over.
    takeOver(storages, place, node.operands, [node.operands.indexOf(initial)], () => false);
  }
}
