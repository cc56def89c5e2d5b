// What tokens order: an instruction, or a loop whose whole work is on one queue. Such a loop needs no order inside, and from outside
// it is one long instruction of its queue.

import { type BufferTable, type InstrSet, type LirInstr, type LirItem, operand, resolveBuffer } from '@afterglow/lir';

export interface Region {
  readonly memory: string;
  readonly lo: number;
  readonly hi: number;
  readonly writes: boolean;
}

export interface Unit {
  readonly item: LirItem;
  readonly queue: string;
  readonly regions: readonly Region[];
}

export interface UnitOptions {
  readonly table: BufferTable;
  readonly set: InstrSet;
}

export const CONTROL = 'ctrl';

export function queueOf(item: LirInstr, set: InstrSet): string {
  return set.get(item.op)?.queue ?? '';
}

/** Whole buffers: finer would be possible, tiles are small anyway. */
function regionsOf(item: LirInstr, table: BufferTable): Region[] {
  return item.operands.flatMap((operand) => {
    const root = operand && resolveBuffer(table, operand.buffer)?.root;
    if (!operand || !root) return [];
    const lo = root.address ?? 0;
    return [{ memory: root.memory, lo, hi: lo + root.bytes, writes: operand.access !== 'in' }];
  });
}

/** Each region once: loops touch the same buffers again and again. */
function distinct(regions: readonly Region[]): Region[] {
  const byKey = new Map(
    regions.map((region) => [`${region.memory} ${region.lo} ${region.hi} ${region.writes}`, region]),
  );
  return [...byKey.values()];
}

/** The item as a unit; undefined for a loop over work of several queues, or with work of the control queue in it. */
export function unitOf(item: LirItem, options: UnitOptions): Unit | undefined {
  const { table, set } = options;
  if (item.kind === 'instr') return { item, queue: queueOf(item, set), regions: regionsOf(item, table) };
  const inner = item.body.map((each) => unitOf(each, options));
  const queue = inner[0]?.queue;
  if (queue === undefined || queue === CONTROL || inner.some((unit) => unit?.queue !== queue)) return undefined;
  return { item, queue, regions: distinct(inner.flatMap((unit) => unit?.regions ?? [])) };
}

/** Whether the order of two units of different queues matters. */
export function conflict(a: Unit, b: Unit): boolean {
  const meets = (x: Region, y: Region) => x.memory === y.memory && x.lo < y.hi && y.lo < x.hi && (x.writes || y.writes);
  return a.regions.some((x) => b.regions.some((y) => meets(x, y)));
}

/** An instruction of the item's queue that does nothing, to carry tokens: one of its own with no counts. */
export function emptyOf(item: LirItem): LirInstr | undefined {
  if (item.kind === 'loop') return item.body[0] && emptyOf(item.body[0]);
  const operands = item.operands.map((each) => each && operand(each.access, each.buffer));
  return { ...item, operands, scalars: item.scalars.map(() => 0), wait: [], signal: [] };
}
