// Makes a folder with all that are missing above it.

import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Throws the system's error when that is not possible. Node's own recursive form never returns where a parent cannot be made
 * although nothing says so, as below `/proc`.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.push(at);
  for (const folder of missing.reverse()) mkdirSync(folder);
}
