// Finds, unattended, the pass and the rule application after which a model computes something else, and the smallest graph that
// it finds on which the same pass still goes wrong.

import { findEvaluator, type LoadOptions, loadModule, type ModelInput, passLibrary } from '@afterglow/compiler';
import { Diagnostics, type HostValue, type Result } from '@afterglow/core';
import { type Module, printNode, walk } from '@afterglow/ir';
import type { NodeRef, PassStep, PipelineStep, RuleApplication } from '@afterglow/passes';
import { debugDiagnostics } from '../diagnostics.js';
import { findInterpreter } from '../execute/interpreter.js';
import { madeUpInputs } from '../execute/made-up-inputs.js';
import { reduceModule } from '../reduce/reduce-module.js';
import { attempt, findDifference, type StartedRun, type Subject } from './find-difference.js';

export interface BisectOptions extends LoadOptions {
  /** By default the pipeline `default`. */
  readonly steps?: readonly PipelineStep[];
  /** Inputs by name; the others are made up. */
  readonly inputs?: ReadonlyMap<string, HostValue>;
  /** Seed of made-up inputs; 0 if absent. */
  readonly seed?: number;
  /** Seconds that reducing may take; 60 if absent, 0 for not at all. */
  readonly seconds?: number;
  readonly onProgress?: (message: string) => void;
}

/** A graph on which a pass goes wrong, with the inputs that show it. */
export interface WrongCase {
  readonly module: Module;
  readonly inputs: ReadonlyMap<string, HostValue>;
  readonly nodes: number;
  readonly difference: string;
}

export interface Bisection {
  readonly run: StartedRun;
  readonly rule: string | undefined;
  readonly application: RuleApplication | undefined;
  /** In what the results differ. */
  readonly difference: string;
  /** What the application took away and put there, as text. */
  readonly removed: readonly string[];
  readonly made: readonly string[];
  readonly before: Module;
  readonly after: Module;
  /** The smallest graph found; undefined where the pass alone does not show the difference. */
  readonly reduced: WrongCase | undefined;
}

function textOf(module: Module, refs: readonly NodeRef[]): string[] {
  const wanted = new Set(refs.map(({ func, name }) => `${func}\0${name}`));
  return [...module.funcs.values()].flatMap((func) =>
    [...walk(func.body)].filter((node) => wanted.has(`${func.name}\0${node.results[0]?.name}`)).map(printNode),
  );
}

/** The step of a pass in a pipeline, with the options it ran with. */
function stepOf(steps: readonly PipelineStep[], pass: string): PassStep | undefined {
  for (const step of steps) {
    const found = step.kind === 'repeat' ? stepOf(step.steps, pass) : step.pass.name === pass ? step : undefined;
    if (found) return found;
  }
  return undefined;
}

function countNodes(module: Module): number {
  return [...module.funcs.values()].reduce((sum, func) => sum + [...walk(func.body)].length, 0);
}

/** Shrinks `module` as long as the pass, run alone, changes what it computes. */
async function reduceCase(
  module: Module,
  subject: Subject,
  step: PassStep,
  options: BisectOptions,
): Promise<WrongCase | undefined> {
  const { seed = 0, seconds = 60, onProgress } = options;
  const problemOf = (candidate: Module, inputs: ReadonlyMap<string, HostValue>) => {
    const expected = subject.interpreter.run(candidate, inputs);
    if (expected.kind === 'failed') return undefined;
    return attempt({ ...subject, module: candidate, steps: [step], inputs, expected }).difference;
  };
  const inputsOf = (candidate: Module) => madeUpInputs(candidate, seed, options.inputs);
  if (seconds <= 0 || problemOf(module, inputsOf(module)) === undefined) return undefined;
  const { module: small } = await reduceModule(module, {
    isInteresting: (candidate) => problemOf(candidate, inputsOf(candidate)) !== undefined,
    seconds,
    clock: () => performance.now(),
    ...(onProgress ? { onProgress } : {}),
  });
  const inputs = inputsOf(small);
  return { module: small, inputs, nodes: countNodes(small), difference: problemOf(small, inputs) ?? '' };
}

/** Answers undefined as the value when the pipeline leaves the results what they are. */
export async function bisect(
  model: string | ModelInput,
  options: BisectOptions = {},
): Promise<Result<Bisection | undefined>> {
  const diagnostics = new Diagnostics();
  const fail = { ok: false, diagnostics: diagnostics.list } as const;
  const interpreter = await findInterpreter();
  if (!interpreter) {
    diagnostics.report(debugDiagnostics.cannotRun, { problem: 'no interpreter is installed' });
    return fail;
  }
  const loaded = loadModule(model, options, diagnostics);
  if (!loaded) return fail;
  try {
    const { module } = loaded;
    const { steps = passLibrary().pipelines?.get('default')?.steps ?? [] } = options;
    const inputs = madeUpInputs(module, options.seed ?? 0, options.inputs);
    const expected = interpreter.run(module, inputs);
    if (expected.kind === 'failed') {
      diagnostics.report(debugDiagnostics.cannotRun, { problem: expected.because });
      return fail;
    }
    const subject: Subject = { module, steps, inputs, expected, interpreter, evaluate: await findEvaluator() };
    const culprit = findDifference(subject, options.onProgress);
    if (!culprit) return { ok: true, value: undefined, diagnostics: diagnostics.list };
    const { run, application, difference, before, after } = culprit;
    const step = stepOf(steps, run.pass);
    const value: Bisection = {
      run,
      rule: application?.rule,
      application,
      difference,
      removed: application ? textOf(before, [application.root, ...application.removed, ...application.altered]) : [],
      made: application ? textOf(after, [...application.made, ...application.altered]) : [],
      before,
      after,
      reduced: step && (await reduceCase(before, subject, step, options)),
    };
    return { ok: true, value, diagnostics: diagnostics.list };
  } finally {
    // Weights of the answer are still read when it is written, so files stay open until the process ends.
    if (diagnostics.hasErrors) loaded.close();
  }
}
