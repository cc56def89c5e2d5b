// `afterglow compile`: from an ONNX model or a `.gir` checkpoint to a bundle.

import { readFileSync } from 'node:fs';
import { isSystemError, systemProblem } from '@afterglow/bundle/node';
import {
  type Compilation,
  type CompileOptions,
  type CompileReport,
  compile as compileModel,
  compilerDiagnostics,
  type DimOption,
  formatReport,
  type ShapeOption,
  type TableForm,
  writeCompilation,
  writeOnnx,
} from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { isStage, STAGES, type Stage } from '@afterglow/passes';
import { collect, defineCommand } from '../command.js';
import { readSizes } from '../compile-options.js';
import { leaveCrashFolder } from '../crash-folder.js';
import { readInputs } from '../data-files.js';
import { EXIT, exitCodeOf } from '../exit-code.js';
import { targetOf, targetProblem } from '../target-option.js';

interface Options {
  json?: boolean;
  target?: string;
  backend?: string;
  machine?: string;
  dim?: string[];
  shape?: string[];
  precision?: string;
  tables?: string;
  saturate?: boolean;
  keepFp32?: string[];
  examples?: string[];
  plan?: string;
  explain?: boolean;
  fallback: boolean;
  output?: string;
  stopAfter?: string;
  resumeFrom?: string;
  dumpDir?: string;
  verify: boolean;
}

/** The target that is no backend: the graph as it stands after a stage, as an ONNX file. */
const isExport = (options: Options) => options.target === 'onnx';

/** Options that name stages or precisions, checked before any work. */
function checkWords(options: Options): string | undefined {
  for (const [flag, value] of [
    ['--stop-after', options.stopAfter],
    ['--resume-from', options.resumeFrom],
  ] as const) {
    if (value !== undefined && !isStage(value)) return `${flag} ${value}: stages are ${STAGES.join(', ')}`;
  }
  const { precision, stopAfter } = options;
  const twice = isExport(options) ? undefined : targetProblem(options);
  if (twice !== undefined) return twice;
  if (
    isExport(options) &&
    stopAfter !== undefined &&
    STAGES.indexOf(stopAfter as Stage) > STAGES.indexOf('partition')
  ) {
    return `--target onnx --stop-after ${stopAfter}: after partition there is no graph to export`;
  }
  if (precision !== undefined && precision !== 'fp16' && precision !== 'fp32')
    return `--precision ${precision}: fp16 or fp32`;
  if (options.tables !== undefined && !isTableForm(options.tables))
    return `--tables ${options.tables}: int8, int4 or fp16`;
  return undefined;
}

function isTableForm(word: string | undefined): word is TableForm {
  return word === 'int8' || word === 'int4' || word === 'fp16';
}

