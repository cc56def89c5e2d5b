// The graph type of a value that a manifest describes.

import { dimOf, type TensorInfo } from '@afterglow/bundle';
import { invariant, isElementType } from '@afterglow/core';
import { mapType, openType, optionalType, sequenceType, type Type, tensorType } from '@afterglow/ir';

export function typeOfInfo({ elem, shape, open, wrap = [] }: TensorInfo): Type {
  invariant(isElementType(elem), 'a checked manifest names element types');
  const inner: Type = open ? openType(elem, open) : tensorType(elem, shape.map(dimOf));
  return wrap.reduceRight<Type>((of, kind) => {
    if (kind === 'sequence') return sequenceType(of);
    if (kind === 'optional') return optionalType(of);
    const keys = kind.replace('map of ', '');
    invariant(isElementType(keys), 'a checked manifest names element types');
    return mapType(keys, of);
  }, inner);
}
