// Codes of everything that can be wrong with card assembly beyond its syntax.

import { diagnostic } from '@afterglow/core';

function example(text: string, code: string): string {
  return `${text}\n\n\`\`\`text\n${code}\n\`\`\``;
}

export const casmDiagnostics = {
  version: diagnostic<{ readonly what: string; readonly found: number; readonly accepted: number }>({
    code: 'casm/version',
    severity: 'error',
    message: ({ what, found, accepted }) => `the text has version ${found} of ${what}; this reader accepts ${accepted}`,
    hint: () =>
      'make it anew: `afterglow inspect` prints the assembly of a binary, `compile --stop-after emit` of a model',
    explanation: example(
      'Assembly names the versions of its text form and of the instruction set.',
      'casm 9\nisa card 1',
    ),
  }),
  unknownInstruction: diagnostic<{ readonly name: string; readonly near: string | undefined }>({
    code: 'casm/unknown-instruction',
    severity: 'error',
    message: ({ name }) => `there is no instruction ${name}`,
    hint: ({ near }) => (near === undefined ? undefined : `did you mean ${near}?`),
    explanation: example(
      'The name is not in the instruction set; the manual lists all of them.',
      'v2.pow.f16 r0, r1, …',
    ),
  }),
  badRegister: diagnostic<{ readonly text: string }>({
    code: 'casm/bad-register',
    severity: 'error',
    message: ({ text }) => `${text} is not a register`,
    hint: () => 'registers are r0 … r63',
    explanation: example('An operand must be one of the 64 scalar registers.', 'mov r64, r0'),
  }),
  immediateRange: diagnostic<{ readonly value: number; readonly low: number; readonly high: number }>({
    code: 'casm/immediate-range',
    severity: 'error',
    message: ({ value, low, high }) => `${value} does not fit: the immediate lies in ${low} … ${high}`,
    hint: () => 'larger constants are made with muli and addi',
    explanation: example('Immediates have 48 bits with a sign.', 'li r0, 999999999999999999'),
  }),
  unknownFlag: diagnostic<{ readonly op: string; readonly flag: string; readonly known: string }>({
    code: 'casm/unknown-flag',
    severity: 'error',
    message: ({ op, flag, known }) => `${op} has no ${flag} (known: ${known})`,
    explanation: example('A flag, or a value of a flag, is not one of the instruction.', 'dma.ld … {dst_space = dram}'),
  }),
  unknownQueue: diagnostic<{ readonly queue: string }>({
    code: 'casm/unknown-queue',
    severity: 'error',
    message: ({ queue }) => `there is no queue ${queue}`,
    explanation: example('`wait` and `signal` name queues of the card.', 'fence wait(scalar)'),
  }),
  unknownLabel: diagnostic<{ readonly label: string }>({
    code: 'casm/unknown-label',
    severity: 'error',
    message: ({ label }) => `no word after the loop has the label ${label}`,
    explanation: example(
      'A loop names the label of its endloop, further down in the same program.',
      'loop r0, r1, done',
    ),
  }),
  unknownOrigin: diagnostic<{ readonly reference: string }>({
    code: 'casm/unknown-origin',
    severity: 'error',
    message: ({ reference }) => `the table at the end of the text has no ${reference}`,
    explanation: example('Origins are listed at the end of the text.', 'halt ; loc(#7)'),
  }),
  repeated: diagnostic<{ readonly name: string }>({
    code: 'casm/repeated',
    severity: 'error',
    message: ({ name }) => `${name} is given twice`,
    explanation: example('A label, flag, machine field or program may appear once.', 'end0: endloop\nend0: endloop'),
  }),
  machineField: diagnostic<{ readonly field: string; readonly problem: string }>({
    code: 'casm/machine-field',
    severity: 'error',
    message: ({ field, problem }) => `machine field ${field} ${problem}`,
    explanation: example(
      'The machine block gives each field of the instruction set one number that is not negative.',
      'machine "tiny" digest "" { clock_hz = -1 }',
    ),
  }),
  place: diagnostic<{ readonly name: string; readonly problem: string }>({
    code: 'casm/bad-place',
    severity: 'error',
    message: ({ name, problem }) => `${name} ${problem}`,
    explanation: example(
      'Data and buffers lie inside card memory, below the `dram` mark, and data does not overlap.',
      'dram 64\nconst @w : f32[1024] at 0x0 = splat(0.0)',
    ),
  }),
};