/** The text of a plan file; a file that cannot be read is reported. */
function readPlan(path: string | undefined, diagnostics: Diagnostics): CompileOptions['plan'] {
  if (path === undefined) return undefined;
  try {
    return { file: path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const location = { kind: 'file', file: path } as const;
    const params = {
      path,
      problem: systemProblem(error),
      hint: 'a plan is the plan.yaml of a bundle, or an edited copy',
    };
    diagnostics.report(compilerDiagnostics.unreadable, params, { location });
    return undefined;
  }
}

/** Says when there is nothing to explain: only what compiles for cards has engines, and only where it came to that. */
function noteExplain({ stage, report }: Compilation, options: Options, diagnostics: Diagnostics): void {
  if (report.devices.some(({ engines, memories }) => engines.length + memories.length > 0)) return;
  const early = STAGES.indexOf(stage) < STAGES.indexOf('lower');
  const problem = early ? `the compilation stops after ${stage}` : `${report.target} has no engines to speak of`;
  const goesOn = early && !isExport(options);
  const hint = goesOn ? 'without --stop-after the report tells it' : 'it is for targets that are cards';
  diagnostics.report(compilerDiagnostics.noEffect, { option: 'explain', problem, hint });
}

/** The report of an export is about a graph, not about a backend. */
function asExport(report: CompileReport, { backend }: Options, stage: Stage): CompileReport {
  const after = backend === undefined ? stage : `${stage} for ${backend}`;
  return { ...report, target: `onnx, as after ${after}`, machine: undefined, precision: undefined, devices: [] };
}

function toCompileOptions(
  options: Options,
  dims: readonly DimOption[],
  shapes: readonly ShapeOption[],
  plan: CompileOptions['plan'],
  onProgress: (message: string) => void,
): CompileOptions {
  const { precision, machine, dumpDir, fallback, verify } = options;
  // `checkWords` has refused every other word.
  const stage = (name: string | undefined) => (name !== undefined && isStage(name) ? name : undefined);
  return {
    // An export needs no backend, but may follow one through its stages.
    target: isExport(options) ? (options.backend ?? 'interpreter') : targetOf(options, 'card'),
    machine,
    dims,
    shapes,
    precision: precision === 'fp16' || precision === 'fp32' ? precision : undefined,
    tables: isTableForm(options.tables) ? options.tables : undefined,
    saturate: options.saturate,
    keepFp32: options.keepFp32,
    examples: options.examples?.map((folder) => (known, diagnostics) => readInputs(known, [], folder, diagnostics)),
    plan,
    fallback,
    verify,
    dumpDir,
    stopAfter: stage(options.stopAfter) ?? (isExport(options) ? 'import' : undefined),
    resumeFrom: stage(options.resumeFrom),
    onProgress,
  };
}

export const compile = defineCommand<Options>({
  usage: 'compile <model>',
  summary: 'Compile an ONNX model (or a .gir checkpoint) to a bundle with one binary a card',
  configure: (command) =>
    command
      .option(
        '-t, --target <target>',
        'backend with optional features (default: card), or onnx to write the graph as a model',
      )
      .option('--backend <name>', 'the same as --target; with --target onnx, the backend whose stages run')
      .option('-m, --machine <machine>', "machine preset or .yaml file (default: the backend's)")
      .option('-d, --dim <name=range>', 'size or range of free dims: batch=1..64, "lookups_*=0..4096"', collect)
      .option('--shape <name=sizes>', 'shape of an input that the model leaves open: "image=[N,3,?,?]"', collect)
      .option('-p, --precision <precision>', 'fp16 or fp32 (default: fp16 on card)')
      .option(
        '--tables <form>',
        'store embedding tables as int8 or int4 rows with their own scale and bias, or in fp16',
      )
      .option('--saturate', 'results too large for fp16 become ±65504 instead of infinity')
      .option('--keep-fp32 <nodes>', 'nodes that stay in single precision, by name: "/head/*"', collect)
      .option(
        '--examples <folder>',
        'inputs to forecast from which results fp16 cannot hold (input_0.pb … or NAME.npy)',
        collect,
      )
      .option('--plan <file>', 'follow an edited plan file')
      .option(
        '--explain',
        'list which engines of a card do which node and why, which nodes share no loop, and where lanes of units idle',
      )
      .option('--no-fallback', 'refuse nodes the target cannot run (exit 3) instead of running them on the host')
      .option('-o, --output <folder>', 'where the bundle or the model goes (default: out)')
      .option('--stop-after <stage>', `stop after a stage: ${STAGES.join(', ')}`)
      .option('--resume-from <stage>', 'first stage to run on a .gir input (default: the one it was dumped in)')
      .option('--dump-dir <folder>', 'write NN-stage-pass.gir whenever a pass changed something')
      .option('--no-verify', 'skip the verifier between passes'),
  examples: [
    'afterglow compile model.onnx --target card -o out',
    'afterglow compile model.onnx --target card --dim batch=1..64 --dim "lookups_*=0..1024" --precision fp32',
    'afterglow compile model.onnx --stop-after optimize -o model.gir',
    'afterglow compile model.onnx --target onnx --stop-after optimize -o optimized.onnx',
    'afterglow compile dump/12-optimize-fuse-bias-activation.gir --target card -o out',
  ],
  async run([model = ''], options, terminal) {
    const problem = checkWords(options);
    if (problem !== undefined) {
      process.stderr.write(`error: ${problem}\n`);
      return EXIT.usage;
    }
    const diagnostics = new Diagnostics();
    const { dims, shapes } = readSizes(options, diagnostics);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      return EXIT.usage;
    }
    const plan = readPlan(options.plan, diagnostics);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      terminal.result({ ok: false, diagnostics: diagnostics.list });
      return EXIT.diagnostics;
    }
    const compileOptions = toCompileOptions(options, dims, shapes, plan, (message) => terminal.progress(message));
    const result = await compileModel(model, compileOptions).catch((error: unknown) =>
      leaveCrashFolder(error, (dumpDir) => compileModel(model, { ...compileOptions, dumpDir })),
    );
    const write = ({ value }: { value: Compilation }) =>
      isExport(options) ? writeOnnx(value.module, options.output ?? 'out') : writeCompilation(value, options.output);
    const written = result.ok ? write(result) : undefined;
    if (result.ok && options.explain) noteExplain(result.value, options, diagnostics);
    const all = [...result.diagnostics, ...diagnostics.list, ...(written?.diagnostics ?? [])];
    terminal.diagnostics(all);
    const ok = result.ok && written?.ok === true;
    const report = result.ok ? result.value.report : undefined;
    const shown = result.ok && isExport(options) ? asExport(result.value.report, options, result.value.stage) : report;
    if (!terminal.result({ ok, diagnostics: all, report, output: written?.value }) && ok && shown && written?.value) {
      if (written.value.text !== undefined) terminal.print(written.value.text);
      else terminal.print(formatReport(shown, written.value.path, options.explain));
    }
    return ok ? EXIT.ok : exitCodeOf(all);
  },
});
