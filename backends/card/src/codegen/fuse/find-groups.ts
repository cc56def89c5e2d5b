// Which instructions of a generic program become one loop over tiles. A group grows backwards from an instruction: the writer of a
// value joins when everybody who reads the value is in the group, the loop can be written, and it costs no more than the two apart.
// Invariant: only the last member's result leaves a group, so members can stand where that one stands.
//
// Cost is bytes moved plus a fixed price for each DMA and instruction, as everywhere tiles are chosen. Joining saves a store and a
// load of every tile, but its temporaries make tiles smaller, and each further tile pays the fixed price of all instructions again:
// where the scratchpad is that small, the group stops growing.

import { originNames } from '@afterglow/core';
import {
  type BufferTable,
  instrsOf,
  type LirInstr,
  type LirLoop,
  type LirProgram,
  resolveBuffer,
} from '@afterglow/lir';
import { genericOf } from '../build/generic-operands.js';
import { HEADS } from '../lower/group.lower.js';
import type { EngineHint, RefusedHint } from '../split/assign-work.js';
import { type Loop, loopOfMembers } from './loop-of-members.js';

/** Two instructions that hand a value on and yet are two loops. */
export interface Declined {
  readonly writer: LirInstr;
  readonly reader: LirInstr;
  readonly because: string;
}

export interface Groups {
  /** What computes the tiles first, else in program order; each group's in one block. */
  readonly groups: readonly (readonly LirInstr[])[];
  /** Buffers of values that stay inside a group. */
  readonly inner: ReadonlySet<string>;
  readonly declined: readonly Declined[];
  readonly refused: readonly RefusedHint[];
}

export interface FuseLimits {
  /** Bytes of scratchpad that tiles may count on. */
  readonly sramBytes: number;
  /** Bytes of tile memory. */
  readonly accBytes: number;
}

interface Value {
  readonly buffer: string;
  readonly writer: number;
  /** A result of the program, or a state that several instructions write. */
  readonly leaves: boolean;
}

class GroupFinder {
  readonly #table: BufferTable;
  readonly #program: LirProgram;
  readonly #limits: FuseLimits;
  readonly #instrs: readonly LirInstr[];
  readonly #wishes: readonly (readonly EngineHint[])[];
  readonly #values = new Map<string, Value>();
  readonly #readers = new Map<string, Set<number>>();
  readonly #writes = new Map<string, number[]>();
  /** Loops of the model that each instruction stands in. */
  readonly #loopsAround: readonly (readonly LirLoop[])[];
  readonly #groupOf = new Map<number, readonly number[]>();
  readonly #loops = new Map<string, Loop | { readonly because: string }>();
  /** By writer and reader: the last word about them. */
  readonly #declined = new Map<string, Declined>();

