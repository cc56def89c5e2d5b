// Pipelines: named lists of passes. An entry is a pass with options, or a group that repeats until nothing changes.

import type { Options, Pass } from './pass.js';

export interface PassStep {
  readonly kind: 'pass';
  readonly pass: Pass;
  readonly options: Options;
}

export interface RepeatStep {
  readonly kind: 'repeat';
  readonly steps: readonly PipelineStep[];
  /** Rounds after which it stops even though something still changed. */
  readonly limit: number;
}

export type PipelineStep = PassStep | RepeatStep;

export interface Pipeline {
  readonly name: string;
  readonly summary: string;
  readonly steps: readonly PipelineStep[];
}

const DEFAULT_ROUNDS = 8;

export function step(pass: Pass, options: Options = {}): PassStep {
  return { kind: 'pass', pass, options };
}

/** Runs `steps` again and again until a round changes nothing, at most `limit` rounds. */
export function repeat(steps: readonly (Pass | PipelineStep)[], limit = DEFAULT_ROUNDS): RepeatStep {
  return { kind: 'repeat', steps: steps.map(asStep), limit };
}

export function asStep(entry: Pass | PipelineStep): PipelineStep {
  return 'kind' in entry ? entry : step(entry);
}

export function definePipeline(name: string, summary: string, entries: readonly (Pass | PipelineStep)[]): Pipeline {
  return { name, summary, steps: entries.map(asStep) };
}

/** All passes of a list of steps, in order of first occurrence. */
export function passesOf(steps: readonly PipelineStep[]): Pass[] {
  const all = steps.flatMap((entry) => (entry.kind === 'pass' ? [entry.pass] : passesOf(entry.steps)));
  return [...new Set(all)];
}

/** Text of a pipeline, such as `repeat(canonicalize, fold-constants(max-bytes=65536)), remove-dead-nodes`. */
export function printPipeline(steps: readonly PipelineStep[]): string {
  const print = (entry: PipelineStep): string => {
    if (entry.kind === 'pass') {
      const options = Object.entries(entry.options).map(([name, value]) => `${name}=${value}`);
      return options.length === 0 ? entry.pass.name : `${entry.pass.name}(${options.join(', ')})`;
    }
    const limit = entry.limit === DEFAULT_ROUNDS ? '' : `limit=${entry.limit}, `;
    return `repeat(${limit}${entry.steps.map(print).join(', ')})`;
  };
  return steps.map(print).join(', ');
}
