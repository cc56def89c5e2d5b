// Numbers and names for people.

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

export function printBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

export function printCount(value: number): string {
  if (value < 10_000) return String(Math.round(value));
  for (const [size, letter] of [
    [1e15, 'P'],
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (value >= size) return `${(value / size).toFixed(value / size < 10 ? 2 : 1)} ${letter}`;
  }
  return String(value);
}

/** Dims of a printed tensor type, as `64×3×7×7`; the text itself for what is no tensor. */
export function printShape(type: string): string {
  const match = /^[\w]+\[([^\]]*)\]/.exec(type);
  if (!match) return type;
  return match[1] === '' ? 'scalar' : (match[1] ?? '').split(', ').join('×');
}

/** Cut in the middle, because both ends of a name tell something. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = Math.ceil((limit - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (limit - 1 - head))}`;
}
