// What the static plans of a device give its memories, in words, beside what no plan could go below.

import type { MemoryUse } from '@afterglow/backend-api';
import { printBytes } from '@afterglow/machine';

/** The program that takes most of a memory. */
function largest(uses: readonly MemoryUse[]): MemoryUse {
  return uses.reduce((most, use) => (use.bytes > most.bytes ? use : most));
}

/** One line: each memory that a plan uses, with the least possible where the plan needs more. */
export function describeMemories(device: string, uses: readonly MemoryUse[]): string[] {
  const names = [...new Set(uses.map(({ memory }) => memory))];
  const worst = names.map((name) => largest(uses.filter(({ memory }) => memory === name)));
  const shown = worst.flatMap(({ memory, bytes, least }) => {
    if (bytes === 0) return [];
    return `${memory} ${printBytes(bytes)}${bytes > least ? ` (at least ${printBytes(least)})` : ''}`;
  });
  return shown.length === 0 ? [] : [`  ${device.padEnd(6)} ${shown.join(', ')}`];
}
