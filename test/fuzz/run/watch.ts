// Sees every file that this process opens, whoever opens it, by standing in for the functions of `node:fs`.

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative, resolve } from 'node:path';

export interface Watch {
  /** Files outside of the folder that were opened. */
  readonly outside: ReadonlySet<string>;
  stop(): void;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && resolve(way) !== way;
}

export function watchOpens(folder: string): Watch {
  const outside = new Set<string>();
  const root = fs.realpathSync(folder);
  const { openSync, readFileSync } = fs;
  const note = (path: unknown) => {
    if (typeof path !== 'string') return;
    let real = path;
    try {
      real = fs.realpathSync(path);
    } catch {
      // What does not exist is judged by its name.
    }
    if (!isInside(root, resolve(real))) outside.add(path);
  };
  fs.openSync = (path, ...rest) => {
    note(path);
    return openSync(path, ...rest);
  };
  fs.readFileSync = ((path: fs.PathOrFileDescriptor, ...rest: []) => {
    note(path);
    return readFileSync(path, ...rest);
  }) as typeof fs.readFileSync;
  syncBuiltinESMExports();
  return {
    outside,
    stop() {
      Object.assign(fs, { openSync, readFileSync });
      syncBuiltinESMExports();
    },
  };
}
