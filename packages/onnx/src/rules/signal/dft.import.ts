import { type Dim, dim } from '@afterglow/core';
import { build, freshSymbol, type Shape, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** The length of the signal: given, or that of the axis; half a spectrum stands for an even one. */
function lengthOf(n: NodeReader, axis: number, onesidedInverse: boolean): Dim | undefined {
  if (n.has(1)) return n.dims(1)?.[0];
  const size = n.shape(0)[axis] ?? 1;
  return onesidedInverse ? dim.mul(dim.sub(size, 1), 2) : size;
}

function dft(n: NodeReader, b: ImportBuilder, axisGiven: number | undefined): Value {
  const attrs = { inverse: n.flag('inverse'), onesided: n.flag('onesided') };
  const x = n.in(0);
  if (axisGiven === undefined) return build.dynamicDft(b, x, n.maybe(1), n.maybe(2), attrs);
  const axis = n.axis(axisGiven, n.rank(0));
  const length = lengthOf(n, axis, attrs.inverse && attrs.onesided);
  if (length !== undefined) return build.dft(b, x, { ...attrs, axis, length });
  const shape: Shape = n.shape(0).map((size, i) => (i === axis ? freshSymbol(b.func, 'dft') : size));
  const type = tensorType(n.elem(0), [...shape.slice(0, -1), attrs.inverse && attrs.onesided ? 1 : 2]);
  return build.dynamicDft(b, x, n.maybe(1), b.scalar('i64', axis), attrs, { types: [type] });
}

/** ONNX DFT: the axis was an attribute in opset 17 and is an operand since 20. */
export const dftRule = importRule('ai.onnx', 'DFT', {
  '17-19': (n, b) => dft(n, b, n.int('axis')),
  '20-': (n, b) => {
    const known = n.has(2) ? n.dims(2)?.[0] : -2;
    return dft(n, b, typeof known === 'number' ? known : undefined);
  },
});
