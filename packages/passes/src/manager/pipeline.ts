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

function printHead(name: string, options: Options): string {
  const list = Object.entries(options).map(([option, value]) => `${option}=${value}`);
  return list.length === 0 ? name : `${name}{${list.join(', ')}}`;
}

/** Options of a group as text has them. */
function groupOptions({ limit }: RepeatStep): Options {
  return limit === DEFAULT_ROUNDS ? {} : { limit };
}

/** Text of a pipeline, such as `repeat(canonicalize, fold-constants{max-bytes=65536}), remove-dead-nodes`. */
export function printPipeline(steps: readonly PipelineStep[]): string {
  const print = (entry: PipelineStep): string => {
    if (entry.kind === 'pass') return printHead(entry.pass.name, entry.options);
    return `${printHead('repeat', groupOptions(entry))}(${printPipeline(entry.steps)})`;
  };
  return steps.map(print).join(', ');
}

/** The same as a file for people: a line each, with what each pass does; commas everywhere, so that a line can be taken out. */
export function printPipelineFile(pipeline: Pipeline): string {
  const lines = [`// ${pipeline.name}: ${pipeline.summary}`];
  const print = (steps: readonly PipelineStep[], indent: string): void => {
    for (const entry of steps) {
      if (entry.kind === 'pass') {
        const head = `${indent}${printHead(entry.pass.name, entry.options)},`;
        lines.push(`${head.padEnd(32)} // ${entry.pass.summary}`);
      } else {
        lines.push(`${indent}${printHead('repeat', groupOptions(entry))}(`);
        print(entry.steps, `${indent}  `);
        lines.push(`${indent}),`);
      }
    }
  };
  print(pipeline.steps, '');
  return `${lines.join('\n')}\n`;
}
