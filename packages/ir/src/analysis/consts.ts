// Upkeep of a module's constants.

import type { Module } from '../graph/graph.js';
import { removeConst } from '../graph/mutate.js';
import { type Encoding, innermost, type Type } from '../graph/type.js';
import { type AttrValue, walkFuncs } from './walk-funcs.js';

function namedBy(encoding: Encoding | undefined, into: Set<string>): void {
  if (!encoding || encoding.kind === 'row') return;
  for (const parameter of [encoding.scale, encoding.zp]) if (typeof parameter === 'object') into.add(parameter.const);
}

function namedByType(type: Type, into: Set<string>): void {
  const inner = innermost(type);
  if (inner.kind === 'tensor') namedBy(inner.encoding, into);
}

function namedByAttr(value: AttrValue, into: Set<string>): void {
  if (typeof value === 'object' && 'kind' in value && value.kind !== 'expr') namedByType(value, into);
}

/** Names of constants that encodings in types refer to (which are no uses of the value). */
export function constsNamedByTypes(module: Module): Set<string> {
  const named = new Set<string>();
  const seen = new Set<Type>();
  const note = (type: Type) => {
    if (seen.has(type)) return;
    seen.add(type);
    namedByType(type, named);
  };
  for (const value of module.consts.values()) note(value.type);
  walkFuncs(module, {
    type: note,
    attr: (value) => namedByAttr(value, named),
  });
  return named;
}

/** Removes constants that nothing reads and no encoding names. Answers how many went. */
export function dropUnusedConsts(module: Module): number {
  let dropped = 0;
  for (let progress = true; progress; ) {
    progress = false;
    const unread = [...module.consts.values()].filter((value) => value.uses.size === 0);
    if (unread.length === 0) return dropped;
    const named = constsNamedByTypes(module);
    for (const value of unread) {
      if (named.has(value.name)) continue;
      removeConst(value);
      dropped++;
      progress = true;
    }
  }
  return dropped;
}
