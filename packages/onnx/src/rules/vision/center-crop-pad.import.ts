import { type Dim, dim } from '@afterglow/core';
import { build, freshSymbol, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** What is added (or, negative, cut) before and after: half of the difference each, the odd element after. */
function halves(n: NodeReader, difference: Dim): readonly [Dim, Dim] {
  const { symbols } = n.context.session;
  // Halves are rounded towards 0 whichever sign the difference has.
  const before = dim.add(dim.floorDiv(symbols.max(difference, 0), 2), dim.ceilDiv(symbols.min(difference, 0), 2));
  return [before, dim.sub(difference, before)];
}

/** The same for a shape known only when the data are: integer division rounds towards 0, too. */
function dynamicCrop(n: NodeReader, b: ImportBuilder, axes: readonly number[]): Value {
  const sizes = build.gather(b, build.shapeOf(b, n.in(0)), b.integers(axes));
  const difference = build.sub(b, b.cast(n.in(1), 'i64'), sizes);
  const before = build.div(b, difference, b.integers(axes.map(() => 2)));
  const pads = build.concat(b, [before, build.sub(b, difference, before)], { axis: 0 });
  const shape = n.shape(0).map((size, axis) => (axes.includes(axis) ? freshSymbol(b.func, 'cropped') : size));
  const options = { types: [tensorType(n.elem(0), shape)] };
  return build.dynamicPad(b, n.in(0), pads, undefined, b.integers(axes), {}, options);
}

/** ONNX CenterCropPad: a pad, with negative pads where it crops. */
export const centerCropPad = importRule('ai.onnx', 'CenterCropPad', {
  '18-': (n, b) => {
    const shape = n.shape(0);
    const axes = n.axes(n.maybeInts('axes') ?? shape.map((_, axis) => axis), shape.length);
    const wanted = n.dims(1);
    if (!wanted) return dynamicCrop(n, b, axes);
    if (wanted.length !== axes.length) n.invalid(`${wanted.length} sizes for ${axes.length} axes`);
    const pads = axes.map((axis, i) => halves(n, dim.sub(wanted[i] ?? 0, shape[axis] ?? 0)));
    return build.pad(b, n.in(0), undefined, { pads: [...pads.map(([p]) => p), ...pads.map(([, p]) => p)], axes });
  },
});
