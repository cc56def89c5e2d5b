// Damage that knows nothing of the format: flipped, cut, repeated, inserted and overwritten bytes.

import type { Random } from '../random.js';
import type { Mutation } from './mutation.js';

const INTERESTING = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0a, 0x12, 0x3a];

function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.int(bytes.length);
  const length = 1 + random.int(Math.min(16, bytes.length));
  switch (random.int(6)) {
    case 0: {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ (1 << random.int(8));
      return copy;
    }
    case 1: {
      const copy = bytes.slice();
      copy[at] = random.pick(INTERESTING);
      return copy;
    }
    case 2:
      return bytes.slice(0, at);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    default:
      return Buffer.concat([
        bytes.subarray(0, at),
        Uint8Array.from({ length }, () => random.int(256)),
        bytes.subarray(at),
      ]);
  }
}

export const mutateBytes: Mutation = ({ bytes, files }, random) => {
  let result = bytes;
  for (let count = 1 + random.int(4); count > 0 && result.length > 0; count--) result = damaged(result, random);
  return { bytes: result, files };
};
