// Checks instructions one by one: known, with operands as declared in memories they can reach, and symbols that are defined
// where they are used.

import { type Diagnostics, type Dim, dim } from '@afterglow/core';
import { lirDiagnostics } from '../diagnostics.js';
import { type InstrDef, type InstrSet, matchOperands } from '../instr-def.js';
import { type BufferTable, type LirInstr, type LirItem, type LirProgram, resolveBuffer } from '../program.js';

class ItemVerifier {
  readonly #table: BufferTable;
  readonly #set: InstrSet;
  readonly #diagnostics: Diagnostics;
  readonly #everDefined: Set<string>;

  constructor(program: LirProgram, table: BufferTable, set: InstrSet, diagnostics: Diagnostics) {
    this.#table = table;
    this.#set = set;
    this.#diagnostics = diagnostics;
    this.#everDefined = new Set(program.params.map(({ name }) => name));
  }

  #define(name: string): void {
    if (this.#everDefined.has(name)) this.#diagnostics.report(lirDiagnostics.duplicateName, { name });
    this.#everDefined.add(name);
  }

  #symbols(d: Dim, visible: ReadonlySet<string>, user: string): void {
    for (const name of dim.symbolsOf(d)) {
      if (!visible.has(name)) this.#diagnostics.report(lirDiagnostics.undefinedSymbol, { name, user });
    }
  }

  items(items: readonly LirItem[], outer: ReadonlySet<string>): void {
    const visible = new Set(outer);
    for (const item of items) {
      if (item.kind === 'loop') {
        this.#symbols(item.count, visible, `loop ${item.index}`);
        this.#define(item.index);
        this.items(item.body, new Set([...visible, item.index]));
        continue;
      }
      this.#instr(item, visible);
      if (item.defines === undefined) continue;
      this.#define(item.defines);
      visible.add(item.defines);
    }
  }

  #instr(instr: LirInstr, visible: ReadonlySet<string>): void {
    const def = this.#set.get(instr.op);
    if (!def) {
      this.#diagnostics.report(lirDiagnostics.unknownInstr, { op: instr.op, set: this.#set.name });
      return;
    }
    for (const queue of [...instr.wait, ...instr.signal]) {
      if (this.#set.queues.has(queue)) continue;
      const known = [...this.#set.queues].join(', ') || 'none';
      this.#diagnostics.report(lirDiagnostics.unknownQueue, { op: instr.op, queue, known });
    }
    for (const scalar of instr.scalars) this.#symbols(scalar, visible, instr.op);
    this.#operands(instr, def, visible);
  }

  #operands(instr: LirInstr, def: InstrDef, visible: ReadonlySet<string>): void {
    const specs = matchOperands(def, instr.operands);
    const shape =
      specs && instr.scalars.length === def.scalars.length && !!def.defines === (instr.defines !== undefined);
    if (!shape) {
      const expected = def.operands.map(({ access, name }) => `${access} ${name}`).join(', ');
      const found = instr.operands
        .map((operand) => (operand ? `${operand.access} %${operand.buffer}` : '_'))
        .join(', ');
      this.#diagnostics.report(lirDiagnostics.operandMismatch, { op: instr.op, expected, found });
    }
    instr.operands.forEach((operand, i) => {
      if (!operand) return;
      this.#symbols(operand.offset, visible, instr.op);
      const root = resolveBuffer(this.#table, operand.buffer)?.root;
      if (!root) {
        this.#diagnostics.report(lirDiagnostics.undefinedBuffer, { name: operand.buffer, user: instr.op });
        return;
      }
      const allowed = specs?.[i]?.memories;
      if (!allowed || allowed.includes(root.memory)) return;
      this.#diagnostics.report(lirDiagnostics.wrongMemory, {
        op: instr.op,
        buffer: operand.buffer,
        memory: root.memory,
        allowed: allowed.join(', '),
      });
    });
  }
}

export function verifyItems(program: LirProgram, table: BufferTable, set: InstrSet, diagnostics: Diagnostics): void {
  const verifier = new ItemVerifier(program, table, set, diagnostics);
  verifier.items(program.body, new Set(program.params.map(({ name }) => name)));
}
