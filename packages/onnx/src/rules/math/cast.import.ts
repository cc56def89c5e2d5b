import { type ElementType, elementTypeFromOnnx } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Names of `TensorProto.DataType` up to opset 5, where `to` was a string. */
const OLD_NAMES = [
  'UNDEFINED FLOAT UINT8 INT8 UINT16 INT16 INT32 INT64 STRING BOOL FLOAT16 DOUBLE UINT32 UINT64 COMPLEX64 COMPLEX128',
].flatMap((names) => names.split(' '));

/** `saturate` and `round_mode` say how numbers become 8-bit floats; other targets leave nothing to choose. */
function convert(n: NodeReader, b: ImportBuilder, to: ElementType): Value {
  const saturate = n.maybeInt('saturate') !== 0;
  const directed = to === 'f8e8m0' && n.version >= 24;
  const round = directed ? n.word('round_mode', { nearest: 'nearest', up: 'up', down: 'down' }) : undefined;
  return b.value('cast', [n.in(0)], { to, saturate, round });
}

/** ONNX Cast: the type was a name up to opset 5; float8 may wrap to infinity instead of saturating since 19. */
export const cast = importRule('ai.onnx', 'Cast', {
  '1-5': (n, b) => {
    const to = elementTypeFromOnnx(OLD_NAMES.indexOf(n.string('to').toUpperCase()));
    return convert(n, b, to ?? n.invalid(`"${n.string('to')}" is not an element type`));
  },
  '6-': (n, b) => convert(n, b, n.elementType('to')),
});

/** ONNX CastLike: the type of the second operand, whose values do not matter. */
export const castLike = importRule('ai.onnx', 'CastLike', { '15-': (n, b) => convert(n, b, n.elem(1)) });
