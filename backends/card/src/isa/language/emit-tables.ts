// Generates `opcodes.ts` (opcode union, numbers, instruction table) and `machine-fields.ts` from a checked instruction set.

import type { IsaInstruction, IsaModel } from './model.js';

export const GENERATED_NOTE = '// Generated from isa/card.isa by `npm run generate`. Do not edit.\n';

export function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function literal(value: unknown): string {
  if (typeof value === 'string') {
    return /['\\\n]/.test(value) ? JSON.stringify(value) : `'${value}'`;
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{ ${entries.map(([key, field]) => `${/^[a-z]\w*$/i.test(key) ? key : literal(key)}: ${literal(field)}`).join(', ')} }`;
  }
  return String(value);
}

function union(names: readonly string[]): string {
  return names.map((name) => `\n  | ${literal(name)}`).join('');
}

function entry(instruction: IsaInstruction, model: IsaModel): string {
  const queue = model.queues.find((candidate) => candidate.name === instruction.queue)?.number ?? 0;
  const params = Object.fromEntries([...instruction.params].filter(([key]) => key !== 'does' && key !== 'title'));
  const lines = [
    `op: ${literal(instruction.name)}, code: ${instruction.opcode}, format: ${literal(instruction.format)}, queue: ${queue},`,
    `kernel: ${literal(instruction.kernel)}, params: ${instruction.params.size === 0 ? '{}' : literal(params)},`,
    instruction.operands.length === 0 ? 'operands: [],' : 'operands: [',
    ...instruction.operands.map((operand) => `  ${literal(operand)},`),
    ...(instruction.operands.length === 0 ? [] : ['],']),
    instruction.flags.length === 0 ? 'flags: [],' : 'flags: [',
    ...instruction.flags.map((flag) => {
      const count = flag.values?.length ?? 2 ** flag.bits;
      return `  ${literal({ name: flag.name, shift: flag.lo, bits: flag.bits, count, values: flag.values })},`;
    }),
    ...(instruction.flags.length === 0 ? [] : ['],']),
    `summary: ${literal(instruction.doc.split('\n')[0] ?? '')},`,
  ];
  return `  {\n${lines.map((line) => `    ${line}\n`).join('')}  },\n`;
}

export function emitOpcodes(model: IsaModel): string {
  const { instructions, fields, formats } = model;
  const kernels = [...new Set(instructions.map((instruction) => instruction.kernel))];
  const ranges = Object.fromEntries(fields.map(({ name, lo, hi }) => [name, { from: lo, width: hi - lo + 1 }]));
  const layouts = Object.fromEntries(
    formats.map(({ name, registers, immediate }) => [name, { registers, ...(immediate ? { immediate } : {}) }]),
  );
  return `${GENERATED_NOTE}
import type { InstructionSpec } from '../spec.js';

export const ISA_NAME = ${literal(model.name)};
export const ISA_VERSION = ${model.version};
export const WORD_BYTES = ${model.wordBits / 8};

/** Name of an instruction. */
export type Opcode =${union(instructions.map((instruction) => instruction.name))};

/** Name of a simulator routine. */
export type KernelName =${union(kernels)};

/** Numbers of the memories. */
export const SPACES = ${literal(Object.fromEntries(model.spaces.map(({ name, number }) => [name, number])))} as const;
export type SpaceName = keyof typeof SPACES;

/** Memories that all engines have in common; each has its own of the others. */
export const SHARED_SPACES: readonly SpaceName[] = ${literal(model.spaces.filter(({ shared }) => shared).map(({ name }) => name))};

/** Numbers of the queues: bit positions of \`wait\` and \`signal\` masks. */
export const QUEUES = ${literal(Object.fromEntries(model.queues.map(({ name, number }) => [name, number])))} as const;
export type QueueName = keyof typeof QUEUES;

/** Bit positions of the fields every word has. */
export const WORD_FIELDS = ${literal(ranges)} as const;

/** Where the operands lie. */
export const FORMATS = ${literal(layouts)} as const;

/** All instructions by opcode number. */
export const INSTRUCTIONS: readonly InstructionSpec<Opcode, KernelName>[] = [
${instructions.map((instruction) => entry(instruction, model)).join('')}];
`;
}

export function emitMachineFields(model: IsaModel): string {
  const fields = model.machine.map(({ name, doc }) => `  /** ${doc} */\n  readonly ${camelCase(name)}: number;`);
  const names = model.machine.map(({ name }) => `  ${literal(camelCase(name))},`);
  return `${GENERATED_NOTE}
/** Fields of a machine file that the simulator and the cost table need; they travel in the binary. */
export interface MachineFields {
${fields.join('\n')}
}

/** All fields, in the order of the file. */
export const MACHINE_FIELDS = [
${names.join('\n')}
] as const satisfies readonly (keyof MachineFields)[];

/** Field that holds the size of each memory, by space number. */
export const SPACE_CAPACITY = [${[...model.spaces]
    .sort((a, b) => a.number - b.number)
    .map(({ capacity }) => literal(camelCase(capacity)))
    .join(', ')}] as const satisfies readonly (keyof MachineFields)[];
`;
}

export function emitOperandTypes(model: IsaModel): string {
  const entries = model.instructions.map(({ name, operands, flags, doc }) => {
    const registers = operands.map((operand) => `readonly ${operand.name}: number`);
    const options = flags.map((flag) => {
      const type = flag.values ? flag.values.map(literal).join(' | ') : 'boolean';
      return `readonly ${flag.name}?: ${type} | undefined`;
    });
    const lines = [...registers, ...options].map((line) => `    ${line};\n`).join('');
    return `  /** ${doc.split('\n')[0] ?? ''} */\n  readonly ${literal(name)}: {${lines === '' ? '' : `\n${lines}  `}};`;
  });
  return `${GENERATED_NOTE}
/** Operands (register numbers; \`imm\` is the immediate) and flags of each instruction, by name. */
export interface InstructionFields {
${entries.join('\n')}
}
`;
}
