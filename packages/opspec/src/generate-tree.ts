// Texts of ir-spec/ to everything that this repository generates from them, by path from its root.

import type { Diagnostics } from '@afterglow/core';
import type { SourceText } from '@afterglow/syntax';
import { checkSpec } from './check/check-spec.js';
import type { CheckedSpec } from './check/spec.js';
import { emitInstrs } from './emit/emit-instrs.js';
import { type GeneratedFile, generateOps } from './generate-ops.js';
import { parseSpec } from './grammar/parse-spec.js';

/** Parses and checks spec files together; every problem of all of them is reported. */
export function readSpec(
  sources: readonly SourceText[],
  diagnostics: Diagnostics,
  base?: CheckedSpec,
): CheckedSpec | undefined {
  const files = sources.map((source) => parseSpec(source, diagnostics));
  const parsed = files.filter((file) => file !== undefined);
  // A file that does not parse would make names unknown everywhere else.
  return parsed.length < files.length ? undefined : checkSpec(parsed, diagnostics, base);
}

/** All generated files of the repository that come from `sources`. */
export function generateTree(sources: readonly SourceText[], diagnostics: Diagnostics): GeneratedFile[] | undefined {
  const spec = readSpec(sources, diagnostics);
  if (!spec) return undefined;
  return [
    ...generateOps(spec).map(({ path, text }) => ({ path: `packages/ir/src/generated/${path}`, text })),
    { path: 'packages/lir/src/generated/instrs.ts', text: emitInstrs(spec.families, 'ir-spec/instrs') },
  ];
}
