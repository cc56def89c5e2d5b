// A program prepared for execution: words decoded, loops matched, token masks turned into counter numbers, origins attached.
// What can be wrong with a program as a whole is found here, before it runs.

import type { Diagnostics, Origin } from '@afterglow/core';
import { cardDiagnostics } from '../diagnostics.js';
import { type CardElf, decodeProgram, type ElfProgram } from '../elf/index.js';
import { type CostFields, EFFECTS } from '../isa/generated/effects.js';
import { QUEUES } from '../isa/generated/opcodes.js';
import { type CardInstructionSpec, type Instruction, isImmediate, MAX_LOOP_DEPTH, specOf } from '../isa/instruction.js';
import { type LaneUnit, laneUnitOf } from '../isa/lane-cycles.js';
import type { Effects } from '../isa/spec.js';
import { routineOf } from './engine.js';
import type { Routine } from './routine.js';

export const QUEUE_COUNT = Object.keys(QUEUES).length;

/** Number of the counter of tokens from one queue to another. */
export function tokenCounter(from: number, to: number): number {
  return from * QUEUE_COUNT + to;
}

/** One decoded word. */
export interface Step {
  readonly instruction: Instruction;
  readonly spec: CardInstructionSpec;
  /** Register of each operand in declared order, −1 for the immediate. */
  readonly operands: readonly number[];
  readonly imm: number;
  readonly flags: readonly number[];
  readonly takes: readonly number[];
  readonly gives: readonly number[];
  /** A fence or a barrier: the control queue waits until every queue is empty. */
  readonly waitsForAll: boolean;
  readonly effects: Effects<CostFields>;
  /** The unit whose lanes it fills. */
  readonly unit: LaneUnit | undefined;
  /** Absent on the control queue. */
  readonly routine: Routine | undefined;
  /** Number into the binary's origins; −1 is none. */
  readonly origin: number;
}

export interface PreparedProgram {
  readonly entry: ElfProgram;
  readonly steps: readonly Step[];
  readonly originOf: (pc: number) => Origin | undefined;
}

function bits(mask: number): number[] {
  return Array.from({ length: QUEUE_COUNT }, (_, queue) => queue).filter((queue) => mask & (1 << queue));
}

function step(instruction: Instruction, origin: number): Step {
  const spec = specOf(instruction.op);
  const own = spec.queue;
  let register = 0;
  return {
    instruction,
    spec,
    operands: spec.operands.map(({ role }) => (isImmediate(role) ? -1 : (instruction.regs[register++] ?? 0))),
    imm: instruction.imm ?? 0,
    flags: spec.flags.map((flag) => instruction.flags?.[flag.name] ?? 0),
    takes: bits(instruction.wait ?? 0).map((queue) => tokenCounter(queue, own)),
    gives: bits(instruction.signal ?? 0).map((queue) => tokenCounter(own, queue)),
    waitsForAll: instruction.op === 'fence' || instruction.op === 'barrier',
    effects: EFFECTS[instruction.op],
    unit: laneUnitOf(own),
    routine: routineOf(spec),
    origin,
  };
}

/** Reports loops that do not match, nest too deep, lie elsewhere than they say, or change a token counter. */
function checkLoops(name: string, steps: readonly Step[], diagnostics: Diagnostics): boolean {
  const before = diagnostics.list.length;
  const bad = (pc: number, problem: string) =>
    diagnostics.report(cardDiagnostics.badProgram, { program: name, pc, problem });
  const open: { pc: number; balance: Map<number, number> }[] = [];
  steps.forEach(({ instruction, takes, gives }, pc) => {
    const count = (counter: number, change: number) => {
      const balance = open.at(-1)?.balance;
      balance?.set(counter, (balance.get(counter) ?? 0) + change);
    };
    // A loop word itself stands outside its body; an endloop inside it.
    for (const counter of takes) count(counter, -1);
    for (const counter of gives) count(counter, 1);
    if (instruction.op === 'loop') {
      open.push({ pc, balance: new Map() });
      if (open.length > MAX_LOOP_DEPTH) bad(pc, `loops nest more than ${MAX_LOOP_DEPTH} deep`);
    }
    if (instruction.op === 'barrier' && open.length > 0) bad(pc, 'a barrier stands inside a loop');
    if (instruction.op !== 'endloop') return;
    const loop = open.pop();
    if (!loop) {
      bad(pc, 'endloop without a loop');
      return;
    }
    const distance = steps[loop.pc]?.imm;
    if (distance !== pc - loop.pc)
      bad(loop.pc, `the loop says its endloop is ${distance} words on; it is ${pc - loop.pc}`);
    for (const [counter, change] of loop.balance) {
      if (change === 0) continue;
      const names = Object.keys(QUEUES);
      const pair = `${names[Math.floor(counter / QUEUE_COUNT)]} to ${names[counter % QUEUE_COUNT]}`;
      bad(loop.pc, `an iteration changes the tokens from ${pair} by ${change}`);
    }
  });
  for (const { pc } of open) bad(pc, 'a loop without an endloop');
  return diagnostics.list.length === before;
}

/** Decodes and checks one program of a binary. */
export function prepareProgram(elf: CardElf, entry: ElfProgram, diagnostics: Diagnostics): PreparedProgram | undefined {
  const code = decodeProgram(elf, entry, diagnostics);
  if (!code) return undefined;
  const runs = elf.originRuns[elf.programs.indexOf(entry)] ?? [];
  const numbers: number[] = [];
  for (let i = 0; i + 1 < runs.length; i += 2) for (let n = runs[i] ?? 0; n > 0; n--) numbers.push(runs[i + 1] ?? -1);
  const steps = code.map((instruction, pc) => step(instruction, numbers[pc] ?? -1));
  if (!checkLoops(entry.name, steps, diagnostics)) return undefined;
  return { entry, steps, originOf: (pc) => elf.origins[numbers[pc] ?? -1] };
}
