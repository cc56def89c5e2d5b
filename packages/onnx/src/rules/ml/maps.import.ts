// Maps of ai.onnx.ml. They are values of the host: what classifiers exported from scikit-learn end in.

import { type ElementType, tensorSize } from '@afterglow/core';
import { build, type Type, type Value } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { labelsOf, rowsOf, table } from './tables.js';

export const zipMap = importRule('ai.onnx.ml', 'ZipMap', {
  '1-': (n, b) => {
    const keys = labelsOf(n, 'classlabels_int64s', 'classlabels_strings');
    return build.zipMap(b, rowsOf(n, b), table(b, 'keys', keys));
  },
});

/** The element types of keys and values of operand 0. */
function mapTypeOf(n: NodeReader): { readonly map: Value; readonly keys: ElementType; readonly values: ElementType } {
  const type: Type = n.type(0);
  if (type.kind !== 'map' || type.of.kind !== 'tensor') n.invalid(`operand 0 is ${type.key}, not a map of scalars`);
  return { map: n.in(0), keys: type.keys, values: type.of.elem };
}

/** The values of a map in the order of their keys, or at the places that the keys are. */
export const castMap = importRule('ai.onnx.ml', 'CastMap', {
  '1-': (n, b) => {
    const { map, keys, values } = mapTypeOf(n);
    if (keys !== 'i64') n.invalid(`the keys are ${keys}, not i64`);
    const to = n.word('cast_to', { TO_FLOAT: 'f32', TO_STRING: 'string', TO_INT64: 'i64' } as const);
    const isSparse = n.word('map_form', { DENSE: false, SPARSE: true });
    const size = n.int('max_map');
    if (isSparse && size < 1) n.invalid(`max_map is ${size}`);
    return b.cast(build.mapValues(b, map, { elem: values, ...(isSparse ? { size } : {}) }), to);
  },
});

export const dictVectorizer = importRule('ai.onnx.ml', 'DictVectorizer', {
  '1-': (n, b) => {
    const { map, keys, values } = mapTypeOf(n);
    const vocabulary = labelsOf(n, 'int64_vocabulary', 'string_vocabulary');
    if (vocabulary.elem !== keys) n.invalid(`the vocabulary is ${vocabulary.elem}, but the keys are ${keys}`);
    if (tensorSize(vocabulary) === 0) n.invalid('the vocabulary is empty');
    return build.dictVectorizer(b, map, table(b, 'vocabulary', vocabulary), { elem: values });
  },
});
