// `npm ci` refuses a lock file that leaves a dependency out, optional ones for other systems included. A registry that does
// not carry those lets `npm install` write such a lock without a word.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Dependencies of `path` that no `node_modules` folder around it has. */
function missing(packages: Readonly<Record<string, Locked>>, path: string, locked: Locked): string[] {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = locked;
  const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  const folders = [path];
  for (let at = path; at !== ''; folders.push(at)) at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '';
  const isLocked = (name: string) =>
    folders.some((folder) => packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined);
  return names.filter((name) => !isLocked(name)).map((name) => `${path || 'the root'} → ${name}`);
}

it.each(['package-lock.json', 'bench/package-lock.json', 'test/trained-models/package-lock.json'])(
  '%s lists every dependency',
  (file) => {
    const { packages } = JSON.parse(readFileSync(join(root, file), 'utf8')) as { packages: Record<string, Locked> };
    expect(Object.entries(packages).flatMap(([path, locked]) => missing(packages, path, locked))).toEqual([]);
  },
);
