// LabelEncoder and CategoryMapper: tables from keys to values, and a value for everything else.

import { isFloat, isInteger, splatTensor, type Tensor, tensorSize } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { integerVector, maybeFloats, maybeIntegers, maybeStrings, onlyOne, table } from './tables.js';

function lookUp(n: NodeReader, b: ImportBuilder, keys: Tensor, values: Tensor, rest: Tensor): Value {
  if (keys.elem !== n.elem(0)) n.invalid(`the keys are ${keys.elem}, but operand 0 is ${n.elem(0)}`);
  const [k, v] = [tensorSize(keys), tensorSize(values)];
  if (k !== v) n.invalid(`there are ${k} keys, but ${v} values`);
  if (tensorSize(rest) !== 1) n.invalid('the default is not one value');
  const column = (name: string, tensor: Tensor) => table(b, name, { ...tensor, shape: [k] });
  const otherwise = table(b, 'default', { ...rest, shape: [] });
  return build.labelEncoder(b, n.in(0), column('keys', keys), column('values', values), otherwise);
}

/** Keys or values: exactly one of the lists. */
function column(n: NodeReader, name: 'keys' | 'values'): Tensor {
  const lists = [
    maybeStrings(n, `${name}_strings`),
    maybeIntegers(n, `${name}_int64s`),
    maybeFloats(n, `${name}_floats`),
  ];
  const given = onlyOne(n, `${name}_*`, [...lists, n.tensor(`${name}_tensor`)]);
  return given ?? n.invalid(`no ${name}_* are given`);
}

/** What stands for elements that are not keys: -1, -0 or "_Unused" where the node says nothing. */
function defaultOf(n: NodeReader, values: Tensor): Tensor {
  const { elem } = values;
  const tensor = n.tensor('default_tensor');
  if (tensor) return tensor.elem === elem ? tensor : n.invalid(`default_tensor is ${tensor.elem}, not ${elem}`);
  if (elem === 'string') return splatTensor(elem, [], n.string('default_string'));
  // The attributes are one int64 and one float for the types of all widths.
  if (isInteger(elem)) return splatTensor(elem, [], n.attributes.get('default_int64')?.i ?? n.int('default_int64'));
  return isFloat(elem) ? splatTensor(elem, [], n.float('default_float')) : n.invalid(`values of type ${elem}`);
}

/** Integers as keys and strings as values, or the other way round, by what comes in. */
function betweenStrings(n: NodeReader, b: ImportBuilder, integers: Tensor, strings: Tensor): Value {
  if (n.elem(0) !== 'string') {
    return lookUp(n, b, integers, strings, splatTensor('string', [], n.string('default_string')));
  }
  const rest = n.attributes.get('default_int64')?.i ?? n.int('default_int64');
  return lookUp(n, b, strings, integers, splatTensor('i64', [], rest));
}

export const labelEncoder = importRule('ai.onnx.ml', 'LabelEncoder', {
  '1': (n, b) => {
    const classes = maybeStrings(n, 'classes_strings') ?? n.invalid('classes_strings is missing');
    return betweenStrings(n, b, integerVector([...Array(tensorSize(classes)).keys()]), classes);
  },
  '2-': (n, b) => {
    const values = column(n, 'values');
    return lookUp(n, b, column(n, 'keys'), values, defaultOf(n, values));
  },
});

export const categoryMapper = importRule('ai.onnx.ml', 'CategoryMapper', {
  '1-': (n, b) => {
    const integers = maybeIntegers(n, 'cats_int64s') ?? n.invalid('cats_int64s is missing');
    const strings = maybeStrings(n, 'cats_strings') ?? n.invalid('cats_strings is missing');
    return betweenStrings(n, b, integers, strings);
  },
});
