// Codes of everything that can be wrong with instruction IR: while it is made from a graph, read from text, or checked.

import { diagnostic } from '@afterglow/core';

const notIn = (what: string, example: string) => `${what}\n\n\`\`\`text\n${example}\n\`\`\``;

export const lirDiagnostics = {
  unsupportedOp: diagnostic<{ readonly op: string; readonly reason: string }>({
    code: 'lir/unsupported-op',
    severity: 'error',
    message: ({ op, reason }) => `${op} has no instruction: ${reason}`,
    hint: () => 'leave the node to the host (drop --no-fallback)',
    explanation: notIn(
      'A function that is lowered to instructions may only hold ops the instruction set has. The partitioner normally keeps others on the host.',
      '%y = non_zero(%x) : i64[1, n]',
    ),
  }),
  unboundedSize: diagnostic<{ readonly value: string; readonly type: string; readonly dim: string }>({
    code: 'lir/unbounded-size',
    severity: 'error',
    message: ({ value, type, dim }) => `${value} of type ${type} has no largest size: ${dim} is not bounded`,
    hint: ({ dim }) => `give it a range, such as --dim ${dim}=1..64`,
    explanation: notIn(
      'Memory is planned once for the largest size a dim can have, so every dim needs an upper bound.',
      'func @main(%x: f32[N, 4]) -> (%y: f32[N, 4])   // no `where N in 1..64`',
    ),
  }),
  unknownVersion: diagnostic<{ readonly found: number; readonly known: number }>({
    code: 'lir/unknown-version',
    severity: 'error',
    message: ({ found, known }) =>
      `this is version ${found} of the text form; version ${known} is the one understood here`,
    explanation: notIn('The first line of a text names the version of its form.', 'lir 7 generic'),
  }),
  unknownSet: diagnostic<{ readonly name: string }>({
    code: 'lir/unknown-instruction-set',
    severity: 'error',
    message: ({ name }) => `there is no instruction set "${name}"`,
    explanation: notIn(
      'The first line names the instruction set of the text: `generic`, or that of a backend.',
      'lir 1 z80',
    ),
  }),
  unknownInstr: diagnostic<{ readonly op: string; readonly set: string }>({
    code: 'lir/unknown-instruction',
    severity: 'error',
    message: ({ op, set }) => `the instruction set ${set} has no ${op}`,
    explanation: notIn(
      'Every instruction must be declared by the instruction set of the text.',
      'frobnicate out %y, in %x',
    ),
  }),
  unknownScalar: diagnostic<{ readonly op: string; readonly name: string }>({
    code: 'lir/unknown-scalar',
    severity: 'error',
    message: ({ op, name }) => `${op} has no integer operand ${name}, or it stands out of order`,
    explanation: notIn(
      'Integer operands are written by name, all of them, in declared order.',
      'dma.ld out %a, in %b (bytes = 4)',
    ),
  }),
  duplicateName: diagnostic<{ readonly name: string }>({
    code: 'lir/duplicate-name',
    severity: 'error',
    message: ({ name }) => `${name} is declared twice`,
    explanation: notIn(
      'Names of buffers are unique in a program and its constants; symbols are unique in a program.',
      'loop i in 0..4 { loop i in 0..4 { } }',
    ),
  }),
  undefinedBuffer: diagnostic<{ readonly name: string; readonly user: string }>({
    code: 'lir/undefined-buffer',
    severity: 'error',
    message: ({ name, user }) => `${user} refers to the buffer %${name}, which is not declared`,
    explanation: notIn('Buffers are declared before the instructions of a program.', 'relu out %y, in %nowhere'),
  }),
  undefinedOrigin: diagnostic<{ readonly ref: string }>({
    code: 'lir/undefined-origin',
    severity: 'error',
    message: ({ ref }) => `the table of origins has no ${ref}`,
    explanation: notIn(
      'Origins stand in a table at the end of the text.',
      'copy out %y, in %x loc(#9)   // no line #9 = loc …',
    ),
  }),
  undefinedSymbol: diagnostic<{ readonly name: string; readonly user: string }>({
    code: 'lir/undefined-symbol',
    severity: 'error',
    message: ({ name, user }) => `${user} uses ${name}, which is no launch parameter and not defined around it`,
    explanation: notIn(
      'A dim expression may use launch parameters, indices of the loops around it, and integers defined before it.',
      'dma.ld out %a, in %b[4*i] (n0 = 4)   // no loop i',
    ),
  }),
  operandMismatch: diagnostic<{ readonly op: string; readonly expected: string; readonly found: string }>({
    code: 'lir/operand-mismatch',
    severity: 'error',
    message: ({ op, expected, found }) => `${op} takes (${expected}), not (${found})`,
    explanation: notIn('Operands are checked against the declaration of the instruction.', 'relu in %x'),
  }),
  wrongMemory: diagnostic<{
    readonly op: string;
    readonly buffer: string;
    readonly memory: string;
    readonly allowed: string;
  }>({
    code: 'lir/wrong-memory',
    severity: 'error',
    message: ({ op, buffer, memory, allowed }) => `${op} cannot reach %${buffer} in ${memory}; it works on ${allowed}`,
    explanation: notIn('Some operands must lie in particular memories.', 'mm.f16 inout %c, in %weights_in_dram, in %b'),
  }),
  unknownQueue: diagnostic<{ readonly op: string; readonly queue: string; readonly known: string }>({
    code: 'lir/unknown-queue',
    severity: 'error',
    message: ({ op, queue, known }) =>
      `${op} takes or gives a token of ${queue}, which is no queue (there are: ${known})`,
    explanation: notIn('Tokens go between the queues of the instruction set.', 'dma.ld … wait(printer)'),
  }),
  badView: diagnostic<{ readonly name: string; readonly problem: string }>({
    code: 'lir/bad-view',
    severity: 'error',
    message: ({ name, problem }) => `the view %${name} ${problem}`,
    explanation: notIn(
      'A view looks at a declared buffer and stays inside it.',
      'view %v : f32[8] of %x[16]   // %x has 32 bytes',
    ),
  }),
  sizeMismatch: diagnostic<{ readonly name: string; readonly bytes: number; readonly needed: number }>({
    code: 'lir/size-mismatch',
    severity: 'error',
    message: ({ name, bytes, needed }) => `%${name} reserves ${bytes} bytes and its type can need ${needed}`,
    explanation: notIn(
      'A buffer reserves the bytes its type has at the upper bounds of all dims.',
      'temp %t : f32[N] in dram bytes 4 align 4',
    ),
  }),
  outOfBounds: diagnostic<{
    readonly op: string;
    readonly buffer: string;
    readonly lo: number;
    readonly hi: number;
    readonly bytes: number;
    readonly at: string;
  }>({
    code: 'lir/out-of-bounds',
    severity: 'error',
    message: ({ op, buffer, lo, hi, bytes, at }) =>
      `${op} touches bytes ${lo} to ${hi - 1} of %${buffer}, which has ${bytes}${at === '' ? '' : `, when ${at}`}`,
    explanation: notIn(
      'An instruction must stay inside its buffers for every size in range.',
      'dma.ld out %tile, in %x[4*N] (n0 = 8, …)',
    ),
  }),
  overlap: diagnostic<{ readonly first: string; readonly second: string; readonly memory: string }>({
    code: 'lir/overlap',
    severity: 'error',
    message: ({ first, second, memory }) => `%${first} and %${second} are live together and share bytes of ${memory}`,
    explanation: notIn(
      'Two buffers that hold something at the same time may not share addresses.',
      'temp %a … at 0x0\ntemp %b … at 0x0',
    ),
  }),
  doesNotFit: diagnostic<{
    readonly memory: string;
    readonly needed: number;
    readonly capacity: number;
    readonly what: string;
  }>({
    code: 'lir/does-not-fit',
    severity: 'error',
    message: ({ memory, needed, capacity, what }) =>
      `${what} needs ${needed} bytes of ${memory}, which has ${capacity}`,
    hint: () => 'lower the upper bounds of dims with --dim, or spread the model over more cards',
    explanation: notIn(
      'Everything planned for a memory must lie below its capacity.',
      'const %table : f32[1000000000, 64] in dram …',
    ),
  }),
};
