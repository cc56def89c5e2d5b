// `afterglow run`: runs a bundle, or compiles a model in memory and runs it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE } from '@afterglow/bundle';
import { writeFileWhole } from '@afterglow/bundle/node';
import { compile, type DimOption, parseDimOption } from '@afterglow/compiler';
import { type Diagnostic, Diagnostics, type HostValue, type Result } from '@afterglow/core';
import { load, loadNetwork, type Network, type RequestResult, randomInputs, Trace } from '@afterglow/runtime';
import { collect, defineCommand } from '../command.js';
import { readInputs, writeOutputs } from '../data-files.js';
import { describeOutputs, describePartitions } from '../describe-run.js';
import { EXIT, exitCodeOf } from '../exit-code.js';

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
  precision?: string;
  seed: string;
  workers?: string;
  trace?: string;
  fallback: boolean;
}

async function openNetwork(path: string, options: Options, dims: readonly DimOption[]): Promise<Result<Network>> {
  const workers = options.workers === '0' ? 0 : 'one-per-card';
  if (existsSync(join(path, MANIFEST_FILE))) return load(path, { workers });
  const { precision } = options;
  const compiled = await compile(path, {
    target: options.target ?? options.backend ?? 'interpreter',
    fallback: options.fallback,
    dims,
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

function takeInputs(network: Network, options: Options, dims: readonly DimOption[], diagnostics: Diagnostics): Inputs {
  if (options.input === undefined && options.inputsDir === undefined) {
    const sizes = new Map(dims.filter(({ lo, hi }) => lo === hi).map(({ pattern, lo }) => [pattern, lo]));
    return { values: randomInputs(network.manifest, Number(options.seed), sizes), random: true };
  }
  return { values: readInputs(network.manifest, options.input ?? [], options.inputsDir, diagnostics), random: false };
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
      .option('-p, --precision <precision>', 'fp16 or fp32, for a model')
      .option('--seed <number>', 'seed of made-up inputs', '0')
      .option('--workers <number>', '0: everything in one thread (default: one worker a card)')
      .option('--trace <file>', 'write a Chrome trace that Perfetto opens')
      .option('--no-fallback', 'for a model: refuse nodes the target cannot run'),
  examples: [
    'afterglow run out --inputs-dir test_data_set_0 --output-dir results',
    'afterglow run model.onnx --input x=x.npy --format npy --output-dir results',
    'afterglow run out --dim batch=8 --seed 1 --trace trace.json',
  ],
  async run([path = ''], options, terminal) {
    const diagnostics = new Diagnostics();
    const dims = (options.dim ?? []).flatMap((text) => parseDimOption(text, diagnostics) ?? []);
    const usage = ['pb', 'npy'].includes(options.format) ? undefined : `--format ${options.format}: pb or npy`;
    if (usage !== undefined || diagnostics.hasErrors || !/^\d{1,9}$/.test(options.seed)) {
      process.stderr.write(usage === undefined ? '' : `error: ${usage}\n`);
      if (!/^\d{1,9}$/.test(options.seed)) process.stderr.write('error: --seed takes a whole number\n');
      terminal.diagnostics(diagnostics.list);
      return EXIT.usage;
    }
    terminal.progress(`loading ${path} …`);
    const network = await openNetwork(path, options, dims);
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
      const inputs = takeInputs(network.value, options, dims, diagnostics);
      if (diagnostics.hasErrors) return finish(undefined, []);
      const trace = options.trace === undefined ? undefined : new Trace();
      terminal.progress('running …');
      const outcome = await network.value.run(inputs.values, trace ? { trace } : {});
      if (!outcome.ok) return finish(undefined, outcome.diagnostics);
      const files =
        options.outputDir === undefined
          ? []
          : writeOutputs(options.outputDir, options.format, outcome.value.outputs, diagnostics);
      if (options.trace !== undefined && trace)
        writeFileWhole(options.trace, [new TextEncoder().encode(trace.toJson())]);
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
          ...files.map((file) => `wrote ${file}`),
        ].join('\n'),
      );
      return diagnostics.hasErrors ? EXIT.diagnostics : code;
    } finally {
      await network.value.close();
    }
  },
});
