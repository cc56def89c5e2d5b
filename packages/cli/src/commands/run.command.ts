// `afterglow run`: runs a bundle, or compiles a model in memory and runs it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE } from '@afterglow/bundle';
import { type CompileOptions, compile, type DimOption, type ShapeOption } from '@afterglow/compiler';
import {
  type Diagnostic,
  Diagnostics,
  ELEMENT_TYPES,
  type HostValue,
  isElementType,
  type Result,
} from '@afterglow/core';
import { load, loadNetwork, type Network, type RequestResult, randomInputs, Trace } from '@afterglow/runtime';
import { collect, defineCommand } from '../command.js';
import { readSizes } from '../compile-options.js';
import { readInputs, shapesOfInputs, writeOutputs } from '../data-files.js';
import { describeBounds, describeLanes, describeOutputs, describePartitions, lanesUsed } from '../describe-run.js';
import { cliDiagnostics } from '../diagnostics.js';
import { EXIT, exitCodeOf } from '../exit-code.js';
import { checkMadeUp, launchSizes } from '../launch-sizes.js';
import { checkWritable, writeResult } from '../result-file.js';
import { targetOf, targetProblem } from '../target-option.js';

interface Options {
  json?: boolean;
  input?: string[];
  inputsDir?: string;
  outputDir?: string;
  format: string;
  target?: string;
  backend?: string;
  machine?: string;
  dim?: string[];
  shape?: string[];
  precision?: string;
  saturate?: boolean;
  keepFp32?: string[];
  seed: string;
  workers?: string;
  trace?: string;
  maxWork?: string;
  fallback: boolean;
}

async function openNetwork(
  path: string,
  options: Options,
  dims: readonly DimOption[],
  shapes: readonly ShapeOption[],
  undeclaredShape: CompileOptions['undeclaredShape'],
): Promise<Result<Network>> {
  const workers = options.workers === '0' ? 0 : 'one-per-card';
  if (isBundle(path)) return load(path, { workers });
  const { precision } = options;
  const compiled = await compile(path, {
    target: targetOf(options, 'interpreter'),
    fallback: options.fallback,
    saturate: options.saturate,
    keepFp32: options.keepFp32,
    dims,
    shapes,
    undeclaredShape,
    ...(options.machine === undefined ? {} : { machine: options.machine }),
    ...(precision === 'fp16' || precision === 'fp32' ? { precision } : {}),
  });
  if (!compiled.ok) return compiled;
  const bundle = compiled.value.bundle?.inMemory();
  if (!bundle) return { ok: false, diagnostics: compiled.diagnostics };
  const network = await loadNetwork(bundle, { workers: 0 });
  return network.ok ? { ...network, diagnostics: [...compiled.diagnostics, ...network.diagnostics] } : network;
}

interface Inputs {
  readonly values: ReadonlyMap<string, HostValue>;
  readonly random: boolean;
}

/** Options that shape a compilation, so that a bundle has no use for them, as they are written. */
const MODEL_OPTIONS = {
  target: 'target',
  backend: 'backend',
  machine: 'machine',
  precision: 'precision',
  saturate: 'saturate',
  keepFp32: 'keep-fp32',
  shape: 'shape',
} as const;

