// Orders instructions of different queues. Straight runs, and loops with such a body, are ordered by tokens alone, so that
// queues run side by side: a load goes on as soon as nobody needs what it overwrites, whatever iteration that is. At the borders of
// other loops a fence empties all queues.
//
//   fence                                       everything before the loop is done
//   empty instructions that signal              the tokens its first iteration takes
//   loop … { load wait(vector) signal(vector); work wait(load) signal(load) }
//   empty instructions that wait, fence         the tokens its last iteration gave
//
// Invariant: every token counter is zero where a fence stands, and loop bodies are balanced however often they run.

import { instr, type LirInstr, type LirItem, type LirLoop, type LirProgram } from '@afterglow/lir';
import { type Carried, matchLoop, matchStraight, type Ordered } from './match-tokens.js';
import { type OrderOptions, pipelinedUnits } from './pipelined-loops.js';
import { CONTROL, emptyOf, queueOf, type Unit, unitOf } from './queue-units.js';

const sorted = (names: Iterable<string>): string[] => [...names].sort();

/** The items of a unit with its tokens. Loops carry them on empty instructions before and behind. */
function withTokens({ unit: { item }, wait, signal }: Ordered): LirItem[] {
  if (item.kind === 'instr') return [{ ...item, wait: sorted(wait), signal: sorted(signal) }];
  const empty = emptyOf(item);
  if (!empty) return [item];
  return [
    ...(wait.size > 0 ? [{ ...empty, wait: sorted(wait) }] : []),
    item,
    ...(signal.size > 0 ? [{ ...empty, signal: sorted(signal) }] : []),
  ];
}

/** Empty instructions that give (or take) the tokens carried through a loop. */
function carriers(units: readonly Unit[], carried: readonly Carried[], side: 'wait' | 'signal'): LirInstr[] {
  const [own, other] = side === 'signal' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const made: LirInstr[] = [];
  for (const queue of sorted(new Set(carried.map((each) => each[own])))) {
    const unit = units.find((each) => each.queue === queue);
    const empty = unit && emptyOf(unit.item);
    if (!empty) continue;
    // One instruction holds one token of each pair.
    for (let round = 0; ; round++) {
      const others = carried.filter((each) => each[own] === queue && each.count > round).map((each) => each[other]);
      if (others.length === 0) break;
      made.push({ ...empty, [side]: sorted(others) });
    }
  }
  return made;
}

class Orderer {
  readonly #options: OrderOptions;

  constructor(options: OrderOptions) {
    this.#options = options;
  }

  block(items: readonly LirItem[]): LirItem[] {
    const ordered: LirItem[] = [];
    let run: Unit[] = [];
    const flush = (fence: boolean) => {
      ordered.push(...matchStraight(run).flatMap(withTokens));
      if (fence && run.some(({ queue }) => queue !== CONTROL)) ordered.push(instr('fence', []));
      run = [];
    };
    for (const item of items) {
      if (item.kind === 'instr' && item.op === 'barrier') {
        flush(false);
        ordered.push(item);
        continue;
      }
      const unit = unitOf(item, this.#options);
      if (unit) run.push(unit);
      else if (item.kind === 'loop') {
        flush(true);
        ordered.push(...this.#loop(item));
      }
    }
    flush(false);
    return ordered;
  }

  #loop(loop: LirLoop): LirItem[] {
    const units = pipelinedUnits(loop, this.#options);
    if (!units) return [{ ...loop, body: this.#fenced(loop.body) }];
    const { ordered, carried } = matchLoop(units);
    const body = ordered.flatMap(withTokens);
    return [
      ...carriers(units, carried, 'signal'),
      { ...loop, body },
      ...carriers(units, carried, 'wait'),
      instr('fence', []),
    ];
  }

  /** A body at whose end all queues are empty. */
  #fenced(body: readonly LirItem[]): LirItem[] {
    const inner = this.block(body);
    // A loop over several queues ends with a fence, or its body does.
    const last = body.findLastIndex((item) => unitOf(item, this.#options) === undefined);
    const open = body
      .slice(last + 1)
      .some((item) => item.kind === 'loop' || queueOf(item, this.#options.set) !== CONTROL);
    return open ? [...inner, instr('fence', [])] : inner;
  }
}

/** The program with tokens and fences; buffers must have their addresses. */
export function orderQueues(program: LirProgram, options: OrderOptions): LirProgram {
  return { ...program, body: new Orderer(options).block(program.body) };
}
