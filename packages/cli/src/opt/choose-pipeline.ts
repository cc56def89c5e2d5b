// Which passes `--passes` and `--pipeline` ask for.

import { readFileSync } from 'node:fs';
import { passLibrary } from '@afterglow/compiler';
import type { Diagnostics } from '@afterglow/core';
import { nearestName } from '@afterglow/ir';
import { definePipeline, isStage, type Pipeline, parsePipeline, passesOf, STAGES } from '@afterglow/passes';
import { cliDiagnostics } from '../diagnostics.js';
import { libraryWith } from './load-passes.js';

export interface PipelineOptions {
  readonly passes?: string;
  readonly pipeline?: string;
  /** Modules with passes from outside the tree. */
  readonly load?: readonly string[];
}

/** The text of a pipeline file, or undefined after reporting. */
function readFile(path: string, diagnostics: Diagnostics): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const known = [...(passLibrary().pipelines?.keys() ?? [])];
    diagnostics.report(cliDiagnostics.noPipeline, { name: path, known: known.join(', ') });
    return undefined;
  }
}

/** The pipeline asked for, `default` if none is; problems are reported. */
export async function choosePipeline(
  options: PipelineOptions,
  diagnostics: Diagnostics,
): Promise<Pipeline | undefined> {
  const { passes, pipeline = 'default', load = [] } = options;
  const library = await libraryWith(load, diagnostics);
  if (diagnostics.hasErrors) return undefined;
  const named = passes === undefined ? library.pipelines?.get(pipeline) : undefined;
  if (named) return named;
  const text = passes ?? readFile(pipeline, diagnostics);
  const steps = text === undefined ? undefined : parsePipeline(text, library, diagnostics);
  const [name, summary] = passes === undefined ? [pipeline, 'a file'] : ['passes', 'as given'];
  return steps && definePipeline(name, summary, steps);
}

/** What `--stop-after` means: so many rule applications, or the name of a pass or stage. */
export type StopAfter = { readonly maxApplications: number } | { readonly stopAfter: string };

/** Reads `--stop-after`; answers what is wrong with it as text. */
export function readStopAfter(text: string, pipeline: Pipeline): StopAfter | string {
  if (/^\d{1,9}$/.test(text)) return { maxApplications: Number(text) };
  const names = passesOf(pipeline.steps).map((pass) => pass.name);
  if (isStage(text) || names.includes(text)) return { stopAfter: text };
  const nearest = nearestName(text, [...names, ...STAGES]);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return `--stop-after ${text}: neither a number of rule applications nor a pass of the pipeline nor a stage${hint}`;
}
