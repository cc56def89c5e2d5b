// Finds the device provider of a backend by name: `@afterglow/backend-NAME/device`, or a package of that very name.

import { findInstalled } from '@afterglow/bundle/node';
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

/** The provider of backend `name`; undefined with a diagnostic when its package is missing or is no backend. */
export async function findDevice(name: string, diagnostics: Diagnostics): Promise<DeviceProvider | undefined> {
  const result = await findInstalled(devicePackages(name), isProvider, 'device');
  if ('found' in result) return result.found;
  diagnostics.report(runtimeDiagnostics.noDevice, { backend: name, problem: result.problem });
  return undefined;
}
