// `afterglow opt`: runs any passes over a graph and prints it. The tool for looking at one pass at a time.

import { optimize, writeGir } from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { printModule } from '@afterglow/ir';
import { type Pipeline, printPipelineFile } from '@afterglow/passes';
import { collect, defineCommand } from '../command.js';
import { readSizes } from '../compile-options.js';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-code.js';
import { choosePipeline, readStopAfter, type StopAfter } from '../opt/choose-pipeline.js';
import { describeOptimization } from '../opt/describe-optimization.js';
import { listPasses, printPassList } from '../opt/list-passes.js';
import { libraryWith } from '../opt/load-passes.js';
import type { Terminal } from '../terminal.js';

interface Options {
  json?: boolean;
  passes?: string;
  pipeline?: string;
  stopAfter?: string;
  dumpDir?: string;
  output?: string;
  dim?: string[];
  shape?: string[];
  list?: boolean;
  printPipeline?: boolean;
  load?: string[];
  verify: boolean;
}

function refuse(problem: string): ExitCode {
  process.stderr.write(`error: ${problem}\n`);
  return EXIT.usage;
}

/** What can be asked without a model, or undefined where it is about one. */
async function answerWithoutModel(
  options: Options,
  pipeline: Pipeline,
  terminal: Terminal,
): Promise<ExitCode | undefined> {
  if (options.list) {
    const list = listPasses(await libraryWith(options.load ?? [], new Diagnostics()));
    if (!terminal.result(list)) terminal.print(printPassList(list));
    return EXIT.ok;
  }
  if (!options.printPipeline) return undefined;
  const text = printPipelineFile(pipeline);
  if (!terminal.result({ name: pipeline.name, text })) terminal.print(text);
  return EXIT.ok;
}

async function runPasses(
  model: string,
  options: Options,
  pipeline: Pipeline,
  stop: StopAfter | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  const diagnostics = new Diagnostics();
  const { dims, shapes } = readSizes(options, diagnostics);
  if (diagnostics.hasErrors) {
    terminal.diagnostics(diagnostics.list);
    return EXIT.usage;
  }
  const { dumpDir, verify, output } = options;
  const result = await optimize(model, { steps: pipeline.steps, dims, shapes, dumpDir, verify, ...stop });
  if (!result.ok) {
    terminal.diagnostics(result.diagnostics);
    terminal.result({ ok: false, diagnostics: result.diagnostics });
    return exitCodeOf(result.diagnostics);
  }
  const { module, report, close } = result.value;
  try {
    const written = output === undefined ? undefined : writeGir(module, output);
    const all = [...result.diagnostics, ...(written?.diagnostics ?? [])];
    terminal.diagnostics(all);
    const text = written ? undefined : printModule(module);
    const ok = written?.ok !== false;
    if (!terminal.result({ ok, report, text, output, diagnostics: all }) && ok) {
      terminal.print(text ?? describeOptimization(report, output ?? ''));
    }
    return exitCodeOf(all);
  } finally {
    close();
  }
}

export const opt = defineCommand<Options>({
  usage: 'opt [model]',
  summary: 'Run passes over a graph and print it, or list the passes there are',
  configure: (command) =>
    command
      .option('--passes <list>', 'passes to run: "canonicalize,fold-constants{max-bytes=65536}"')
      .option('--pipeline <name-or-file>', 'a pipeline by name, or a file with one (default: default)')
      .option('--load <module>', 'a JavaScript module that exports more passes', collect)
      .option('--stop-after <n-or-name>', 'stop after n rule applications, or after a pass or stage')
      .option('--dump-dir <folder>', 'write NN-stage-pass.gir whenever a pass changed something, and index.json')
      .option('-o, --output <file>', 'write .gir there, weights beside it, and print what was done')
      .option('-d, --dim <name=range>', 'size or range of free dims: batch=1..64', collect)
      .option('--shape <name=sizes>', 'shape of an input that the model leaves open: "image=[N,3,?,?]"', collect)
      .option('--list', 'list all passes with their options and rules, and the pipelines')
      .option('--print-pipeline', 'print the pipeline as a commented file')
      .option('--verify', 'run the verifier after every pass that changed something (the default)')
      .option('--no-verify', 'skip the verifier'),
  examples: [
    'afterglow opt model.onnx --passes=canonicalize,remove-dead-nodes',
    'afterglow opt dump/07-canonicalize.gir --passes="fold-constants{max-bytes=65536}" --dump-dir folded',
    'afterglow opt model.onnx --stop-after 12 -o twelve.gir',
    'afterglow opt --list',
    'afterglow opt --pipeline=default --print-pipeline > mine.passes',
    'afterglow opt model.onnx --pipeline=mine.passes -o optimized.gir',
  ],
  async run([model], options, terminal) {
    if (options.passes !== undefined && options.pipeline !== undefined) {
      return refuse('--passes and --pipeline both say what to run; give one of them');
    }
    const diagnostics = new Diagnostics();
    const pipeline = await choosePipeline(options, diagnostics);
    if (!pipeline) {
      terminal.diagnostics(diagnostics.list);
      terminal.result({ ok: false, diagnostics: diagnostics.list });
      return EXIT.usage;
    }
    const answered = await answerWithoutModel(options, pipeline, terminal);
    if (answered !== undefined) return answered;
    if (model === undefined) return refuse('which model? (or --list, or --print-pipeline)');
    const stop = options.stopAfter === undefined ? undefined : readStopAfter(options.stopAfter, pipeline);
    if (typeof stop === 'string') return refuse(stop);
    return runPasses(model, options, pipeline, stop, terminal);
  },
});
