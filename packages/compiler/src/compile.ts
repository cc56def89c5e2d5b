// The public entry point: runs the stages in order. `STEPS` is the order of the whole compiler.

import type { Listing } from '@afterglow/backend-api';
import { isSystemError, systemProblem } from '@afterglow/bundle/node';
import { Diagnostics, type Result } from '@afterglow/core';
import type { Module } from '@afterglow/ir';
import { RuleRecord, STAGES, type Stage } from '@afterglow/passes';
import type { AssembledBundle } from './assemble-bundle.js';
import { compilerDiagnostics } from './diagnostics.js';
import { DimOptions } from './dim-options.js';
import { DumpFolder, refuseToDump } from './dump-folder.js';
import { findEvaluator } from './evaluate.js';
import { findTarget } from './find-backend.js';
import { findMachine } from './find-machine.js';
import { mainOf } from './main-func.js';
import { noteHostOptions, notePrecision, noteWithoutQuantize } from './note-no-effect.js';
import { observeCompilation } from './observer.js';
import type { CompileOptions } from './options.js';
import { type ModelInput, type OpenedModel, openModel, readModel } from './read-model.js';
import { type CompileReport, makeReport } from './report.js';
import { firstStage } from './resume.js';
import { ShapeOptions } from './shape-options.js';
import { backendStage } from './stages/backend.stage.js';
import { bundleStage } from './stages/bundle.stage.js';
import { canonicalizeStage } from './stages/canonicalize.stage.js';
import { optimizeStage } from './stages/optimize.stage.js';
import { partitionStage } from './stages/partition.stage.js';
import { quantizeStage } from './stages/quantize.stage.js';
import type { CompileState, StageTime } from './state.js';

interface Step {
  readonly stage: Stage;
  /** Last stage the step covers; the backend does lower, schedule and emit in one call. */
  readonly until: Stage;
  readonly run: (state: CompileState) => void | Promise<void>;
}

const STEPS: readonly Step[] = [
  { stage: 'canonicalize', until: 'canonicalize', run: canonicalizeStage },
  { stage: 'optimize', until: 'optimize', run: optimizeStage },
  { stage: 'quantize', until: 'quantize', run: quantizeStage },
  { stage: 'partition', until: 'partition', run: partitionStage },
  { stage: 'lower', until: 'emit', run: backendStage },
  { stage: 'bundle', until: 'bundle', run: bundleStage },
];

/** What a compilation leaves behind. `bundle` is there when every stage ran. */
export interface Compilation {
  readonly module: Module;
  /** Last stage that ran. */
  readonly stage: Stage;
  readonly bundle: AssembledBundle | undefined;
  /** Texts of the lower levels, where the compilation stopped among them. */
  readonly listings: readonly Listing[];
  readonly report: CompileReport;
}

async function prepare(
  model: OpenedModel,
  dims: DimOptions,
  options: CompileOptions,
  diagnostics: Diagnostics,
): Promise<CompileState | undefined> {
  const found = await findTarget(options.target ?? 'card', diagnostics);
  if (!found) return undefined;
  const { backend, target } = found;
  const machine = options.machine ?? backend.defaultMachine;
  const platform =
    backend.defaultMachine === undefined || machine === undefined ? undefined : findMachine(machine, diagnostics);
  const precision = options.precision ?? backend.precisions[0];
  if (
    options.precision !== undefined &&
    backend.precisions.length > 0 &&
    !backend.precisions.includes(options.precision)
  ) {
    const params = { precision: options.precision, backend: backend.name, known: backend.precisions.join(', ') };
    diagnostics.report(compilerDiagnostics.precision, params);
  }
  dims.apply(model.module, mainOf(model.module), diagnostics);
  const refused = options.dumpDir === undefined ? undefined : refuseToDump(options.dumpDir);
  if (refused !== undefined) {
    diagnostics.report(compilerDiagnostics.outputTaken, { path: options.dumpDir ?? '', problem: refused });
  }
  if (diagnostics.hasErrors) return undefined;
  const dump = options.dumpDir === undefined ? undefined : new DumpFolder(options.dumpDir);
  const watching = [dump?.tally, options.observer].filter((each) => each !== undefined);
  const observer = watching.length > 0 ? observeCompilation(watching) : undefined;
  return {
    options,
    diagnostics,
    backend,
    target,
    platform,
    precision: backend.precisions.length === 0 ? undefined : precision,
    dump,
    observer,
    record: new RuleRecord(),
    evaluate: await findEvaluator(),
    module: model.module,
    runs: [],
    groups: [],
    rules: [],
    inputs: [],
    tables: [],
    dims: [],
    plan: model.plan,
    artifacts: [],
    bundle: undefined,
  };
}

