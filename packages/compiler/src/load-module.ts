// Reads a model file as a module of graph IR, for everything that looks at graphs without compiling them.

import type { Diagnostics } from '@afterglow/core';
import type { Module } from '@afterglow/ir';
import { compilerDiagnostics } from './diagnostics.js';
import { DimOptions } from './dim-options.js';
import type { CompileOptions } from './options.js';
import { type ModelInput, openModel, readModel } from './read-model.js';
import { ShapeOptions } from './shape-options.js';

export type LoadOptions = Pick<CompileOptions, 'dims' | 'shapes' | 'undeclaredShape'>;

export interface LoadedModule {
  readonly module: Module;
  /** Closes the files that weights are views of; the module is of no use afterwards. */
  readonly close: () => void;
}

/** The module of an ONNX file or `.gir` text. Problems are reported with their place. */
export function loadModule(
  model: string | ModelInput,
  options: LoadOptions,
  diagnostics: Diagnostics,
): LoadedModule | undefined {
  const opened = typeof model === 'string' ? openModel(model, diagnostics) : { input: model, folder: undefined };
  if (!opened) return undefined;
  const close = () => opened.folder?.close();
  const dims = new DimOptions(options.dims ?? []);
  const shapes = new ShapeOptions(options.shapes ?? [], options.undeclaredShape);
  const module = readModel(opened.input, dims, shapes, diagnostics)?.module;
  const main = module?.funcs.get('main');
  if (module && main) dims.apply(module, main, diagnostics);
  else if (module && options.dims?.length) {
    diagnostics.report(compilerDiagnostics.resume, { stage: 'import', problem: 'the module has no @main with sizes' });
  }
  if (module && !diagnostics.hasErrors) return { module, close };
  close();
  return undefined;
}
