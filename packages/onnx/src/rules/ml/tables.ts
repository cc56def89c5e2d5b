// What a node of ai.onnx.ml has learnt: lists in its attributes, which become constants of the module, since they may be long.

import { stringTensor, type Tensor, tensorFromArray, tensorFromNumbers, tensorSize } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';

/** A constant named after the node. */
export function table(b: ImportBuilder, name: string, tensor: Tensor): Value {
  return b.constant(b.freeName(name), tensor);
}

export function integerVector(values: readonly (number | bigint)[]): Tensor {
  return tensorFromArray('i64', [values.length], BigInt64Array.from(values, BigInt));
}

/** A list of 64-bit integers, exact; undefined where it is not given or empty. */
export function maybeIntegers(n: NodeReader, name: string): Tensor | undefined {
  const given = n.attributes.get(name)?.ints;
  return given && given.length > 0 ? integerVector(given.map((value) => BigInt.asIntN(64, value))) : undefined;
}

export function maybeStrings(n: NodeReader, name: string): Tensor | undefined {
  const given = n.maybeStrings(name);
  return given && given.length > 0 ? stringTensor([given.length], given) : undefined;
}

export function maybeFloats(n: NodeReader, name: string): Tensor | undefined {
  const given = n.maybeFloats(name);
  return given && given.length > 0 ? tensorFromNumbers('f32', [given.length], given) : undefined;
}

/** A vector of floats, given as a list or, in another precision, as the tensor of the attribute with `_as_tensor`. */
export function maybeReals(n: NodeReader, name: string): Tensor | undefined {
  const list = maybeFloats(n, name);
  const tensor = n.tensor(`${name}_as_tensor`);
  if (list && tensor) n.invalid(`${name} is given as a list and as a tensor`);
  if (tensor && tensor.elem !== 'f64' && tensor.elem !== 'f32') n.invalid(`${name}_as_tensor is ${tensor.elem}`);
  return list ?? (tensor && { ...tensor, shape: [tensorSize(tensor)] });
}

/** The one of several lists that is given, or undefined; two of them are one too many. */
export function onlyOne(n: NodeReader, names: string, lists: readonly (Tensor | undefined)[]): Tensor | undefined {
  const given = lists.filter((list) => list !== undefined);
  if (given.length > 1) n.invalid(`only one of ${names} may be given`);
  return given[0];
}

/** Labels of classes, integers or strings. */
export function labelsOf(n: NodeReader, integers: string, strings: string): Tensor {
  const labels = onlyOne(n, `${integers} and ${strings}`, [maybeIntegers(n, integers), maybeStrings(n, strings)]);
  return labels ?? n.invalid(`neither ${integers} nor ${strings} is given`);
}

/** Operand 0 with its rows along the first of two axes; a vector is one row. */
export function rowsOf(n: NodeReader, b: ImportBuilder): Value {
  const shape = n.shape(0);
  if (shape.length > 2) n.invalid(`operand 0 has ${shape.length} axes, but must be [N, F]`);
  return shape.length === 2 ? n.in(0) : b.reshape(n.in(0), [1, ...(shape.length === 0 ? [1] : shape)]);
}
