// `--shape` options: parsing, and answering the importer about inputs.

import type { Diagnostics } from '@afterglow/core';
import type { StatedSize, UndeclaredShape } from '@afterglow/onnx';
import { compilerDiagnostics } from './diagnostics.js';
import type { ShapeOption } from './options.js';

/** Parses `name=[2,N,?]` (`?`: as the model has it, or open); a problem is reported. Everything before the last `=` is a name. */
export function parseShapeOption(text: string, diagnostics: Diagnostics): ShapeOption | undefined {
  const [, name = '', list = ''] = /^(.+)=\[([^[\]]*)\]$/s.exec(text.trim()) ?? [];
  const entries = list.trim() === '' ? [] : list.split(',').map((entry) => entry.trim());
  const sizes = entries.map((entry): StatedSize | 'bad' => {
    if (entry === '?') return undefined;
    if (/^\d{1,15}$/.test(entry)) return Number(entry);
    return /^[A-Za-z_][\w.]*$/.test(entry) ? entry : 'bad';
  });
  if (name !== '' && !sizes.includes('bad')) return { input: name.trim(), sizes };
  diagnostics.report(compilerDiagnostics.badShape, { text });
  return undefined;
}

/** The `--shape` options of a compilation, and which inputs the model has. */
export class ShapeOptions {
  readonly #options: readonly ShapeOption[];
  readonly #asked: string[] = [];

  /** Asked about tensors that no option names and the model declares without a shape. */
  readonly undeclared: UndeclaredShape;

  constructor(options: readonly ShapeOption[], undeclared: UndeclaredShape = () => undefined) {
    this.#options = options;
    this.undeclared = undeclared;
  }

  /** The shape stated for an input; the last option of that name counts. */
  readonly shapeOf = (input: string): readonly StatedSize[] | undefined => {
    this.#asked.push(input);
    return this.#options.findLast((option) => option.input === input)?.sizes;
  };

  /** Reports options that name no input. */
  reportUnused(diagnostics: Diagnostics): void {
    for (const { input } of this.#options) {
      if (this.#asked.includes(input)) continue;
      diagnostics.report(compilerDiagnostics.unusedShape, { input, known: this.#asked.join(', ') || 'none' });
    }
  }
}
