// Finds backends by name at run time: nothing in the compiler imports one.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Backend, Target } from '@afterglow/backend-api';
import type { Diagnostics } from '@afterglow/core';
import { compilerDiagnostics } from './diagnostics.js';

function isBackend(value: unknown): value is Backend {
  return typeof value === 'object' && value !== null && 'compile' in value && 'parseTarget' in value && 'name' in value;
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (
    code === 'ERR_MODULE_NOT_FOUND' ||
    code === 'MODULE_NOT_FOUND' ||
    (error instanceof Error && /Cannot find package|Failed to (resolve|load)/.test(error.message))
  );
}

async function importBackend(specifier: string): Promise<unknown> {
  try {
    return await import(specifier);
  } catch (error) {
    if (!isMissing(error)) throw error;
    // A backend of the user's own project is installed there, not beside this package.
    const path = createRequire(join(process.cwd(), 'package.json')).resolve(specifier);
    return import(pathToFileURL(path).href);
  }
}

/** The backend called `name`; undefined with a diagnostic when its package is missing or is none. */
export async function findBackend(name: string, diagnostics: Diagnostics): Promise<Backend | undefined> {
  const candidates = /^[\w-]+$/.test(name) ? [`@afterglow/backend-${name}`, name] : [name];
  let problem = 'its package is not installed';
  for (const specifier of candidates) {
    try {
      const module = (await importBackend(specifier)) as { default?: unknown };
      if (isBackend(module.default)) return module.default;
      problem = `${specifier} has no backend as its default export`;
    } catch (error) {
      if (!isMissing(error)) problem = error instanceof Error ? error.message : String(error);
    }
  }
  diagnostics.report(compilerDiagnostics.unknownBackend, { name, problem });
  return undefined;
}

/** Splits `NAME:features`, finds the backend and lets it read the features. */
export async function findTarget(
  text: string,
  diagnostics: Diagnostics,
): Promise<{ backend: Backend; target: Target } | undefined> {
  const colon = text.indexOf(':');
  const backend = await findBackend(colon < 0 ? text : text.slice(0, colon), diagnostics);
  const target = backend?.parseTarget(colon < 0 ? '' : text.slice(colon + 1), diagnostics);
  return backend && target ? { backend, target } : undefined;
}
