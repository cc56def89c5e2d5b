// Options that every command shares that compiles a model to look into it.

import { type CompileOptions, parseDimOption, parseShapeOption } from '@afterglow/compiler';
import type { Diagnostics } from '@afterglow/core';
import type { Command } from 'commander';
import { collect } from './command.js';

export interface ModelOptions {
  target?: string;
  machine?: string;
  dim?: string[];
  shape?: string[];
}

export function configureModelOptions(command: Command): Command {
  return command
    .option('-t, --target <target>', 'backend to compile for (default: card)')
    .option('-m, --machine <machine>', "machine preset or .yaml file (default: the backend's)")
    .option('-d, --dim <name=range>', 'size or range of free dims: batch=1..64', collect)
    .option('--shape <name=sizes>', 'shape of an input that the model leaves open: "image=[N,3,?,?]"', collect);
}

/** What `--dim` and `--shape` say; problems are reported. */
export function readSizes({ dim, shape }: Pick<ModelOptions, 'dim' | 'shape'>, diagnostics: Diagnostics) {
  return {
    dims: (dim ?? []).flatMap((text) => parseDimOption(text, diagnostics) ?? []),
    shapes: (shape ?? []).flatMap((text) => parseShapeOption(text, diagnostics) ?? []),
  };
}

/** The options of a compilation; problems are reported. */
export function toModelOptions({ target, machine, ...sizes }: ModelOptions, diagnostics: Diagnostics): CompileOptions {
  return {
    machine,
    ...(target === undefined ? {} : { target }),
    ...readSizes(sizes, diagnostics),
  };
}
