// Which ops a target takes apart, as far as that can be said without a node: for listings and documentation. What happens to a node, `judge` says.

import type { Decomposition } from '@afterglow/ir';
import { definitions } from './definitions/index.js';

/**
 * The decompositions that a target uses: of ops, or forms of them, that it has no code for, in steps that it has code for or takes apart in
 * turn. Its own come before the general ones.
 */
export function applicable(hasCode: (op: string) => boolean, own: readonly Decomposition[] = []): Decomposition[] {
  const all = [...own, ...definitions.values()];
  const canRun = ({ op, steps }: Decomposition): boolean =>
    steps.every((step) => hasCode(step) || (step !== op && all.some((by) => by.op === step && canRun(by))));
  const wanted = all.filter((by) => (!hasCode(by.op) || by.steps.includes(by.op)) && canRun(by));
  return wanted.filter((by, i) => wanted.findIndex(({ op }) => op === by.op) === i);
}
