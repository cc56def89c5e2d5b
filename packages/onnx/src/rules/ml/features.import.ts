// What ai.onnx.ml does with single features: thresholds, missing values, scales, norms of rows.

import { type ElementType, isFloat, type Tensor, tensorSize } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { maybeFloats, maybeIntegers, table } from './tables.js';

/** 1 above the threshold, else 0. */
export const binarizer = importRule('ai.onnx.ml', 'Binarizer', {
  '1-': (n, b) => {
    const elem = n.elem(0);
    // Thresholds need not be integers where the elements are.
    const wide = elem === 'f32' ? elem : 'f64';
    return b.cast(build.greater(b, b.cast(n.in(0), wide), b.scalar(wide, n.float('threshold'))), elem);
  },
});

/** A value for all features, or one for each entry of the last axis, in the type of the operand. */
function perFeature(n: NodeReader, b: ImportBuilder, name: string, values: Tensor, elem: ElementType): Value {
  const count = tensorSize(values);
  const last = n.shape(0).at(-1) ?? 1;
  const shape = count === 1 ? [] : [count];
  if (count !== 1 && !n.context.session.symbols.unify(last, count)) {
    n.invalid(`${name} has ${count} entries for ${last} features`);
  }
  return b.cast(table(b, name, { ...values, shape }), elem);
}

/** One value replaced by others. NaN is replaced where the value is NaN. */
export const imputer = importRule('ai.onnx.ml', 'Imputer', {
  '1-': (n, b) => {
    const elem = n.elem(0);
    const words = isFloat(elem) ? 'floats' : 'int64s';
    const values =
      (isFloat(elem) ? maybeFloats : maybeIntegers)(n, `imputed_value_${words}`) ??
      n.invalid(`imputed_value_${words} is needed for operand 0, which is ${elem}`);
    const replaced = isFloat(elem)
      ? n.float('replaced_value_float')
      : (n.attributes.get('replaced_value_int64')?.i ?? n.int('replaced_value_int64'));
    const x = n.in(0);
    const isMissing = Number.isNaN(replaced) ? build.isNan(b, x) : build.equal(b, x, b.scalar(elem, replaced));
    return build.where(b, isMissing, perFeature(n, b, 'imputed', values, elem), x);
  },
});

/** (x - offset) * scale. */
export const scaler = importRule('ai.onnx.ml', 'Scaler', {
  '1-': (n, b) => {
    // Integers and doubles keep their precision up to the last step.
    const elem = n.elem(0) === 'f32' ? 'f32' : 'f64';
    const [offset, scale] = [maybeFloats(n, 'offset'), maybeFloats(n, 'scale')];
    let x = b.cast(n.in(0), elem);
    if (offset) x = build.sub(b, x, perFeature(n, b, 'offset', offset, elem));
    if (scale) x = build.mul(b, x, perFeature(n, b, 'scale', scale, elem));
    return b.cast(x, 'f32');
  },
});

/**
 * Rows divided by their norm; a row of norm 0 stays. L1 sums absolute values: the standard's formula has none, but every
 * implementation takes the norm that the name says. The maximum is that of the values with their signs.
 */
export const normalizer = importRule('ai.onnx.ml', 'Normalizer', {
  '1-': (n, b) => {
    const rank = n.rank(0);
    if (rank < 1 || rank > 2) n.invalid(`operand 0 has ${rank} axes, but must be [N, C] or [C]`);
    const reduce = n.word('norm', { MAX: build.reduceMax, L1: build.reduceL1, L2: build.reduceL2 });
    const elem = n.elem(0) === 'f32' ? 'f32' : 'f64';
    const x = b.cast(n.in(0), elem);
    const norm = reduce(b, x, { axes: [rank - 1], keepdims: true });
    const isZero = build.equal(b, norm, b.scalar(elem, 0));
    return b.cast(build.div(b, x, build.where(b, isZero, b.scalar(elem, 1), norm)), 'f32');
  },
});
