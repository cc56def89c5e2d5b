// Tensors from tensors, without touching the numbers: other element type, other shape.

import { decodeElement, encodeElement } from '../convert/element.js';
import type { EncodeOptions } from '../convert/float-format.js';
import { invariant } from '../diagnostics.js';
import { ELEMENT_TYPES, type ElementType } from '../element-type.js';
import { splatTensor } from './make.js';
import { checkedSize, tensorSize } from './size.js';
import type { Tensor } from './tensor.js';

/**
 * Element-wise conversion, done while the result is read; splats stay splats. Floats round to nearest even, integers
 * truncate and wrap, bool is `x != 0`. No strings, no complex numbers.
 */
export function convertTensor(from: Tensor, elem: ElementType, options?: EncodeOptions): Tensor {
  if (from.elem === elem) return from;
  const classes = [ELEMENT_TYPES[from.elem].class, ELEMENT_TYPES[elem].class];
  invariant(!classes.includes('string') && !classes.includes('complex'), `no conversion from ${from.elem} to ${elem}`);
  if (from.storage.kind === 'splat') {
    const { value } = from.storage;
    const rounded = options && typeof value === 'number' && ELEMENT_TYPES[elem].class === 'float';
    if (!rounded) return splatTensor(elem, from.shape, elem === 'bool' ? Number(value !== 0n && value !== 0) : value);
    return splatTensor(elem, from.shape, decodeElement(elem)(encodeElement(elem, options)(value)));
  }
  const storage = {
    kind: 'converted',
    from,
    ...(options ? { options } : {}),
  } as const;
  return { elem, shape: from.shape, storage };
}

/** The same elements under another shape of the same size. */
export function reshapeTensor(tensor: Tensor, shape: readonly number[]): Tensor {
  const size = checkedSize(shape);
  invariant(size === tensorSize(tensor), `[${tensor.shape}] does not reshape to [${shape}]`);
  return { elem: tensor.elem, shape: [...shape], storage: tensor.storage };
}