/** What is wrong with the options themselves, checked before any work. */
function usageProblems(path: string, options: Options): string[] {
  const problems: string[] = [];
  const twice = targetProblem(options);
  if (twice !== undefined) problems.push(twice);
  if (!['pb', 'npy'].includes(options.format)) problems.push(`--format ${options.format}: pb or npy`);
  if (!/^\d{1,9}$/.test(options.seed)) problems.push('--seed takes a whole number');
  if (options.workers !== undefined && options.workers !== '0') {
    problems.push('--workers takes 0: everything in one thread; without it every card has a worker');
  }
  if (options.maxWork !== undefined && !/^[1-9]\d{0,14}$/.test(options.maxWork)) {
    problems.push('--max-work takes a whole number of units');
  }
  for (const text of options.input ?? []) {
    if (text.lastIndexOf('=') <= 0) problems.push(`--input ${text} is not of the form name=file`);
  }
  const { precision } = options;
  if (precision !== undefined && precision !== 'fp16' && precision !== 'fp32') {
    problems.push(`--precision ${precision}: fp16 or fp32`);
  }
  if (isBundle(path)) {
    const asked = Object.keys(MODEL_OPTIONS) as (keyof typeof MODEL_OPTIONS)[]; // exactly the keys of the table
    const given = asked.filter((name) => options[name] !== undefined).map((name) => `--${MODEL_OPTIONS[name]}`);
    if (!options.fallback) given.push('--no-fallback');
    const hasData = options.input !== undefined || options.inputsDir !== undefined;
    if (hasData && options.dim !== undefined)
      problems.push('--dim chooses the sizes of made-up inputs; here data decide');
    for (const flag of given) problems.push(`${flag} is for models; ${path} is a bundle, which is compiled already`);
  }
  return problems;
}

function isBundle(path: string): boolean {
  return existsSync(join(path, MANIFEST_FILE));
}

function takeInputs(
  network: Network,
  compiled: boolean,
  options: Options,
  dims: readonly DimOption[],
  diagnostics: Diagnostics,
): Inputs {
  const { manifest } = network;
  if (options.input === undefined && options.inputsDir === undefined) {
    // For a model `--dim` states ranges to compile for: what is fixed there is no launch parameter any more.
    const sizes = compiled ? launchSizes(manifest, dims, diagnostics) : new Map<string, number>();
    checkMadeUp(manifest, sizes, diagnostics);
    if (diagnostics.hasErrors) return { values: new Map(), random: true };
    return { values: randomInputs(manifest, Number(options.seed), sizes), random: true };
  }
  return { values: readInputs(network.manifest, options.input ?? [], options.inputsDir, diagnostics), random: false };
}

/** After a run that failed: made-up integers may be why. */
function reportMadeUp({ manifest }: Network, diagnostics: Diagnostics): void {
  const isInteger = (elem: string) => isElementType(elem) && /^(un)?signed$/.test(ELEMENT_TYPES[elem].class);
  const inputs = manifest.inputs.filter(({ elem, values }) => isInteger(elem) && !values).map(({ name }) => name);
  if (inputs.length > 0) diagnostics.report(cliDiagnostics.madeUp, { inputs });
}

