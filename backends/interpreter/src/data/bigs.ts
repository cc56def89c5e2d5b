// Larger and smaller of two 64-bit integers.

export function bigMax(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

export function bigMin(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
