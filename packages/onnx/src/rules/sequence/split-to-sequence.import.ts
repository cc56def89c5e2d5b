import { type Dim, dim } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Slices up to this many become values of their own, so that what reads them needs no sequence. */
const MOST_LISTED = 64;

/** Lengths of the slices, when each is known and there are not too many. */
function knownLengths(n: NodeReader, size: Dim): readonly Dim[] | undefined {
  if (n.has(1) && n.rank(1) === 1) {
    const lengths = n.dims(1);
    return lengths && lengths.length <= MOST_LISTED ? lengths : undefined;
  }
  const length = n.has(1) ? n.dims(1)?.[0] : 1;
  if (length === undefined || typeof length !== 'number' || typeof size !== 'number') return undefined;
  if (length <= 0) n.invalid(`slices of length ${length}`);
  const count = Math.ceil(size / length);
  if (count > MOST_LISTED) return undefined;
  return Array.from({ length: count }, (_, i) => Math.min(length, size - i * length));
}

function splitToSequence(n: NodeReader, b: ImportBuilder): Value {
  const shape = n.shape(0);
  const axis = n.axis(n.int('axis'), shape.length);
  // The standard ignores keepdims where lengths are given.
  const keepdims = n.has(1) || n.flag('keepdims');
  const sizes = knownLengths(n, shape[axis] ?? 0);
  if (!sizes || sizes.length === 0) {
    return b.value('split_to_sequence', [n.in(0), n.maybe(1)], { axis, keepdims });
  }
  if (dim.sum(sizes) !== shape[axis] && !n.context.session.symbols.unify(dim.sum(sizes), shape[axis] ?? 0)) {
    n.invalid(`lengths [${sizes.map(dim.printDim).join(', ')}] do not add up to ${dim.printDim(shape[axis] ?? 0)}`);
  }
  const slices = b.values('split', [n.in(0)], { axis, sizes }, { resultCount: sizes.length });
  const items = keepdims ? slices : slices.map((slice) => b.reshape(slice, shape.toSpliced(axis, 1)));
  return b.value('sequence_construct', items);
}

/** ONNX SplitToSequence: a split into listed values where the lengths are known. */
export const splitToSequenceRule = importRule('ai.onnx', 'SplitToSequence', { '11-': splitToSequence });
