// Whether every partition stands on devices that there are. A checkpoint may have been edited, or made for another machine;
// names of devices become names of files, so nothing else may pass.

import { nodesOf } from '@afterglow/ir';
import { compilerDiagnostics } from '../diagnostics.js';
import { mainOf } from '../main-func.js';
import { placementOf } from '../placement-of.js';
import type { CompileState } from '../state.js';

/** Reports everything wrong with the placements of `@main`; answers whether nothing was. */
export function checkPlacements({ module, platform, backend, options, diagnostics }: CompileState): boolean {
  const cards = (platform?.cards ?? []).map((_, index) => `card${index}`);
  const known = new Set(['host', ...cards]);
  const machine = options.machine ?? backend.defaultMachine ?? 'the host';
  let ok = true;
  const refuse = (callee: string, problem: string) => {
    ok = false;
    diagnostics.report(compilerDiagnostics.placement, { callee, problem });
  };
  for (const node of nodesOf(mainOf(module).body)) {
    const callee = String(node.attrs['callee']);
    const devices = placementOf(node);
    if (devices.length === 0) refuse(callee, 'is placed nowhere');
    const twice = devices.find((device, index) => devices.indexOf(device) < index);
    if (twice !== undefined) refuse(callee, `is placed on ${twice} twice`);
    if (devices.includes('host') && devices.length > 1) refuse(callee, 'is placed on the host and on cards');
    for (const device of devices) {
      if (known.has(device)) continue;
      ok = false;
      diagnostics.report(compilerDiagnostics.unknownDevice, { device, machine, known: [...known].join(', ') });
    }
  }
  return ok;
}
