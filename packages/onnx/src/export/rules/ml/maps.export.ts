// Maps, which only operators of ai.onnx.ml make and read. Keys and vocabularies are attributes there, so they must be constants.

import { arrayOf } from '@afterglow/core';
import { constTensor } from '@afterglow/ir';
import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportMovement } from '../../export-rule.js';

const ML_DOMAIN = 'ai.onnx.ml';

/** The list of operand 1 as the attribute for its type. */
function listed(n: ExportNode, e: Emitter, integers: string, strings: string) {
  const tensor = constTensor(n.value(1));
  if (!tensor) return e.refuse('keys that are no constant');
  const values = Array.from(arrayOf(tensor) as ArrayLike<number | bigint | string>);
  return tensor.elem === 'string'
    ? { [strings]: values.map(String) }
    : { [integers]: values.map((value) => BigInt(value)) };
}

function written(e: Emitter, op: string, x: string, attributes: Parameters<Emitter['ops']>[2]): string {
  e.needs(1, ML_DOMAIN);
  return e.ops(op, [x], attributes, 1, ML_DOMAIN)[0] ?? '';
}

export const zipMap = exportMovement('zip_map', (n, e) =>
  written(e, 'ZipMap', n.in(0), listed(n, e, 'classlabels_int64s', 'classlabels_strings')),
);

export const dictVectorizer = exportMovement('dict_vectorizer', (n, e) =>
  written(e, 'DictVectorizer', n.in(0), listed(n, e, 'int64_vocabulary', 'string_vocabulary')),
);

const CASTS: Readonly<Record<string, string>> = { f32: 'TO_FLOAT', string: 'TO_STRING', i64: 'TO_INT64' };

export const mapValues = exportMovement('map_values', (n, e) => {
  const to = CASTS[n.elemAttr('elem')] ?? e.refuse(`values of type ${n.elemAttr('elem')}`);
  const sparse = n.given('size') ? { map_form: 'SPARSE', max_map: n.int('size') } : { map_form: 'DENSE' };
  return written(e, 'CastMap', n.in(0), { cast_to: to, ...sparse });
});
