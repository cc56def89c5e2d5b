// Card-level instruction IR to words. Buffers have their addresses and queues are ordered; what is left is to compute operands into
// registers, set flags from the memories operands lie in, and close loops.

import { type Dim, dim, invariant } from '@afterglow/core';
import {
  type BufferTable,
  type LirInstr,
  type LirItem,
  type LirLoop,
  type LirProgram,
  matchOperands,
  resolveBuffer,
} from '@afterglow/lir';
import {
  type CardProgram,
  type Instruction,
  type IoBuffer,
  isOpcode,
  MAX_LOOP_DEPTH,
  QUEUES,
  specOf,
} from '../../isa/index.js';
import { cardDef, flagNumber, isSpaceFlag } from '../card-set.js';
import { loopInvariants } from './loop-invariants.js';
import { ScalarEmitter } from './scalar-emitter.js';

/** Registers left to the instructions of a loop body besides what is kept through it. */
const WORKING_REGISTERS = 24;

interface Address {
  readonly base: Dim;
  readonly memory: string;
}

const queueBits: ReadonlyMap<string, number> = new Map(Object.entries(QUEUES).map(([name, bit]) => [name, 1 << bit]));

function mask(queues: readonly string[]): number {
  return queues.reduce((bits, name) => bits | (queueBits.get(name) ?? 0), 0);
}

/** Most registers that loops and loaded integers of a body hold on to at once. */
function pinnedIn(items: readonly LirItem[]): number {
  let [defined, inner] = [0, 0];
  for (const item of items) {
    if (item.kind === 'loop') inner = Math.max(inner, 1 + pinnedIn(item.body));
    else if (item.defines !== undefined) defined++;
  }
  return defined + inner;
}

class ProgramEmitter {
  readonly #table: BufferTable;
  readonly #scalars: ScalarEmitter;

  constructor(program: LirProgram, table: BufferTable) {
    this.#table = table;
    this.#scalars = new ScalarEmitter(new Map(program.params.map(({ name }, i) => [name, i])));
  }

  run(program: LirProgram): Pick<CardProgram, 'code' | 'origins'> {
    this.#block(program.body, 0);
    this.#scalars.origin = undefined;
    this.#scalars.push({ op: 'fence', regs: [] });
    this.#scalars.push({ op: 'halt', regs: [] });
    return { code: this.#scalars.code, origins: this.#scalars.origins };
  }

  #block(items: readonly LirItem[], depth: number): void {
    const defined: number[] = [];
    for (const item of items) {
      if (item.kind === 'loop') this.#loop(item, depth + 1);
      else this.#instr(item, defined);
    }
    this.#scalars.registers.release(defined);
  }

  #address(name: string, offset: Dim): Address {
    const resolved = resolveBuffer(this.#table, name);
    invariant(resolved?.root.address !== undefined, `%${name} has no address`);
    return { base: dim.add(offset, resolved.root.address + resolved.offset), memory: resolved.root.memory };
  }

  /** Expressions an item needs in registers. */
  readonly #dimsOf = (item: LirItem): Dim[] => {
    if (item.kind === 'loop') return [item.count];
    const addresses = item.operands.flatMap((operand) =>
      operand ? [this.#address(operand.buffer, operand.offset).base] : [],
    );
    return [...addresses, ...item.scalars];
  };

  #loop(loop: LirLoop, depth: number): void {
    invariant(depth <= MAX_LOOP_DEPTH, 'loops nest no deeper than the card allows');
    const scalars = this.#scalars;
    const { registers } = scalars;
    const kept: number[] = [];
    for (const d of loopInvariants(loop, this.#dimsOf, registers.unpinned - WORKING_REGISTERS - pinnedIn(loop.body))) {
      const register = scalars.evaluate(d);
      if (registers.pin(register)) kept.push(register);
      registers.unlockAll();
    }
    const count = scalars.operand(loop.count);
    const index = registers.allocate(dim.symbol(loop.index));
    registers.unlockAll();
    registers.pin(index);
    const start = scalars.code.length;
    scalars.push({ op: 'loop', regs: [index, count], imm: 0 });
    registers.clearCache();
    this.#block(loop.body, depth);
    scalars.push({ op: 'endloop', regs: [] });
    scalars.code[start] = { op: 'loop', regs: [index, count], imm: scalars.code.length - 1 - start };
    registers.clearCache();
    registers.release([index, ...kept]);
  }

