// Writes a module as an ONNX file with its weights beside it.

import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeFileWhole } from '@afterglow/bundle/node';
import { Diagnostics, type Result } from '@afterglow/core';
import type { Module } from '@afterglow/ir';
import { exportOnnx } from '@afterglow/onnx';
import { compilerDiagnostics } from './diagnostics.js';
import type { Written } from './write-compilation.js';

/** The producer that files of ours name, behind the IR version. */
const PRODUCER = 'afterglow';
/** Where it stands: two bytes of IR version, then field and length of the name. */
const PRODUCER_AT = 4;

/** Why an older file must not be replaced: it was not written by this function, so it may be the only copy of a model. */
function whyKeep(path: string): string | undefined {
  if (!existsSync(path)) return existsSync(`${path}.data`) ? `${basename(path)}.data would be overwritten` : undefined;
  if (!statSync(path).isFile()) return 'it is no file';
  const head = new Uint8Array(16);
  const fd = openSync(path, 'r');
  try {
    readSync(fd, head, 0, head.length, 0);
  } finally {
    closeSync(fd);
  }
  return String.fromCharCode(...head).startsWith(PRODUCER, PRODUCER_AT)
    ? undefined
    : 'it is no ONNX file that was exported before';
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
    if (error instanceof Error && 'code' in error) return fail(`writing failed (${String(error.code)})`);
    throw error;
  }
}
