// Codes of everything that can be wrong with a `.isa` file.

import { diagnostic } from '@afterglow/core';

function example(text: string, code: string): string {
  return `${text}\n\n\`\`\`text\n${code}\n\`\`\``;
}

export const isaDiagnostics = {
  duplicate: diagnostic<{ readonly what: string; readonly name: string }>({
    code: 'isa/duplicate-name',
    severity: 'error',
    message: ({ what, name }) => `${what} ${name} is declared twice`,
    explanation: example('A name means one thing.', 'queue load = 1\nqueue load = 2'),
  }),
  duplicateNumber: diagnostic<{
    readonly what: string;
    readonly number: number;
    readonly first: string;
    readonly second: string;
  }>({
    code: 'isa/duplicate-number',
    severity: 'error',
    message: ({ what, number, first, second }) =>
      `${what} 0x${number.toString(16)} of ${second} already belongs to ${first}`,
    hint: () => 'a family takes as many numbers as it has rows, from its first one on',
    explanation: example(
      'Two entries may not share a number.',
      'instr halt = 0x01 : registers on ctrl { … }\ninstr stop = 0x01 : registers on ctrl { … }',
    ),
  }),
  unknownName: diagnostic<{ readonly name: string; readonly what: string }>({
    code: 'isa/unknown-name',
    severity: 'error',
    message: ({ name, what }) => `there is no ${what} called ${name}`,
    explanation: example(
      'A name is used that nothing declares.',
      'instr mov = 0x04 : registers on control { … }   // no queue is called control',
    ),
  }),
  overlappingBits: diagnostic<{ readonly name: string; readonly other: string; readonly bit: number }>({
    code: 'isa/overlapping-bits',
    severity: 'error',
    message: ({ name, other, bit }) => `${name} and ${other} both use bit ${bit}`,
    explanation: example(
      'Fields of a word, and flags of an instruction, may not overlap.',
      'flag accumulate [0]\nflag b_transposed [0]',
    ),
  }),
  bitsOutside: diagnostic<{ readonly name: string; readonly lo: number; readonly hi: number; readonly bits: number }>({
    code: 'isa/bits-outside',
    severity: 'error',
    message: ({ name, lo, hi, bits }) => `${name} uses bits ${lo}..${hi}, but there are ${bits} bits`,
    explanation: example(
      'A field or flag lies outside its word, or its range is empty.',
      'word 128 { opcode 120..130 }',
    ),
  }),
  noRoom: diagnostic<{ readonly name: string; readonly count: number; readonly room: number }>({
    code: 'isa/no-room',
    severity: 'error',
    message: ({ name, count, room }) => `${name} has ${count} entries, but there is room for ${room}`,
    explanation: example(
      'More operands than the format has fields, or more flag values than its bits can tell apart.',
      'flag mode [0] { sum max min }',
    ),
  }),
  numberTooLarge: diagnostic<{ readonly name: string; readonly number: number; readonly limit: number }>({
    code: 'isa/opcode-too-large',
    severity: 'error',
    message: ({ name, number, limit }) => `opcode ${number} of ${name} does not fit: the limit is ${limit - 1}`,
    explanation: example('An opcode number must fit the opcode field.', 'instr halt = 0x100 : registers on ctrl { … }'),
  }),
  argumentCount: diagnostic<{ readonly name: string; readonly expected: number; readonly found: number }>({
    code: 'isa/argument-count',
    severity: 'error',
    message: ({ name, expected, found }) => `${name} takes ${expected} arguments, not ${found}`,
    explanation: example('A function or body is used with the wrong number of arguments.', 'cost ceil(n, 16)'),
  }),
  spaceNumber: diagnostic<{
    readonly flag: string;
    readonly value: string;
    readonly expected: number;
    readonly space: number;
  }>({
    code: 'isa/space-number',
    severity: 'error',
    message: ({ flag, value, expected, space }) =>
      `${value} stands in ${flag} where the space with number ${expected} belongs, and has number ${space}`,
    explanation: example(
      'The spaces that a flag chooses from follow one another: its value is the distance from the number of the first.',
      'space sram = 0 …\nspace acc = 1 …\nflag dst_space [0] { acc sram }',
    ),
  }),
  missingItem: diagnostic<{ readonly name: string; readonly item: string }>({
    code: 'isa/missing-item',
    severity: 'error',
    message: ({ name, item }) => `instruction ${name} has no \`${item}\``,
    explanation: example(
      'Every instruction says what it does and what it costs.',
      'instr halt = 0x01 : registers on ctrl { cost 1 }',
    ),
  }),
};
