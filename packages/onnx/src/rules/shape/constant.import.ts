import { stringTensor, type Tensor, tensorFromArray, tensorFromNumbers } from '@afterglow/core';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function constantOf(n: NodeReader): Tensor {
  const tensor = n.tensor('value') ?? n.sparse('sparse_value');
  if (tensor) return tensor;
  const { attributes } = n;
  // 64-bit integers are taken from the attribute itself: as numbers they would be rounded.
  const ints = n.given('value_int') ? [attributes.get('value_int')?.i ?? 0n] : attributes.get('value_ints')?.ints;
  if (ints) return tensorFromArray('i64', n.given('value_int') ? [] : [ints.length], BigInt64Array.from(ints));
  const floats = n.given('value_float') ? [n.float('value_float')] : n.maybeFloats('value_floats');
  if (floats) return tensorFromNumbers('f32', n.given('value_float') ? [] : [floats.length], floats);
  const strings = n.given('value_string') ? [n.string('value_string')] : n.maybeStrings('value_strings');
  if (strings) return stringTensor(n.given('value_string') ? [] : [strings.length], strings);
  return n.invalid('it has no value');
}

/** ONNX Constant: becomes no node, but a constant of the module when somebody reads it. */
export const constant = importRule('ai.onnx', 'Constant', { '1-': constantOf });
