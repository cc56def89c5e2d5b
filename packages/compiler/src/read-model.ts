// Opens what `compile` is given: an ONNX model or a `.gir` checkpoint, with the files beside it.

import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { MANIFEST_FILE } from '@afterglow/bundle';
import { type Folder, openFolder } from '@afterglow/bundle/node';
import { type ByteSource, Diagnostics, type Location, nearestName } from '@afterglow/core';
import { type Module, ops, parseModule, verifyModule } from '@afterglow/ir';
import { type ImportOptions, importOnnx } from '@afterglow/onnx';
import { PLAN_VERSION, type Plan } from '@afterglow/partition';
import { compilerDiagnostics } from './diagnostics.js';
import type { DimOptions } from './dim-options.js';
import { INDEX_FILE, stageInName } from './dump-folder.js';
import type { ShapeOptions } from './shape-options.js';

export interface OpenedModel {
  readonly module: Module;
  /** Stage a `.gir` file was dumped in, by its name; undefined for ONNX models and other names. */
  readonly dumpedIn: string | undefined;
  readonly isGir: boolean;
  /** The plan in the index of the dump folder a checkpoint lies in. */
  readonly plan: Plan | undefined;
}

/** The plan a dump folder remembers; anything else in its place counts as none. */
function readPlan(open: ModelInput['open']): Plan | undefined {
  const file = open(INDEX_FILE);
  if (!file || file.size > MAX_TEXT) return undefined;
  const bytes = new Uint8Array(file.size);
  file.read(0, bytes);
  try {
    const index: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const plan = typeof index === 'object' && index !== null && 'plan' in index ? index.plan : undefined;
    return isPlan(plan) ? plan : undefined;
  } catch {
    return undefined;
  }
}

function isPlan(value: unknown): value is Plan {
  if (typeof value !== 'object' || value === null) return false;
  return 'version' in value && value.version === PLAN_VERSION && 'tables' in value && Array.isArray(value.tables);
}

const MAX_TEXT = 1 << 30;

/** A model that is open already: its bytes, and how to open files beside it. */
export interface ModelInput {
  /** File name; `.gir` marks text, anything else is ONNX. */
  readonly name: string;
  readonly source: ByteSource;
  readonly open: (file: string) => ByteSource | undefined;
  /** How the inputs of an ONNX graph are taken, where that is not as declared. */
  readonly inputs?: Pick<ImportOptions, 'freeSizes' | 'bindInput'>;
}

/** Checks what a person may have edited; the verifier knows no places in text, so problems name the file. */
function verifyText(module: Module, file: string, diagnostics: Diagnostics): boolean {
  const found = new Diagnostics();
  const ok = verifyModule(module, found);
  for (const entry of found.list) diagnostics.list.push({ location: { kind: 'file', file }, ...entry });
  return ok;
}

/** Reads an open model; problems are reported with their place. The importer asks `dims` about each free dim, `shapes` about each input. */
export function readModel(
  input: ModelInput,
  dims: DimOptions,
  shapes: ShapeOptions,
  diagnostics: Diagnostics,
): OpenedModel | undefined {
  const { name, source, open } = input;
  const isGir = name.endsWith('.gir');
  let module: Module | undefined;
  if (!isGir)
    module = importOnnx(source, {
      ...input.inputs,
      openExternal: open,
      dims: dims.rangeOf,
      shapes: shapes.shapeOf,
      undeclaredShape: shapes.undeclared,
      diagnostics,
    });
  else if (source.size > MAX_TEXT) {
    const location: Location = { kind: 'file', file: name };
    diagnostics.report(compilerDiagnostics.unreadable, { path: name, problem: 'it is over 1 GiB' }, { location });
  } else {
    const bytes = new Uint8Array(source.size);
    source.read(0, bytes);
    module = parseModule(new TextDecoder().decode(bytes), { file: name, registry: ops, open, diagnostics });
  }
  if (module) shapes.reportUnused(diagnostics);
  if (!module || diagnostics.hasErrors) return undefined;
  if (isGir && !verifyText(module, name, diagnostics)) return undefined;
  return { module, dumpedIn: isGir ? stageInName(name) : undefined, isGir, plan: isGir ? readPlan(open) : undefined };
}

/** Why no model can be opened at a path, and what may have been meant. */
function whyUnreadable(path: string): { problem: string; hint?: string } {
  const stat = existsSync(path) ? statSync(path) : undefined;
  if (stat?.isDirectory()) {
    return existsSync(join(path, MANIFEST_FILE))
      ? { problem: 'it is a bundle, compiled already', hint: '`afterglow run` and `afterglow inspect` take it' }
      : { problem: 'it is a folder, and holds no bundle (no manifest.json)', hint: 'give a file in it' };
  }
  if (stat && lstatSync(path).isSymbolicLink()) {
    return { problem: 'it is a link out of its folder', hint: `give what it leads to, ${realpathSync(path)}` };
  }
  if (stat) return { problem: stat.isFile() ? 'this user may not read it' : 'it is no regular file' };
  const folder = dirname(path);
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  if (!isFolder) return { problem: `${folder} is no folder` };
  const near = nearestName(
    basename(path),
    readdirSync(folder).filter((name) => /\.(onnx|gir)$/.test(name)),
  );
  return {
    problem: 'there is no such file',
    ...(near === undefined ? {} : { hint: `did you mean ${join(folder, near)}?` }),
  };
}

/** Opens a model file with its folder; problems are reported. Close the folder when the compilation is done with it. */
export function openModel(path: string, diagnostics: Diagnostics): { input: ModelInput; folder: Folder } | undefined {
  const folder = existsSync(dirname(path)) ? openFolder(dirname(path)) : undefined;
  const name = basename(path);
  const source = folder?.open(name);
  if (folder && source) return { input: { name, source, open: (file) => folder.open(file) }, folder };
  folder?.close();
  const location: Location = { kind: 'file', file: path };
  diagnostics.report(compilerDiagnostics.unreadable, { path, ...whyUnreadable(path) }, { location });
  return undefined;
}
