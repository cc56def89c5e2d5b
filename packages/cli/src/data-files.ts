// Data files of `run`: inputs from .npy and .pb, outputs named by position as in ONNX test data.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Manifest, TensorInfo } from '@afterglow/bundle';
import { isSystemError, systemProblem } from '@afterglow/bundle/node';
import { type Diagnostics, type HostValue, isTensorValue, memorySource } from '@afterglow/core';
import { tensorType } from '@afterglow/ir';
import { decodeValueProto, encodeValueProto } from '@afterglow/onnx';
import { readNpy, runtimeDiagnostics, writeNpy } from '@afterglow/runtime';
import { cliDiagnostics } from './diagnostics.js';
import { writeResult } from './result-file.js';
import { typeOfInfo } from './type-of-info.js';

/** Upper limit of one data file; larger inputs would not fit a request anyway. */
const MAX_BYTES = 2 ** 31 - 1;

function readValue(path: string, info: TensorInfo | undefined, diagnostics: Diagnostics): HostValue | undefined {
  const file = basename(path);
  const bad = (problem: string) => {
    diagnostics.report(runtimeDiagnostics.badData, { file: path, problem }, { location: { kind: 'file', file: path } });
    return undefined;
  };
  let bytes: Uint8Array;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return bad('it is no regular file');
    if (stat.size > MAX_BYTES) return bad('it is larger than 2 GiB');
    bytes = readFileSync(path);
  } catch (error) {
    return bad(isSystemError(error) ? systemProblem(error) : 'it cannot be opened');
  }
  if (file.endsWith('.npy')) return readNpy(bytes, path, diagnostics);
  if (file.endsWith('.pb'))
    return decodeValueProto(memorySource(path, bytes), info ? typeOfInfo(info) : tensorType('f32', []), diagnostics);
  return bad('its name ends neither in .npy nor in .pb');
}

type FileOfInput = (index: number, name: string) => string | undefined;

/** The files of a folder by input: `NAME.npy`, `NAME.pb`, or `input_K.pb|npy` for the K-th input. */
function filesIn(folder: string, diagnostics: Diagnostics): FileOfInput {
  const names = existsSync(folder) && statSync(folder).isDirectory() ? new Set(readdirSync(folder)) : undefined;
  if (!names) diagnostics.report(cliDiagnostics.noFolder, { folder });
  return (index, name) => {
    const safe = name.replaceAll('/', '_');
    const candidates = [`input_${index}.pb`, `input_${index}.npy`, `${safe}.npy`, `${safe}.pb`];
    const file = candidates.find((candidate) => names?.has(candidate));
    return file === undefined ? undefined : join(folder, file);
  };
}

/** Files by input of `name=file` options. */
function filesGiven(given: readonly string[]): Map<string, string> {
  // Model names may hold `=`; file names rarely do, so the last one separates.
  return new Map(
    given.map((text) => {
      const at = text.lastIndexOf('=');
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** The shapes of the tensors that will be read, for inputs that a model declares without one. Problems are reported. */
export function shapesOfInputs(
  given: readonly string[],
  folder: string | undefined,
  diagnostics: Diagnostics,
): (index: number, name: string) => readonly number[] | undefined {
  const named = filesGiven(given);
  return (index, name) => {
    const path = named.get(name) ?? (folder === undefined ? undefined : filesIn(folder, diagnostics)(index, name));
    const value = path === undefined ? undefined : readValue(path, undefined, diagnostics);
    return value && isTensorValue(value) ? value.shape : undefined;
  };
}

/** Reads inputs given as `name=file` and those of a folder; the former win. Problems are reported. */
export function readInputs(
  manifest: Pick<Manifest, 'inputs'>,
  given: readonly string[],
  folder: string | undefined,
  diagnostics: Diagnostics,
): Map<string, HostValue> {
  const inFolder: FileOfInput = folder === undefined ? () => undefined : filesIn(folder, diagnostics);
  const files = new Map<string, string>();
  manifest.inputs.forEach(({ name }, index) => {
    const path = inFolder(index, name);
    if (path !== undefined) files.set(name, path);
  });
  for (const [name, path] of filesGiven(given)) files.set(name, path);
  const values = new Map<string, HostValue>();
  for (const [name, path] of files) {
    const value = readValue(
      path,
      manifest.inputs.find((info) => info.name === name),
      diagnostics,
    );
    if (value) values.set(name, value);
  }
  return values;
}

/** Reads inputs given as `name=file`, whatever their types. Problems are reported. */
export function readNamedInputs(given: readonly string[], diagnostics: Diagnostics): Map<string, HostValue> {
  const values = new Map<string, HostValue>();
  for (const [name, path] of filesGiven(given)) {
    const value = readValue(path, undefined, diagnostics);
    if (value) values.set(name, value);
  }
  return values;
}

/** Writes `output_K.pb|npy`; answers the paths written. Types NumPy lacks are reported. */
export function writeOutputs(
  folder: string,
  format: string,
  outputs: ReadonlyMap<string, HostValue>,
  diagnostics: Diagnostics,
): string[] {
  const written: string[] = [];
  [...outputs].forEach(([name, value], index) => {
    const path = join(folder, `output_${index}.${format}`);
    const bytes = format === 'pb' ? encodeValueProto(name, value) : isTensorValue(value) ? writeNpy(value) : undefined;
    if (!bytes) {
      diagnostics.report(cliDiagnostics.notNpy, { name });
      return;
    }
    if (writeResult(path, [bytes], diagnostics)) written.push(path);
  });
  return written;
}
