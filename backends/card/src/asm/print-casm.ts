// Prints card programs as assembly (`.casm`). The text holds everything but the numbers of large weights, which stay in the file
// they came from and are referred to by `blob(file, offset, bytes, digest)`.
// Invariant: assembling what was printed gives the same image, hence the same binary, to the byte.

import { type Dim, dim, type ElementType, printNumber, type Tensor } from '@afterglow/core';
import { type BlobRef, INLINE_LIMIT, OriginTable, printTensor } from '@afterglow/ir';
import { quoteName, quoteString, TextWriter } from '@afterglow/syntax';
import {
  type CardData,
  type CardImage,
  type CardProgram,
  type Instruction,
  type IoBuffer,
  ISA_NAME,
  ISA_VERSION,
  isImmediate,
  MACHINE_FIELDS,
  QUEUES,
  specOf,
} from '../isa/index.js';

import { codeNotes } from './code-notes.js';

export const CASM_VERSION = 1;

export interface DisassembleOptions {
  /** Where data that is in memory and too large to print has been or will be written. */
  readonly blob?: (tensor: Tensor, name: string) => BlobRef;
  /** Says in comments which node each stretch of code came from, and of each word its number, as traps name it, and its loop. */
  readonly notes?: boolean;
}

const QUEUE_NAMES = Object.keys(QUEUES);

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function typeText(elem: ElementType, dims: readonly Dim[]): string {
  return `${elem}[${dims.map(dim.printDim).join(', ')}]`;
}

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

function maskText(word: string, mask: number | undefined): string {
  if (!mask) return '';
  return ` ${word}(${QUEUE_NAMES.filter((_, queue) => mask & (1 << queue)).join(', ')})`;
}

function flagsText({ op, flags = {} }: Instruction): string {
  const parts = specOf(op).flags.flatMap(({ name, values }) => {
    const value = flags[name] ?? 0;
    if (value === 0) return [];
    return values ? `${name} = ${values[value]}` : name;
  });
  return parts.length === 0 ? '' : ` {${parts.join(', ')}}`;
}

/** One instruction; `target` replaces the immediate of a loop. */
export function printInstruction(instruction: Instruction, target?: string): string {
  let register = 0;
  const operands = specOf(instruction.op).operands.map(({ role }) => {
    if (!isImmediate(role)) return `r${instruction.regs[register++]}`;
    return target ?? String(instruction.imm);
  });
  return [
    instruction.op,
    operands.length === 0 ? '' : ` ${operands.join(', ')}`,
    flagsText(instruction),
    maskText('wait', instruction.wait),
    maskText('signal', instruction.signal),
  ].join('');
}

/** Label of each endloop that a loop of the program names, by pc. Numbers follow the order of the loops. */
function labelsOf(code: readonly Instruction[]): Map<number, string> {
  const labels = new Map<number, string>();
  code.forEach(({ op, imm = 0 }, pc) => {
    const end = pc + imm;
    if (op === 'loop' && code[end]?.op === 'endloop' && !labels.has(end)) labels.set(end, `end${labels.size}`);
  });
  return labels;
}

/** Names of a model may hold anything; a comment ends with its line. */
function comment(text: string): string {
  return text.replace(/[\n\r\u2028\u2029]/g, ' ');
}

class Printer {
  readonly #writer = new TextWriter();
  readonly #origins: OriginTable;
  readonly #options: DisassembleOptions;

  constructor(image: CardImage, options: DisassembleOptions) {
    this.#options = options;
    this.#origins = new OriginTable(image.programs.flatMap((program) => program.origins));
  }

  print(image: CardImage): string {
    const { machine, dramBytes, llcBytes, data, programs } = image;
    const writer = this.#writer;
    writer.line(`casm ${CASM_VERSION}`).line(`isa ${ISA_NAME} ${ISA_VERSION}`);
    writer.block(`machine ${quoteString(machine.name)} digest ${quoteString(machine.digest)} {`, '}', () => {
      for (const field of MACHINE_FIELDS) writer.line(`${snakeCase(field)} = ${printNumber(machine[field])}`);
    });
    writer.line(`dram ${dramBytes}`);
    if (llcBytes > 0) writer.line(`llc ${llcBytes}`);
    for (const entry of data) this.#data(entry);
    for (const program of programs) this.#program(program);
    writer.lines(this.#origins.lines());
    return writer.toString();
  }

  #data({ name, kind, address, tensor }: CardData): void {
    const type = typeText(tensor.elem, tensor.shape);
    const { blob } = this.#options;
    const value = printTensor(tensor, name, { inlineLimit: INLINE_LIMIT, ...(blob ? { blob } : {}) });
    this.#writer.line(`${kind} @${quoteName(name)} : ${type} at ${hex(address)} = ${value}`);
  }

  #buffer(word: string, { name, elem, dims, address, bytes }: IoBuffer): void {
    this.#writer.line(`${word} %${quoteName(name)} : ${typeText(elem, dims)} at ${hex(address)} bytes ${bytes}`);
  }

  #program({ name, params, zeros = [], inputs, outputs, code, origins }: CardProgram): void {
    this.#writer.block(`program @${quoteName(name)} {`, '}', () => {
      for (const param of params) {
        this.#writer.line(`param ${dim.printDim(dim.symbol(param.name))} in ${param.lo}..${param.hi}`);
      }
      for (const zero of zeros) this.#writer.line(`zero ${dim.printDim(zero)}`);
      for (const buffer of inputs) this.#buffer('input', buffer);
      for (const buffer of outputs) this.#buffer('output', buffer);
      this.#writer.block('code {', '}', () => this.#code(code, origins));
    });
  }

  #code(code: readonly Instruction[], origins: CardProgram['origins']): void {
    const labels = labelsOf(code);
    const notes = this.#options.notes ? codeNotes(code, origins) : [];
    let depth = 0;
    code.forEach((instruction, pc) => {
      const { op, imm = 0 } = instruction;
      if (op === 'endloop') depth = Math.max(0, depth - 1);
      const label = labels.get(pc);
      const origin = origins[pc];
      const note = notes[pc];
      if (note?.heading !== undefined) this.#writer.line(`// ${comment(note.heading)}`);
      const text = [
        '  '.repeat(depth),
        label === undefined ? '' : `${label}: `,
        printInstruction(instruction, op === 'loop' ? labels.get(pc + imm) : undefined),
        origin ? ` ; loc(#${this.#origins.number(origin)})` : '',
        note ? `  // ${comment(note.note)}` : '',
      ];
      this.#writer.line(text.join(''));
      if (op === 'loop') depth++;
    });
  }
}

/** The assembly text of a binary's contents. */
export function disassemble(image: CardImage, options: DisassembleOptions = {}): string {
  return new Printer(image, options).print(image);
}
