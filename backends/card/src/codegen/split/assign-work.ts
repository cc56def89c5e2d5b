// Gives every instruction of a generic program its engines, and cuts the program into stretches between barriers. An instruction
// that is split runs on all engines; another one runs on one: that of the work it continues, else the one with least to do. A loop is
// one piece of work, because no barrier can stand in it.
//
// Invariant: within a stretch, instructions of different engines touch no common buffer that one of them writes.

import { type Dim, dim, elementBits, invariant, type Location, originNames } from '@afterglow/core';
import {
  type BufferTable,
  GENERIC_SET,
  instrsOf,
  type LirInstr,
  type LirLoop,
  type LirProgram,
  matchOperands,
  paramRanges,
  resolveBuffer,
} from '@afterglow/lir';
import { intAttr } from '../build/context.js';
import { groupOf } from '../fuse/group-items.js';
import { HEADS } from '../lower/group.lower.js';
import { decideSplit, type SplitDecision, splitsOf } from './decide-split.js';
import type { SplitBy } from './split-rules.js';

/** What a plan file asks for a node. */
export interface EngineHint {
  /** Name of a node of the model. */
  readonly node: string;
  readonly split?: SplitBy | 'none';
  readonly engine?: number;
  /** `none`: it stays a loop of its own. */
  readonly fuse?: 'none';
  readonly location?: Location;
}

export interface Work {
  /** All engines, each a part of the result; or one engine. */
  readonly by: SplitBy | undefined;
  readonly engine: number;
  /** Stretch between barriers, from 0. */
  readonly stretch: number;
  readonly because: string;
}

/** A hint that cannot be followed, and why. */
export interface RefusedHint {
  readonly hint: EngineHint;
  readonly because: string;
}

export interface WorkPlan {
  /** One entry an instruction, in the order of the text; those of a loop have the same. */
  readonly works: readonly Work[];
  readonly refused: readonly RefusedHint[];
}

interface Placed {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  /** Undefined: all. */
  readonly engine: number | undefined;
}

const asksForEngines = ({ split, engine }: EngineHint) => split !== undefined || engine !== undefined;

const meets = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].some((name) => b.has(name));

function clash(a: Placed, b: Placed): boolean {
  return meets(a.writes, b.reads) || meets(a.writes, b.writes) || meets(a.reads, b.writes);
}

class WorkAssigner {
  readonly #table: BufferTable;
  readonly #engines: number;
  readonly #hints: readonly EngineHint[];
  readonly #ranges: ReturnType<typeof paramRanges>;
  readonly #refused: RefusedHint[] = [];
  #stretch = 0;
  #placed: Placed[] = [];
  #load: number[];

  constructor(program: LirProgram, table: BufferTable, engines: number, hints: readonly EngineHint[]) {
    this.#table = table;
    this.#engines = engines;
    this.#hints = hints;
    this.#ranges = paramRanges(program.params);
    this.#load = new Array<number>(engines).fill(0);
  }

