// Runs conformance cases against a backend and reports one line each. One bad case never stops the run: whatever a case
// throws becomes its own `error`.

import { type ByteSource, type HostValue, isTensorValue } from '@afterglow/core';
import { type Type, tensorType } from '@afterglow/ir';
import { compareOutputs } from './compare-values.js';
import { type Directory, readAll } from './directory.js';
import { type ConformanceCase, type DataSet, discoverCases } from './discover-cases.js';
import { formulaInput } from './formula-input.js';
import { AS_GIVEN, type ConformanceMode, type LoadMode } from './mode.js';
import { isRandomCase, type Tolerance } from './tolerance.js';

export type CaseStatus = 'pass' | 'fail' | 'unsupported' | 'error';

export interface CaseResult {
  readonly name: string;
  readonly mode: ConformanceMode;
  readonly status: CaseStatus;
  /** Empty for a pass. */
  readonly reason: string;
  readonly ms: number;
}

export interface ConformanceReport {
  readonly cases: readonly CaseResult[];
}

/** Why a model or a run came to nothing. `unsupported`: refused with a reason; `fail`: its program is wrong; `error`: everything else. */
export interface Refusal {
  readonly kind: 'unsupported' | 'fail' | 'error';
  readonly reason: string;
}

export interface Port {
  readonly name: string;
  readonly type: Type;
  /** Position among the inputs of the graph, where others before it became constants. */
  readonly index?: number;
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
  load(model: ByteSource, folder: Directory, name: string, mode: LoadMode): Promise<LoadedModel | Refusal>;
  /** Decodes a TensorProto, SequenceProto or OptionalProto, as the port's type asks. */
  decode(bytes: Uint8Array, type: Type): HostValue | undefined;
}

export interface ConformanceOptions {
  /** Tolerance of cases that neither bring their own nor are among ONNX's exceptions. */
  readonly tolerance?: Tolerance;
  /** The ways in which each case is tried; as given, by default. */
  readonly modes?: readonly ConformanceMode[];
  /** Runs only cases it accepts. */
  readonly filter?: (name: string) => boolean;
  readonly onCase?: (result: CaseResult, index: number, total: number) => void;
  /** Milliseconds of some clock. */
  readonly now?: () => number;
}

/** Data files of tensors say their own type. */
const ANY_TENSOR = tensorType('f32', []);

/** Finds all cases below `root` and runs each in every mode. */
export async function runConformance(
  root: Directory,
  subject: Subject,
  options: ConformanceOptions = {},
): Promise<ConformanceReport> {
  const { filter = () => true, now = Date.now, modes = ['given'] } = options;
  const found = discoverCases(root, options.tolerance).filter((entry) => filter(entry.name));
  const work = found.flatMap((entry) => modes.map((mode) => ({ entry, mode })));
  const cases: CaseResult[] = [];
  for (const [index, { entry, mode }] of work.entries()) {
    const start = now();
    const verdict = await judge(entry, subject, mode);
    const result: CaseResult = { name: entry.name, mode, ...verdict, ms: Math.round(now() - start) };
    cases.push(result);
    options.onCase?.(result, index, work.length);
  }
  return { cases };
}

type Verdict = Pick<CaseResult, 'status' | 'reason'>;

