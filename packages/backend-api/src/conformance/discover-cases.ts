// Finds conformance cases: folders in the layout of ONNX's backend tests at any depth, and the flat layout of the light
// models (`NAME.onnx` beside `NAME_output_0.pb`), whose inputs come from a formula.

import { type Directory, readAll } from './directory.js';
import { ONNX_TOLERANCE, type Tolerance, toleranceOf } from './tolerance.js';

/** Recorded inputs and outputs: file names relative to the case's folder, by position. */
export interface DataSet {
  readonly name: string;
  /** `formula`: every float input of n elements holds 0/n … (n − 1)/n, computed in double and rounded to f32. */
  readonly inputs: 'formula' | readonly string[];
  readonly outputs: readonly string[];
}

export interface ConformanceCase {
  /** Path of the case below the folder searched, with `/`; the name of that folder if it is the case. */
  readonly name: string;
  /** Folder that holds the model and its data. */
  readonly folder: Directory;
  readonly model: string;
  readonly dataSets: readonly DataSet[];
  readonly tolerance: Tolerance;
  /** Set when the case itself is broken. */
  readonly problem?: string;
}

const NO_DATA = 'there is no test_data_set_0 beside model.onnx';

/** All cases below `root`, sorted by name. */
export function discoverCases(root: Directory, usual: Tolerance = ONNX_TOLERANCE): ConformanceCase[] {
  const cases: ConformanceCase[] = [];
  collect(root, '', usual, cases);
  return cases.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function collect(folder: Directory, path: string, usual: Tolerance, into: ConformanceCase[]): void {
  const { files, folders } = folder.list();
  const sets = folders.filter((name) => /^test_data_set_\d+$/.test(name)).sort(byNumber);
  const flat = files.some((file) => file.startsWith('model_output_'));
  if (files.includes('model.onnx') && (sets.length > 0 || !flat)) {
    const own = ownTolerance(folder, files);
    const name = path === '' ? (folder.name ?? '.') : path;
    into.push({
      name,
      folder,
      model: 'model.onnx',
      dataSets: sets.map((name) => recordedSet(folder, name)),
      tolerance: toleranceOf(name, typeof own === 'string' ? undefined : own, usual),
      ...(typeof own === 'string' ? { problem: own } : sets.length === 0 ? { problem: NO_DATA } : {}),
    });
    return;
  }
  for (const model of files) {
    if (!model.endsWith('.onnx')) continue;
    const stem = model.slice(0, -'.onnx'.length);
    const outputs = numbered(files, `${stem}_output_`);
    if (outputs.length === 0) continue;
    const name = join(path, stem);
    const inputs = numbered(files, `${stem}_input_`);
    const set: DataSet = { name: stem, inputs: inputs.length > 0 ? inputs : 'formula', outputs };
    into.push({ name, folder, model, dataSets: [set], tolerance: toleranceOf(name, undefined, usual) });
  }
  for (const name of folders) collect(folder.folder(name), join(path, name), usual, into);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

function trailingNumber(name: string): number {
  return Number(/(\d+)(\.pb)?$/.exec(name)?.[1] ?? Number.NaN);
}

function byNumber(a: string, b: string): number {
  return trailingNumber(a) - trailingNumber(b);
}

/** Files `PREFIX0.pb`, `PREFIX1.pb`, … in order. */
function numbered(files: readonly string[], prefix: string): string[] {
  return files.filter((file) => file.startsWith(prefix) && /^\d+\.pb$/.test(file.slice(prefix.length))).sort(byNumber);
}

function recordedSet(folder: Directory, name: string): DataSet {
  const { files } = folder.folder(name).list();
  const inSet = (prefix: string) => numbered(files, prefix).map((file) => `${name}/${file}`);
  return { name, inputs: inSet('input_'), outputs: inSet('output_') };
}

/** The text of a file that is ASCII; anything else will not parse. */
function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** `data.json` of a case, `{rtol, atol}`, or what is wrong with it. */
function ownTolerance(folder: Directory, files: readonly string[]): Partial<Tolerance> | string | undefined {
  const source = files.includes('data.json') ? folder.open('data.json') : undefined;
  if (!source) return undefined;
  try {
    const value: unknown = JSON.parse(textOf(readAll(source)));
    if (typeof value !== 'object' || value === null) return 'data.json is not an object';
    const own: { rtol?: number; atol?: number } = {};
    for (const key of ['rtol', 'atol'] as const) {
      const entry: unknown = (value as Record<string, unknown>)[key];
      if (entry === undefined) continue;
      if (typeof entry !== 'number' || !(entry >= 0)) return `data.json: ${key} is not a non-negative number`;
      own[key] = entry;
    }
    return own;
  } catch {
    return 'data.json is not JSON';
  }
}
