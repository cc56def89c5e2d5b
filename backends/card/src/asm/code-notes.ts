// What a reader of a disassembly wants to know of each word beside its text: its number, as traps name it, and which loop of which node it is in.
// Loops are numbered within the stretch of code that one node became: `2.1` is the first loop inside the second one.

import { type Origin, originNames } from '@afterglow/core';
import type { Instruction } from '../isa/index.js';

/** Names shown of a node that passes made of many. */
const SHOWN = 3;

function nameOf(origin: Origin | undefined): string {
  const names = originNames(origin);
  if (names.length === 0) return 'no node of the model';
  return `${names.slice(0, SHOWN).join(' + ')}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''}`;
}

export interface CodeNote {
  /** Present where the code of a node begins: what the model calls it. */
  readonly heading: string | undefined;
  /** The word's number, and the loop it starts or stands in. */
  readonly note: string;
}

interface OpenLoop {
  readonly path: string;
  inner: number;
}

/** A note for each word. */
export function codeNotes(code: readonly Instruction[], origins: readonly (Origin | undefined)[]): CodeNote[] {
  const open: OpenLoop[] = [];
  let [current, count]: [string | undefined, number] = [undefined, 0];
  return code.map(({ op }, pc) => {
    // What stands inside a loop belongs to the node of the loop, whatever its own origin.
    const name = open.length === 0 ? nameOf(origins[pc]) : current;
    const heading = name === current ? undefined : name;
    if (heading !== undefined) count = 0;
    current = name;
    const outer = open.at(-1);
    if (op === 'loop') {
      const number = outer ? ++outer.inner : ++count;
      const path = outer ? `${outer.path}.${number}` : String(number);
      open.push({ path, inner: 0 });
      return { heading, note: `${pc}: loop ${path} of ${current}` };
    }
    if (op === 'endloop') open.pop();
    return { heading, note: outer ? `${pc}: in loop ${outer.path}` : String(pc) };
  });
}
