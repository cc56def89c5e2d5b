// Prints instruction IR in its canonical text form (`.lir`).
// Invariant: `parseLir(printLir(m))` equals `m`, and equal modules print equal bytes.

import type { Tensor } from '@afterglow/core';
import { type Dim, dim } from '@afterglow/core';
import { type BlobRef, INLINE_LIMIT, OriginTable, printAttrValue, printName, printTensor } from '@afterglow/ir';
import { quoteName, quoteString, TextWriter } from '@afterglow/syntax';
import type { InstrDef, InstrSet } from '../instr-def.js';
import {
  instrsOf,
  LIR_VERSION,
  type LirBuffer,
  type LirInstr,
  type LirItem,
  type LirModule,
  type LirOperand,
  type LirProgram,
  type StoredBuffer,
} from '../program.js';

export interface PrintLirOptions {
  readonly set: InstrSet;
  /** See `PrintOptions.blob` of the graph text. */
  readonly blob?: (tensor: Tensor, name: string) => BlobRef;
}

const symbolText = (name: string) => dim.printDim(dim.symbol(name));

function printType(buffer: LirBuffer): string {
  return `${buffer.elem}[${buffer.shape.map(dim.printDim).join(', ')}]`;
}

function printPlace(buffer: StoredBuffer): string {
  const address = buffer.address === undefined ? '' : ` at 0x${buffer.address.toString(16)}`;
  return `${printType(buffer)} in ${buffer.memory} bytes ${buffer.bytes} align ${buffer.align}${address}`;
}

function printBuffer(buffer: LirBuffer): string {
  const name = printName(buffer.name);
  if (buffer.role !== 'view') {
    const external = buffer.external === undefined ? '' : ` as ${quoteString(buffer.external)}`;
    return `${buffer.role} ${name} : ${printPlace(buffer)}${external}`;
  }
  return `view ${name} : ${printType(buffer)} of ${printName(buffer.of)}${printOffset(buffer.offset)}`;
}

function printOffset(offset: Dim): string {
  return offset === 0 ? '' : `[${dim.printDim(offset)}]`;
}

/** A number, a symbol or a quotient as it is, anything longer in parentheses. */
function printCount(count: Dim): string {
  const text = dim.printDim(count);
  return !text.includes(' ') || /^\([^()]*(\([^()]*\)[^()]*)*\)$/.test(text) ? text : `(${text})`;
}

function printOperand(operand: LirOperand | undefined): string {
  return operand ? `${operand.access} ${printName(operand.buffer)}${printOffset(operand.offset)}` : '_';
}

function printInstrAttrs(instr: LirInstr, def: InstrDef | undefined): string {
  const parts = (def?.attrs ?? []).flatMap((spec) => {
    const value = instr.attrs[spec.name];
    return value === undefined ? [] : [`${spec.name} = ${printAttrValue(spec, value)}`];
  });
  return parts.length === 0 ? '' : ` {${parts.join(', ')}}`;
}

/** One instruction without its origin. */
export function printInstr(instr: LirInstr, def: InstrDef | undefined): string {
  const left = instr.defines === undefined ? '' : `${symbolText(instr.defines)} = `;
  const operands = instr.operands.map(printOperand).join(', ');
  const scalars = instr.scalars.map((value, i) => `${def?.scalars[i] ?? `s${i}`} = ${dim.printDim(value)}`).join(', ');
  return [
    left + instr.op,
    operands === '' ? '' : ` ${operands}`,
    scalars === '' ? '' : ` (${scalars})`,
    printInstrAttrs(instr, def),
    instr.wait.length === 0 ? '' : ` wait(${instr.wait.join(', ')})`,
    instr.signal.length === 0 ? '' : ` signal(${instr.signal.join(', ')})`,
  ].join('');
}

class Printer {
  readonly writer = new TextWriter();
  readonly #set: InstrSet;
  readonly #origins: OriginTable;

  constructor(module: LirModule, set: InstrSet) {
    this.#set = set;
    this.#origins = new OriginTable(
      module.programs.flatMap((program) => [...instrsOf(program.body)].map(({ instr }) => instr.origin)),
    );
  }

  program(program: LirProgram): void {
    const params = program.params.map(
      ({ name, lo, hi }) => `${symbolText(name)} in ${lo}..${Number.isFinite(hi) ? hi : ''}`,
    );
    this.writer.block(`program @${quoteName(program.name)}(${params.join(', ')}) {`, '}', () => {
      for (const zero of program.zeros ?? []) this.writer.line(`zero ${dim.printDim(zero)}`);
      for (const buffer of program.buffers) this.writer.line(printBuffer(buffer));
      this.items(program.body);
    });
  }

  items(items: readonly LirItem[]): void {
    for (const item of items) {
      if (item.kind === 'instr') {
        const origin = item.origin ? ` loc(#${this.#origins.number(item.origin)})` : '';
        this.writer.line(printInstr(item, this.#set.get(item.op)) + origin);
        continue;
      }
      this.writer.block(`loop ${symbolText(item.index)} in 0..${printCount(item.count)} {`, '}', () =>
        this.items(item.body),
      );
    }
  }

  table(): void {
    this.writer.lines(this.#origins.lines());
  }
}

/** The canonical text of a module. */
export function printLir(module: LirModule, options: PrintLirOptions): string {
  const printer = new Printer(module, options.set);
  printer.writer.line(`lir ${LIR_VERSION} ${module.set}`);
  for (const buffer of module.consts) {
    const value = buffer.tensor
      ? ` = ${printTensor(buffer.tensor, buffer.name, { blob: options.blob, inlineLimit: INLINE_LIMIT })}`
      : '';
    printer.writer.line(`const ${printName(buffer.name)} : ${printPlace(buffer)}${value}`);
  }
  for (const program of module.programs) printer.program(program);
  printer.table();
  return printer.writer.toString();
}
