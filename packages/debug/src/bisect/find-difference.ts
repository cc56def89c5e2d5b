// The first pass run, and in it the first rule application, after which a graph computes something else. Each step runs the
// pipeline anew on a copy, up to a point: what a wrong rule leaves behind cannot blur what comes later.

import { Diagnostics, type HostValue } from '@afterglow/core';
import { cloneModule, type Module, ops } from '@afterglow/ir';
import {
  type Evaluate,
  type PassRun,
  type PipelineStep,
  type RuleApplication,
  type RunObserver,
  runPipeline,
} from '@afterglow/passes';
import { type Interpreter, type Outcome, outcomeDifference } from '../execute/interpreter.js';

export interface Limits {
  readonly maxRuns?: number;
  readonly maxApplications?: number;
}

/** A pass run that began; it may have failed before its end. */
export type StartedRun = Pick<PassRun, 'index' | 'pass' | 'round'>;

/** A graph after a part of a pipeline. */
export interface Attempt {
  readonly module: Module;
  readonly runs: readonly StartedRun[];
  readonly applications: readonly RuleApplication[];
  /** True when a pass threw, so that its last application was not told of. */
  readonly threw: boolean;
  /** In what it differs from the graph before all passes; undefined when in nothing. */
  readonly difference: string | undefined;
}

export interface Subject {
  readonly module: Module;
  readonly steps: readonly PipelineStep[];
  readonly inputs: ReadonlyMap<string, HostValue>;
  readonly expected: Outcome;
  readonly interpreter: Interpreter;
  readonly evaluate: Evaluate | undefined;
}

/** Runs the pipeline up to `limits` on a copy and compares. */
export function attempt(subject: Subject, limits: Limits = {}): Attempt {
  const { steps, inputs, expected, interpreter, evaluate } = subject;
  const module = cloneModule(subject.module);
  const diagnostics = new Diagnostics();
  const [applications, runs]: [RuleApplication[], StartedRun[]] = [[], []];
  const observer: RunObserver = {
    passStarts: (run) => void runs.push(run),
    applied: (event) => void applications.push(event),
  };
  let [problem, threw]: [string | undefined, boolean] = [undefined, false];
  try {
    const options = { registry: ops, diagnostics, observer, ...limits, ...(evaluate ? { evaluate } : {}) };
    if (!runPipeline(module, steps, options).ok) {
      problem = diagnostics.list.find(({ severity }) => severity === 'error')?.message ?? 'a pass failed';
    }
  } catch (error) {
    threw = true;
    problem = error instanceof Error ? error.message : String(error);
  }
  const difference = problem ?? outcomeDifference(expected, interpreter.run(module, inputs), [subject.module, module]);
  return { module, runs, applications, threw, difference };
}

/** The smallest number in `good + 1 .. bad` that is bad, when `good` is good and `bad` is bad. */
function firstBad(good: number, bad: number, isBad: (at: number) => boolean): number {
  let [lo, hi] = [good, bad];
  while (hi - lo > 1) {
    const middle = lo + Math.floor((hi - lo) / 2);
    if (isBad(middle)) hi = middle;
    else lo = middle;
  }
  return hi;
}

export interface Culprit {
  readonly run: StartedRun;
  /** Undefined where the pass changes results outside of its rules, or failed in the middle of one. */
  readonly application: RuleApplication | undefined;
  readonly difference: string;
  /** The graph before and after. */
  readonly before: Module;
  readonly after: Module;
}

/** Finds the culprit, or undefined when the whole pipeline changes nothing that counts. */
export function findDifference(subject: Subject, onProgress?: (message: string) => void): Culprit | undefined {
  const full = attempt(subject);
  if (full.difference === undefined) return undefined;
  const maxRuns = firstBad(0, Math.max(1, full.runs.length), (count) => {
    onProgress?.(`comparing after pass run ${count} …`);
    return attempt(subject, { maxRuns: count }).difference !== undefined;
  });
  const upTo = attempt(subject, { maxRuns });
  const run = upTo.runs[maxRuns - 1];
  if (!run || upTo.difference === undefined) return undefined;
  const end = upTo.applications.length + (upTo.threw ? 1 : 0);
  const start = upTo.applications.filter((event) => event.run < run.index).length;
  const at = (maxApplications: number) => attempt(subject, { maxRuns, maxApplications });
  const begun = at(start);
  if (begun.difference !== undefined || start === end) {
    const { difference = upTo.difference, module: after } = begun;
    return {
      run,
      application: undefined,
      difference,
      before: attempt(subject, { maxRuns: maxRuns - 1 }).module,
      after,
    };
  }
  const bad = firstBad(start, end, (count) => {
    onProgress?.(`comparing after rule application ${count} …`);
    return at(count).difference !== undefined;
  });
  const found = at(bad);
  const application = found.applications.find(({ sequence }) => sequence === bad);
  const difference = found.difference ?? upTo.difference;
  return { run, application, difference, before: at(bad - 1).module, after: found.module };
}
