// Rule files to TypeScript: parsed and checked together against the ops, then a file for each group.

import type { Diagnostics } from '@afterglow/core';
import type { SourceText } from '@afterglow/syntax';
import { checkRules } from './check/rules/check-rules.js';
import type { CheckedGroup } from './check/rules/checked-rule.js';
import type { CheckedSpec } from './check/spec.js';
import { emitRuleGroup, emitRuleIndex, type RuleImportPaths } from './emit/emit-rules.js';
import type { GeneratedFile } from './generated-file.js';
import { parseRules } from './grammar/parse-rules.js';

/** Parses and checks rule files together; every problem of all of them is reported. */
export function readRules(
  sources: readonly SourceText[],
  spec: CheckedSpec,
  diagnostics: Diagnostics,
): readonly CheckedGroup[] | undefined {
  const files = sources.map((source) => parseRules(source, diagnostics));
  const parsed = files.filter((file) => file !== undefined);
  return parsed.length < files.length ? undefined : checkRules(parsed, spec, diagnostics);
}

/** All TypeScript files of the groups, for one folder; `source` is where their texts are. */
export function generateRules(
  groups: readonly CheckedGroup[],
  paths: RuleImportPaths,
  source: string,
): GeneratedFile[] {
  return [
    ...groups.map((group) => ({ path: `${group.name}.rules.ts`, text: emitRuleGroup(group, paths) })),
    { path: 'rule-groups.ts', text: emitRuleIndex(groups, source, paths) },
  ];
}
