// A folder whose files outside input may name: nothing it names can lead out of the folder, not even by a symbolic link.

import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { type FileSource, fileSource } from './file-source.js';

/** Opens files of one folder by relative name, keeping each open until `close`. */
export interface Folder {
  readonly path: string;
  /** The file, or undefined when it is missing, not a regular file, or outside the folder. */
  open(name: string): FileSource | undefined;
  close(): void;
}

export function openFolder(path: string): Folder {
  const root = realpathSync(path);
  const files = new Map<string, FileSource>();
  return {
    path: root,
    open(name) {
      const known = files.get(name);
      if (known) return known;
      try {
        const real = realpathSync(resolve(root, name));
        const inside = relative(root, real);
        if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside)
          return undefined;
        const file = fileSource(real, name);
        files.set(name, file);
        return file;
      } catch {
        return undefined;
      }
    },
    close() {
      for (const file of files.values()) file.close();
      files.clear();
    },
  };
}
