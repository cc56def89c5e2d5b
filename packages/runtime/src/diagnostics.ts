// Diagnostic codes of the runtime.

import { diagnostic, nearestName } from '@afterglow/core';

export const runtimeDiagnostics = {
  missingInput: diagnostic<{ name: string; expected: string }>({
    code: 'run/missing-input',
    severity: 'error',
    message: ({ name, expected }) => `input ${name} (${expected}) is missing`,
    hint: ({ name }) => `give it with --input ${name}=file.npy`,
    explanation:
      'Every input of the model must be given. `afterglow inspect` lists them with element types and shapes.',
  }),
  unknownInput: diagnostic<{ name: string; known: string }>({
    code: 'run/unknown-input',
    severity: 'error',
    message: ({ name, known }) => `the model has no input ${name}; its inputs are ${known}`,
    hint: ({ name, known }) => {
      const near = nearestName(name, known.split(', '));
      return near === undefined ? '`afterglow inspect` lists inputs with their types' : `did you mean ${near}?`;
    },
    explanation: 'An input was given under a name the model does not declare.',
  }),
  inputType: diagnostic<{ name: string; found: string; expected: string }>({
    code: 'run/input-type',
    severity: 'error',
    message: ({ name, found, expected }) => `input ${name} is ${found}, the model wants ${expected}`,
    hint: () => 'nothing is converted silently: convert the data and run again',
    explanation: 'Element types of inputs must be the ones the model declares.',
  }),
  inputShape: diagnostic<{ problem: string }>({
    code: 'run/input-shape',
    severity: 'error',
    message: ({ problem }) => problem,
    hint: () => 'sizes of one launch must agree with each other; `afterglow inspect` shows the declared shapes',
    explanation:
      'Declared shapes are dim expressions over launch parameters. The parameters are solved from the shapes given, ' +
      'and every dim must then agree.',
  }),
  outOfRange: diagnostic<{
    name: string;
    value: number;
    lo: number;
    hi: number;
  }>({
    code: 'run/size-out-of-range',
    severity: 'error',
    message: ({ name, value, lo, hi }) => `${name} is ${value}, the bundle was compiled for ${lo}..${hi}`,
    hint: ({ name, value, lo, hi }) => `compile with --dim ${name}=${Math.min(lo, value)}..${Math.max(hi, value)}`,
    explanation:
      'Memory on the card is planned for the upper bound of each launch parameter. A launch outside the range is refused; ' +
      'compile with a wider `--dim`.',
  }),
  impossibleSize: diagnostic<{ node: string; problem: string; at: string }>({
    code: 'run/impossible-size',
    severity: 'error',
    message: ({ node, problem, at }) => `${node} cannot run at ${at}: it ${problem}`,
    hint: () => 'choose sizes that fit each other; `afterglow explain` with the model tells where sizes come from',
    explanation:
      'Every size is within its range, but together they are none that the graph works for: a window is larger than its image, a view has ' +
      'another number of elements than what it shows, or two sizes that should be equal are not, and neither is 1.',
  }),
  badData: diagnostic<{ file: string; problem: string }>({
    code: 'run/bad-data',
    severity: 'error',
    message: ({ file, problem }) => `${file} cannot be read: ${problem}`,
    hint: () => 'inputs are .npy files or serialized TensorProto (.pb) files',
    explanation: 'A data file is damaged, of another format, or holds a type without a counterpart in the model.',
  }),
  missingResult: diagnostic<{ partition: string; device: string; result: string }>({
    code: 'run/missing-result',
    severity: 'error',
    message: ({ partition, device, result }) => `partition ${partition} on ${device} did not produce ${result}`,
    hint: () => 'compile the model again',
    explanation:
      'The manifest says what each partition writes; the program that ran has no result of that name. Both were written in ' +
      'one go, so one of them has been changed since.',
  }),
  noDevice: diagnostic<{ backend: string; problem: string }>({
    code: 'run/no-device',
    severity: 'error',
    message: ({ backend, problem }) => `no device for backend "${backend}": ${problem}`,
    hint: ({ backend }) => `install @afterglow/backend-${backend} beside the command line`,
    explanation: 'A bundle names the backend of each partition; its package must be installed to run it.',
  }),
};
