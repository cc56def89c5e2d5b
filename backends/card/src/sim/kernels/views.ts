// One engine memory as typed arrays over the same bytes. All kernels here index these arrays with element numbers that the
// simulator derived from byte addresses it has checked (range and alignment) before the call: that is why this folder is
// compiled without noUncheckedIndexedAccess, and why no kernel checks anything again.

export interface Views {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly f32: Float32Array;
  readonly i64: BigInt64Array;
}

/** Zeroed memory of `bytes` bytes. */
export function makeViews(bytes: number): Views {
  const buffer = new ArrayBuffer(Math.ceil(bytes / 8) * 8);
  return {
    u8: new Uint8Array(buffer, 0, bytes),
    u16: new Uint16Array(buffer),
    i32: new Int32Array(buffer),
    u32: new Uint32Array(buffer),
    f32: new Float32Array(buffer),
    i64: new BigInt64Array(buffer),
  };
}

export const NAN_F32 = 0x7fc00000;
export const NAN_F16 = 0x7e00;
