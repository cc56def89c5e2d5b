// What generators answer.

/** A file to write, its path relative to where the caller wants it. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}