  /** `defined` collects registers of integers that live to the end of the block. */
  #instr(item: LirInstr, defined: number[]): void {
    const scalars = this.#scalars;
    scalars.origin = item.origin ?? scalars.origin;
    invariant(isOpcode(item.op), `there is no instruction ${item.op}`);
    const spec = specOf(item.op);
    const def = cardDef(item.op);
    const matched = matchOperands(def, item.operands);
    const addresses = new Map<string, Address>();
    item.operands.forEach((operand, i) => {
      const name = matched?.[i]?.name;
      if (operand && name !== undefined) addresses.set(name, this.#address(operand.buffer, operand.offset));
    });
    const regs: number[] = [];
    let imm: number | undefined;
    let result: number | undefined;
    let nextScalar = 0;
    for (const { name, role } of spec.operands) {
      if (role === 'out') regs.push(-1);
      else if (role === 'signed') imm = this.#immediate(addresses);
      else if (role === 'address') regs.push(this.#addressRegister(item, addresses, name));
      else regs.push(scalars.operand(item.scalars[nextScalar++] ?? 0));
    }
    if (item.defines !== undefined) {
      result = scalars.registers.allocate(dim.symbol(item.defines));
      scalars.registers.pin(result);
      defined.push(result);
      regs[regs.indexOf(-1)] = result;
    }
    scalars.registers.unlockAll();
    scalars.push(this.#word(item, regs, imm, addresses));
  }

  /** The constant part of a scalar load's address; the rest is in a register. */
  #immediate(addresses: ReadonlyMap<string, Address>): number {
    const base = addresses.get('ra')?.base ?? 0;
    return typeof base === 'number' ? base : base.constant;
  }

  #addressRegister(item: LirInstr, addresses: ReadonlyMap<string, Address>, name: string): number {
    // Operands that may be left out are not looked at then: any address will do.
    const base = (addresses.get(name) ?? addresses.get('idx'))?.base ?? 0;
    const splits = item.op.startsWith('lds.');
    if (!splits) return this.#scalars.operand(base);
    return this.#scalars.operand(typeof base === 'number' ? 0 : dim.sub(base, base.constant));
  }

  #word(
    item: LirInstr,
    regs: readonly number[],
    imm: number | undefined,
    addresses: ReadonlyMap<string, Address>,
  ): Instruction {
    invariant(isOpcode(item.op), `there is no instruction ${item.op}`);
    const spec = specOf(item.op);
    const flags: Record<string, number> = {};
    for (const flag of spec.flags) {
      const operand = spec.operands.find(({ space }) => space === flag.name);
      const memory = operand && addresses.get(operand.name)?.memory;
      const value = isSpaceFlag(flag) ? (flag.values?.indexOf(memory ?? '') ?? 0) : flagNumber(flag, item);
      invariant(value >= 0, `${item.op} cannot reach ${memory}`);
      if (value !== 0) flags[flag.name] = value;
    }
    const [wait, signal] = [mask(item.wait), mask(item.signal)];
    return {
      ...{ op: item.op, regs },
      ...(imm === undefined ? {} : { imm }),
      ...(Object.keys(flags).length > 0 ? { flags } : {}),
      ...(wait ? { wait } : {}),
      ...(signal ? { signal } : {}),
    };
  }
}

function ioBuffers(program: LirProgram, role: 'input' | 'output'): IoBuffer[] {
  return program.buffers.flatMap((buffer) => {
    if (buffer.role !== role) return [];
    const { name, external, elem, shape, bytes, address } = buffer;
    invariant(address !== undefined, `%${name} has no address`);
    return [{ name: external ?? name, elem, dims: shape, address, bytes }];
  });
}

/** Words, origins and interface of a program. */
export function emitProgram(program: LirProgram, table: BufferTable): CardProgram {
  const { code, origins } = new ProgramEmitter(program, table).run(program);
  const { name, params, zeros } = program;
  const [inputs, outputs] = [ioBuffers(program, 'input'), ioBuffers(program, 'output')];
  return { name, code, origins, params, ...(zeros && { zeros }), inputs, outputs };
}
