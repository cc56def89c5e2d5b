// Codes of everything that can be wrong with a card binary, card assembly, or a run on the simulated card.

import { diagnostic } from '@afterglow/core';

function example(text: string, code: string): string {
  return `${text}\n\n\`\`\`text\n${code}\n\`\`\``;
}

export const cardDiagnostics = {
  badElf: diagnostic<{ readonly reason: string }>({
    code: 'card/bad-elf',
    severity: 'error',
    message: ({ reason }) => `this is not a card binary: ${reason}`,
    hint: () => 'compile the model again; if the file came from elsewhere, compare its digest with the manifest',
    explanation: example(
      'A card binary is a 64-bit little-endian ELF file with `.afterglow.*` sections. The file is damaged, truncated or something else.',
      'afterglow inspect notes.txt',
    ),
  }),
  isaVersion: diagnostic<{ readonly found: number; readonly accepted: number }>({
    code: 'card/isa-version',
    severity: 'error',
    message: ({ found, accepted }) =>
      `the binary is for version ${found} of the instruction set; this reader accepts ${accepted}`,
    hint: () => 'compile the model again with this version of the tools',
    explanation: example(
      'Each binary names the version of the instruction set it was made for.',
      'note: Afterglow 0x41470001 version 9',
    ),
  }),
  illegalInstruction: diagnostic<{ readonly program: string; readonly pc: number; readonly problem: string }>({
    code: 'card/illegal-instruction',
    severity: 'error',
    message: ({ program, pc, problem }) => `${program}, word ${pc}: ${problem}`,
    explanation: example(
      'A word of a program is not an instruction: its opcode is unknown, a reserved bit is set, or a flag has a value without a name.',
      'main, word 4: no instruction has opcode 0xff (word ff 00 …)',
    ),
  }),
  badProgram: diagnostic<{ readonly program: string; readonly pc: number; readonly problem: string }>({
    code: 'card/bad-program',
    severity: 'error',
    message: ({ program, pc, problem }) => `${program}, word ${pc}: ${problem}`,
    explanation: example(
      'The instructions of a program do not fit together: loops that do not match, or a loop body that does not take as many tokens as it gives.',
      'loop r1, r2, end\n  v1.relu.f16 … signal(store)\nend: endloop',
    ),
  }),
  race: diagnostic<{
    readonly program: string;
    readonly earlier: number;
    readonly later: number;
    readonly first: string;
    readonly second: string;
    readonly bytes: string;
    /** Empty, or which engines: ` (engines 0 and 1)`. */
    readonly between: string;
  }>({
    code: 'card/race',
    severity: 'error',
    message: ({ program, earlier, later, first, second, bytes, between }) =>
      `${program}: nothing orders word ${later} (${second}) and word ${earlier} (${first})${between}, and both touch ${bytes}`,
    hint: ({ between }) =>
      between
        ? 'a barrier has to stand between them, or the engines have to keep to different bytes'
        : 'a token from the queue of the first to that of the second, or a fence, has to stand between them',
    explanation: example(
      'Queues and engines run independently of one another. Two instructions that touch the same bytes, one of them writing, need something that orders them on every path.',
      'dma.ld r0, … {dst_space = sram}\nv1.relu.f16 r0, …',
    ),
  }),
  deadlock: diagnostic<{
    readonly program: string;
    readonly pc: number;
    readonly instruction: string;
    readonly problem: string;
  }>({
    code: 'card/deadlock',
    severity: 'error',
    message: ({ program, pc, instruction, problem }) => `${program}, word ${pc} (${instruction}): ${problem}`,
    explanation: example(
      'The order in which words are issued must be a valid order of execution: a token has to be given before it is taken, or the queue never drains.',
      'v1.relu.f16 … wait(load)',
    ),
  }),
  unwrittenRead: diagnostic<{
    readonly program: string;
    readonly pc: number;
    readonly instruction: string;
    readonly bytes: string;
  }>({
    code: 'card/unwritten-read',
    severity: 'error',
    message: ({ program, pc, instruction, bytes }) =>
      `${program}, word ${pc} (${instruction}) reads ${bytes}, which nothing can have written`,
    explanation: example(
      'Engine memories are undefined when a program starts, and card memory beyond weights, tables and inputs too.',
      'v1.relu.f16 as the first word',
    ),
  }),
  tooLongToCheck: diagnostic<{ readonly program: string; readonly words: number }>({
    code: 'card/too-long-to-check',
    severity: 'error',
    message: ({ program, words }) =>
      `${program} takes more than ${words} words to follow; nothing is known of the rest`,
    explanation: example(
      'The checker follows each loop for at most two iterations, so only programs with a great many words or very deep loops get here.',
      'main takes more than 5000000 words to follow',
    ),
  }),
  trap: diagnostic<{
    readonly program: string;
    readonly pc: number;
    readonly instruction: string;
    readonly reason: string;
  }>({
    code: 'card/trap',
    severity: 'error',
    message: ({ program, pc, instruction, reason }) => `${program} trapped at word ${pc} (${instruction}): ${reason}`,
    explanation: example(
      'The program did something the card does not allow. Usually the data is at fault: an index outside its table, or, where that table has one row, a count ' +
        'or size given as data that is not the one its shapes state. An access outside a memory is a bug of whoever made the program.',
      'egather.f32 …: index 1000 (number 3 of 8) is outside the table of 1000 rows',
    ),
  }),
  workLimit: diagnostic<{
    readonly program: string;
    readonly pc: number;
    readonly instruction: string;
    readonly limit: number;
  }>({
    code: 'card/work-limit',
    severity: 'error',
    message: ({ program, pc, instruction, limit }) =>
      `${program} was ended at word ${pc} (${instruction}): its work is more than ${limit} units`,
    hint: () => 'if the program is meant to work that long, allow it more: --max-work',
    explanation: example(
      'The simulator counts what a program does, and ends it when that is far more than any network needs; a damaged or edited program could otherwise run for ever. A multiply-accumulate is 1 unit, a byte touched 16, an instruction 512.',
      'li r1, 140000000000000\nloop r2, r1, end\nend: endloop',
    ),
  }),
  unknownEntry: diagnostic<{ readonly entry: string; readonly known: string }>({
    code: 'card/unknown-entry',
    severity: 'error',
    message: ({ entry, known }) => `the binary has no program ${entry}; it has ${known}`,
    explanation: example(
      'A run names a program that the binary does not hold.',
      'run("dense") on a binary with the program sparse0',
    ),
  }),
  engineMemory: diagnostic<{ readonly machine: string; readonly memory: string; readonly bytes: number }>({
    code: 'card/engine-memory',
    severity: 'error',
    message: ({ machine, memory, bytes }) =>
      `the ${memory} of an engine of ${machine} has ${bytes} bytes, more than the ${2 ** 31} a binary can ask for`,
    explanation: example(
      'The simulator holds the memories of an engine in one piece, so a machine file cannot make them arbitrarily large.',
      'sram: { capacity-per-engine: 3 GiB }',
    ),
  }),
  badInput: diagnostic<{ readonly entry: string; readonly name: string; readonly problem: string }>({
    code: 'card/bad-input',
    severity: 'error',
    message: ({ entry, name, problem }) => `input ${name} of ${entry} ${problem}`,
    explanation: example(
      'An input is missing, or its element type or shape is not the one the program was compiled for.',
      'input x of main has shape [3, 5], expected [N, 4]',
    ),
  }),
  impossibleLaunch: diagnostic<{
    readonly entry: string;
    readonly zero: string;
    readonly value: number;
    readonly at: string;
  }>({
    code: 'card/impossible-launch',
    severity: 'error',
    message: ({ entry, zero, value, at }) => `${entry} cannot run at ${at}: ${zero} is ${value}, and has to be 0`,
    hint: () => 'choose sizes that fit each other',
    explanation: example(
      'Each launch parameter is within its range, but a view would have another number of elements than what it shows, or two sizes that meet ' +
        'are neither equal nor is one of them 1. What has to be 0 stands in the binary as `zero`.',
      'dense cannot run at N = 1, H = 256: 256*N*(H div 32) - 1792 is 256, and has to be 0',
    ),
  }),
  badParam: diagnostic<{ readonly entry: string; readonly name: string; readonly problem: string }>({
    code: 'card/bad-param',
    severity: 'error',
    message: ({ entry, name, problem }) => `launch parameter ${name} of ${entry} ${problem}`,
    hint: ({ name }) => `compile with a range of ${name} that holds it (--dim)`,
    explanation: example(
      'A launch parameter is missing or outside the range the program was planned for.',
      'launch parameter batch of main is 100, outside 1..64',
    ),
  }),
};
