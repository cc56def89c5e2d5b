// Row access to a table that may be too large to load: rows are read where they lie, one at a time.

import { readElements, type Tensor, tensorBytes } from '@afterglow/core';
import { type Movable, wordsIn, wordsOf } from './elements.js';

/** Tables on disk above this size are read by row. */
const wholeBytes = 64 * 1024 * 1024;

/** True for a tensor that should not be loaded whole just because a few of its rows are read. */
export function isLarge(tensor: Tensor): boolean {
  const { kind } = tensor.storage;
  return kind !== 'bytes' && kind !== 'strings' && tensorBytes(tensor) > wholeBytes;
}

/** Reads rows of `width` elements: `read(row)` answers words and the offset of the row's first one. */
export function rowReader(table: Tensor, width: number): (row: number) => { words: Movable; offset: number } {
  if (isLarge(table)) return (row) => ({ words: wordsOf(readElements(table, row * width, width)), offset: 0 });
  const words = wordsIn(table);
  return (row) => ({ words, offset: row * width });
}
