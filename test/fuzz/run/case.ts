// Which file a number stands for: the seed of the run and the number of the case say everything.

import type { Seed } from '../corpus/index.js';
import { KINDS, type Kind, MUTATIONS } from '../mutate/index.js';
import type { Hostile } from '../mutate/mutation.js';
import { Random } from '../random.js';

export interface Case extends Hostile {
  readonly kind: Kind;
  /** The file that was changed. */
  readonly base: string;
  /** Goes through verifier, text form, passes and interpreter too, when it imports. */
  readonly deep: boolean;
}

export function makeCase(corpus: readonly Seed[], seed: number, index: number, only?: Kind): Case {
  const random = new Random(seed).fork(index);
  const kind = only ?? random.pick(KINDS);
  const base = random.pick(corpus);
  return { kind, base: base.name, deep: random.chance(0.5), ...MUTATIONS[kind](base, random) };
}
