// Imports a package that only the user's installation decides on, such as a backend: beside this toolchain, or in the
// project of the current folder.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** True when an import failed because there is no such package, not because the package is broken. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  const missing = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];
  return missing.includes(String(code)) || /Cannot find package|Failed to (resolve|load)/.test(error.message);
}

/** The default export of the package, undefined when it is not installed. A package that fails while loading throws. */
export async function importInstalled(specifier: string): Promise<{ readonly value: unknown } | undefined> {
  try {
    return { value: ((await import(specifier)) as { default?: unknown }).default };
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    const path = createRequire(join(process.cwd(), 'package.json')).resolve(specifier);
    return { value: ((await import(pathToFileURL(path).href)) as { default?: unknown }).default };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * The default export of the first of `specifiers` that is installed and that `accept` takes. Otherwise the reason, as the
 * end of a sentence: "its package is not installed".
 */
export async function findInstalled<T>(
  specifiers: readonly string[],
  accept: (value: unknown) => value is T,
  what: string,
): Promise<{ readonly found: T } | { readonly problem: string }> {
  let problem = 'its package is not installed';
  for (const specifier of specifiers) {
    try {
      const imported = await importInstalled(specifier);
      if (imported && accept(imported.value)) return { found: imported.value };
      if (imported) problem = `${specifier} has no ${what} as its default export`;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
  }
  return { problem };
}
