// What the system says about another process: whether it wants the processor, and how much of it it has had.

import { readFileSync } from 'node:fs';

export interface ProcessTime {
  /** True when it computes or would, false when it waits for something that may never come. */
  readonly runs: boolean;
  readonly cpuSeconds: number;
}

/** Ticks of a second in `/proc`; Linux shows this many to programs whatever the kernel counts in. */
const TICKS = 100;

/** Undefined where the system does not say, as everywhere but on Linux. */
export function processTime(pid: number | undefined): ProcessTime | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { runs: /[RD]/.test(fields[0] ?? ''), cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return undefined;
  }
}
