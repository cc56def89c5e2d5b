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
  const axis = n.axis(n.maybeInt('axis') ?? 0, n.rank(0));
  const size = n.shape(0)[axis] ?? 0;
  const count = given?.length ?? parts ?? n.outputCount;
  if (count !== n.outputCount) n.invalid(`${count} parts for ${n.outputCount} outputs`);
  const sizes = given ?? equalParts(n, size, count, parts !== undefined);
  return b.values('split', [n.in(0)], { axis, sizes }, { resultCount: sizes.length });
}

/** Sizes from an operand: they follow from shapes, or are data. */
function splitOperand(n: NodeReader, b: ImportBuilder, parts?: number): readonly Value[] {
  if (!n.has(1)) return split(n, b, undefined, parts);
  const sizes = n.dims(1);
  if (sizes) return split(n, b, sizes);
  const attrs = { axis: n.axis(n.maybeInt('axis') ?? 0, n.rank(0)), parts: n.outputCount };
  return b.values('dynamic_split', [n.in(0), n.in(1)], attrs, { resultCount: n.outputCount });
}

/** ONNX Split: sizes were an attribute up to opset 12; since 18 the number of outputs may be given, and be uneven. */
export const splitRule = importRule('ai.onnx', 'Split', {
  '1-12': (n, b) => {
    const sizes = n.maybeInts('split');
    return sizes ? split(n, b, sizes) : splitOperand(n, b);
  },
  '13-17': (n, b) => splitOperand(n, b),
  '18-': (n, b) => splitOperand(n, b, n.maybeInt('num_outputs')),
});
