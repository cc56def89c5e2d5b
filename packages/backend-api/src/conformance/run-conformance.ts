// Runs conformance cases against a backend and reports one line each. One bad case never stops the run: whatever a case
// throws becomes its own `error`.

import type { ByteSource, HostValue } from '@afterglow/core';
import type { Type } from '@afterglow/ir';
import { compareOutputs } from './compare-values.js';
import { type Directory, readAll } from './directory.js';
import { type ConformanceCase, type DataSet, discoverCases } from './discover-cases.js';
import { formulaInput } from './formula-input.js';
import { isRandomCase, type Tolerance } from './tolerance.js';

export type CaseStatus = 'pass' | 'fail' | 'unsupported' | 'error';

export interface CaseResult {
  readonly name: string;
  readonly status: CaseStatus;
  /** Empty for a pass. */
  readonly reason: string;
  readonly ms: number;
}

export interface ConformanceReport {
  readonly cases: readonly CaseResult[];
}

/** Why a model or a run came to nothing. `unsupported`: refused with a reason; `error`: everything else. */
export interface Refusal {
  readonly kind: 'unsupported' | 'error';
  readonly reason: string;
}

export interface Port {
  readonly name: string;
  readonly type: Type;
}

/** A model made ready by the backend under test. */
export interface LoadedModel {
  readonly kind: 'ready';
  /** Inputs that are not initializers, in graph order. */
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  run(inputs: ReadonlyMap<string, HostValue>): Promise<RunAnswer>;
  close?(): void;
}

export type RunAnswer = { readonly kind: 'outputs'; readonly outputs: readonly HostValue[] } | Refusal;

/** What is tested: how to load a model, and how to read a data file of a port's type. */
export interface Subject {
  load(model: ByteSource, folder: Directory, name: string): Promise<LoadedModel | Refusal>;
  /** Decodes a TensorProto, SequenceProto or OptionalProto, as the port's type asks. */
  decode(bytes: Uint8Array, type: Type): HostValue | undefined;
}

export interface ConformanceOptions {
  /** Tolerance of cases that neither bring their own nor are among ONNX's exceptions. */
  readonly tolerance?: Tolerance;
  /** Runs only cases it accepts. */
  readonly filter?: (name: string) => boolean;
  readonly onCase?: (result: CaseResult, index: number, total: number) => void;
  /** Milliseconds of some clock. */
  readonly now?: () => number;
}

/** Finds and runs all cases below `root`. */
export async function runConformance(
  root: Directory,
  subject: Subject,
  options: ConformanceOptions = {},
): Promise<ConformanceReport> {
  const { filter = () => true, now = Date.now } = options;
  const found = discoverCases(root, options.tolerance).filter((entry) => filter(entry.name));
  const cases: CaseResult[] = [];
  for (const [index, entry] of found.entries()) {
    const start = now();
    const verdict = await judge(entry, subject);
    const result: CaseResult = { name: entry.name, ...verdict, ms: Math.round(now() - start) };
    cases.push(result);
    options.onCase?.(result, index, found.length);
  }
  return { cases };
}

type Verdict = Pick<CaseResult, 'status' | 'reason'>;

async function judge(entry: ConformanceCase, subject: Subject): Promise<Verdict> {
  try {
    return await runCase(entry, subject);
  } catch (error) {
    return { status: 'error', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** Runs every data set of one case; the first that does not pass decides. */
export async function runCase(entry: ConformanceCase, subject: Subject): Promise<Verdict> {
  if (entry.problem !== undefined) return { status: 'error', reason: entry.problem };
  const source = entry.folder.open(entry.model);
  if (!source) return { status: 'error', reason: `cannot open ${entry.model}` };
  const model = await subject.load(source, entry.folder, entry.name);
  if (model.kind !== 'ready') return { status: model.kind, reason: model.reason };
  try {
    for (const set of entry.dataSets) {
      const verdict = await runSet(entry, set, model, subject);
      if (verdict.status === 'pass') continue;
      const where = entry.dataSets.length > 1 ? `${set.name}: ` : '';
      const note =
        verdict.status === 'fail' && isRandomCase(entry.name)
          ? ' (expected values come from a random generator: nothing has to match them)'
          : '';
      return { status: verdict.status, reason: where + verdict.reason + note };
    }
  } finally {
    model.close?.();
  }
  return { status: 'pass', reason: '' };
}

async function runSet(entry: ConformanceCase, set: DataSet, model: LoadedModel, subject: Subject): Promise<Verdict> {
  const inputs = inputsOf(entry, set, model, subject);
  if (typeof inputs === 'string') return { status: 'error', reason: inputs };
  const answer = await model.run(inputs);
  if (answer.kind !== 'outputs') return { status: answer.kind, reason: answer.reason };
  const expected: HostValue[] = [];
  for (const [i, file] of set.outputs.entries()) {
    const port = model.outputs[i];
    if (!port) return { status: 'fail', reason: `got ${model.outputs.length} outputs, expected ${set.outputs.length}` };
    const value = readValue(entry, file, port.type, subject);
    if (typeof value === 'string') return { status: 'error', reason: value };
    expected.push(value);
  }
  const names = model.outputs.map((port) => `${port.name}`);
  const reason = compareOutputs(answer.outputs, expected, entry.tolerance, names);
  return reason === undefined ? { status: 'pass', reason: '' } : { status: 'fail', reason };
}

function inputsOf(
  entry: ConformanceCase,
  set: DataSet,
  model: LoadedModel,
  subject: Subject,
): Map<string, HostValue> | string {
  const inputs = new Map<string, HostValue>();
  if (set.inputs !== 'formula' && set.inputs.length > model.inputs.length) {
    return `${set.inputs.length} input files for ${model.inputs.length} inputs`;
  }
  for (const [i, { name, type }] of model.inputs.entries()) {
    if (set.inputs === 'formula') {
      const tensor = formulaInput(type);
      if (!tensor) return `there is no formula for input ${name}`;
      inputs.set(name, tensor);
      continue;
    }
    const file = set.inputs[i];
    if (file === undefined) return `there is no file for input ${name}`;
    const value = readValue(entry, file, type, subject);
    if (typeof value === 'string') return value;
    inputs.set(name, value);
  }
  return inputs;
}

function readValue(entry: ConformanceCase, file: string, type: Type, subject: Subject): HostValue | string {
  const source = entry.folder.open(file);
  if (!source) return `cannot open ${file}`;
  return subject.decode(readAll(source), type) ?? `${file} does not decode`;
}
