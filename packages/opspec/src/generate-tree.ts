// Texts of ir-spec/ to everything that this repository generates from them, by path from its root.

import type { Diagnostics } from '@afterglow/core';
import type { SourceText } from '@afterglow/syntax';
import { checkSpec } from './check/check-spec.js';
import type { CheckedSpec } from './check/spec.js';
import { emitDocs } from './emit/emit-docs.js';
import { emitInstrs } from './emit/emit-instrs.js';
import { emitRuleDocs } from './emit/emit-rule-docs.js';
import type { RuleImportPaths } from './emit/emit-rules.js';
import { emitSignatures } from './emit/emit-signatures.js';
import { banner, stringLiteral } from './emit/literal.js';
import { generateOps } from './generate-ops.js';
import { generateRules, readRules } from './generate-rules.js';
import type { GeneratedFile } from './generated-file.js';
import { parseSpec } from './grammar/parse-spec.js';
import { insideTree } from './import-paths.js';

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

/** Imports of the rules in packages/passes. */
const rulePaths: RuleImportPaths = { runtime: '../rules/index.js', ir: '@afterglow/ir' };

/** All generated files of the repository that come from the spec files and the rule files. */
export function generateTree(
  sources: readonly SourceText[],
  ruleSources: readonly SourceText[],
  diagnostics: Diagnostics,
): GeneratedFile[] | undefined {
  const spec = readSpec(sources, diagnostics);
  const groups = spec && readRules(ruleSources, spec, diagnostics);
  if (!groups) return undefined;
  const under = (folder: string, files: readonly GeneratedFile[]) =>
    files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
  const types = sources.find((source) => source.file.endsWith('types.op'));
  return [
    ...under('packages/ir/src/generated', generateOps(spec, { paths: insideTree, source: 'ir-spec' })),
    ...under('packages/ir/src/testing/generated', [
      { path: 'op-signatures.ts', text: emitSignatures(spec, 'ir-spec/ops') },
    ]),
    ...under('packages/lir/src/generated', [{ path: 'instrs.ts', text: emitInstrs(spec.families, 'ir-spec/instrs') }]),
    ...under('packages/passes/src/generated', generateRules(groups, rulePaths, 'ir-spec/rules')),
    ...under('ir-spec/docs', [...emitDocs(spec), ...emitRuleDocs(groups, spec)]),
    ...under('packages/opspec/src/generated', types ? [{ path: 'types-text.ts', text: emitText(types) }] : []),
  ];
}

/** The shared types as a module, so that spec files outside the tree can use them without a file system. */
function emitText(source: SourceText): string {
  const lines = source.text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  return [
    banner(source.file),
    '',
    '/** Element types, classes and traits that every spec file may use. */',
    'export const typesText: string = [',
    ...lines.map((line) => `  ${stringLiteral(line)},`),
    `  '',`,
    `].join('\\n');`,
    '',
  ].join('\n');
}
