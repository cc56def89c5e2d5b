// Proofs of the programs in a bundle, by the backends that wrote them.

import type { Bundle } from '@afterglow/bundle';
import { findBackend } from '@afterglow/compiler';
import type { Diagnostics } from '@afterglow/core';

/** True where a part holds programs that were gone through; what was found is among the diagnostics. */
export async function verifyBundle({ manifest, open }: Bundle, diagnostics: Diagnostics): Promise<boolean> {
  let verified = false;
  for (const name of new Set(manifest.partitions.map(({ backend }) => backend))) {
    const backend = await findBackend(name, diagnostics);
    for (const part of manifest.parts) {
      const source = open(part.name);
      if (source && backend?.verify?.(source, diagnostics)) verified = true;
    }
  }
  return verified;
}
