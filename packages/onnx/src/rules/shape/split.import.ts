import { type Dim, dim } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Parts of equal size; the last may be smaller where `uneven` allows it. */
function equalParts(n: NodeReader, size: Dim, parts: number, uneven: boolean): readonly Dim[] {
  if (parts < 1) n.invalid('there must be an output');
  if (!uneven) {
    if (typeof size === 'number' && size % parts !== 0) n.invalid(`${size} does not divide into ${parts} equal parts`);
    return Array.from({ length: parts }, () => dim.floorDiv(size, parts));
  }
  const part = dim.ceilDiv(size, parts);
  const last = dim.sub(size, dim.mul(part, parts - 1));
  if (typeof last === 'number' && last < 0) n.invalid(`${dim.printDim(size)} does not divide into ${parts} parts`);
  return Array.from({ length: parts }, (_, i) => (i === parts - 1 ? last : part));
}

function split(n: NodeReader, b: ImportBuilder, given: readonly Dim[] | undefined, parts?: number): readonly Value[] {
  const axis = n.axis(n.int('axis'), n.rank(0));
  const size = n.shape(0)[axis] ?? 0;
  const sizes = given ?? equalParts(n, size, parts ?? n.outputCount, parts !== undefined);
  if (sizes.length !== n.outputCount) n.invalid(`${sizes.length} parts for ${n.outputCount} outputs`);
  return b.values('split', [n.in(0)], { axis, sizes }, { resultCount: sizes.length });
}

/** Sizes from an operand, which must follow from shapes. */
function computedSizes(n: NodeReader): readonly Dim[] | undefined {
  return n.has(1) ? (n.dims(1) ?? n.unsupported('sizes that are computed from data')) : undefined;
}

/** ONNX Split: sizes were an attribute up to opset 12; since 18 the number of outputs may be given, and be uneven. */
export const splitRule = importRule('ai.onnx', 'Split', {
  '1-12': (n, b) => split(n, b, n.maybeInts('split') ?? computedSizes(n)),
  '13-17': (n, b) => split(n, b, computedSizes(n)),
  '18-': (n, b) => split(n, b, computedSizes(n), n.maybeInt('num_outputs')),
});
