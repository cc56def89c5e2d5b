// StringSplit-20: pieces of every string, padded with empty strings to rows of one length.

import { stringTensor } from '@afterglow/core';
import { integers } from '../../data/elements.js';
import { stringsOf } from '../../data/strings.js';
import { kernel, optionalNumberAttr, tensorAt, wordAttr } from '../../kernel.js';

/** Splits at runs of white space, which is left at neither end. */
function splitAtSpace(text: string, most: number): string[] {
  const space = /\p{White_Space}+/u;
  const pieces: string[] = [];
  let rest = text.replace(/^\p{White_Space}+/u, '').replace(/\p{White_Space}+$/u, '');
  while (rest !== '') {
    const found = pieces.length < most ? space.exec(rest) : null;
    if (!found) return [...pieces, rest];
    pieces.push(rest.slice(0, found.index));
    rest = rest.slice(found.index + found[0].length);
  }
  return pieces;
}

function splitAt(text: string, delimiter: string, most: number): string[] {
  const pieces = text.split(delimiter);
  if (pieces.length <= most + 1) return pieces;
  return [...pieces.slice(0, most), pieces.slice(most).join(delimiter)];
}

export const stringSplit = kernel('string_split', (context) => {
  const x = tensorAt(context, 0);
  const delimiter = wordAttr(context, 'delimiter', '');
  const most = optionalNumberAttr(context, 'max_splits') ?? Infinity;
  const rows = stringsOf(x).map((text) =>
    delimiter === '' ? splitAtSpace(text, most) : splitAt(text, delimiter, most),
  );
  let width = 0;
  for (const row of rows) width = Math.max(width, row.length);
  const padded = rows.flatMap((row) => [...row, ...new Array<string>(width - row.length).fill('')]);
  return [
    stringTensor([...x.shape, width], padded),
    integers(
      x.shape,
      rows.map((row) => row.length),
    ),
  ];
});
