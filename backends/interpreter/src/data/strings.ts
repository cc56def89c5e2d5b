// Strings of tensors.

import { arrayOf, type Tensor } from '@afterglow/core';

/** The strings of a string tensor. */
export function stringsOf(tensor: Tensor): readonly string[] {
  return arrayOf(tensor) as readonly string[];
}
