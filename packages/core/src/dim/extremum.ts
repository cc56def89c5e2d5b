// Maximum and minimum of dims: flat, sorted, without arguments that another one always beats.

import { invariant } from '../diagnostics.js';
import { atomDim, type Dim, printDim, soleAtom } from './expr.js';
import { isAtLeast } from './range.js';

/** Arguments of `d` when it is nothing but one `max` (or `min`). */
function argsOf(kind: 'max' | 'min', d: Dim): readonly Dim[] | undefined {
  const atom = soleAtom(d);
  return atom && 'args' in atom && atom.kind === kind ? atom.args : undefined;
}

/** True when `a` adds nothing beside `b`. */
function loses(kind: 'max' | 'min', a: Dim, b: Dim): boolean {
  return a === b || (kind === 'max' ? isAtLeast(b, a) : isAtLeast(a, b));
}

export function extremum(kind: 'max' | 'min', dims: readonly Dim[]): Dim {
  invariant(dims.length > 0, `${kind} needs an argument`);
  let kept: readonly Dim[] = [];
  for (const d of dims) {
    // Arguments of one nested maximum do not beat each other: they are only compared with what came before, which
    // keeps a maximum that grows by one argument at a time from being quadratic at each step.
    const fresh = (argsOf(kind, d) ?? [d]).filter((x) => !kept.some((other) => loses(kind, x, other)));
    kept = [...kept.filter((other) => !fresh.some((x) => loses(kind, other, x))), ...fresh];
  }
  const [only] = kept;
  if (kept.length === 1 && only !== undefined) return only;
  const args = [...kept].sort((a, b) => (printDim(a) < printDim(b) ? -1 : 1));
  return atomDim({ kind, key: `${kind}(${args.map(printDim).join(', ')})`, args });
}

export function max(...dims: readonly Dim[]): Dim {
  return extremum('max', dims);
}

export function min(...dims: readonly Dim[]): Dim {
  return extremum('min', dims);
}