  run(program: LirProgram): WorkPlan {
    const works = program.body.flatMap((item) => {
      const members = item.kind === 'instr' ? [item] : groupOf(item, this.#table);
      const instrs = [...instrsOf([item])];
      const work = members ? this.#assign(members) : this.#assignLoop(instrs);
      return instrs.map(() => work);
    });
    return { works, refused: this.#refused };
  }

  #touched(instrs: readonly LirInstr[]): Pick<Placed, 'reads' | 'writes'> {
    const [reads, writes] = [new Set<string>(), new Set<string>()];
    for (const operand of instrs.flatMap(({ operands }) => operands)) {
      const root = operand && resolveBuffer(this.#table, operand.buffer)?.root;
      if (!operand || !root) continue;
      if (operand.access !== 'out') reads.add(root.name);
      if (operand.access !== 'in') writes.add(root.name);
    }
    return { reads, writes };
  }

  #resultShape(instr: LirInstr): readonly Dim[] {
    const def = GENERIC_SET.get(instr.op);
    const specs = (def && matchOperands(def, instr.operands)) ?? [];
    const at = specs.findIndex((spec) => spec?.access === 'out');
    const operand = instr.operands[at];
    return (operand && this.#table.get(operand.buffer)?.shape) ?? [];
  }

  /** Bytes an instruction reads and writes at the bounds, tables aside: what loads are compared by. */
  #weight(instr: LirInstr): number {
    return instr.operands.reduce((sum, operand) => {
      const buffer = operand && this.#table.get(operand.buffer);
      const root = operand && resolveBuffer(this.#table, operand.buffer)?.root;
      if (!buffer || root?.role === 'const') return sum;
      return sum + (this.#most(dim.product(buffer.shape)) * elementBits(buffer.elem)) / 8;
    }, 1);
  }

  #most(size: Dim): number {
    return dim.dimRange(size, this.#ranges).hi;
  }

  get #beyond(): string {
    return `the card has ${this.#engines} engines, 0 … ${this.#engines - 1}`;
  }

  #refuse(hint: EngineHint, because: string): undefined {
    this.#refused.push({ hint, because });
    return undefined;
  }

  /** The hint for an instruction, if there is one that can be followed. */
  #hintFor(instr: LirInstr, op: string): EngineHint | undefined {
    const names = originNames(instr.origin);
    const hint = this.#hints.find((wish) => names.includes(wish.node) && asksForEngines(wish));
    if (!hint) return undefined;
    const { split, engine } = hint;
    if (engine !== undefined && engine >= this.#engines) return this.#refuse(hint, this.#beyond);
    if (split === undefined || split === 'none') return hint;
    if (engine !== undefined) return this.#refuse(hint, 'work that is split runs on all engines, not on one');
    const ways = splitsOf(op);
    if (ways.includes(split)) return hint;
    const known = ways.length > 0 ? `only by ${ways.join(' or ')}` : 'not at all';
    return this.#refuse(hint, `${op} can be split ${known}`);
  }

  #decide(instr: LirInstr, hint: EngineHint | undefined): SplitDecision {
    if (this.#engines === 1) return { by: undefined, because: 'the card has one engine' };
    if (hint?.split === 'none' || hint?.engine !== undefined) return { by: undefined, because: 'the plan says so' };
    if (hint?.split !== undefined) return { by: hint.split, because: 'the plan says so' };
    const groups = intAttr(instr.attrs, 'groups', 1);
    return decideSplit(instr.op, this.#resultShape(instr), this.#ranges, this.#engines, groups);
  }

  #barrier(): void {
    this.#stretch++;
    this.#placed = [];
    this.#load = new Array<number>(this.#engines).fill(0);
  }

  #assign(instrs: readonly LirInstr[]): Work {
    const { hint, ...decision } = this.#decideFor(instrs);
    const weight = instrs.reduce((sum, instr) => sum + this.#weight(instr), 0);
    return this.#place(instrs, decision, hint?.engine, weight);
  }

  /**
   * One decision for what is one loop over tiles: that of the first member that the plan names, else of the one that computes the
   * tiles others finish, else of the first that is split.
   */
  #decideFor(instrs: readonly LirInstr[]): SplitDecision & { readonly hint: EngineHint | undefined } {
    const [first] = instrs;
    const head = first && HEADS[first.op] ? first : undefined;
    const decisions = instrs.map((instr) => {
      const hint = this.#hintFor(instr, (head ?? instr).op);
      return { ...this.#decide(instr, hint), hint };
    });
    const split = head ? undefined : decisions.find(({ by }) => by !== undefined);
    const decided = decisions.find(({ hint }) => hint) ?? split ?? decisions[0];
    invariant(decided, 'a loop has members');
    const { op } = instrs[decisions.indexOf(decided)] ?? { op: '' };
    return decisions.length === 1 ? decided : { ...decided, because: `${op}: ${decided.because}` };
  }

  /** Its steps follow one another, each on what the one before left in the scratchpad. */
  #assignLoop(inside: readonly { readonly instr: LirInstr; readonly loops: readonly LirLoop[] }[]): Work {
    const instrs = inside.map(({ instr }) => instr);
    const names = new Set(instrs.flatMap(({ origin }) => originNames(origin)));
    const given = this.#hints.find((wish) => names.has(wish.node) && asksForEngines(wish));
    const split = given?.split !== undefined && given.split !== 'none';
    const beyond = given?.engine !== undefined && given.engine >= this.#engines;
    const onward = 'the steps of a loop follow one another';
    const hint = given && (split || beyond) ? this.#refuse(given, split ? onward : this.#beyond) : given;
    const because = hint ? 'the plan says so' : onward;
    const rounds = (loops: readonly LirLoop[]) => this.#most(dim.product(loops.map(({ count }) => count)));
    const weight = inside.reduce((sum, { instr, loops }) => sum + this.#weight(instr) * rounds(loops), 0);
    return this.#place(instrs, { by: undefined, because }, hint?.engine, weight);
  }

  #place(
    instrs: readonly LirInstr[],
    { by, because }: SplitDecision,
    wanted: number | undefined,
    weight: number,
  ): Work {
    const touched = this.#touched(instrs);
    const before = this.#placed.filter((placed) => clash(placed, { ...touched, engine: undefined }));
    const engine = by === undefined ? this.#engineFor(before, wanted) : undefined;
    if (before.some((placed) => placed.engine === undefined || placed.engine !== engine)) this.#barrier();
    this.#placed.push({ ...touched, engine });
    if (engine !== undefined) this.#load[engine] = (this.#load[engine] ?? 0) + weight;
    return { by, engine: engine ?? 0, stretch: this.#stretch, because };
  }

  /** The engine of the work it continues, else the one with least to do. */
  #engineFor(before: readonly Placed[], wanted: number | undefined): number {
    if (wanted !== undefined) return wanted;
    const engines = new Set(before.map(({ engine }) => engine));
    const [only] = engines;
    if (engines.size === 1 && only !== undefined) return only;
    // Behind a barrier all have done the same.
    return engines.size > 0 ? 0 : this.#load.indexOf(Math.min(...this.#load));
  }
}

/** Engines and barriers for a program on a card of `engines` engines. */
export function assignWork(
  program: LirProgram,
  table: BufferTable,
  engines: number,
  hints: readonly EngineHint[],
): WorkPlan {
  return new WorkAssigner(program, table, engines, hints).run(program);
}

/** Buffers that more than one engine touches: those cannot lie in the scratchpad of any. */
export function sharedBuffers(program: LirProgram, table: BufferTable, works: readonly Work[]): Set<string> {
  const owners = new Map<string, number>();
  const shared = new Set<string>();
  [...instrsOf(program.body)].forEach(({ instr }, i) => {
    const work = works[i];
    if (!work) return;
    for (const operand of instr.operands) {
      const root = operand && resolveBuffer(table, operand.buffer)?.root;
      if (!root) continue;
      const owner = owners.get(root.name) ?? work.engine;
      owners.set(root.name, owner);
      if (work.by !== undefined || owner !== work.engine) shared.add(root.name);
    }
  });
  return shared;
}
