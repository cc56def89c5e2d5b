// Diagnostic codes of the command line.

import { diagnostic } from '@afterglow/core';

export const cliDiagnostics = {
  noFolder: diagnostic<{ folder: string }>({
    code: 'cli/no-folder',
    severity: 'error',
    message: ({ folder }) => `${folder} is not a folder`,
    hint: () => 'data lie in a folder as input_0.pb … or NAME.npy, cases as folders with a model.onnx and such data',
    explanation: 'A folder that exists is wanted here, such as `test_data_set_0` with `input_0.pb` and so on.',
  }),
  cannotWrite: diagnostic<{ path: string; problem: string }>({
    code: 'cli/cannot-write',
    severity: 'error',
    message: ({ path, problem }) => `${path} cannot be written: ${problem}`,
    hint: () => 'choose another place, or move away what is there',
    explanation:
      'The place a result should go to is a folder, lies under a file, may not be written by this user, or holds what a person may ' +
      'miss: results replace only files of their own kind.',
  }),
  launchSize: diagnostic<{ text: string; problem: string }>({
    code: 'cli/launch-size',
    severity: 'error',
    message: ({ text, problem }) => `--dim ${text}: ${problem}`,
    hint: () => '`afterglow inspect` shows the launch parameters of a bundle and their ranges',
    explanation:
      'A bundle runs every size within the ranges it was compiled for; `--dim name=size` chooses those of made-up inputs. ' +
      'The name may hold `*` to match several.',
  }),
  unusedDim: diagnostic<{ text: string }>({
    code: 'cli/unused-dim',
    severity: 'error',
    message: ({ text }) => `--dim ${text} matches no free dim of any case`,
    hint: () => '`afterglow inspect` of the model of a case lists its free dims under `sizes`',
    explanation:
      'Over a folder of cases `--dim` need not match in every one: most have no such size. A name that none of them has is mistyped.',
  }),
  tooLarge: diagnostic<{ name: string; bytes: number }>({
    code: 'cli/input-too-large',
    severity: 'error',
    message: ({ name, bytes }) => `input ${name} would have ${bytes} bytes, too many to make up`,
    hint: () => 'choose smaller sizes with --dim, or give the data with --input',
    explanation: 'Without data `run` makes up inputs of the sizes asked for, up to 1 GiB each.',
  }),
  madeUp: diagnostic<{ inputs: readonly string[] }>({
    code: 'cli/made-up-inputs',
    severity: 'note',
    message: ({ inputs }) =>
      `the run failed on made-up inputs; nothing shows what integers make sense in ${inputs.join(', ')}`,
    hint: ({ inputs }) => `give the data with --input ${inputs[0]}=file`,
    explanation:
      'Without data `run` makes up inputs. Integers stay within what the graph says about them: row numbers of a table, offsets of ' +
      'bags, sizes. Where it says nothing they are 0 or 1, which many operators refuse as axes, pads or sizes.',
  }),
  notNpy: diagnostic<{ name: string }>({
    code: 'cli/not-npy',
    severity: 'error',
    message: ({ name }) => `output ${name} has a type that .npy files cannot hold`,
    hint: () => 'use --format pb',
    explanation:
      'NumPy has no bfloat16, float8, 4-bit or string arrays of this kind, and no sequences; .pb files hold all of them.',
  }),
  cannotLoad: diagnostic<{ path: string; problem: string }>({
    code: 'cli/cannot-load',
    severity: 'error',
    message: ({ path, problem }) => `no passes can be loaded from ${path}: ${problem}`,
    hint: () => 'a module exports what `definePass` or `definePassOfRules` of @afterglow/passes made',
    explanation:
      '`--load` imports a JavaScript module and adds the passes that it exports, such as ' +
      "`export const halve = definePassOfRules({ name: 'halve', … })`.",
  }),
  noPipeline: diagnostic<{ name: string; known: string }>({
    code: 'cli/no-pipeline',
    severity: 'error',
    message: ({ name }) => `there is no pipeline and no readable file called ${name}`,
    hint: ({ known }) => `pipelines with a name: ${known}`,
    explanation:
      '`--pipeline` takes the name of a pipeline or a file that holds one. `afterglow opt --pipeline=default --print-pipeline` ' +
      'prints one to start from.',
  }),
  cannotView: diagnostic<{ path: string; problem: string }>({
    code: 'cli/cannot-view',
    severity: 'error',
    message: ({ path, problem }) => `${path} cannot be viewed: ${problem}`,
    hint: () => 'view takes an ONNX model, a .gir file, a bundle, or the folder of `--dump-dir`',
    explanation: '`afterglow view` shows graphs; the folder it was given holds none that it knows.',
  }),
  forModels: diagnostic<{ path: string; kind: string; options: readonly string[] }>({
    code: 'cli/for-models',
    severity: 'error',
    message: ({ path, kind, options }) =>
      `${options.join(' and ')} ${options.length > 1 ? 'are' : 'is'} for ONNX models; ${path} is of another kind (${kind})`,
    hint: ({ options }) => `leave out ${options.join(' and ')}`,
    explanation:
      '`inspect` gives figures of a model for the sizes and shapes that `--dim` and `--shape` state. What is compiled or stored ' +
      'already has its own.',
  }),
  noPrograms: diagnostic<{ path: string; problem: string }>({
    code: 'cli/no-programs',
    severity: 'error',
    message: ({ path, problem }) => `${path}: ${problem}`,
    hint: () => 'take a bundle for cards or one of its binaries, such as out or out/card0.elf',
    explanation:
      '`inspect --check` and `inspect --svg` follow the programs in binaries for cards; other files have none.',
  }),
  unknownFile: diagnostic<{ path: string; problem: string }>({
    code: 'cli/unknown-file',
    severity: 'error',
    message: ({ path, problem }) => `${path} cannot be inspected: ${problem}`,
    hint: () => 'inspect reads .onnx, .gir, .lir, .casm, card ELF files, bundles, plans, machine files, .pb and .npy',
    explanation: '`afterglow inspect` recognises every file the toolchain reads or writes, by content where it can.',
  }),
};
