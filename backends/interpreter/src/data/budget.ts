// How large one tensor may become. Sizes are checked before anything is allocated: an engine hands out memory that is not
// there and the process dies when it is touched, so an allocation that succeeds says nothing.
// Invariant: a run is synchronous, so the budget in force is that of the innermost run.

import { interpreterDiagnostics } from '../diagnostics.js';
import { fault } from '../fault.js';

/** 4 GiB: what is larger in real models are tables on disk, which are read by row. */
export const DEFAULT_TENSOR_BYTES = 2 ** 32;

let mostBytes = DEFAULT_TENSOR_BYTES;

/** Runs `body` with a limit of its own. Kernels allocate through shared functions that know no run. */
export function withTensorBudget<T>(bytes: number, body: () => T): T {
  const outer = mostBytes;
  mostBytes = bytes;
  try {
    return body();
  } finally {
    mostBytes = outer;
  }
}

/** Stops the run when `count` elements of `bits` bits are more than one tensor may have. */
export function checkBudget(count: number, bits: number, what: string): void {
  if (!(count * bits <= mostBytes * 8)) fault(interpreterDiagnostics.tooLarge, { what });
}
