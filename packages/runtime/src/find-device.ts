// Finds the device provider of a backend by name: `@afterglow/backend-NAME/device`, or a package of that very name.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostics } from '@afterglow/core';
import type { DeviceProvider } from './device.js';
import { runtimeDiagnostics } from './diagnostics.js';

function isProvider(value: unknown): value is DeviceProvider {
  return typeof value === 'object' && value !== null && 'open' in value && typeof value.open === 'function';
}

/** Module specifiers under which a backend called `name` may be installed. */
export function devicePackages(name: string): string[] {
  return /^[\w-]+$/.test(name) ? [`@afterglow/backend-${name}/device`, `${name}/device`] : [`${name}/device`];
}

async function importFrom(specifier: string): Promise<unknown> {
  try {
    return await import(specifier);
  } catch (error) {
    if (!isMissing(error, specifier)) throw error;
    // A backend of the user's own project is installed there, not beside this package.
    const path = createRequire(join(process.cwd(), 'package.json')).resolve(specifier);
    return import(pathToFileURL(path).href);
  }
}

function isMissing(error: unknown, specifier: string): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  const missing =
    code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
  return (
    missing ||
    error.message.includes(`Cannot find package '${specifier}'`) ||
    error.message.includes('Failed to resolve')
  );
}

/** The provider of backend `name`; undefined with a diagnostic when its package is missing or is no backend. */
export async function findDevice(name: string, diagnostics: Diagnostics): Promise<DeviceProvider | undefined> {
  let problem = 'its package is not installed';
  for (const specifier of devicePackages(name)) {
    try {
      const module = (await importFrom(specifier)) as { default?: unknown };
      if (isProvider(module.default)) return module.default;
      problem = `${specifier} has no device as its default export`;
    } catch (error) {
      if (!isMissing(error, specifier)) problem = error instanceof Error ? error.message : String(error);
    }
  }
  diagnostics.report(runtimeDiagnostics.noDevice, { backend: name, problem });
  return undefined;
}
