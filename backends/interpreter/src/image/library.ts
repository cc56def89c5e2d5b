// Decoders that are packages of their own, loaded when the first image of their format comes. They are optional: whoever has no
// such images need not install them.

import { createRequire } from 'node:module';
import { interpreterDiagnostics } from '../diagnostics.js';
import { fault } from '../fault.js';

/** Loads an optional package; where it is missing, the run stops and says what to install. */
export function loadLibrary<T>(name: string, format: string): T {
  try {
    return createRequire(import.meta.url)(name) as T;
  } catch {
    fault(interpreterDiagnostics.missingDecoder, { format, package: name });
  }
}
