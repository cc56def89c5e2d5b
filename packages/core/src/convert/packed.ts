// Packing of elements below eight bits: first element in the low bits, unused high bits of the last byte zero.

/** Packs one element a byte into `bits` (2 or 4) a element. Values are taken modulo 2^bits. */
export function packSubByte(values: Int8Array | Uint8Array, bits: number): Uint8Array {
  const perByte = 8 / bits;
  const mask = (1 << bits) - 1;
  const packed = new Uint8Array(Math.ceil(values.length / perByte));
  for (let i = 0; i < values.length; i++) {
    const at = Math.floor(i / perByte);
    packed[at] = (packed[at] as number) | (((values[i] as number) & mask) << ((i % perByte) * bits));
  }
  return packed;
}

/** Reads `into.length` elements of `bits` bits, the first at element `start` of `packed`; sign-extends into an `Int8Array`. */
export function unpackSubByte<T extends Int8Array | Uint8Array>(
  packed: Uint8Array,
  bits: number,
  start: number,
  into: T,
): T {
  const perByte = 8 / bits;
  const mask = (1 << bits) - 1;
  const sign = into instanceof Int8Array ? 1 << (bits - 1) : 0;
  for (let i = 0; i < into.length; i++) {
    const at = start + i;
    const raw = ((packed[Math.floor(at / perByte)] as number) >> ((at % perByte) * bits)) & mask;
    into[i] = (raw ^ sign) - sign;
  }
  return into;
}
