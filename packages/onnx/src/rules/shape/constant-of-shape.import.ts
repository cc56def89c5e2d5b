import { isInteger, scalarOf, splatTensor, tensorFromNumbers, tensorSize } from '@afterglow/core';
import { build, freshSymbol, tensorType } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import { knownSizes } from './known-sizes.js';

/** ONNX ConstantOfShape: a symbolic constant where the shape is known, so that a huge fill costs nothing. */
export const constantOfShape = importRule('ai.onnx', 'ConstantOfShape', {
  '9-': (n, b) => {
    const fill = n.tensor('value') ?? tensorFromNumbers('f32', [1], [0]);
    const value = tensorSize(fill) === 1 ? scalarOf(fill) : undefined;
    if (value === undefined || typeof value === 'string') return n.invalid('attribute "value" must be one number');
    const { elem } = fill;
    const shape = n.dims(0);
    const negative = shape?.find((d) => typeof d === 'number' && d < 0);
    if (negative !== undefined) n.invalid(`the shape has a size of ${negative}`);
    const numbers = shape?.filter((d) => typeof d === 'number');
    if (numbers && numbers.length === shape?.length) {
      b.checkSize(tensorType(elem, numbers));
      return splatTensor(elem, numbers, value);
    }
    const number = Number(value);
    // An attribute holds no integer beyond 2^53: such a value is a constant that is repeated.
    const wide = isInteger(elem) && !Number.isSafeInteger(number) ? b.scalar(elem, value) : undefined;
    if (shape) return wide ? build.expand(b, wide, { shape }) : build.splat(b, { shape, value: number, elem });
    const length = n.lengthOf(0, 'sizes', (rank) => rank);
    const sizes = b.reshape(b.cast(n.in(0), 'i64'), [length]);
    const known = knownSizes(n, 0, length).map((size) => size ?? freshSymbol(b.func, 'splat'));
    const options = { types: [tensorType(elem, known)] };
    if (wide) return build.dynamicExpand(b, wide, sizes, options);
    return build.dynamicSplat(b, sizes, { value: number, elem }, options);
  },
});
