// Writes what a compilation made: a bundle, or the text it stopped at. Whole or not at all.

import { rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import {
  bundleFiles,
  isSystemError,
  type ReplaceableFile,
  refuseToReplace,
  refuseToReplaceFile,
  systemProblem,
  textFile,
  writeFileWhole,
  writeFolderWhole,
} from '@afterglow/bundle/node';
import { Diagnostics, type Result } from '@afterglow/core';
import { type Module, printModule } from '@afterglow/ir';
import { BlobFile } from './blob-file.js';
import type { Compilation } from './compile.js';
import { compilerDiagnostics } from './diagnostics.js';

/** Where the result went, or the text itself when no output was named. */
export interface Written {
  readonly path: string;
  readonly text?: string;
}

const encoder = new TextEncoder();

/** The output is something a person may not want to lose. */
class OutputTaken extends Error {}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new OutputTaken(problem);
}

/** `.gir` text replaces nothing else, such as the model itself. */
const GIR_FILE: ReplaceableFile = { kind: '.gir file', isOurs: (head) => head.startsWith('gir ') };

/** Writes a stopped compilation: `.gir` with its weights beside it, or the listings of a lower level. */
function writeText(compilation: Compilation, output: string | undefined): Written {
  const { listings, module } = compilation;
  if (listings.length > 0) {
    if (output === undefined) return { path: '', text: listings.map((listing) => listing.text()).join('\n') };
    const weights = new BlobFile('weights.bin');
    refuse(refuseToReplace(output, new Set([...listings.map(({ name }) => name), weights.name])));
    const texts = listings.map((listing) => textFile(listing.name, listing.text(weights.ref)));
    writeFolderWhole(output, [...texts, { name: weights.name, chunks: () => weights.drain() }]);
    return { path: output };
  }
  return writeGirText(module, output);
}

function writeGirText(module: Module, output: string | undefined): Written {
  const path = output ?? 'module.gir';
  const weights = new BlobFile(`${basename(path, '.gir')}.weights.bin`);
  const text = printModule(module, { blob: weights.ref });
  if (output === undefined) return { path: '', text };
  refuse(refuseToReplaceFile(path, GIR_FILE));
  const beside = join(dirname(path), weights.name);
  writeFileWhole(beside, weights.drain());
  try {
    writeFileWhole(path, [encoder.encode(text)]);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  return { path };
}

/** Writes the bundle to `output` (`out` if absent); a compilation that stopped early writes its text there or answers it. */
export function writeCompilation(compilation: Compilation, output: string | undefined): Result<Written> {
  const { bundle } = compilation;
  const path = output ?? 'out';
  return attempt(path, () => {
    if (!bundle) return writeText(compilation, output);
    const folder = resolve(path);
    refuse(refuseToReplace(folder, bundleFiles(folder)));
    writeFolderWhole(folder, bundle.files);
    return { path };
  });
}

/** Writes a module as `.gir` with its weights beside it, or answers the text when no file is named. */
export function writeGir(module: Module, output: string | undefined): Result<Written> {
  return attempt(output ?? 'module.gir', () => writeGirText(module, output));
}

/** Writes, and reports what the file system or our own caution has against it. */
function attempt(path: string, write: () => Written): Result<Written> {
  const diagnostics = new Diagnostics();
  const fail = (problem: string): Result<Written> => {
    diagnostics.report(compilerDiagnostics.outputTaken, { path, problem });
    return { ok: false, diagnostics: diagnostics.list };
  };
  if (path === '') return fail('it names nothing');
  try {
    return { ok: true, value: write(), diagnostics: [] };
  } catch (error) {
    if (error instanceof OutputTaken) return fail(error.message);
    if (isSystemError(error)) return fail(systemProblem(error));
    throw error;
  }
}
