// Ops from spec texts at run time: a vendor's `.op` files without a build step. The code that would be generated is evaluated
// instead of written, so a loaded op and a generated one cannot differ.

import type { Diagnostics } from '@afterglow/core';
import { locate, type SourceText, TextWriter } from '@afterglow/syntax';
import { checkSpec } from './check/check-spec.js';
import type { CheckedSpec } from './check/spec.js';
import { specDiagnostics } from './diagnostics.js';
import { classTable } from './emit/emit-registry.js';
import { extensionName, sortedOps, writeOp } from './emit/emit-table.js';
import { readSpec } from './generate-tree.js';
import { typesText } from './generated/types-text.js';
import { parseSpec } from './grammar/parse-spec.js';

/** The part of the ir package that ops are made of: pass its `inferRuntime`. */
export interface OpRuntime<Op> {
  readonly defineOp: (table: never) => Op;
  readonly dim: unknown;
}

export interface LoadOptions<Op> {
  readonly runtime: OpRuntime<Op>;
  /** Result types of ops marked `extension`, by op name. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Element types, classes and traits of ir-spec/types.op, for spec files outside the tree. */
export function sharedTypes(diagnostics: Diagnostics): CheckedSpec | undefined {
  const file = parseSpec({ file: 'ir-spec/types.op', text: typesText }, diagnostics);
  return file && checkSpec([file], diagnostics);
}

function moduleText(spec: CheckedSpec): string {
  const out = new TextWriter().line(`'use strict';`);
  out.line('const { defineOp, dim } = runtime;');
  out.line(`const elementClasses = ${classTable(spec.classes)};`);
  for (const family of spec.families) {
    for (const def of family.defs) {
      const params = ['t', ...def.params.map(({ name }) => name)];
      out.line(`const ${def.name} = (${params.join(', ')}) => ${def.code};`);
    }
  }
  const ops = spec.families.flatMap(sortedOps);
  for (const op of ops) {
    if (op.body === undefined) out.line(`const ${extensionName(op)} = extensions[${JSON.stringify(op.name)}];`);
  }
  out.block('return [', '];', () => {
    for (const op of ops) writeOp(out, op, '', ',');
  });
  return out.toString();
}

/**
 * Compiles spec texts to ops. They may use the shared element types, classes and traits. Answers undefined when something is
 * wrong, and reports all of it.
 */
export function loadOps<Op>(
  sources: readonly SourceText[],
  { runtime, extensions = {} }: LoadOptions<Op>,
  diagnostics: Diagnostics,
): readonly Op[] | undefined {
  const base = sharedTypes(diagnostics);
  const spec = base && readSpec(sources, diagnostics, base);
  if (!spec) return undefined;
  const missing = spec.families
    .flatMap((family) => family.ops)
    .filter((op) => op.body === undefined && typeof extensions[op.name] !== 'function');
  for (const { name, declaration } of missing) {
    const message = `the op ${name} is an extension, but no function for it was given`;
    const location = locate(declaration.source, declaration.name.span);
    diagnostics.report(
      specDiagnostics.badExtension,
      { message, hint: 'pass it in extensions, by op name' },
      { location },
    );
  }
  if (missing.length > 0) return undefined;
  // The text was made by our own generator from a checked spec: every name in it is a word, every string is quoted.
  const evaluate = new Function('runtime', 'extensions', moduleText(spec)) as (
    runtime: OpRuntime<Op>,
    extensions: Readonly<Record<string, unknown>>,
  ) => readonly Op[];
  return evaluate(runtime, extensions);
}
