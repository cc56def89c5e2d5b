// The backends that `--target` can name here: those that come with the command line, and those that the current project
// installs as `@afterglow/backend-NAME`.

import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Backend } from '@afterglow/backend-api';

export interface InstalledBackend {
  readonly package: string;
  readonly backend: Backend;
  /** Everything the package exports. */
  readonly module: object;
}

const OWN = ['card', 'interpreter'];
const PREFIX = 'backend-';

function namesIn(folder: string): string[] {
  const scope = join(folder, 'node_modules/@afterglow');
  if (!existsSync(scope)) return [];
  return readdirSync(scope)
    .filter((name) => name.startsWith(PREFIX) && name !== 'backend-api')
    .map((name) => name.slice(PREFIX.length));
}

async function open(name: string): Promise<InstalledBackend | undefined> {
  const specifier = `@afterglow/${PREFIX}${name}`;
  try {
    const local = createRequire(join(process.cwd(), 'package.json'));
    const path = OWN.includes(name) ? specifier : pathToFileURL(local.resolve(specifier)).href;
    const module = (await import(path)) as { default?: Backend };
    return module.default ? { package: specifier, backend: module.default, module } : undefined;
  } catch {
    return undefined;
  }
}

/** Sorted by name; a package that fails to load is left out. */
export async function installedBackends(): Promise<InstalledBackend[]> {
  const names = [...new Set([...OWN, ...namesIn(process.cwd())])].sort();
  const opened = await Promise.all(names.map(open));
  return opened.filter((backend) => backend !== undefined);
}
