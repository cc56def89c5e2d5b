// Seeds of random operators: the node's own or, where it leaves it to the runtime, one that follows from its name, so that
// nodes differ from each other and runs do not.

import type { NodeReader } from '../../import/node-reader.js';

/** The FNV-1a hash of a text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

export function seedOf(n: NodeReader, given: number | undefined): number {
  return given ?? hash(`${n.context.prefix}${n.context.graph}/${n.place.name}/${n.proto.output.join()}`);
}
