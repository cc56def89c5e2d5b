import { type Dim, dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { poolKernel, windowList } from '../nn/window.js';

/** The shape that was pooled, as far as the window tells. */
function unpooledShape(n: NodeReader): readonly Dim[] {
  const kernel = poolKernel(n);
  const strides = windowList(n, 'strides', kernel.length, 1);
  const pads = windowList(n, 'pads', 2 * kernel.length, 0);
  const [batch = 1, channels = 1, ...spatial] = n.shape(0);
  const sizes = spatial.map((size, i) => {
    const reach = (kernel[i] ?? 1) - (pads[i] ?? 0) - (pads[i + kernel.length] ?? 0);
    return dim.add(dim.mul(dim.sub(size, 1), strides[i] ?? 1), reach);
  });
  return [batch, channels, ...sizes];
}

/** Elements written where they came from in a tensor of zeros. Indices count over the whole of it. */
function unpool(n: NodeReader, b: ImportBuilder, shape: readonly Dim[]): Value {
  const blank = build.splat(b, { shape: [dim.product(shape)], value: 0, elem: n.elem(0) });
  const count = [dim.product(n.shape(0))];
  const indices = b.reshape(n.in(1), count);
  return b.reshape(build.scatterElements(b, blank, indices, b.reshape(n.in(0), count)), shape);
}

/**
 * ONNX MaxUnpool. Indices count in the shape that follows from the window. A given output shape that is larger adds zeros at
 * the ends, as the ONNX reference and its test cases have it; pads then do not matter.
 */
export const maxUnpool = importRule('ai.onnx', 'MaxUnpool', {
  '9-': (n, b) => {
    const shape = unpooledShape(n);
    const whole = unpool(n, b, shape);
    if (!n.has(2)) return whole;
    const axes = shape.map((_, axis) => axis);
    const zeros = shape.map(() => 0);
    const wanted = n.dims(2);
    if (!wanted) {
      const more = build.sub(b, b.cast(n.in(2), 'i64'), build.shapeOf(b, whole));
      return build.dynamicPad(b, whole, build.concat(b, [b.integers(zeros), more], { axis: 0 }));
    }
    if (wanted.length !== shape.length) n.invalid(`output_shape has ${wanted.length} entries for rank ${shape.length}`);
    return build.pad(b, whole, undefined, {
      pads: [...zeros, ...wanted.map((d, i) => dim.sub(d, shape[i] ?? 0))],
      axes,
    });
  },
});
