// Finds backends by name at run time: nothing in the compiler imports one.

import type { Backend, Target } from '@afterglow/backend-api';
import { findInstalled } from '@afterglow/bundle/node';
import type { Diagnostics } from '@afterglow/core';
import { compilerDiagnostics } from './diagnostics.js';

function isBackend(value: unknown): value is Backend {
  return typeof value === 'object' && value !== null && 'compile' in value && 'parseTarget' in value && 'name' in value;
}

/** The backend called `name`; undefined with a diagnostic when its package is missing or is none. */
export async function findBackend(name: string, diagnostics: Diagnostics): Promise<Backend | undefined> {
  const packages = /^[\w-]+$/.test(name) ? [`@afterglow/backend-${name}`, name] : [name];
  const result = await findInstalled(packages, isBackend, 'backend');
  if ('found' in result) return result.found;
  diagnostics.report(compilerDiagnostics.unknownBackend, { name, problem: result.problem });
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
