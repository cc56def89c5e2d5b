// How full the lanes of an engine are in each node's code, at the upper bounds of all sizes: what padding to whole lanes wastes, known before
// anything runs. It is counted on the card instructions themselves, by the cost table, as the simulator counts a run.
// A loop whose index changes sizes inside counts as its first round, its last, and all others as one in the middle: pieces of a tiled axis
// are equal but the last, and windows differ at borders. Integers that are read from data count as their largest.

import { type Dim, type DimRange, dim, originNames } from '@afterglow/core';
import { instrsOf, type LirInstr, type LirItem, type LirProgram } from '@afterglow/lir';
import {
  type CardMachine,
  type CostFields,
  costFields,
  EFFECTS,
  type FlagValues,
  isOpcode,
  type LaneCycles,
  type LaneUnit,
  laneUnitOf,
  type OperandValues,
  specOf,
  startCycles,
} from '../isa/index.js';
import { numberOf } from '../number-of-dim.js';
import { flagNumber, isSpaceFlag } from './card-set.js';

/** Cycles of the two units in the code of one node. */
export interface NodeLanes {
  /** Names of the nodes of the model that it came from; none for code that came from no node. */
  readonly nodes: readonly string[];
  readonly lanes: Readonly<Partial<Record<LaneUnit, LaneCycles>>>;
}

/** What can change the figures: instructions that fill lanes, and the loops around them. */
type Tree = Work | Repeat;

interface Work {
  readonly kind: 'work';
  readonly instr: LirInstr;
  readonly unit: LaneUnit;
  /** Operands in the order of the ISA; what is no count does not matter here. */
  readonly values: readonly Dim[];
  readonly flags: FlagValues;
  readonly effects: (typeof EFFECTS)[keyof typeof EFFECTS];
}

interface Repeat {
  readonly kind: 'repeat';
  readonly index: string;
  readonly count: Dim;
  readonly body: readonly Tree[];
  /** Whether sizes inside depend on the index. */
  readonly varies: boolean;
}

function workOf(instr: LirInstr): Work | undefined {
  if (!isOpcode(instr.op)) return undefined;
  const spec = specOf(instr.op);
  const unit = laneUnitOf(spec.queue);
  if (!unit) return undefined;
  let scalar = 0;
  const values = spec.operands.map(({ role }): Dim => {
    if (role !== 'count' && role !== 'stride' && role !== 'value') return 0;
    const value = instr.scalars[scalar++] ?? 0;
    return role === 'count' ? value : 0;
  });
  // Sixteen entries by construction, as the generated functions want them.
  const flags = sixteen(spec.flags.map((flag) => (isSpaceFlag(flag) ? 0 : flagNumber(flag, instr)))) as FlagValues;
  return { kind: 'work', instr, unit, values, flags, effects: EFFECTS[instr.op] };
}

function sixteen(values: readonly number[]): OperandValues {
  return Array.from({ length: 16 }, (_, i) => values[i] ?? 0) as unknown as OperandValues;
}

function mentions(tree: Tree, index: string): boolean {
  const has = (d: Dim) => typeof d !== 'number' && dim.symbolsOf(d).has(index);
  if (tree.kind === 'work') return tree.values.some(has);
  return has(tree.count) || tree.body.some((inner) => mentions(inner, index));
}

function treeOf(items: readonly LirItem[]): Tree[] {
  return items.flatMap((item): Tree[] => {
    if (item.kind === 'instr') {
      const work = workOf(item);
      return work ? [work] : [];
    }
    const body = treeOf(item.body);
    if (body.length === 0) return [];
    const { index, count } = item;
    return [{ kind: 'repeat', index, count, body, varies: body.some((inner) => mentions(inner, index)) }];
  });
}

interface Sum {
  readonly nodes: readonly string[];
  readonly lanes: Partial<Record<LaneUnit, { charged: number; useful: number }>>;
}

class Count {
  readonly #fields: CostFields;
  /** Ranges of all symbols; a point for those that are known. */
  readonly #ranges: Map<string, DimRange>;
  readonly #known: Map<string, number>;
  readonly sums = new Map<string, Sum>();

  constructor(fields: CostFields, ranges: ReadonlyMap<string, DimRange>, known: ReadonlyMap<string, number>) {
    this.#fields = fields;
    this.#ranges = new Map(ranges);
    this.#known = new Map();
    for (const [name, value] of known) this.#bind(name, value);
  }

  #bind(name: string, value: number): void {
    this.#known.set(name, value);
    this.#ranges.set(name, { lo: value, hi: value });
  }

  #valueOf(d: Dim): number {
    const value = numberOf(d, this.#known);
    return Number.isNaN(value) ? dim.dimRange(d, this.#ranges).hi : value;
  }

  onEngine(symbol: string, engine: number, tree: Tree): void {
    this.#bind(symbol, engine);
    this.walk([tree], 1);
  }

  walk(trees: readonly Tree[], times: number): void {
    for (const tree of trees) {
      if (tree.kind === 'work') this.#work(tree, times);
      else this.#repeat(tree, times);
    }
  }

  #repeat({ index, count, body, varies }: Repeat, times: number): void {
    const rounds = this.#valueOf(count);
    if (rounds <= 0) return;
    if (!varies) {
      this.walk(body, times * rounds);
      return;
    }
    const middle = Math.floor(rounds / 2);
    for (const [round, alike] of [
      [0, 1],
      [middle, rounds - 2],
      [rounds - 1, rounds > 1 ? 1 : 0],
    ] as const) {
      if (alike <= 0) continue;
      this.#bind(index, round);
      this.walk(body, times * alike);
    }
  }

  #work({ instr, unit, values, flags, effects }: Work, times: number): void {
    const v = sixteen(values.map((value) => this.#valueOf(value)));
    if (!effects.active(v, flags)) return;
    const nodes = originNames(instr.origin);
    const key = nodes.join('\n');
    const { lanes } = this.sums.get(key) ?? this.#start(key, nodes);
    const sum = lanes[unit] ?? { charged: 0, useful: 0 };
    lanes[unit] = sum;
    sum.charged += times * (effects.cost(v, flags, this.#fields) - startCycles(unit, this.#fields));
    sum.useful += times * effects.useful(v, flags, this.#fields);
  }

  #start(key: string, nodes: readonly string[]): Sum {
    const sum = { nodes, lanes: {} };
    this.sums.set(key, sum);
    return sum;
  }
}

/** Cycles by node, in the order of the code, summed over all engines. */
export function laneUse(
  { params, body }: LirProgram,
  ranges: ReadonlyMap<string, DimRange>,
  machine: CardMachine,
): NodeLanes[] {
  const engine = [...instrsOf(body)].find(({ instr }) => instr.op === 'engine')?.instr.defines;
  const count = new Count(costFields(machine), ranges, new Map(params.map(({ name, hi }) => [name, hi])));
  for (const tree of treeOf(body)) {
    if (engine === undefined || !mentions(tree, engine)) count.walk([tree], machine.engines);
    else for (let number = 0; number < machine.engines; number++) count.onEngine(engine, number, tree);
  }
  return [...count.sums.values()];
}
