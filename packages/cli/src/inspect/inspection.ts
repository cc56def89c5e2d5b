// How `inspect` recognises and describes a file: a list of inspectors, each of which either knows the file or passes.

import type { FileToInspect, Inspection } from '@afterglow/backend-api';
import type { ByteSource, Diagnostics } from '@afterglow/core';

export interface InspectedFile extends FileToInspect {
  readonly path: string;
  /** File name without folder. */
  readonly name: string;
  /** The first bytes, for magic numbers. */
  readonly head: Uint8Array;
}

/** Describes the file, reports problems (then answers undefined), or passes with `'unknown'`. */
export type Inspector = (
  file: InspectedFile,
  diagnostics: Diagnostics,
) => Inspection | undefined | 'unknown' | Promise<Inspection | undefined | 'unknown'>;

/** Largest text file that is read whole. */
const MAX_TEXT = 512 * 1024 * 1024;

/** The text of a file, or undefined when it is too large to be a text form. */
export function readText(source: ByteSource): string | undefined {
  if (source.size > MAX_TEXT) return undefined;
  const bytes = new Uint8Array(source.size);
  source.read(0, bytes);
  return new TextDecoder().decode(bytes);
}

export function startsWith(head: Uint8Array, text: string): boolean {
  return [...text].every((letter, i) => head[i] === letter.charCodeAt(0));
}
