// Why a place must not be written over: what a person may miss is never replaced.

import { closeSync, existsSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes of a file that tell what wrote it. */
const HEAD = 64;

/** Why nothing can be made at a place that does not exist: a link that leads nowhere is there. */
export function whyBroken(path: string): string | undefined {
  // Of what lies under a file, the system would not even say that it is missing.
  const isBelowFolder = existsSync(dirname(path)) && statSync(dirname(path)).isDirectory();
  const entry = isBelowFolder ? lstatSync(path, { throwIfNoEntry: false }) : undefined;
  return entry?.isSymbolicLink() === true ? 'it is a link to what does not exist' : undefined;
}

/**
 * Why `path` must not be replaced, or undefined when it may: it does not exist, is an empty folder, or holds nothing but
 * plain files that an earlier run wrote. `owned` are the names of those.
 */
export function refuseToReplace(path: string, owned: ReadonlySet<string>): string | undefined {
  if (!existsSync(path)) return whyBroken(path);
  if (!statSync(path).isDirectory()) return 'it is a file';
  const foreign = readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isFile() || !owned.has(entry.name))
    .map(({ name }) => name);
  if (foreign.length === 0) return undefined;
  return `it holds other files (${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''})`;
}

/** A kind of file that is written over only where a file of the same kind is. */
export interface ReplaceableFile {
  /** What such a file is, to say that another is none: `.gir file`. */
  readonly kind: string;
  /** Whether a file that begins so, one character a byte, is of the kind. */
  readonly isOurs: (head: string) => boolean;
}

/** Why the file at `path` must not be replaced, or undefined when it may: it does not exist, is empty, or is of the kind. */
export function refuseToReplaceFile(path: string, { kind, isOurs }: ReplaceableFile): string | undefined {
  if (!existsSync(path)) return whyBroken(path);
  const stat = statSync(path);
  if (stat.isDirectory()) return 'it is a folder';
  if (!stat.isFile()) return 'it is no regular file';
  return stat.size === 0 || isOurs(headOf(path)) ? undefined : `it is no ${kind}`;
}

function headOf(path: string): string {
  const head = Buffer.alloc(HEAD);
  const file = openSync(path, 'r');
  try {
    return head.toString('latin1', 0, readSync(file, head, 0, HEAD, 0));
  } finally {
    closeSync(file);
  }
}
