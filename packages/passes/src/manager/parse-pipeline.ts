// Reads the text form of a pipeline (see `printPipeline`) against the passes there are. All problems are reported.

import type { Diagnostics } from '@afterglow/core';
import { nearestName } from '@afterglow/ir';
import { passDiagnostics } from '../diagnostics.js';
import type { Options, OptionValue, Pass } from './pass.js';
import { type Pipeline, type PipelineStep, repeat, step } from './pipeline.js';
import { type PipelineEntry, readPipeline } from './read-pipeline.js';

/** What a pipeline text may name. */
export interface PassLibrary {
  readonly passes: ReadonlyMap<string, Pass>;
  readonly pipelines?: ReadonlyMap<string, Pipeline>;
}

function readValue(text: string, like: OptionValue): OptionValue | undefined {
  if (typeof like === 'string') return text;
  if (typeof like === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

class StepMaker {
  readonly #library: PassLibrary;
  readonly #diagnostics: Diagnostics;
  ok = true;

  constructor(library: PassLibrary, diagnostics: Diagnostics) {
    this.#library = library;
    this.#diagnostics = diagnostics;
  }

  #badOption(pass: string, option: string, problem: string): void {
    this.#diagnostics.report(passDiagnostics.badOption, { pass, option, problem });
    this.ok = false;
  }

  #badPipeline(problem: string): void {
    this.#diagnostics.report(passDiagnostics.badPipeline, { problem });
    this.ok = false;
  }

  #passOptions(pass: Pass, entry: PipelineEntry): Options {
    const options: Record<string, OptionValue> = {};
    for (const [name, text] of entry.options) {
      const spec = Object.hasOwn(pass.options, name) ? pass.options[name] : undefined;
      const value = spec && readValue(text, spec.default);
      if (!spec) this.#badOption(pass.name, name, 'there is no such option');
      else if (value === undefined) this.#badOption(pass.name, name, `"${text}" is not a ${typeof spec.default}`);
      else options[name] = value;
    }
    return options;
  }

  #repeat({ options, entries = [] }: PipelineEntry): PipelineStep {
    let limit: number | undefined;
    for (const [name, text] of options) {
      limit = Number(text);
      if (name !== 'limit') this.#badOption('repeat', name, 'there is no such option');
      else if (!(Number.isInteger(limit) && limit > 0)) this.#badOption('repeat', name, 'not a positive integer');
    }
    return repeat(this.steps(entries), limit);
  }

  steps(entries: readonly PipelineEntry[]): PipelineStep[] {
    return entries.flatMap((entry) => {
      const { name, options } = entry;
      if (name === 'repeat' && entry.entries) return [this.#repeat(entry)];
      if (entry.entries) this.#badPipeline(`${name} takes no passes in parentheses, only repeat does`);
      const pipeline = options.length === 0 ? this.#library.pipelines?.get(name) : undefined;
      if (pipeline) return pipeline.steps;
      const pass = this.#library.passes.get(name);
      if (pass) return [step(pass, this.#passOptions(pass, entry))];
      const names = [...this.#library.passes.keys(), ...(this.#library.pipelines?.keys() ?? [])];
      this.#diagnostics.report(passDiagnostics.unknownPass, { name, nearest: nearestName(name, names) });
      this.ok = false;
      return [];
    });
  }
}

/** The steps that `text` names, or undefined with the problems reported. */
export function parsePipeline(
  text: string,
  library: PassLibrary,
  diagnostics: Diagnostics,
): readonly PipelineStep[] | undefined {
  const entries = readPipeline(text);
  if ('problem' in entries) {
    diagnostics.report(passDiagnostics.badPipeline, entries);
    return undefined;
  }
  const maker = new StepMaker(library, diagnostics);
  const steps = maker.steps(entries);
  return maker.ok ? steps : undefined;
}
