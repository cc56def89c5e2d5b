// Bits of a 128-bit word: runs of up to 48 bits at any position, least significant first, bytes in little-endian order.

/** The `width` bits at bit `from` of the word at `offset`, unsigned. */
export function getBits(bytes: Uint8Array, offset: number, from: number, width: number): number {
  let value = 0;
  let scale = 1;
  for (let done = 0; done < width; ) {
    const bit = from + done;
    const take = Math.min(8 - (bit & 7), width - done);
    const byte = bytes[offset + (bit >> 3)] ?? 0;
    value += ((byte >> (bit & 7)) & ((1 << take) - 1)) * scale;
    scale *= 1 << take;
    done += take;
  }
  return value;
}

/** Writes the low `width` bits of `value`, which must be an integer from 0 to 2^width − 1. */
export function setBits(bytes: Uint8Array, offset: number, from: number, width: number, value: number): void {
  let rest = value;
  for (let done = 0; done < width; ) {
    const bit = from + done;
    const take = Math.min(8 - (bit & 7), width - done);
    const mask = ((1 << take) - 1) << (bit & 7);
    const at = offset + (bit >> 3);
    const part = (rest % (1 << take)) << (bit & 7);
    bytes[at] = ((bytes[at] ?? 0) & ~mask) | part;
    rest = Math.floor(rest / (1 << take));
    done += take;
  }
}
