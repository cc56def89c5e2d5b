// Numbers with units in machine files: "16 GiB", "67.2 GB/s", "0.51 GHz", "12 W", "10 %".
// Invariant: decimal fractions are exact; a quantity that is not a whole number of its base unit is refused.

/** What a quantity measures, with the factor of each unit to the base unit (bytes, bytes a second, Hz, mW, ns, bits). */
const units = {
  bytes: { B: 1n, ...decimal('B'), ...binary('B') },
  rate: { 'B/s': 1n, ...decimal('B/s'), ...binary('B/s') },
  frequency: { Hz: 1n, kHz: 1_000n, MHz: 1_000_000n, GHz: 1_000_000_000n },
  power: { mW: 1n, W: 1_000n, kW: 1_000_000n },
  time: { ns: 1n, us: 1_000n, ms: 1_000_000n, s: 1_000_000_000n },
  width: { bit: 1n },
} as const satisfies Record<string, Readonly<Record<string, bigint>>>;

export type QuantityKind = keyof typeof units;

function decimal(unit: string): Record<string, bigint> {
  return {
    [`kB${unit.slice(1)}`]: 10n ** 3n,
    [`MB${unit.slice(1)}`]: 10n ** 6n,
    [`GB${unit.slice(1)}`]: 10n ** 9n,
    [`TB${unit.slice(1)}`]: 10n ** 12n,
  };
}

function binary(unit: string): Record<string, bigint> {
  return {
    [`KiB${unit.slice(1)}`]: 1n << 10n,
    [`MiB${unit.slice(1)}`]: 1n << 20n,
    [`GiB${unit.slice(1)}`]: 1n << 30n,
    [`TiB${unit.slice(1)}`]: 1n << 40n,
  };
}

export type Parsed = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string };

function fail(problem: string): Parsed {
  return { ok: false, problem };
}

/** The value in base units: bytes, bytes a second, hertz, milliwatts, nanoseconds, bits. */
export function parseQuantity(kind: QuantityKind, text: string): Parsed {
  const table: Readonly<Record<string, bigint>> = units[kind];
  const known = Object.keys(table).join(', ');
  const match = /^(\d{1,15})(?:\.(\d{1,9}))? ?([A-Za-z/]+)$/.exec(text);
  if (!match) return fail(`"${text}" is not a number with one of the units ${known}`);
  const [, whole = '', fraction = '', unit = ''] = match;
  const factor = Object.hasOwn(table, unit) ? table[unit] : undefined;
  if (factor === undefined) return fail(`"${unit}" is not a unit here; use ${known}`);
  const scaled = BigInt(whole + fraction) * factor;
  const divisor = 10n ** BigInt(fraction.length);
  const base = Object.keys(table)[0];
  if (scaled % divisor !== 0n) return fail(`"${text}" is not a whole number of ${base}`);
  const value = Number(scaled / divisor);
  return Number.isSafeInteger(value) ? { ok: true, value } : fail(`"${text}" is too large`);
}

/** A share such as "10 %" as a fraction in [0, 1). */
export function parsePercent(text: string): Parsed {
  const match = /^(\d{1,2}(?:\.\d{1,6})?) ?%$/.exec(text);
  if (!match) return fail(`"${text}" is not a percentage from 0 % to 99.9 %`);
  return { ok: true, value: Number(`${match[1]}e-2`) };
}