export const run = defineCommand<Options>({
  usage: 'run <model-or-bundle>',
  summary: 'Run a bundle, or compile a model in memory and run it',
  configure: (command) =>
    command
      .option(
        '-i, --input <name=file>',
        'one input as .npy or .pb (TensorProto, SequenceProto, OptionalProto)',
        collect,
      )
      .option('--inputs-dir <folder>', 'a folder with input_0.pb … or NAME.npy')
      .option('--output-dir <folder>', 'write output_0.pb … there, by position in the outputs of the graph')
      .option('--format <format>', 'pb or npy', 'pb')
      .option('-t, --target <target>', 'backend for a model (default: interpreter)')
      .option('--backend <name>', 'the same as --target')
      .option('-m, --machine <machine>', 'machine preset or .yaml file, for a model')
      .option('-d, --dim <name=range>', 'sizes: of made-up inputs (name=4), or ranges for a model', collect)
      .option('--shape <name=sizes>', 'shape of an input that a model leaves open: "image=[N,3,?,?]"', collect)
      .option('-p, --precision <precision>', 'fp16 or fp32, for a model')
      .option('--saturate', 'for a model: results too large for fp16 become ±65504 instead of infinity')
      .option('--keep-fp32 <nodes>', 'for a model: nodes that stay in single precision, by name', collect)
      .option('--seed <number>', 'seed of made-up inputs', '0')
      .option('--workers <number>', '0: everything in one thread (default: one worker a card)')
      .option('--trace <file>', 'write a Chrome trace that Perfetto opens')
      .option('--max-work <units>', 'end a program of a card that does more (see `explain card/work-limit`)')
      .option('--no-fallback', 'for a model: refuse nodes the target cannot run'),
  examples: [
    'afterglow run out --inputs-dir test_data_set_0 --output-dir results',
    'afterglow run model.onnx --input x=x.npy --format npy --output-dir results',
    'afterglow run out --dim batch=8 --seed 1 --trace trace.json',
  ],
  async run([path = ''], options, terminal) {
    const diagnostics = new Diagnostics();
    const { dims, shapes } = readSizes(options, diagnostics);
    const problems = usageProblems(path, options);
    if (problems.length > 0 || diagnostics.hasErrors) {
      for (const problem of problems) process.stderr.write(`error: ${problem}\n`);
      terminal.diagnostics(diagnostics.list);
      return EXIT.usage;
    }
    if (options.outputDir !== undefined) checkWritable(options.outputDir, 'folder', diagnostics);
    if (options.trace !== undefined) checkWritable(options.trace, 'trace', diagnostics);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      terminal.result({ ok: false, diagnostics: diagnostics.list });
      return EXIT.diagnostics;
    }
    terminal.progress(`loading ${path} …`);
    const shapeOf = shapesOfInputs(options.input ?? [], options.inputsDir, diagnostics);
    const network = await openNetwork(path, options, dims, shapes, shapeOf);
    diagnostics.list.push(...network.diagnostics);
    const finish = (result: RequestResult | undefined, more: readonly Diagnostic[]) => {
      const all = [...diagnostics.list, ...more];
      terminal.diagnostics(all);
      const code = result ? EXIT.ok : exitCodeOf(all);
      if (!result) terminal.result({ ok: false, diagnostics: all });
      return code;
    };
    if (!network.ok) return finish(undefined, []);
    try {
      const inputs = takeInputs(network.value, isBundle(path), options, dims, diagnostics);
      if (diagnostics.hasErrors) return finish(undefined, []);
      const trace = options.trace === undefined ? undefined : new Trace();
      terminal.progress('running …');
      const limits = options.maxWork === undefined ? {} : { maxWork: Number(options.maxWork) };
      const outcome = await network.value.run(inputs.values, { ...limits, ...(trace ? { trace } : {}) });
      if (!outcome.ok) {
        if (inputs.random) reportMadeUp(network.value, diagnostics);
        return finish(undefined, outcome.diagnostics);
      }
      const files =
        options.outputDir === undefined
          ? []
          : writeOutputs(options.outputDir, options.format, outcome.value.outputs, diagnostics);
      if (options.trace !== undefined && trace) {
        writeResult(options.trace, [new TextEncoder().encode(trace.toJson())], diagnostics);
      }
      const code = finish(outcome.value, outcome.diagnostics);
      const outputs = describeOutputs(outcome.value.outputs);
      const seed = inputs.random ? Number(options.seed) : undefined;
      const { params, partitions } = outcome.value;
      if (
        terminal.result({
          ok: !diagnostics.hasErrors,
          seed,
          params,
          outputs,
          partitions,
          lanesUsed: lanesUsed(partitions),
          files,
          diagnostics: diagnostics.list,
        })
      )
        return code;
      if (inputs.random)
        terminal.print(`inputs: made up from seed ${options.seed} (give data with --input or --inputs-dir)`);
      terminal.print(
        [
          ...outputs.map(({ text }) => text),
          '',
          ...describePartitions(partitions),
          ...describeLanes(partitions),
          ...describeBounds(partitions),
          ...files.map((file) => `wrote ${file}`),
        ].join('\n'),
      );
      return diagnostics.hasErrors ? EXIT.diagnostics : code;
    } finally {
      await network.value.close();
    }
  },
});
