// Reads the text form of a pipeline (see `printPipeline`). Bounded: entries nest at most `MAX_DEPTH` deep.

import type { Diagnostics } from '@afterglow/core';
import { nearestName } from '@afterglow/ir';
import { passDiagnostics } from '../diagnostics.js';
import type { Options, OptionValue, Pass } from './pass.js';
import { type Pipeline, type PipelineStep, repeat, step } from './pipeline.js';

const MAX_DEPTH = 8;

/** What a pipeline text may name. */
export interface PassLibrary {
  readonly passes: ReadonlyMap<string, Pass>;
  readonly pipelines?: ReadonlyMap<string, Pipeline>;
}

type Argument =
  | { readonly kind: 'entry'; readonly name: string; readonly args: readonly Argument[] | undefined }
  | { readonly kind: 'option'; readonly name: string; readonly value: string };

class PipelineReader {
  readonly #tokens: readonly string[];
  #at = 0;
  problem: string | undefined;

  constructor(text: string) {
    this.#tokens = text.match(/[^\s,()=]+|[,()=]/g) ?? [];
  }

  fail(problem: string): undefined {
    this.problem ??= problem;
    return undefined;
  }

  list(depth: number, end: string | undefined): Argument[] | undefined {
    const entries: Argument[] = [];
    if (depth > MAX_DEPTH) return this.fail('it nests too deeply');
    while (this.#tokens[this.#at] !== end) {
      if (entries.length > 0 && this.#tokens[this.#at++] !== ',') {
        return this.fail(`a comma is missing after "${this.#tokens.slice(0, this.#at - 1).pop()}"`);
      }
      const name = this.#tokens[this.#at++];
      if (name === undefined || /^[,()=]$/.test(name))
        return this.fail(`a name is missing before "${name ?? 'the end'}"`);
      const next = this.#tokens[this.#at];
      if (next === '=') {
        const value = this.#tokens[this.#at + 1];
        if (value === undefined || /^[,()=]$/.test(value)) return this.fail(`option ${name} has no value`);
        this.#at += 2;
        entries.push({ kind: 'option', name, value });
      } else if (next === '(') {
        this.#at++;
        const args = this.list(depth + 1, ')');
        if (!args) return undefined;
        this.#at++;
        entries.push({ kind: 'entry', name, args });
      } else entries.push({ kind: 'entry', name, args: undefined });
      if (this.#at >= this.#tokens.length && end !== undefined) return this.fail(`"${end}" is missing`);
    }
    return entries;
  }
}

function readValue(text: string, like: OptionValue): OptionValue | undefined {
  if (typeof like === 'string') return text;
  if (typeof like === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function passOptions(pass: Pass, args: readonly Argument[], diagnostics: Diagnostics): Options | undefined {
  const options: Record<string, OptionValue> = {};
  let ok = true;
  const refuse = (option: string, problem: string) => {
    diagnostics.report(passDiagnostics.badOption, { pass: pass.name, option, problem });
    ok = false;
  };
  for (const arg of args) {
    const spec = Object.hasOwn(pass.options, arg.name) ? pass.options[arg.name] : undefined;
    if (!spec) refuse(arg.name, 'there is no such option');
    else if (arg.kind === 'entry') refuse(arg.name, 'a value is missing');
    else {
      const value = readValue(arg.value, spec.default);
      if (value === undefined) refuse(arg.name, `"${arg.value}" is not a ${typeof spec.default}`);
      else options[arg.name] = value;
    }
  }
  return ok ? options : undefined;
}

function toSteps(
  args: readonly Argument[],
  library: PassLibrary,
  diagnostics: Diagnostics,
): PipelineStep[] | undefined {
  const steps: PipelineStep[] = [];
  let ok = true;
  for (const arg of args) {
    if (arg.kind === 'option') {
      diagnostics.report(passDiagnostics.badPipeline, { problem: `"${arg.name}=${arg.value}" belongs to no pass` });
      ok = false;
      continue;
    }
    if (arg.name === 'repeat' && arg.args) {
      const limit = arg.args.find((inner) => inner.kind === 'option' && inner.name === 'limit');
      const inner = toSteps(
        arg.args.filter((entry) => entry !== limit),
        library,
        diagnostics,
      );
      const rounds = limit?.kind === 'option' ? Number(limit.value) : undefined;
      if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
        diagnostics.report(passDiagnostics.badOption, {
          pass: 'repeat',
          option: 'limit',
          problem: 'not a positive integer',
        });
        ok = false;
      } else if (inner) steps.push(repeat(inner, rounds));
      else ok = false;
      continue;
    }
    const pipeline = arg.args ? undefined : library.pipelines?.get(arg.name);
    if (pipeline) {
      steps.push(...pipeline.steps);
      continue;
    }
    const pass = library.passes.get(arg.name);
    if (!pass) {
      const names = [...library.passes.keys(), ...(library.pipelines?.keys() ?? [])];
      diagnostics.report(passDiagnostics.unknownPass, { name: arg.name, nearest: nearestName(arg.name, names) });
      ok = false;
      continue;
    }
    const options = passOptions(pass, arg.args ?? [], diagnostics);
    if (options) steps.push(step(pass, options));
    else ok = false;
  }
  return ok ? steps : undefined;
}

/** The steps that `text` names, or undefined with the problems reported. */
export function parsePipeline(
  text: string,
  library: PassLibrary,
  diagnostics: Diagnostics,
): readonly PipelineStep[] | undefined {
  const reader = new PipelineReader(text);
  const args = reader.list(0, undefined);
  if (!args || reader.problem !== undefined) {
    diagnostics.report(passDiagnostics.badPipeline, { problem: reader.problem ?? 'it is empty' });
    return undefined;
  }
  return toSteps(args, library, diagnostics);
}