/** Shows the graph at the end of a stage to whoever wants to see it. */
function endStage({ dump, observer, module }: CompileState, stage: Stage): void {
  dump?.module(stage, undefined, module);
  observer?.stage?.(stage, module);
}

async function runSteps(state: CompileState, first: Stage, last: Stage): Promise<StageTime[]> {
  const times: StageTime[] = [];
  const at = (stage: Stage) => STAGES.indexOf(stage);
  for (const { stage, until, run } of STEPS) {
    if (at(until) < at(first)) continue;
    if (at(stage) > at(last) || state.diagnostics.hasErrors) break;
    state.options.onProgress?.(`${stage} …`);
    const start = performance.now();
    await run(state);
    times.push({ stage, milliseconds: performance.now() - start });
    if (!state.diagnostics.hasErrors && at(until) <= at('partition')) endStage(state, stage);
  }
  return times;
}

/**
 * Compiles a model: the path of an ONNX file or a `.gir` checkpoint, or one that is open already. Weights stay on disk
 * until they are written, so the files of the model must stay open and unchanged as long as the result is in use.
 *
 * ```ts
 * const result = await compile('model.onnx', { target: 'card', dims: [{ pattern: 'batch', lo: 1, hi: 64 }] });
 * if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
 * writeCompilation(result.value, 'out');
 * ```
 */
export async function compile(model: string | ModelInput, options: CompileOptions = {}): Promise<Result<Compilation>> {
  const diagnostics = new Diagnostics();
  const opened = typeof model === 'string' ? openModel(model, diagnostics) : { input: model, folder: undefined };
  if (!opened) return { ok: false, diagnostics: diagnostics.list };
  const value = await compileInput(opened.input, options, diagnostics).catch((error: unknown) => {
    const { dumpDir } = options;
    if (dumpDir === undefined || !isSystemError(error)) throw error;
    diagnostics.report(compilerDiagnostics.outputTaken, { path: dumpDir, problem: systemProblem(error) });
    return undefined;
  });
  if (!value) {
    opened.folder?.close();
    return { ok: false, diagnostics: diagnostics.list };
  }
  return { ok: true, value, diagnostics: diagnostics.list };
}

async function compileInput(
  input: ModelInput,
  options: CompileOptions,
  diagnostics: Diagnostics,
): Promise<Compilation | undefined> {
  options.onProgress?.(`reading ${input.name} …`);
  const started = performance.now();
  const dims = new DimOptions(options.dims ?? [], options.onDimMatch);
  const shapes = new ShapeOptions(options.shapes ?? [], options.undeclaredShape);
  const model = readModel(input, dims, shapes, diagnostics);
  const first = model && firstStage(model, options, diagnostics);
  const state = model && first && (await prepare(model, dims, options, diagnostics));
  if (!state || !first) return undefined;
  const last = options.stopAfter ?? 'bundle';
  noteHostOptions(state);
  noteWithoutQuantize(state, first, last);
  const reading: StageTime = { stage: 'import', milliseconds: performance.now() - started };
  if (first === 'canonicalize') endStage(state, 'import');
  const stages = [reading, ...(await runSteps(state, first, last))];
  state.dump?.finish(state);
  if (diagnostics.hasErrors) return undefined;
  const { module, bundle, artifacts } = state;
  if (STAGES.indexOf(last) > STAGES.indexOf('quantize')) notePrecision(state);
  const listings = bundle ? [] : artifacts.flatMap(({ artifact }) => artifact.listings);
  return { module, stage: last, bundle, listings, report: makeReport(state, stages) };
}
