// What a mutation is: a seed and random numbers in, a hostile file out.

import type { Seed } from '../corpus/index.js';
import type { Random } from '../random.js';
import { type Message, parseMessage, writeMessage } from '../wire/tree.js';

/** Something beside the model that is no plain file. */
export interface Trap {
  readonly kind: 'link' | 'fifo' | 'folder';
  readonly name: string;
  /** Where a link leads. */
  readonly target?: string;
}

export interface Hostile {
  readonly bytes: Uint8Array;
  readonly files: Seed['files'];
  readonly traps?: readonly Trap[];
}

export type Mutation = (seed: Seed, random: Random) => Hostile;

/** A mutation that changes the tree of fields. A seed that is no protobuf is taken as it is. */
export function onTree(change: (model: Message, random: Random) => void): Mutation {
  return ({ bytes, files }, random) => {
    const model = parseMessage(bytes, 'Model');
    if (!model) return { bytes, files };
    for (let count = 1 + random.int(3); count > 0; count--) change(model, random);
    return { bytes: writeMessage(model), files };
  };
}

/** Integers that break assumptions: at the edges of widths, negative, huge, and small ones that look right. */
export const EXTREMES: readonly bigint[] = [
  0n,
  1n,
  2n,
  3n,
  4n,
  7n,
  -1n,
  -2n,
  -3n,
  127n,
  128n,
  255n,
  256n,
  65535n,
  65536n,
  1000000n,
  2n ** 31n - 1n,
  2n ** 31n,
  -(2n ** 31n),
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 33n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 60n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];
