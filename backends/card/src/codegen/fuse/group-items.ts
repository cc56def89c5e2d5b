// How a generic program says that instructions are one loop over tiles: a loop that runs once stands around them, and what they only
// hand to one another lies in the memory `tiles`, which means that it never exists as a whole.
//
//   temp %s : f16[N, 64] in tiles bytes 8192 align 64
//   loop fused in 0..1 {
//     add out %s, in %x, in %b
//     relu out %y, in %s
//   }
//
// The text, its parser, the verifier and live ranges need to know nothing of it: run as it stands, whole buffers at a time, the
// program computes the same, and operands live as long as the loop does. (An attribute with a number of a group, the alternative,
// would have needed all four to learn that what lies between two members must not reuse the bytes of what a third one reads.)

import {
  type BufferTable,
  instrsOf,
  type LirInstr,
  type LirItem,
  type LirProgram,
  mapBuffers,
  resolveBuffer,
} from '@afterglow/lir';

export const TILES = 'tiles';

/** The members of a group; undefined for anything else, such as a loop of the model. */
export function groupOf(item: LirItem, table: BufferTable): readonly LirInstr[] | undefined {
  if (item.kind === 'instr') return undefined;
  const members = item.body.filter((inner): inner is LirInstr => inner.kind === 'instr');
  const hands = members.some(({ operands }) =>
    operands.some((operand) => operand && resolveBuffer(table, operand.buffer)?.root.memory === TILES),
  );
  return hands ? members : undefined;
}

/**
 * The program with each group of instructions as one loop where its last member was, and `inner` buffers in tiles. Groups do not
 * overlap; members stand in one block, in its order.
 */
export function withGroups(
  program: LirProgram,
  groups: readonly (readonly LirInstr[])[],
  inner: ReadonlySet<string>,
): LirProgram {
  const indices = [...instrsOf(program.body)].flatMap(({ loops }) => loops.map(({ index }) => index));
  const taken = new Set([...program.params.map(({ name }) => name), ...indices]);
  const unique = () => {
    let name = 'fused';
    for (let k = 1; taken.has(name); k++) name = `fused.${k}`;
    taken.add(name);
    return name;
  };
  const groupWith = new Map(groups.flatMap((members) => members.map((instr) => [instr, members] as const)));
  const block = (items: readonly LirItem[]): LirItem[] =>
    items.flatMap((item): LirItem[] => {
      if (item.kind === 'loop') return [{ ...item, body: block(item.body) }];
      const members = groupWith.get(item);
      if (!members) return [item];
      return item === members.at(-1) ? [{ kind: 'loop', index: unique(), count: 1, body: members }] : [];
    });
  const moved = mapBuffers(program, (buffer) => (inner.has(buffer.name) ? { ...buffer, memory: TILES } : buffer));
  return { ...moved, body: block(program.body) };
}
