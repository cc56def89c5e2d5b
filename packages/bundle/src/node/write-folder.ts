// Writes a folder as a whole or not at all: everything goes to a temporary sibling that is renamed at the end.

import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type ByteSource, invariant } from '@afterglow/core';
import { makeFolder } from './make-folder.js';

/** A file to be written, produced in pieces so that its size is not a matter of memory. */
export interface OutputFile {
  readonly name: string;
  chunks(): Iterable<Uint8Array>;
}

export function textFile(name: string, content: string): OutputFile {
  return { name, chunks: () => [new TextEncoder().encode(content)] };
}

export function sourceFile(name: string, source: ByteSource): OutputFile {
  return {
    name,
    *chunks() {
      const step = 1 << 20;
      for (let at = 0; at < source.size; at += step) {
        const piece = new Uint8Array(Math.min(step, source.size - at));
        source.read(at, piece);
        yield piece;
      }
    },
  };
}

export function writeChunks(path: string, chunks: Iterable<Uint8Array>): void {
  const fd = openSync(path, 'w');
  try {
    for (const chunk of chunks) {
      for (let done = 0; done < chunk.length; ) done += writeSync(fd, chunk, done, chunk.length - done);
    }
  } finally {
    closeSync(fd);
  }
}

/** Writes one file under a temporary name beside it, then renames. */
export function writeFileWhole(path: string, chunks: Iterable<Uint8Array>): void {
  invariant(path !== '', 'an empty name names no file');
  makeFolder(dirname(path));
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    writeChunks(temporary, chunks);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes all files into `path`, replacing what was there. Callers ask `refuseToReplace` first. */
export function writeFolderWhole(target: string, files: Iterable<OutputFile>): void {
  // A link to a folder stays a link: what it leads to is replaced.
  invariant(target !== '', 'an empty name names no folder');
  const path = existsSync(target) ? realpathSync(target) : target;
  const parent = dirname(path);
  makeFolder(parent);
  const temporary = join(parent, `.${basename(path)}.${randomUUID()}`);
  const old = `${temporary}.old`;
  try {
    mkdirSync(temporary);
    for (const file of files) {
      // Names come from checked sources; one that leads out of the folder would be a hole in a check.
      invariant(basename(file.name) === file.name && !/^\.\.?$/.test(file.name), `${file.name} is no plain file name`);
      writeChunks(join(temporary, file.name), file.chunks());
    }
    if (existsSync(path)) renameSync(path, old);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}
