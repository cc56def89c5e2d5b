// Writes a module as an ONNX file with its weights beside it.

import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  isSystemError,
  type ReplaceableFile,
  refuseToReplaceFile,
  systemProblem,
  writeFileWhole,
} from '@afterglow/bundle/node';
import { Diagnostics, type Result } from '@afterglow/core';
import type { Module } from '@afterglow/ir';
import { exportOnnx } from '@afterglow/onnx';
import { compilerDiagnostics } from './diagnostics.js';
import type { Written } from './write-compilation.js';

/** The producer that files of ours name, behind the IR version. */
const PRODUCER = 'afterglow';
/** Where it stands: two bytes of IR version, then field and length of the name. */
const PRODUCER_AT = 4;

/** Only a file that was written here is replaced: another may be the only copy of a model. */
const EXPORTED: ReplaceableFile = {
  kind: 'ONNX file that was exported before',
  isOurs: (head) => head.startsWith(PRODUCER, PRODUCER_AT),
};

function whyKeep(path: string): string | undefined {
  if (!existsSync(path) && existsSync(`${path}.data`)) return `${basename(path)}.data would be overwritten`;
  return refuseToReplaceFile(path, EXPORTED);
}

/**
 * Writes a module, such as that of a compilation, as an ONNX file that any ONNX runtime takes and that reads back as the same
 * module. `output` is the file if it ends in `.onnx`, else a folder for `model.onnx`; weights of 1 KiB and more go to a file
 * beside it, called like it and `.data`. Nodes that ONNX has no form for are reported, and nothing is written.
 *
 * ```ts
 * const result = await compile('model.onnx', { target: 'card', stopAfter: 'optimize' });
 * if (result.ok) writeOnnx(result.value.module, 'optimized.onnx');
 * ```
 */
export function writeOnnx(module: Module, output: string): Result<Written> {
  const diagnostics = new Diagnostics();
  const path = output.endsWith('.onnx') ? output : join(output, 'model.onnx');
  const fail = (problem: string): Result<Written> => {
    diagnostics.report(compilerDiagnostics.outputTaken, { path, problem });
    return { ok: false, diagnostics: diagnostics.list };
  };
  try {
    const keep = whyKeep(path);
    if (keep !== undefined) return fail(keep);
    const model = exportOnnx(module, { file: basename(path), diagnostics });
    if (!model) return { ok: false, diagnostics: diagnostics.list };
    const data = join(dirname(path), model.external?.file ?? `${basename(path)}.data`);
    if (model.external) writeFileWhole(data, model.external.chunks());
    writeFileWhole(path, [model.bytes]);
    if (!model.external) rmSync(data, { force: true });
    return { ok: true, value: { path }, diagnostics: diagnostics.list };
  } catch (error) {
    if (isSystemError(error)) return fail(systemProblem(error));
    throw error;
  }
}
