// Codes of what a `.gir` text can get wrong once it reads as one (what does not is `syntax/…`).

import { diagnostic } from '@afterglow/core';

function sample(text: string, code: string): string {
  return `${text}\n\n\`\`\`text\n${code}\n\`\`\``;
}

export const girDiagnostics = {
  version: diagnostic<{ found: string; known: number }>({
    code: 'gir/version',
    severity: 'error',
    message: ({ found, known }) => `the text is version ${found} of .gir, this reader knows version ${known}`,
    hint: () => 'print it again with the release that wrote it, or compile the model anew',
    explanation: sample('The first line of a text states the version of the format.', 'gir 1'),
  }),
  unknownOp: diagnostic<{ op: string; nearest: string | undefined }>({
    code: 'gir/unknown-op',
    severity: 'error',
    message: ({ op }) => `there is no op ${op}`,
    hint: ({ nearest }) => (nearest === undefined ? undefined : `did you mean ${nearest}?`),
    explanation: sample('The op is neither built in nor brought by a loaded package.', '%y = rellu(%x) : f32[4]'),
  }),
  undefinedValue: diagnostic<{ name: string; elsewhere: boolean }>({
    code: 'gir/undefined-value',
    severity: 'error',
    message: ({ name, elsewhere }) =>
      elsewhere ? `%${name} is defined, but cannot be read here` : `%${name} is not defined before this line`,
    hint: ({ elsewhere }) => (elsewhere ? 'values of a region are visible only inside it' : undefined),
    explanation: sample(
      'A value is read before the line that defines it, or outside its region.',
      '%y = relu(%nothing) : f32[4]',
    ),
  }),
  redefined: diagnostic<{ name: string; what: string }>({
    code: 'gir/redefined',
    severity: 'error',
    message: ({ name, what }) => `${what} ${name} is defined twice`,
    explanation: sample(
      'Names of values are unique in a function and the constants; names of functions in the module.',
      '%a = neg(%x) : f32[4]\n%a = relu(%x) : f32[4]',
    ),
  }),
  typeMismatch: diagnostic<{ what: string; written: string; inferred: string }>({
    code: 'gir/type-mismatch',
    severity: 'error',
    message: ({ what, written, inferred }) => `${what} is written as ${written}, it is ${inferred}`,
    explanation: sample(
      'Types in a text are checked against those that follow from the operands.',
      '%y = relu(%x) : f32[5]   // %x is f32[4]',
    ),
  }),
  badNode: diagnostic<{ op: string; problem: string }>({
    code: 'gir/bad-node',
    severity: 'error',
    message: ({ op, problem }) => `${op}: ${problem}`,
    explanation: sample('Operands, results or regions do not fit the op.', '%y = add(%x) : f32[4]'),
  }),
  badAttribute: diagnostic<{ op: string; problem: string }>({
    code: 'gir/bad-attribute',
    severity: 'error',
    message: ({ op, problem }) => `${op}: ${problem}`,
    explanation: sample(
      'An attribute is unknown, written twice, missing, or not of its declared type.',
      '%y = softmax(%x) {axis = 0.5} : f32[4]',
    ),
  }),
  badType: diagnostic<{ problem: string }>({
    code: 'gir/bad-type',
    severity: 'error',
    message: ({ problem }) => problem,
    explanation: sample('A type names an element type that does not exist, or an impossible encoding.', '%x: f31[4]'),
  }),
  badFunction: diagnostic<{ func: string; problem: string }>({
    code: 'gir/bad-function',
    severity: 'error',
    message: ({ func, problem }) => `@${func}: ${problem}`,
    explanation: sample(
      'The signature of a function and its body do not fit together.',
      'func @main(%x: f32[4]) -> (%y: f32[4]) {\n  return %x, %x\n}',
    ),
  }),
  badConst: diagnostic<{ name: string; problem: string }>({
    code: 'gir/bad-const',
    severity: 'error',
    message: ({ name, problem }) => `constant %${name}: ${problem}`,
    explanation: sample('The value of a constant does not fit its type.', 'const %b : f32[4] = [1.0, 2.0, 3.0]'),
  }),
  pathEscape: diagnostic<{ file: string }>({
    code: 'gir/path-escape',
    severity: 'error',
    message: ({ file }) => `${JSON.stringify(file)} leaves the folder of the text`,
    hint: () => 'file names in a text are relative and contain no ".."',
    explanation: sample(
      'A text may only refer to files beside or below it.',
      'blob("../../etc/passwd", 0, 16, "sha256:0b77e1aa9f2c41d0")',
    ),
  }),
  missingFile: diagnostic<{ file: string }>({
    code: 'gir/missing-file',
    severity: 'error',
    message: ({ file }) => `${JSON.stringify(file)} cannot be opened`,
    explanation: sample(
      'A constant refers to a file that is not there.',
      'blob("weights.bin", 0, 16, "sha256:0b77e1aa9f2c41d0")',
    ),
  }),
  digestMismatch: diagnostic<{ name: string; written: string; found: string }>({
    code: 'gir/digest-mismatch',
    severity: 'error',
    message: ({ name, written, found }) =>
      `the bytes of constant %${name} have digest ${found}, the text says ${written}`,
    hint: () => 'the weights were changed or belong to another text',
    explanation: sample(
      'The digest in a text names the bytes it was printed with.',
      'blob("weights.bin", 0, 16, "sha256:0b77e1aa9f2c41d0")',
    ),
  }),
  elided: diagnostic<{ name: string }>({
    code: 'gir/elided',
    severity: 'error',
    message: ({ name }) => `the text was printed without the numbers of constant %${name}`,
    hint: () => 'print it with a place for its weights, such as a dump folder',
    explanation: sample(
      'A text printed for reading leaves out large constants that are in no file.',
      'const %w : f32[100] = elided(400, "sha256:0b77e1aa9f2c41d0")',
    ),
  }),
  undefinedOrigin: diagnostic<{ ref: string }>({
    code: 'gir/undefined-origin',
    severity: 'error',
    message: ({ ref }) => `${ref} is not in the table of origins`,
    hint: () => 'an entry may refer only to entries before it',
    explanation: sample(
      'The table at the end of a text lists the origins that nodes refer to.',
      '%y = relu(%x) : f32[4] loc(#7)',
    ),
  }),
  tooManyErrors: diagnostic<{ limit: number }>({
    code: 'gir/too-many-errors',
    severity: 'error',
    message: ({ limit }) => `more than ${limit} errors: the rest of the text was not read`,
    explanation: sample('A text with so many errors is usually of another kind altogether.', 'digraph { a -> b }'),
  }),
};
