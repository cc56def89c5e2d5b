import { type ElementType, elementBits } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { inverseDeviation } from './inverse-deviation.js';

/** The element type in which mean and deviation are computed. */
function stashType(n: NodeReader): ElementType {
  return n.elementType('stash_type');
}

/** Axes from `axis` to the last. */
function lastAxes(n: NodeReader): readonly number[] {
  const axis = n.axis(n.int('axis'), n.rank(0));
  return Array.from({ length: n.rank(0) - axis }, (_, i) => axis + i);
}

/** The normalisation with its scale and bias, which may also vary along the axes before those that are normalised. */
function scaled(n: NodeReader, b: ImportBuilder, axes: readonly number[]): Value {
  const isInside = (index: number) => n.rank(index) <= axes.length;
  const attrs = { axis: n.rank(0) - axes.length, epsilon: n.float('epsilon') };
  const bias = n.maybe(2);
  const isAfter = bias !== undefined && !isInside(2);
  if (isInside(1)) {
    const y = build.layerNorm(b, n.in(0), n.in(1), isAfter ? undefined : bias, attrs);
    return isAfter ? build.add(b, y, bias) : y;
  }
  const plain = build.layerNorm(b, n.in(0), b.scalar(n.elem(1), 1), undefined, attrs);
  const y = build.mul(b, plain, n.in(1));
  return bias ? build.add(b, y, bias) : y;
}

/**
 * ONNX LayerNormalization, with mean and inverse deviation as further outputs where somebody reads them. ONNX Runtime writes it into
 * models of older operator sets too.
 */
export const layerNormalization = importRule('ai.onnx', 'LayerNormalization', {
  '1-': (n, b) => {
    const axes = lastAxes(n);
    const y = scaled(n, b, axes);
    if (!n.wants(1) && !n.wants(2)) return y;
    const x = b.cast(n.in(0), stashType(n));
    const mean = build.reduceMean(b, x, { axes, keepdims: true });
    return [y, mean, n.wants(2) ? inverseDeviation(n, b, build.sub(b, x, mean), axes) : undefined];
  },
});

/**
 * ONNX RMSNormalization. Where it is computed in less than 32 bits, x is rounded to that first: what the steps after it lose then is
 * below what the definition leaves open.
 */
export const rmsNormalization = importRule('ai.onnx', 'RMSNormalization', { '23-': rmsNorm });

function rmsNorm(n: NodeReader, b: ImportBuilder): Value {
  const stash = stashType(n);
  const x = elementBits(stash) < 32 && stash !== n.elem(0) ? b.cast(n.in(0), stash) : n.in(0);
  return build.rmsNorm(b, x, n.in(1), { axis: n.axis(n.int('axis'), n.rank(0)), epsilon: n.float('epsilon') });
}

/** What ONNX Runtime wrote before RMSNormalization existed, with the inverse root as a second output. */
export const simplifiedLayerNormalization = importRule('ai.onnx', 'SimplifiedLayerNormalization', {
  '1-': (n, b) => [
    rmsNorm(n, b),
    n.wants(1) ? inverseDeviation(n, b, b.cast(n.in(0), stashType(n)), lastAxes(n)) : undefined,
  ],
});
