// Orders instructions of different queues by tokens. Within a straight run of instructions, one that touches bytes another of a
// different queue has written (or writes what it has touched) waits for a token of it; at the borders of loops a fence empties all
// queues, so every counter is zero there and loop bodies are balanced however often they run.
// Invariant: between two queues tokens are given and taken in the same order, so each wait gets the token it was meant to get.

import type { Dim } from '@afterglow/core';
import {
  type BufferTable,
  type InstrSet,
  instr,
  type LirInstr,
  type LirItem,
  type LirProgram,
  resolveBuffer,
} from '@afterglow/lir';

interface Region {
  readonly memory: string;
  readonly lo: number;
  readonly hi: number;
  readonly writes: boolean;
}

interface Issued {
  readonly instr: LirInstr;
  readonly queue: string;
  readonly regions: readonly Region[];
  readonly wait: Set<string>;
  readonly signal: Set<string>;
}

function conflict(a: Region, b: Region): boolean {
  return a.memory === b.memory && a.lo < b.hi && b.lo < a.hi && (a.writes || b.writes);
}

class Orderer {
  readonly #table: BufferTable;
  readonly #set: InstrSet;

  constructor(table: BufferTable, set: InstrSet) {
    this.#table = table;
    this.#set = set;
  }

  /** Whole buffers: finer would be possible, tiles are small anyway. */
  #regions(item: LirInstr): Region[] {
    return item.operands.flatMap((operand) => {
      const root = operand && resolveBuffer(this.#table, operand.buffer)?.root;
      if (!operand || !root) return [];
      const lo = root.address ?? 0;
      return [{ memory: root.memory, lo, hi: lo + root.bytes, writes: operand.access !== 'in' }];
    });
  }

  /** Waits of one instruction on earlier ones of its run. */
  #depend(run: readonly Issued[], next: Issued, taken: Map<string, number>): void {
    const latest = new Map<string, number>();
    run.forEach((earlier, index) => {
      if (earlier.queue === next.queue || earlier.queue === 'ctrl') return;
      if (earlier.regions.some((a) => next.regions.some((b) => conflict(a, b)))) latest.set(earlier.queue, index);
    });
    for (const [queue, index] of latest) {
      const pair = `${queue}>${next.queue}`;
      // A token of a later instruction of that queue was taken already: the earlier one is done then, too.
      if ((taken.get(pair) ?? -1) >= index) continue;
      taken.set(pair, index);
      run[index]?.signal.add(next.queue);
      next.wait.add(queue);
    }
  }

  #run(items: readonly LirInstr[]): LirInstr[] {
    const run: Issued[] = [];
    const taken = new Map<string, number>();
    for (const item of items) {
      const queue = this.#set.get(item.op)?.queue ?? '';
      const next = {
        instr: item,
        queue,
        regions: this.#regions(item),
        wait: new Set<string>(),
        signal: new Set<string>(),
      };
      this.#depend(run, next, taken);
      run.push(next);
    }
    return run.map(({ instr: item, wait, signal }) => ({
      ...item,
      wait: [...wait].sort(),
      signal: [...signal].sort(),
    }));
  }

  /** True when something of the items runs on a queue that a fence would wait for. */
  #works(items: readonly LirItem[]): boolean {
    return items.some((item) => item.kind === 'loop' || this.#set.get(item.op)?.queue !== 'ctrl');
  }

  block(items: readonly LirItem[]): LirItem[] {
    const ordered: LirItem[] = [];
    let run: LirInstr[] = [];
    const flush = (fence: boolean) => {
      ordered.push(...this.#run(run));
      if (fence && this.#works(run)) ordered.push(instr('fence', []));
      run = [];
    };
    for (const item of items) {
      if (item.kind === 'instr' && item.op === 'barrier') {
        flush(false);
        ordered.push(item);
        continue;
      }
      if (item.kind === 'instr') {
        run.push(item);
        continue;
      }
      flush(true);
      ordered.push(this.#loop(item.index, item.count, item.body));
    }
    flush(false);
    return ordered;
  }

  #loop(index: string, count: Dim, body: readonly LirItem[]): LirItem {
    const inner = this.block(body);
    const last = body.at(-1);
    const open = last?.kind === 'instr' && this.#works(tail(body));
    return { kind: 'loop', index, count, body: open ? [...inner, instr('fence', [])] : inner };
  }
}

/** The instructions behind the last loop. */
function tail(items: readonly LirItem[]): LirItem[] {
  const at = items.findLastIndex((item) => item.kind === 'loop');
  return items.slice(at + 1);
}

/** The program with tokens and fences; buffers must have their addresses. */
export function orderQueues(program: LirProgram, table: BufferTable, set: InstrSet): LirProgram {
  return { ...program, body: new Orderer(table, set).block(program.body) };
}
