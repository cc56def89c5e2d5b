// Diagnostic codes of the command line.

import { diagnostic } from '@afterglow/core';

export const cliDiagnostics = {
  noFolder: diagnostic<{ folder: string }>({
    code: 'cli/no-folder',
    severity: 'error',
    message: ({ folder }) => `${folder} is not a folder`,
    explanation: 'The option wants a folder that exists, such as `test_data_set_0` with `input_0.pb` and so on.',
  }),
  badInput: diagnostic<{ text: string }>({
    code: 'cli/bad-input',
    severity: 'error',
    message: ({ text }) => `--input ${text} is not of the form name=file`,
    hint: () => 'for example --input x=x.npy',
    explanation: 'Inputs are given by the name the model declares and the path of a .npy or .pb file.',
  }),
  notNpy: diagnostic<{ name: string }>({
    code: 'cli/not-npy',
    severity: 'error',
    message: ({ name }) => `output ${name} has a type that .npy files cannot hold`,
    hint: () => 'use --format pb',
    explanation:
      'NumPy has no bfloat16, float8, 4-bit or string arrays of this kind, and no sequences; .pb files hold all of them.',
  }),
  unknownFile: diagnostic<{ path: string; problem: string }>({
    code: 'cli/unknown-file',
    severity: 'error',
    message: ({ path, problem }) => `${path} cannot be inspected: ${problem}`,
    hint: () => 'inspect reads .onnx, .gir, .lir, .casm, card ELF files, bundles, plans, machine files, .pb and .npy',
    explanation: '`afterglow inspect` recognises every file the toolchain reads or writes, by content where it can.',
  }),
};
