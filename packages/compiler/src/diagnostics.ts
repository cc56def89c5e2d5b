// Diagnostic codes of the compiler driver.

import { diagnostic, nearestName } from '@afterglow/core';

export const compilerDiagnostics = {
  unreadable: diagnostic<{ path: string; problem: string; hint?: string | undefined }>({
    code: 'compile/unreadable',
    severity: 'error',
    message: ({ path, problem }) => `${path} cannot be read: ${problem}`,
    hint: ({ hint }) => hint ?? 'models are .onnx files and .gir checkpoints, machines and plans .yaml files',
    explanation: 'The file is missing, is a folder, or may not be read by this user.',
  }),
  unknownBackend: diagnostic<{ name: string; problem: string }>({
    code: 'compile/unknown-backend',
    severity: 'error',
    message: ({ name, problem }) => `there is no backend "${name}": ${problem}`,
    hint: () => '`afterglow backends` lists what is installed',
    explanation:
      'A backend is found as the package `@afterglow/backend-NAME`, or by the name of any package whose default export is ' +
      'a backend. It must be installed beside the command line or in the current project.',
  }),
  unknownMachine: diagnostic<{ name: string; known: string }>({
    code: 'compile/unknown-machine',
    severity: 'error',
    message: ({ name, known }) => `there is no machine "${name}"; presets are ${known}`,
    hint: () => 'give the name of a preset or the path of a machine file ending in .yaml',
    explanation:
      'Hardware is described by machine files. Presets ship with the toolchain; any file can be given by path.',
  }),
  badDim: diagnostic<{ text: string }>({
    code: 'compile/bad-dim',
    severity: 'error',
    message: ({ text }) => `--dim ${text} is not of the form name=size or name=low..high`,
    hint: () => 'for example --dim batch=1..64 or --dim "lookups_*=0..4096"',
    explanation: 'Free dims of the model are launch parameters with a range. The name may hold `*` to match several.',
  }),
  badShape: diagnostic<{ text: string }>({
    code: 'compile/bad-shape',
    severity: 'error',
    message: ({ text }) => `--shape ${text} is not of the form name=[size, …]`,
    hint: () => "sizes are numbers, names, or ? for open ones, for example --shape 'image=[N,3,?,?]'",
    explanation: 'A model may leave the shape of an input open, or single sizes of it. The option states it.',
  }),
  unusedShape: diagnostic<{ input: string; known: string }>({
    code: 'compile/unused-shape',
    severity: 'error',
    message: ({ input, known }) => `--shape names "${input}", which is no input of the model; its inputs are ${known}`,
    explanation: 'The name given with `--shape` must be that of an input of an ONNX model.',
  }),
  unusedDim: diagnostic<{ text: string; known: string }>({
    code: 'compile/unused-dim',
    severity: 'error',
    message: ({ text, known }) => `--dim ${text} matches no free dim of the model; its free dims are ${known}`,
    hint: ({ text, known }) => {
      const near = nearestName(text.slice(0, text.lastIndexOf('=')), known.split(', '));
      if (near !== undefined) return `did you mean ${near}?`;
      return known === 'none' ? 'leave the option out: every size is fixed' : '* stands for any run of characters';
    },
    explanation: 'The name given with `--dim` must match at least one symbol of the model.',
  }),
  dimOutOfRange: diagnostic<{ name: string; given: string; declared: string }>({
    code: 'compile/dim-out-of-range',
    severity: 'error',
    message: ({ name, given, declared }) =>
      `--dim ${name}=${given} leaves the range ${declared} that the graph declares`,
    explanation:
      'A graph may state ranges of its dims (`where N in 1..64`). An option can narrow them, not widen them.',
  }),
  sizesNarrowed: diagnostic<{ symbol: string; lo: number; hi: number; node: string }>({
    code: 'compile/sizes-narrowed',
    severity: 'note',
    message: ({ symbol, lo, hi, node }) => `${symbol} is in ${lo}..${hi}: ${node} cannot run at other sizes`,
    hint: ({ symbol, lo, hi }) => `--dim ${symbol}=${lo}..${hi} says the same`,
    explanation:
      'A window larger than its image would leave a negative number of results, a view needs as many elements as it shows. Sizes at which a ' +
      'node cannot run are taken out of the range, so that no memory is planned for them; a request of such a size is refused.',
  }),
  noSizePossible: diagnostic<{ node: string; sizes: readonly string[] }>({
    code: 'compile/no-size-possible',
    severity: 'error',
    message: ({ node, sizes }) => `${node} can run at none of the sizes asked for (${sizes.join(', ')})`,
    hint: () => 'give other ranges with --dim',
    explanation:
      'Within the ranges of the free sizes there is none at which the node works: a window is larger than every image, or a view has ' +
      'another number of elements than what it shows. The shapes before the node tell which size it counts on.',
  }),
  precision: diagnostic<{ precision: string; backend: string; known: string }>({
    code: 'compile/precision',
    severity: 'error',
    message: ({ precision, backend, known }) => `backend ${backend} has no precision ${precision}; it has ${known}`,
    explanation: 'A backend states the precisions it computes in. The first one is its default.',
  }),
  placement: diagnostic<{ callee: string; problem: string }>({
    code: 'compile/placement',
    severity: 'error',
    message: ({ callee, problem }) => `@${callee} ${problem}`,
    hint: () => 'write for example invoke @dense(%x) {placement = [card0, card1]}',
    explanation:
      'After the partition stage every invoke in `@main` names the devices that run its partition: the host, or one or more ' +
      'cards that hold replicas.',
  }),
  precisionKept: diagnostic<{ asked: string; found: string }>({
    code: 'compile/precision-kept',
    severity: 'warning',
    message: ({ asked, found }) => `--precision ${asked} changes nothing: the graph computes in ${found} already`,
    hint: () => 'start from the ONNX model, or from a checkpoint before the quantize stage',
    explanation:
      'The quantize stage narrows a graph to the precision asked for; it cannot widen what an earlier run, or the model ' +
      'itself, has narrowed. The report and the manifest state what the graph computes in.',
  }),
  withoutQuantize: diagnostic<{ option: string; problem: string }>({
    code: 'compile/without-quantize',
    severity: 'warning',
    message: ({ option, problem }) => `--${option} changes nothing: ${problem}`,
    hint: () => 'stop after quantize or later, and start before it',
    explanation:
      'The quantize stage converts to the precision asked for all but what is kept, stores tables smaller and makes results saturate. ' +
      'A compilation that stops before it, as `--target onnx` does without `--stop-after`, or that goes on from a checkpoint after it, ' +
      'leaves all that as it is.',
  }),
  noEffect: diagnostic<{ option: string; problem: string; hint: string }>({
    code: 'compile/no-effect',
    severity: 'warning',
    message: ({ option, problem }) => `--${option} changes nothing: ${problem}`,
    hint: ({ hint }) => hint,
    explanation:
      'Limits of results, nodes kept in single precision and forecasts of overflow are about the conversion to half precision. ' +
      'Where nothing is converted, they change nothing; nor do a machine, a precision, a refusal to fall back or a look at engines ' +
      'where no card is compiled for.\n\n```sh\nafterglow compile model.onnx --precision fp32 --saturate\n```',
  }),
  noTable: diagnostic<{ form: string }>({
    code: 'compile/no-table',
    severity: 'warning',
    message: ({ form }) => `--tables ${form} finds no table to store so`,
    hint: () =>
      'a table is a constant in floating point that only embedding bags read; `why raise-embedding-bag` tells why a lookup is none',
    explanation:
      'Tables that a model brings along in integers stay as they are, and so do constants that something else reads besides ' +
      'embedding bags: a gather needs numbers, not rows of bytes with their scale.',
  }),
  unusedKeep: diagnostic<{ pattern: string }>({
    code: 'compile/unused-keep-fp32',
    severity: 'error',
    message: ({ pattern }) => `--keep-fp32 ${pattern} matches no node that would be converted`,
    hint: () =>
      '`--dump-dir` shows the graph after optimize: nodes go by the names of the model, and by those of their results',
    explanation:
      'The name is that of a node of the model, or of a value; `*` stands for any run of characters. Nodes that a pass joined go by ' +
      'the names of all that they came from. Movement of data is never converted by itself.',
  }),
  unknownDevice: diagnostic<{ device: string; machine: string; known: string }>({
    code: 'compile/unknown-device',
    severity: 'error',
    message: ({ device, machine, known }) => `the graph places work on ${device}; ${machine} has ${known}`,
    hint: () => 'resume on the machine it was partitioned for, or compile from before the partition stage',
    explanation:
      'A partitioned graph names the device of each partition (`placement = [card5]`). Every one of them must exist on the ' +
      'machine that the compilation is for.',
  }),
  outputTaken: diagnostic<{ path: string; problem: string }>({
    code: 'compile/output-taken',
    severity: 'error',
    message: ({ path, problem }) => `${path} is not replaced: ${problem}`,
    hint: () => 'choose another place, or empty this one',
    explanation:
      'A bundle replaces only an empty folder or an older bundle without other files in it, dumps only what a dump wrote, ' +
      'and a `.gir` file only another `.gir` file: what a person may miss is never overwritten.',
  }),
  resume: diagnostic<{ stage: string; problem: string }>({
    code: 'compile/resume',
    severity: 'error',
    message: ({ stage, problem }) => `cannot resume from ${stage}: ${problem}`,
    explanation:
      'A dumped `.gir` file resumes at the stage it was dumped in. Stages before `partition` need a module with one ' +
      'function, later ones a module whose @main invokes partitions.',
  }),
};
