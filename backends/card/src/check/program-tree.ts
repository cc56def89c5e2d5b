// A decoded program as nested loops, with what the checker asks of it again and again.

import type { PreparedProgram, Step } from '../sim/program.js';
import { type RegionForm, regionForms } from './region-forms.js';

export interface Word {
  readonly kind: 'word';
  readonly pc: number;
  readonly step: Step;
  /** The memory it touches, as sums over its operands. */
  readonly forms: readonly RegionForm[];
}

export interface Loop {
  readonly kind: 'loop';
  readonly pc: number;
  readonly step: Step;
  readonly body: readonly Item[];
  /** Registers some word of the body writes. */
  readonly written: readonly number[];
}

export type Item = Word | Loop;

function writtenBy(items: readonly Item[], into: Set<number>): Set<number> {
  for (const { step, ...item } of items) {
    if (step.spec.operands[0]?.role === 'out') into.add(step.operands[0] ?? 0);
    if (item.kind === 'loop') for (const register of item.written) into.add(register);
  }
  return into;
}

/** The words of a program whose loops were found to match when it was prepared. */
export function programTree({ steps }: PreparedProgram): readonly Item[] {
  const open: { readonly pc: number; readonly step: Step; readonly items: Item[] }[] = [];
  let items: Item[] = [];
  const top = items;
  steps.forEach((step, pc) => {
    const { op } = step.instruction;
    if (op === 'loop') {
      open.push({ pc, step, items });
      items = [];
    } else if (op === 'endloop') {
      const loop = open.pop();
      if (!loop) return;
      const written = [...writtenBy(items, new Set())];
      loop.items.push({ kind: 'loop', pc: loop.pc, step: loop.step, body: items, written });
      items = loop.items;
    } else items.push({ kind: 'word', pc, step, forms: regionForms(op, step.flags) });
  });
  return top;
}
