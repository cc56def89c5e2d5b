// Every problem the interpreter reports. They are about the data of one run (inputs, sizes, indices): what is wrong
// with the model itself was found before.

import { diagnostic } from '@afterglow/core';

export const interpreterDiagnostics = {
  missingInput: diagnostic<{ name: string; func: string }>({
    code: 'interpreter/missing-input',
    severity: 'error',
    message: ({ name, func }) => `no value for input %${name} of @${func}`,
    explanation: [
      'Every parameter of the function needs a value. Inputs are matched by name.',
      '',
      'Example: `@main(%x: f32[N])` run with inputs `{ y: … }`.',
    ].join('\n'),
  }),
  unknownInput: diagnostic<{ name: string; func: string; known: string }>({
    code: 'interpreter/unknown-input',
    severity: 'error',
    message: ({ name, func }) => `@${func} has no input %${name}`,
    hint: ({ known }) => `its inputs are ${known}`,
    explanation: [
      'A value was given under a name that no parameter has; it would silently be ignored.',
      '',
      'Example: `@main(%x: f32[N])` run with inputs `{ x: …, X: … }`.',
    ].join('\n'),
  }),
  inputType: diagnostic<{ name: string; declared: string; got: string }>({
    code: 'interpreter/input-type',
    severity: 'error',
    message: ({ name, declared, got }) => `input %${name} must be ${declared}, got ${got}`,
    explanation: [
      'The element type or kind of a value differs from the declared one. Nothing is converted silently.',
      '',
      'Example: an `f64[3]` value for `%x: f32[N]`.',
    ].join('\n'),
  }),
  shapeMismatch: diagnostic<{ value: string; declared: string; got: string; why: string }>({
    code: 'interpreter/shape-mismatch',
    severity: 'error',
    message: ({ value, declared, got, why }) => `%${value} is declared ${declared} but has shape ${got}: ${why}`,
    explanation: [
      'The size of a value contradicts its declared type: a wrong rank, a known dim of another size, a symbol that',
      'another value has bound to a different number, or a symbol outside its declared range.',
      '',
      'Example: `@main(%a: f32[N], %b: f32[N])` run with 3 and 4 elements.',
    ].join('\n'),
  }),
  unboundDim: diagnostic<{ op: string; attr: string; dim: string }>({
    code: 'interpreter/unbound-dim',
    severity: 'error',
    message: ({ op, attr, dim }) => `${op}: attribute ${attr} needs the size ${dim}, which nothing here determines`,
    explanation: [
      'An attribute is an expression over symbols, and one of them has no value: no input and no earlier result has',
      'it as a dim of its own.',
      '',
      'Example: `reshape(%x) {shape = [M, 2]}` in a function of which no parameter has the dim `M`.',
    ].join('\n'),
  }),
  indexOutOfRange: diagnostic<{ op: string; index: string; size: number; where: string }>({
    code: 'interpreter/index-out-of-range',
    severity: 'error',
    message: ({ op, index, size, where }) => `${op}: index ${index} is outside ${where} of size ${size}`,
    hint: ({ size }) => (size === 0 ? undefined : `valid indices are ${-size} to ${size - 1}`),
    explanation: [
      'A value used as an index does not point into the tensor it selects from. Negative indices count from the end.',
      '',
      'Example: `gather(%table, %ids)` with a table of 10 rows and the id 10.',
    ].join('\n'),
  }),
  divisionByZero: diagnostic<{ op: string }>({
    code: 'interpreter/division-by-zero',
    severity: 'error',
    message: ({ op }) => `${op}: integer division by zero`,
    explanation: [
      'Integers have no infinity to answer with; C leaves the result undefined, so the run stops instead.',
      '',
      'Example: `div(%a, %b)` on `i64` where an element of `%b` is 0.',
    ].join('\n'),
  }),
  badOperand: diagnostic<{ op: string; problem: string }>({
    code: 'interpreter/bad-operand',
    severity: 'error',
    message: ({ op, problem }) => `${op}: ${problem}`,
    explanation: [
      'The values or sizes of the operands do not fit the op in this run, although their types do.',
      '',
      'Example: `add` of `f32[N]` and `f32[M]` run with N = 3 and M = 4, which do not broadcast.',
    ].join('\n'),
  }),
  unsupported: diagnostic<{ op: string; what: string }>({
    code: 'interpreter/unsupported',
    severity: 'error',
    message: ({ op, what }) => `${op}: no reference semantics for ${what}`,
    explanation: ['The op exists but not for this element type or variant.', '', 'Example: `sin` of strings.'].join(
      '\n',
    ),
  }),
  missingDecoder: diagnostic<{ format: string; package: string }>({
    code: 'interpreter/missing-decoder',
    severity: 'error',
    message: ({ format, package: name }) => `decode_image: ${format} images need the package ${name}`,
    hint: ({ package: name }) => `npm install ${name}`,
    explanation: [
      'Some image formats are decoded by packages that need not be installed.',
      '',
      'Example: `decode_image(%file)` of a WebP file after `npm install --omit=optional`.',
    ].join('\n'),
  }),
  noKernel: diagnostic<{ op: string }>({
    code: 'interpreter/no-kernel',
    severity: 'error',
    message: ({ op }) => `the interpreter has no kernel for ${op}`,
    hint: () => 'ops of a package outside the tree need a backend of that package',
    explanation: ['The module uses an op that the interpreter does not know.', '', 'Example: `vendor.my_op(%x)`.'].join(
      '\n',
    ),
  }),
  tooLarge: diagnostic<{ what: string }>({
    code: 'interpreter/too-large',
    severity: 'error',
    message: ({ what }) => `cannot allocate ${what}`,
    explanation: [
      'A tensor is larger than one tensor may be (4 GiB unless the caller says otherwise), than the memory that the process',
      'may take, or than any array can be. Sizes are checked before anything is allocated.',
      '',
      'Example: `expand(%x) {shape = [1000000, 1000000]}`.',
    ].join('\n'),
  }),
  unknownFunction: diagnostic<{ name: string; known: string }>({
    code: 'interpreter/unknown-function',
    severity: 'error',
    message: ({ name }) => `there is no function @${name}`,
    hint: ({ known }) => `the module has ${known}`,
    explanation: [
      'An artifact was asked to run a function it does not have, or an `invoke` names one that is not in the module.',
      '',
      'Example: `device.run("Main", …)` for a module whose function is `@main`.',
    ].join('\n'),
  }),
  missingPart: diagnostic<{ part: string }>({
    code: 'interpreter/missing-part',
    severity: 'error',
    message: ({ part }) => `the bundle has no part ${part}`,
    explanation: [
      'The host program of a bundle is a `.gir` text beside its manifest, and it is not there.',
      '',
      'Example: a bundle folder from which `host.gir` was deleted.',
    ].join('\n'),
  }),
  notText: diagnostic<{ part: string }>({
    code: 'interpreter/not-text',
    severity: 'error',
    message: ({ part }) => `${part} is not UTF-8 text`,
    explanation: [
      'The interpreter runs graph IR in its text form.',
      '',
      'Example: a binary file given as `host.gir`.',
    ].join('\n'),
  }),
};
