// Dim expressions to words: evaluates an expression into a register by control instructions, reusing what registers hold.
// Division and remainder round towards minus infinity in the dims and on the card alike.

import { type Dim, type DimAtom, type DimExpr, dim, invariant, type Origin } from '@afterglow/core';
import { IMMEDIATE_LIMIT, type Instruction } from '../../isa/index.js';
import { RegisterFile } from './register-file.js';

/** The dim that is nothing but this atom. */
function atomDim(atom: DimAtom): Dim {
  switch (atom.kind) {
    case 'symbol':
      return dim.symbol(atom.name);
    case 'div':
      return dim.floorDiv(atom.left, atom.right);
    case 'mod':
      return dim.mod(atom.left, atom.right);
    case 'max':
      return dim.max(...atom.args);
    case 'min':
      return dim.min(...atom.args);
    case 'let':
      return atom.value;
  }
}

export class ScalarEmitter {
  readonly code: Instruction[] = [];
  readonly origins: (Origin | undefined)[] = [];
  readonly registers = new RegisterFile();
  origin: Origin | undefined;
  readonly #params: ReadonlyMap<string, number>;

  /** `params`: number of each launch parameter. */
  constructor(params: ReadonlyMap<string, number>) {
    this.#params = params;
  }

  push(instruction: Instruction): void {
    this.code.push(instruction);
    this.origins.push(this.origin);
  }

  /** A register that holds `d`, locked until the instruction it is for is complete. */
  operand(d: Dim): number {
    const register = this.evaluate(d);
    this.registers.lock(register);
    return register;
  }

  evaluate(d: Dim): number {
    const known = this.registers.find(d);
    if (known !== undefined) return known;
    return typeof d === 'number' ? this.#constant(d) : this.#expression(d);
  }

  #constant(value: number): number {
    invariant(Math.abs(value) < IMMEDIATE_LIMIT, `${value} is beyond what an immediate holds`);
    const rd = this.registers.allocate(value);
    this.push({ op: 'li', regs: [rd], imm: value });
    return rd;
  }

  #expression(d: DimExpr): number {
    if (d.constant !== 0) return this.#immediate('addi', d, dim.sub(d, d.constant), d.constant);
    const last = d.terms.at(-1);
    invariant(last, 'an expression has terms');
    if (d.terms.length > 1) {
      let tail: Dim = last.coeff;
      for (const atom of last.atoms) tail = dim.mul(tail, atomDim(atom));
      return this.#binary('add', d, dim.sub(d, tail), tail);
    }
    if (last.coeff !== 1) {
      let product: Dim = 1;
      for (const atom of last.atoms) product = dim.mul(product, atomDim(atom));
      return this.#immediate('muli', d, product, last.coeff);
    }
    const [first, ...rest] = last.atoms;
    invariant(first, 'a term has atoms');
    if (rest.length > 0) {
      const factor = atomDim(first);
      let others: Dim = 1;
      for (const atom of rest) others = dim.mul(others, atomDim(atom));
      return this.#binary('mul', d, factor, others);
    }
    return this.#atom(d, first);
  }

  #atom(d: DimExpr, atom: DimAtom): number {
    switch (atom.kind) {
      case 'symbol': {
        const number = this.#params.get(atom.name);
        invariant(number !== undefined, `${atom.name} is not defined here`);
        const rd = this.registers.allocate(d);
        this.push({ op: 'param', regs: [rd], imm: number });
        return rd;
      }
      case 'div':
      case 'mod':
        return this.#binary(atom.kind, d, atom.left, atom.right);
      case 'let':
        return this.evaluate(atom.value);
      case 'max':
      case 'min': {
        const [first = 0, ...rest] = atom.args;
        if (rest.length === 1) return this.#binary(atom.kind, d, first, rest[0] ?? 0);
        return this.#binary(atom.kind, d, first, atom.kind === 'max' ? dim.max(...rest) : dim.min(...rest));
      }
    }
  }

  #immediate(op: 'addi' | 'muli' | 'divi' | 'modi' | 'mini' | 'maxi', value: Dim, left: Dim, imm: number): number {
    return this.#step(op, value, [left], imm);
  }

  #binary(op: 'add' | 'mul' | 'div' | 'mod' | 'min' | 'max', value: Dim, left: Dim, right: Dim): number {
    const commutes = op !== 'div' && op !== 'mod';
    if (typeof right === 'number') return this.#immediate(`${op}i`, value, left, right);
    if (typeof left === 'number' && commutes) return this.#immediate(`${op}i`, value, right, left);
    return this.#step(op, value, [left, right]);
  }

  /** One word. What it reads is held only until it is written: a long expression has more parts than there are registers. */
  #step(op: Instruction['op'], value: Dim, parts: readonly Dim[], imm?: number): number {
    const held: number[] = [];
    const reads = parts.map((part) => {
      const register = this.evaluate(part);
      if (this.registers.lock(register)) held.push(register);
      return register;
    });
    const rd = this.registers.allocate(value);
    this.push({ op, regs: [rd, ...reads], ...(imm === undefined ? {} : { imm }) });
    for (const register of held) this.registers.unlock(register);
    return rd;
  }
}
