// Folds that compute nothing: the result is another view of the same bytes, or still one value. They cost no memory, so no
// budget applies.

import {
  convertTensor,
  ELEMENT_TYPES,
  type ElementType,
  reshapeTensor,
  splatTensor,
  type Tensor,
  tensorSize,
} from '@afterglow/core';
import { type Node, storedForm } from '@afterglow/ir';
import { numbersAttr, tensorTypeOf, uniformValue } from '../look.js';

type LazyFold = (node: Node, operands: readonly (Tensor | undefined)[]) => Tensor | undefined;

function targetShape(node: Node): readonly number[] | undefined {
  const type = tensorTypeOf(node.results[0]);
  return type && !type.encoding ? storedForm(type)?.shape : undefined;
}

/** Same elements in the same order under another shape. */
const relabel: LazyFold = (node, [x]) => {
  const shape = targetShape(node);
  return x && shape && reshapeTensor(x, shape);
};

/** Any rearrangement or repetition of one repeated value. */
const ofSplat: LazyFold = (node, [x]) => {
  const shape = targetShape(node);
  if (!x || !shape || x.elem === 'string') return undefined;
  if (x.storage.kind === 'splat') return splatTensor(x.elem, shape, x.storage.value);
  if (tensorSize(x) !== 1 || x.elem === 'i64' || x.elem === 'u64') return undefined;
  const value = uniformValue(x);
  return value === undefined || Number.isNaN(value) ? undefined : splatTensor(x.elem, shape, value);
};

/** Element types whose conversions leave nothing to choose: everything but strings, complex numbers and floats below 16 bits. */
function isPlainNumber(elem: ElementType): boolean {
  const { class: kind, bits } = ELEMENT_TYPES[elem];
  return kind !== 'string' && kind !== 'complex' && !(kind === 'float' && bits <= 8);
}

/** Conversion happens while the constant is read. */
const convert: LazyFold = (node, [x]) => {
  const to = tensorTypeOf(node.results[0])?.elem;
  return x && to && isPlainNumber(x.elem) && isPlainNumber(to) ? convertTensor(x, to) : undefined;
};

const makeSplat: LazyFold = (node) => {
  const type = tensorTypeOf(node.results[0]);
  const shape = targetShape(node);
  const { value } = node.attrs;
  if (!type || !shape || typeof value !== 'number' || !isPlainNumber(type.elem)) return undefined;
  return splatTensor(type.elem, shape, value);
};

const transposed: LazyFold = (node, operands) => {
  const shape = operands[0]?.shape;
  const moved = numbersAttr(node, 'perm')?.filter((axis) => shape?.[axis] !== 1);
  const inOrder = moved?.every((axis, i) => i === 0 || axis > (moved[i - 1] ?? 0));
  return inOrder ? relabel(node, operands) : ofSplat(node, operands);
};

/** By op name: the folded constant, or undefined when it has to be computed after all. */
export const lazyFolds: Readonly<Record<string, LazyFold>> = {
  identity: relabel,
  reshape: relabel,
  squeeze: relabel,
  unsqueeze: relabel,
  transpose: transposed,
  cast: convert,
  splat: makeSplat,
  expand: ofSplat,
  tile: ofSplat,
  slice: ofSplat,
};