async function judge(entry: ConformanceCase, subject: Subject, mode: ConformanceMode): Promise<Verdict> {
  try {
    return await runCase(entry, subject, mode);
  } catch (error) {
    return { status: 'error', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** Runs every data set of one case; the first that does not pass decides. */
export async function runCase(
  entry: ConformanceCase,
  subject: Subject,
  mode: ConformanceMode = 'given',
): Promise<Verdict> {
  if (entry.problem !== undefined) return { status: 'error', reason: entry.problem };
  const loaded = new Map<DataSet | undefined, LoadedModel | Refusal>();
  try {
    for (const set of entry.dataSets) {
      // Constants differ from data set to data set; other modes load once.
      const key = mode === 'folded' ? set : undefined;
      const model = loaded.get(key) ?? (await load(entry, set, subject, mode));
      loaded.set(key, model);
      const verdict = model.kind === 'ready' ? await runSet(entry, set, model, subject, mode) : refused(model);
      if (verdict.status === 'pass') continue;
      const where = entry.dataSets.length > 1 ? `${set.name}: ` : '';
      const note =
        verdict.status === 'fail' && isRandomCase(entry.name)
          ? ' (expected values come from a random generator: nothing has to match them)'
          : '';
      return { status: verdict.status, reason: where + verdict.reason + note };
    }
  } finally {
    for (const model of loaded.values()) if (model.kind === 'ready') model.close?.();
  }
  return { status: 'pass', reason: '' };
}

function refused({ kind, reason }: Refusal): Verdict {
  return { status: kind, reason };
}

function load(
  entry: ConformanceCase,
  set: DataSet,
  subject: Subject,
  mode: ConformanceMode,
): Promise<LoadedModel | Refusal> {
  const source = entry.folder.open(entry.model);
  if (!source) return Promise.resolve({ kind: 'error', reason: `cannot open ${entry.model}` });
  // Constants differ from data set to data set; else one model serves them all.
  const sets = mode === 'folded' ? [set] : entry.dataSets;
  const undeclaredShape = (index: number) => shapeOf(entry, sets, index, subject);
  const how: LoadMode =
    mode === 'folded'
      ? { kind: mode, undeclaredShape, input: (index, type) => constantOf(entry, set, index, type, subject) }
      : { kind: mode, undeclaredShape };
  return subject.load(source, entry.folder, entry.name, how);
}

/** The recorded tensor of an input; undefined for what is no tensor, or does not read. */
function constantOf(entry: ConformanceCase, set: DataSet, index: number, type: Type, subject: Subject) {
  if (type.kind !== 'tensor') return undefined;
  const value = readInput(entry, set, index, type, subject);
  return typeof value !== 'string' && isTensorValue(value) ? value : undefined;
}

/** The shape of an input that is recorded as tensors of one rank; sizes that differ are open. */
function shapeOf(entry: ConformanceCase, sets: readonly DataSet[], index: number, subject: Subject) {
  const isRecorded = (set: DataSet) => set.inputs !== 'formula';
  const shapes = sets.filter(isRecorded).map((set) => constantOf(entry, set, index, ANY_TENSOR, subject)?.shape);
  const [first] = shapes;
  if (!first || shapes.some((shape) => shape?.length !== first.length)) return undefined;
  return first.map((size, axis) => (shapes.every((shape) => shape?.[axis] === size) ? size : undefined));
}

async function runSet(
  entry: ConformanceCase,
  set: DataSet,
  model: LoadedModel,
  subject: Subject,
  mode: ConformanceMode,
): Promise<Verdict> {
  const inputs = await inputsOf(entry, set, model, subject, mode);
  if (typeof inputs === 'string') return { status: 'error', reason: inputs };
  const answer = await model.run(inputs);
  if (answer.kind !== 'outputs') return refused(answer);
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

async function inputsOf(
  entry: ConformanceCase,
  set: DataSet,
  model: LoadedModel,
  subject: Subject,
  mode: ConformanceMode,
): Promise<Map<string, HostValue> | string> {
  const inputs = new Map<string, HostValue>();
  if (mode === 'given' && set.inputs !== 'formula' && set.inputs.length > model.inputs.length) {
    return `${set.inputs.length} input files for ${model.inputs.length} inputs`;
  }
  const types = await declaredTypes(entry, set, model, subject, mode);
  for (const [i, { name, type, index = i }] of model.inputs.entries()) {
    const value = readInput(entry, set, index, types[index] ?? type, subject);
    if (typeof value === 'string') return value.replace('%', name);
    inputs.set(name, value);
  }
  return inputs;
}

/** The formula needs the sizes that the model declares, which are taken away in symbolic mode. */
async function declaredTypes(
  entry: ConformanceCase,
  set: DataSet,
  model: LoadedModel,
  subject: Subject,
  mode: ConformanceMode,
): Promise<readonly Type[]> {
  if (mode !== 'symbolic' || set.inputs !== 'formula') return model.inputs.map(({ type }) => type);
  const source = entry.folder.open(entry.model);
  const given = source && (await subject.load(source, entry.folder, entry.name, AS_GIVEN));
  if (given?.kind !== 'ready') return [];
  given.close?.();
  return given.inputs.map(({ type }) => type);
}

/** The value of the index-th input, or why there is none (`%` stands for its name). */
function readInput(
  entry: ConformanceCase,
  set: DataSet,
  index: number,
  type: Type,
  subject: Subject,
): HostValue | string {
  if (set.inputs === 'formula') return formulaInput(type) ?? 'there is no formula for input %';
  const file = set.inputs[index];
  return file === undefined ? 'there is no file for input %' : readValue(entry, file, type, subject);
}

function readValue(entry: ConformanceCase, file: string, type: Type, subject: Subject): HostValue | string {
  const source = entry.folder.open(file);
  if (!source) return `cannot open ${file}`;
  return subject.decode(readAll(source), type) ?? `${file} does not decode`;
}
