// Holds values against types: kinds and element types always, items of sequences one by one. Sizes of plain tensors and of
// what optionals hold are left to `bindShapes`, which knows the symbols.

import { type HostValue, isTensorValue } from '@afterglow/core';
import { printType, type Type } from '@afterglow/ir';
import { printShape } from '../data/shape.js';

/** True when kind and element type are right. Says nothing about items. */
export function isOfKind(value: HostValue, type: Type): boolean {
  if (type.kind === 'tensor' || type.kind === 'open') return isTensorValue(value) && value.elem === type.elem;
  if (isTensorValue(value) || value.kind !== type.kind) return false;
  return value.kind !== 'map' || type.kind !== 'map' || value.keys.elem === type.keys;
}

/** What a value is, where that does not fit the type; else undefined. */
export function misfitOf(value: HostValue, type: Type, inSequence = false): string | undefined {
  if (!isOfKind(value, type)) return isTensorValue(value) ? describe(value) : `a value of kind ${value.kind}`;
  if (isTensorValue(value)) {
    const fits = !inSequence || type.kind !== 'tensor' || fitsItem(value.shape, type);
    return fits ? undefined : describe(value);
  }
  const of = 'of' in type ? type.of : type;
  if (value.kind === 'optional') return value.value && within(misfitOf(value.value, of, inSequence), 'an optional of');
  const items = value.kind === 'map' ? value.values : value.items;
  for (const [i, item] of items.entries()) {
    const misfit = misfitOf(item, of, true);
    if (misfit !== undefined) return `item ${i}: ${misfit}, not ${printType(of)}`;
  }
  return undefined;
}

function within(misfit: string | undefined, where: string): string | undefined {
  return misfit === undefined ? undefined : `${where} ${misfit}`;
}

function describe({ elem, shape }: { readonly elem: string; readonly shape: readonly number[] }): string {
  return `${elem}${printShape(shape)}`;
}

function fitsItem(shape: readonly number[], type: Extract<Type, { kind: 'tensor' }>): boolean {
  return (
    shape.length === type.shape.length && type.shape.every((d, axis) => typeof d !== 'number' || d === shape[axis])
  );
}
