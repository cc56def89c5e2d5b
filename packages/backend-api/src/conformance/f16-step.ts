// One unit in the last place of f16, by bit pattern: neighbours on the number line always count as equal there.

/** Position of a pattern on the number line; both zeros are 0. Undefined for NaN. */
function order16(bits: number): number | undefined {
  const magnitude = bits & 0x7fff;
  if (magnitude > 0x7c00) return undefined;
  return bits & 0x8000 ? -magnitude : magnitude;
}

/** True when two f16 bit patterns are equal or neighbours. An infinity has no neighbour but itself. */
export function isOneStep16(a: number, b: number): boolean {
  const [x, y] = [order16(a), order16(b)];
  if (x === undefined || y === undefined) return x === y;
  if (Math.abs(x) === 0x7c00 || Math.abs(y) === 0x7c00) return x === y;
  return Math.abs(x - y) <= 1;
}
