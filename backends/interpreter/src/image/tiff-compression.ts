// The lossless compressions of TIFF 6.0: PackBits (section 9) and LZW (section 13).
// Bounds: nothing is written past the size that a strip or tile has.

/** Runs and literals: a count byte n stands for n + 1 bytes as they are, or for 257 − n copies of one. */
export function unpackBits(data: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let to = 0;
  for (let at = 0; at < data.length && to < size; ) {
    const n = data[at++];
    if (n < 128) {
      const count = Math.min(n + 1, size - to, data.length - at);
      out.set(data.subarray(at, at + count), to);
      at += n + 1;
      to += count;
    } else if (n > 128) {
      const count = Math.min(257 - n, size - to);
      out.fill(data[at++] ?? 0, to, to + count);
      to += count;
    }
  }
  return out;
}

const [clear, end, first, most] = [256, 257, 258, 4096];

/** LZW with codes of 9 to 12 bits, highest bit first, which grow one code early. Undefined when damaged. */
export function unpackLzw(data: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size);
  // A code stands for `length` bytes that were written at `from` before.
  const [from, length] = [new Uint32Array(most), new Uint32Array(most)];
  let [to, next, width, previous] = [0, first, 9, -1];
  let [bits, held] = [0, 0];
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xffffff;
    held += 8;
    if (held < width) continue;
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    if (code === end) break;
    if (code === clear) {
      [next, width, previous] = [first, 9, -1];
      continue;
    }
    if (code >= next && (previous < 0 || code !== next)) return undefined;
    const start = to;
    if (code < 256) {
      if (to < size) out[to++] = code;
    } else {
      // A code that is only being defined repeats the previous string and its first byte.
      const known = code < next;
      const [source, count] = known ? [from[code], length[code]] : [from[next], length[next]];
      for (let i = 0; i < count && to < size; i++) out[to++] = out[source + i];
    }
    // The string that the next code will stand for: this one, and the byte behind it.
    if (previous >= 0 && next < most) next++;
    if (next < most) {
      from[next] = start;
      length[next] = (code < 256 ? 1 : to - start) + 1;
    }
    previous = code;
    if (next + 1 >= 1 << width && width < 12) width++;
    if (to >= size) break;
  }
  return out;
}