  constructor(program: LirProgram, table: BufferTable, limits: FuseLimits, hints: readonly EngineHint[]) {
    this.#program = program;
    this.#table = table;
    this.#limits = limits;
    const all = [...instrsOf(program.body)];
    this.#instrs = all.map(({ instr }) => instr);
    this.#loopsAround = all.map(({ loops }) => loops);
    this.#wishes = this.#instrs.map(({ origin }) => {
      const names = originNames(origin);
      return hints.filter(({ node }) => names.includes(node));
    });
    this.#instrs.forEach((instr, at) => {
      for (const operand of instr.operands) {
        const root = operand && resolveBuffer(this.#table, operand.buffer)?.root;
        if (!operand || !root) continue;
        if (operand.access !== 'out') this.#readers.set(root.name, (this.#readers.get(root.name) ?? new Set()).add(at));
        if (operand.access === 'in') continue;
        const leaves = root.role !== 'temp' || this.#values.has(root.name);
        this.#values.set(root.name, { buffer: root.name, writer: at, leaves });
        this.#writes.set(root.name, [...(this.#writes.get(root.name) ?? []), at]);
      }
    });
  }

  run(): Groups {
    this.#instrs.forEach(({ op }, at) => {
      if (!HEADS[op] && this.#loop([at])) this.#grow(at);
    });
    const numbers = [...new Set(this.#groupOf.values())].filter((members) => members.length > 1);
    const groups = numbers.map((members) => members.flatMap((at) => this.#instrs[at] ?? []));
    const inner = new Set<string>();
    for (const members of numbers) {
      for (const { buffer, writer } of this.#values.values()) {
        if (members.includes(writer) && writer !== members.at(-1)) inner.add(buffer);
      }
    }
    const groupWith = new Map(groups.flatMap((members) => members.map((instr) => [instr, members] as const)));
    const declined = [...this.#declined.values()].filter(
      ({ writer, reader }) => !groupWith.get(writer)?.includes(reader),
    );
    return { groups, inner, declined, refused: this.#refused() };
  }

  /** Wishes to keep apart what would be apart anyway. */
  #refused(): RefusedHint[] {
    const named = new Map<EngineHint, number[]>();
    this.#wishes.forEach((hints, at) => {
      for (const hint of hints) if (hint.fuse === 'none') named.set(hint, [...(named.get(hint) ?? []), at]);
    });
    return [...named].flatMap(([hint, list]) => {
      if (list.some((at) => this.#loop([at]))) return [];
      const ops = [...new Set(list.map((at) => this.#instrs[at]?.op))].join(' and ');
      return [{ hint, because: `${ops} shares no loop in any case` }];
    });
  }

  #loop(members: readonly number[]): Loop | undefined {
    const loop = this.#assess(members);
    return 'because' in loop ? undefined : loop;
  }

  #assess(members: readonly number[]): Loop | { readonly because: string } {
    const key = members.join();
    const known = this.#loops.get(key);
    if (known) return known;
    const list = members.flatMap((at) => {
      const instr = this.#instrs[at];
      return instr ? [{ instr: genericOf(this.#table, instr), origin: instr.origin }] : [];
    });
    const loops = this.#loopsAround[members[0] ?? 0] ?? [];
    const loop = loopOfMembers(list, this.#program.params, loops, this.#limits);
    this.#loops.set(key, loop);
    return loop;
  }

  /** Writers of what a group reads, latest first. */
  #writersOf(members: readonly number[]): Value[] {
    const values = members.flatMap((at) =>
      (this.#instrs[at]?.operands ?? []).flatMap((operand) => {
        const root = operand && operand.access !== 'out' && resolveBuffer(this.#table, operand.buffer)?.root;
        const value = root ? this.#values.get(root.name) : undefined;
        return value && !members.includes(value.writer) ? [value] : [];
      }),
    );
    return [...new Set(values)].sort((a, b) => b.writer - a.writer);
  }

  /** Takes in writers until none can join any more. */
  #grow(at: number): void {
    let members: readonly number[] = [at];
    const declined = new Map<Value, string>();
    for (let changed = true; changed; ) {
      changed = false;
      for (const value of this.#writersOf(members)) {
        const joined = this.#join(members, value);
        if (typeof joined === 'string') declined.set(value, joined);
        else {
          members = joined;
          declined.delete(value);
          changed = true;
          break;
        }
      }
    }
    for (const member of members) this.#groupOf.set(member, members);
    for (const [{ buffer, writer }, because] of declined) {
      const reader = members.find((member) => this.#readers.get(buffer)?.has(member));
      const [from, to] = [this.#instrs[writer], this.#instrs[reader ?? at]];
      // What is no loop over tiles by itself is nothing anybody would expect to join.
      if (from && to && this.#loop([writer]))
        this.#declined.set(`${writer} ${reader}`, { writer: from, reader: to, because });
    }
  }

  /** Whether what a member reads changes before the last one, which is where all of them will stand. */
  #isWrittenWithin(members: readonly number[]): boolean {
    const last = members.at(-1) ?? 0;
    return members.some((at) =>
      (this.#instrs[at]?.operands ?? []).some((operand) => {
        const root = operand && resolveBuffer(this.#table, operand.buffer)?.root;
        const writes = (root && this.#writes.get(root.name)) ?? [];
        return operand?.access !== 'out' && writes.some((write) => write > at && write <= last);
      }),
    );
  }

  /** The group with the writer of a value and its group, or why not. */
  #join(members: readonly number[], { buffer, writer, leaves }: Value): readonly number[] | string {
    if (leaves) return 'the value leaves the program';
    const outside = [...(this.#readers.get(buffer) ?? [])].find((reader) => !members.includes(reader));
    if (outside !== undefined) return `${this.#instrs[outside]?.op} reads the value, too`;
    const theirs = this.#groupOf.get(writer) ?? [writer];
    const together = [...theirs, ...members].sort((a, b) => a - b);
    const heads = together.filter((at) => HEADS[this.#instrs[at]?.op ?? '']);
    const [head = -1] = heads;
    if (heads.length > 1) return 'the loop starts from another result';
    if (this.#readers.get(buffer)?.has(head)) return `${this.#instrs[head]?.op} needs all of the value`;
    // What computes the tiles comes first, wherever the program has it.
    const all = head < 0 ? together : [head, ...together.filter((at) => at !== head)];
    const block = (at: number) => this.#loopsAround[at]?.at(-1);
    if (all.some((at) => block(at) !== block(writer))) return 'they are in different loops of the model';
    if (this.#isWrittenWithin(all)) return 'an operand is written in between';
    const wishes = all.map((at) => this.#wishes[at] ?? []);
    if (wishes.some((list) => list.some(({ fuse }) => fuse === 'none'))) return 'the plan says so';
    const places = wishes.flatMap((list) => list.filter(({ split, engine }) => split ?? engine ?? false));
    const wanted = new Set(places.map(({ split, engine }) => `${split} ${engine}`));
    if (wanted.size > 1) return 'the plan wants them on different engines';
    const [joined, own, other] = [this.#assess(all), this.#assess(members), this.#assess(theirs)];
    if ('because' in joined) return joined.because;
    if ('because' in own || 'because' in other) return 'it is no loop over tiles';
    if (joined.cost <= own.cost + other.cost && joined.cost < Number.POSITIVE_INFINITY) return all;
    return 'tiles of both together would be too small';
  }
}

export function findGroups(
  program: LirProgram,
  table: BufferTable,
  limits: FuseLimits,
  hints: readonly EngineHint[],
): Groups {
  return new GroupFinder(program, table, limits, hints).run();
}
