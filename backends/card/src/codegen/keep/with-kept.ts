// A program that copies constants once, in front of what reads them first, and reads the copies from there on.
//
//   loop scan in 0..1 {                              loop scan in 0..1 {
//     loop step in 0..N {                              copy out %R.kept, in %R
//       fully_connected out %h, in %x, in %R    →      loop step in 0..N {
//     }                                                  fully_connected out %h, in %x, in %R.kept
//   }                                                  }
//                                                    }
//
// A copy is an instruction as any other, so that live ranges, addresses, tokens and the checker need to know nothing of it.

import {
  type BufferTable,
  instr,
  instrsOf,
  type LirBuffer,
  type LirInstr,
  type LirItem,
  type LirProgram,
  operand,
  resolveBuffer,
  type StoredBuffer,
} from '@afterglow/lir';
import { groupOf } from '../fuse/group-items.js';
import type { Work } from '../split/assign-work.js';

export interface WithKept {
  readonly program: LirProgram;
  /** One entry an instruction, as before; a copy belongs to the work that reads it first. */
  readonly works: readonly Work[];
}

/** Names for the copies that nothing else has. */
export function namesOfKept(
  program: LirProgram,
  table: BufferTable,
  kept: readonly StoredBuffer[],
): ReadonlyMap<string, string> {
  const indices = [...instrsOf(program.body)].flatMap(({ loops }) => loops.map(({ index }) => index));
  const taken = new Set([...table.keys(), ...program.params.map(({ name }) => name), ...indices]);
  return new Map(
    kept.map(({ name }) => {
      let copy = `${name}.kept`;
      for (let k = 1; taken.has(copy); k++) copy = `${name}.kept.${k}`;
      taken.add(copy);
      return [name, copy];
    }),
  );
}

class KeepWriter {
  readonly #table: BufferTable;
  readonly #copies: ReadonlyMap<string, string>;
  readonly #copied = new Set<string>();

  constructor(table: BufferTable, copies: ReadonlyMap<string, string>) {
    this.#table = table;
    this.#copies = copies;
  }

  /** Copies of what an item is the first to read. */
  before(instrs: readonly LirInstr[]): LirInstr[] {
    return instrs.flatMap(({ operands, origin }) =>
      operands.flatMap((each) => {
        const root = each && resolveBuffer(this.#table, each.buffer)?.root;
        const copy = root && this.#copies.get(root.name);
        if (!root || copy === undefined || this.#copied.has(copy)) return [];
        this.#copied.add(copy);
        return [instr('copy', [operand('out', copy), operand('in', root.name)], { origin })];
      }),
    );
  }

  #renamed(name: string): string {
    return this.#copies.get(name) ?? name;
  }

  item(item: LirItem): LirItem {
    if (item.kind === 'loop') return { ...item, body: item.body.map((inner) => this.item(inner)) };
    const operands = item.operands.map((each) => each && { ...each, buffer: this.#renamed(each.buffer) });
    return { ...item, operands };
  }

  /** Views look at the copies, too; those stand in front of all temporaries. */
  buffers(buffers: readonly LirBuffer[], kept: readonly StoredBuffer[]): LirBuffer[] {
    const temps = kept.map(({ name, elem, shape, memory, bytes, align }): StoredBuffer => {
      return { name: this.#renamed(name), role: 'temp', elem, shape, memory, bytes, align };
    });
    const moved = buffers.map((each) => (each.role === 'view' ? { ...each, of: this.#renamed(each.of) } : each));
    const outside = moved.filter(({ role }) => role === 'input' || role === 'output');
    return [...outside, ...temps, ...moved.slice(outside.length)];
  }
}

/** All readers of `kept` read copies by the names in `copies`. */
export function withKept(
  program: LirProgram,
  table: BufferTable,
  works: readonly Work[],
  kept: readonly StoredBuffer[],
  copies: ReadonlyMap<string, string>,
): WithKept {
  const writer = new KeepWriter(table, new Map(kept.map(({ name }) => [name, copies.get(name) ?? name])));
  const body: LirItem[] = [];
  const all: Work[] = [];
  let position = 0;
  for (const item of program.body) {
    const instrs = [...instrsOf([item])].map(({ instr: each }) => each);
    const own = works.slice(position, position + instrs.length);
    position += instrs.length;
    const before = writer.before(instrs);
    all.push(...before.flatMap(() => own[0] ?? []), ...own);
    const read = writer.item(item);
    // A scan is one piece of work, and its copies belong to it.
    const inside = read.kind === 'loop' && read.count === 1 && !groupOf(item, table);
    body.push(...(inside ? [{ ...read, body: [...before, ...read.body] }] : [...before, read]));
  }
  return { program: { ...program, buffers: writer.buffers(program.buffers, kept), body }, works: all };
}
