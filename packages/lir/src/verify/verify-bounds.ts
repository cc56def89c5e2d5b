// Checks that instructions stay inside their buffers. What an instruction touches depends on expressions whose parts move
// together (`min(8, N - 8*i)` rows from row `8*i` on), so intervals would cry wolf: instead each instruction is tried at the
// corners of its launch parameters and loops, with real numbers. Every report is a real violation; integers loaded from memory
// are unknown here, and the machine checks those at run time.

import { type Diagnostics, dim, elementBits } from '@afterglow/core';
import { lirDiagnostics } from '../diagnostics.js';
import type { Extent, InstrSet } from '../instr-def.js';
import {
  type BufferTable,
  instrsOf,
  type LaunchParam,
  type LirInstr,
  type LirLoop,
  type LirProgram,
  paramRanges,
  resolveBuffer,
} from '../program.js';
import { numberOf } from './number-of.js';

type Binding = ReadonlyMap<string, number>;

/** Most launches tried: more parameters than this many corners allow move together. */
const MAX_CORNERS = 64;

function corners(params: readonly LaunchParam[]): Map<string, number>[] {
  const together = 2 ** params.length > MAX_CORNERS;
  const ends = (param: LaunchParam) => [param.lo, Number.isFinite(param.hi) ? param.hi : param.lo];
  if (together) return [0, 1].map((i) => new Map(params.map((param) => [param.name, ends(param)[i] ?? param.lo])));
  return params.reduce<Map<string, number>[]>(
    (all, param) =>
      all.flatMap((known) => [...new Set(ends(param))].map((value) => new Map([...known, [param.name, value]]))),
    [new Map()],
  );
}

/** False for a launch that never is, whatever the sizes are that it leaves open: what has to be 0 cannot be. */
function isPossible({ zeros = [], params }: LirProgram, launch: Binding): boolean {
  return zeros.every((zero) => {
    const { lo, hi } = dim.dimRange(
      dim.substitute(zero, (name) => launch.get(name)),
      paramRanges(params),
    );
    return lo <= 0 && hi >= 0;
  });
}

/** Symbols that decide whether and where an instruction works. */
function symbolsFor(instr: LirInstr, loops: readonly LirLoop[]): Set<string> {
  const used = new Set<string>();
  for (const scalar of instr.scalars) dim.symbolsOf(scalar, used);
  for (const operand of instr.operands) if (operand) dim.symbolsOf(operand.offset, used);
  for (const { count } of loops) dim.symbolsOf(count, used);
  return used;
}

/** Bindings of the loop indices at their first and last rounds; none when a loop does not run. */
function rounds(loops: readonly LirLoop[], launch: Binding, used: ReadonlySet<string>): Map<string, number>[] {
  let all = [new Map(launch)];
  for (const { index, count } of loops) {
    all = all.flatMap((known) => {
      const times = numberOf(count, known);
      // A count that hangs on loaded data: try the first round.
      const values =
        times === undefined ? [0] : times <= 0 ? [] : times === 1 || !used.has(index) ? [0] : [0, times - 1];
      return values.map((value) => new Map([...known, [index, value]]));
    });
    if (all.length > MAX_CORNERS) all = [...all.slice(0, MAX_CORNERS / 2), ...all.slice(-MAX_CORNERS / 2)];
  }
  return all;
}

function witness(binding: Binding): string {
  return [...binding].map(([name, value]) => `${name} = ${value}`).join(', ');
}

class BoundsVerifier {
  readonly #table: BufferTable;
  readonly #set: InstrSet;
  readonly #diagnostics: Diagnostics;

  constructor(table: BufferTable, set: InstrSet, diagnostics: Diagnostics) {
    this.#table = table;
    this.#set = set;
    this.#diagnostics = diagnostics;
  }

  /** What the instruction touches, or undefined when it hangs on data. */
  #extents(instr: LirInstr, binding: Binding): readonly Extent[] | undefined {
    const def = this.#set.get(instr.op);
    if (def?.extents) {
      const scalars = instr.scalars.map((value) => numberOf(value, binding));
      if (scalars.some((value) => value === undefined)) return undefined;
      return def.extents(instr, scalars.map(Number));
    }
    return instr.operands.flatMap((operand, index) => {
      const buffer = operand && this.#table.get(operand.buffer);
      const size =
        buffer && numberOf(dim.ceilDiv(dim.mul(dim.product(buffer.shape), elementBits(buffer.elem)), 8), binding);
      return size === undefined ? [] : [{ operand: index, lo: 0, hi: size }];
    });
  }

  /** Reports the first operand that leaves its buffer under `binding`; true when all stay inside. */
  check(instr: LirInstr, binding: Binding): boolean {
    for (const extent of this.#extents(instr, binding) ?? []) {
      const operand = instr.operands[extent.operand];
      const resolved = operand && resolveBuffer(this.#table, operand.buffer);
      const offset = operand && numberOf(operand.offset, binding);
      if (!resolved || offset === undefined || extent.hi <= extent.lo) continue;
      const start = resolved.offset + offset;
      if (start + extent.lo >= 0 && start + extent.hi <= resolved.root.bytes) continue;
      this.#diagnostics.report(lirDiagnostics.outOfBounds, {
        op: instr.op,
        buffer: resolved.root.name,
        lo: start + extent.lo,
        hi: start + extent.hi,
        bytes: resolved.root.bytes,
        at: witness(binding),
      });
      return false;
    }
    return true;
  }
}

export function verifyBounds(program: LirProgram, table: BufferTable, set: InstrSet, diagnostics: Diagnostics): void {
  const verifier = new BoundsVerifier(table, set, diagnostics);
  // Many instructions are tried at the same launches.
  const known = new Map<string, boolean>();
  const isOne = (launch: Binding): boolean => {
    const key = [...launch].join(' ');
    const possible = known.get(key) ?? isPossible(program, launch);
    known.set(key, possible);
    return possible;
  };
  for (const { instr, loops } of instrsOf(program.body)) {
    const used = symbolsFor(instr, loops);
    // An instruction on whole buffers works on sizes that its own expressions do not show.
    const whole = set.get(instr.op)?.extents === undefined;
    const launches = corners(program.params.filter(({ name }) => whole || used.has(name)));
    launches
      .filter(isOne)
      .every((launch) => rounds(loops, launch, used).every((binding) => verifier.check(instr, binding)));
  }
}
