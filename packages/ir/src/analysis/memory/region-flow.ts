// How values come into the regions of a node and out of them: what the memory plan has to know of control flow.
// An op that is not listed is taken to run its regions any number of times, reading and writing whenever it likes.

import type { Node, Region, Value } from '../../graph/graph.js';

/** A value that goes round: it comes in as an operand, is a parameter, is replaced after every run, and leaves as a result. */
export interface Carried {
  readonly initial: Value | undefined;
  readonly param: Value;
  readonly next: Value;
  readonly result: Value;
}

export interface RegionFlow {
  /** False where a region runs at most once. */
  readonly repeats: boolean;
  readonly carried: readonly Carried[];
  /** Operands that are read before the regions run and not afterwards. */
  readonly readFirst: ReadonlySet<number>;
  /** Results that are written after the regions ran and not before. */
  readonly writtenLast: ReadonlySet<number>;
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}

/** `operand`, `param` and `next` say where the carried values begin in those lists. */
function rounds(node: Node, operand: number, param: number, next: number): RegionFlow {
  const [body] = node.regions;
  const count = typeof node.attrs['carried'] === 'number' ? node.attrs['carried'] : 0;
  const carried = range(0, count).flatMap((i): Carried[] => {
    const [p, n, r] = [body?.params[param + i], body?.results[next + i], node.results[i]];
    return p && n && r ? [{ initial: node.operands[operand + i], param: p, next: n, result: r }] : [];
  });
  return { repeats: true, carried, readFirst: new Set(range(operand, count)), writtenLast: new Set(range(0, count)) };
}

/** The flow of a node with regions. */
export function regionFlow(node: Node): RegionFlow {
  switch (node.op.name) {
    case 'if':
      return {
        repeats: false,
        carried: [],
        readFirst: new Set([0]),
        writtenLast: new Set(range(0, node.results.length)),
      };
    case 'loop':
      return rounds(node, 2, 2, 1);
    case 'scan':
      return rounds(node, 0, 0, 0);
    default:
      return { repeats: true, carried: [], readFirst: new Set(), writtenLast: new Set() };
  }
}

/** Regions around `inner`, from the inside out, up to and without `outer`. */
export function* regionsBetween(inner: Region, outer: Region): Generator<Region> {
  for (let at: Region | undefined = inner; at && at !== outer; at = at.parent?.region) yield at;
}
