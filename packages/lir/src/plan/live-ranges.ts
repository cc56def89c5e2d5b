// When buffers hold something somebody still needs, over the linear order of instructions, loops included.
// Invariant: a buffer that crosses an iteration, or is touched both inside and outside a loop, lives through the whole loop.

import { type BufferTable, type LirItem, resolveBuffer } from '../program.js';

export interface LiveRange {
  readonly start: number;
  readonly end: number;
}

interface LoopSpan {
  readonly start: number;
  end: number;
}

interface Touch {
  readonly position: number;
  readonly loops: readonly LoopSpan[];
  readonly reads: boolean;
}

function collect(items: readonly LirItem[], table: BufferTable, touches: Map<string, Touch[]>): void {
  let position = 0;
  const visit = (list: readonly LirItem[], loops: readonly LoopSpan[]): void => {
    for (const item of list) {
      if (item.kind === 'loop') {
        const span: LoopSpan = { start: position, end: position };
        visit(item.body, [...loops, span]);
        span.end = Math.max(span.start, position - 1);
        continue;
      }
      // Whatever an instruction counts is among its integers: with zeros alone it touches nothing.
      const empty = item.scalars.length > 0 && item.scalars.every((value) => value === 0);
      for (const operand of empty ? [] : item.operands) {
        const root = operand && resolveBuffer(table, operand.buffer)?.root;
        if (!operand || !root) continue;
        const touch = { position, loops, reads: operand.access !== 'out' };
        const known = touches.get(root.name);
        if (known) known.push(touch);
        else touches.set(root.name, [touch]);
      }
      position++;
    }
  };
  visit(items, []);
}

function rangeOf(touches: readonly Touch[]): LiveRange {
  const [first] = touches;
  let depth = Math.min(...touches.map(({ loops }) => loops.length));
  while (depth > 0 && touches.some(({ loops }) => loops[depth - 1] !== first?.loops[depth - 1])) depth--;
  // An instruction that reads and writes the same buffer counts as a read: its input comes from before.
  const carried = touches.some(({ position, reads }) => position === first?.position && reads);
  const level = carried ? 0 : depth;
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { position, loops } of touches) {
    const around = loops[level];
    start = Math.min(start, around?.start ?? position);
    end = Math.max(end, around?.end ?? position);
  }
  return { start, end };
}

/**
 * Live ranges of all buffers that own memory and are touched, by name; positions count instructions in text order. A
 * buffer whose first touch in a loop body writes it carries nothing from one iteration to the next.
 */
export function liveRanges(items: readonly LirItem[], table: BufferTable): Map<string, LiveRange> {
  const touches = new Map<string, Touch[]>();
  collect(items, table, touches);
  return new Map([...touches].map(([name, list]) => [name, rangeOf(list)]));
}
