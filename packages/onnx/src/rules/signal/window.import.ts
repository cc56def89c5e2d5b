// Window functions, by their function bodies: sums of cosines of evenly spaced angles. Computed in double, converted once.

import { build, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** 0, 1, … below the size operand. */
function positions(n: NodeReader, b: ImportBuilder, size: Value): Value {
  const index = n.elem(0);
  const known = n.dims(0)?.[0];
  if (typeof known === 'number' && known < 0) n.invalid(`the size is ${known}`);
  const options = known === undefined ? {} : { types: [tensorType(index, [known])] };
  return build.range(b, b.scalar(index, 0), size, b.scalar(index, 1), options);
}

/** Σ terms[k] · cos(k · 2π·i / N) for each i below the size; N is the size of a periodic window, one less of a symmetric one. */
function cosineWindow(n: NodeReader, b: ImportBuilder, terms: readonly number[]): Value {
  const size = b.reshape(n.in(0), []);
  const double = (value: number) => b.scalar('f64', value);
  const places = b.cast(positions(n, b, size), 'f64');
  const span = n.flag('periodic') ? size : build.sub(b, size, b.scalar(n.elem(0), 1));
  const angle = build.div(b, build.mul(b, places, double(2 * Math.PI)), b.cast(span, 'f64'));
  const [constant = 0, ...rest] = terms;
  const sum = rest.reduce<Value>((sofar, factor, k) => {
    const cosine = build.cos(b, k === 0 ? angle : build.mul(b, angle, double(k + 1)));
    return build.add(b, sofar, build.mul(b, cosine, double(factor)));
  }, double(constant));
  return b.cast(sum, n.elementType('output_datatype'));
}

/** ONNX HannWindow (sin²(π·i / N)), HammingWindow and BlackmanWindow. */
export const windowRules: readonly ImportRule[] = Object.entries({
  HannWindow: [0.5, -0.5],
  HammingWindow: [25 / 46, -21 / 46],
  BlackmanWindow: [0.42, -0.5, 0.08],
}).map(([op, terms]) => importRule('ai.onnx', op, { '17-': (n, b) => cosineWindow(n, b, terms) }));
