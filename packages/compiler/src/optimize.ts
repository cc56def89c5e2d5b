// Runs any list of passes over a model and answers the graph: what `afterglow opt` does, and all that explains passes.

import { isSystemError, systemProblem } from '@afterglow/bundle/node';
import { Diagnostics, type Result } from '@afterglow/core';
import { type Module, ops } from '@afterglow/ir';
import { type PipelineReport, type PipelineStep, runPipeline } from '@afterglow/passes';
import { compilerDiagnostics } from './diagnostics.js';
import { DumpFolder, refuseToDump } from './dump-folder.js';
import { findEvaluator } from './evaluate.js';
import { type LoadOptions, loadModule } from './load-module.js';
import { type CompileObserver, observeCompilation } from './observer.js';
import { passLibrary } from './pass-library.js';
import type { ModelInput } from './read-model.js';

export interface OptimizeOptions extends LoadOptions {
  /** By default the pipeline `default`. */
  readonly steps?: readonly PipelineStep[];
  /** Name of the pass or of the stage after which to stop. */
  readonly stopAfter?: string | undefined;
  /** Number of rule applications after which passes leave the graph alone. */
  readonly maxApplications?: number | undefined;
  /** Folder for `NN-stage-pass.gir` files, one for each pass that changed something, and `index.json`. */
  readonly dumpDir?: string | undefined;
  /** Run the verifier after every pass. On by default. */
  readonly verify?: boolean;
  /** `stage` hears of `import` alone. */
  readonly observer?: CompileObserver | undefined;
  readonly digests?: boolean;
}

export interface Optimization {
  readonly module: Module;
  readonly report: PipelineReport;
  /** Closes the files that weights are views of. */
  readonly close: () => void;
}

/**
 * The model after `steps`. Nothing is bounded, placed or converted that a step does not say, so the result is that of the
 * passes alone.
 */
export async function optimize(
  model: string | ModelInput,
  options: OptimizeOptions = {},
): Promise<Result<Optimization>> {
  const diagnostics = new Diagnostics();
  return optimizeInto(model, options, diagnostics).catch((error: unknown) => {
    const { dumpDir } = options;
    if (dumpDir === undefined || !isSystemError(error)) throw error;
    diagnostics.report(compilerDiagnostics.outputTaken, { path: dumpDir, problem: systemProblem(error) });
    return { ok: false, diagnostics: diagnostics.list };
  });
}

async function optimizeInto(
  model: string | ModelInput,
  options: OptimizeOptions,
  diagnostics: Diagnostics,
): Promise<Result<Optimization>> {
  const fail = (): Result<Optimization> => ({ ok: false, diagnostics: diagnostics.list });
  const {
    dumpDir,
    stopAfter,
    maxApplications,
    observer,
    steps = passLibrary().pipelines?.get('default')?.steps ?? [],
  } = options;
  const refused = dumpDir === undefined ? undefined : refuseToDump(dumpDir);
  if (dumpDir !== undefined && refused !== undefined) {
    diagnostics.report(compilerDiagnostics.outputTaken, { path: dumpDir, problem: refused });
    return fail();
  }
  const loaded = loadModule(model, options, diagnostics);
  if (!loaded) return fail();
  const { module, close } = loaded;
  const dump = dumpDir === undefined ? undefined : new DumpFolder(dumpDir);
  const watching = observeCompilation([dump?.tally, observer].filter((each) => each !== undefined));
  dump?.module('import', undefined, module);
  watching.stage?.('import', module);
  const evaluate = await findEvaluator();
  const report = runPipeline(module, steps, {
    registry: ops,
    diagnostics,
    verify: options.verify ?? true,
    clock: () => performance.now(),
    digests: options.digests ?? dump !== undefined,
    ...(dump || observer ? { observer: watching } : {}),
    ...(evaluate ? { evaluate } : {}),
    ...(stopAfter === undefined ? {} : { stopAfter }),
    ...(maxApplications === undefined ? {} : { maxApplications }),
    ...(dump ? { dump: ({ index, stage, pass }) => dump.module(stage, { name: pass, run: index }, module) } : {}),
  });
  dump?.finish({ rules: report.rules, groups: report.groups, plan: undefined });
  if (report.ok && !diagnostics.hasErrors) {
    return { ok: true, value: { module, report, close }, diagnostics: diagnostics.list };
  }
  close();
  return fail();
}
