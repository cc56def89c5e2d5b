// Reads JSON whose shape nobody vouches for. `Malformed` is thrown at the first thing that does not fit and caught where the
// file is opened, so it never leaves the reader.

/** Something in a file is not what it must be. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

export function fail(reason: string): never {
  throw new Malformed(reason);
}

export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail(`${what} is not JSON`);
  }
}

export function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(`${what} is not an object`);
  return value as Readonly<Record<string, unknown>>; // checked on the line above
}

export function list(value: unknown, what: string): readonly unknown[] {
  return Array.isArray(value) ? value : fail(`${what} is not a list`);
}

export function string(value: unknown, what: string): string {
  return typeof value === 'string' ? value : fail(`${what} is not a string`);
}

/** An integer from 0 to 2^53 − 1. */
export function count(value: unknown, what: string): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : fail(`${what} is not a number of things`);
}
