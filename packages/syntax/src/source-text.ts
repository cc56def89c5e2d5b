// A text with its file name, and where its lines begin: turns offsets into located diagnostics.
// The line table is built on the first question, so parsing a good text never pays for it.

import type { Location } from '@afterglow/core';

export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** A range of a text in UTF-16 code units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

const lineTables = new WeakMap<SourceText, number[]>();

function lineStarts(source: SourceText): number[] {
  const known = lineTables.get(source);
  if (known) return known;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1);
  lineTables.set(source, starts);
  return starts;
}

/** Line and column of an offset, both from 1. */
export function lineColumn(source: SourceText, offset: number): { readonly line: number; readonly column: number } {
  const starts = lineStarts(source);
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Longest line a location carries; a longer one is left out, the caret would not help. */
const LONGEST_LINE = 2000;

/** The location of a span, with the text of its line for the caret. The length ends with the line. */
export function locate(source: SourceText, span: Span): Location {
  const { line, column } = lineColumn(source, span.offset);
  const start = lineStarts(source)[line - 1] ?? 0;
  const end = source.text.indexOf('\n', start);
  const lineText = source.text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  const length = Math.max(1, Math.min(span.length, lineText.length - column + 1));
  const place = { kind: 'text', file: source.file, line, column, length } as const;
  return lineText.length > LONGEST_LINE ? place : { ...place, lineText };
}
