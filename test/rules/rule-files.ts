// The rule files of ir-spec/rules as the generator reads them, for tests that run what their comments show.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { type CheckedGroup, type CheckedRule, type CheckedSpec, readRules, readSpec } from '@afterglow/opspec';
import type { SourceText } from '@afterglow/syntax';

const folder = fileURLToPath(new URL('../../ir-spec', import.meta.url));

function textsOf(path: string, ending: string) {
  return readdirSync(join(folder, path))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ file: `${path}/${name}`, text: readFileSync(join(folder, path, name), 'utf8') }));
}

export interface PlacedRule {
  readonly group: string;
  readonly rule: CheckedRule;
}

function declaredOps(diagnostics: Diagnostics): CheckedSpec | undefined {
  const types = { file: 'types.op', text: readFileSync(join(folder, 'types.op'), 'utf8') };
  return readSpec([types, ...textsOf('ops', '.op')], diagnostics);
}

function groupsOf(sources: readonly SourceText[]): readonly CheckedGroup[] {
  const diagnostics = new Diagnostics();
  const spec = declaredOps(diagnostics);
  const groups = spec && readRules(sources, spec, diagnostics);
  if (!groups) throw new Error(renderDiagnostics(diagnostics.list));
  return groups;
}

/** All rules with the group they belong to; throws when a file is wrong. */
export function declaredRules(): PlacedRule[] {
  return groupsOf(textsOf('rules', '.rw')).flatMap((group) => group.rules.map((rule) => ({ group: group.name, rule })));
}

/** The rules of one text; throws when it is wrong. */
export function readRuleText(text: string): readonly CheckedRule[] {
  return groupsOf([{ file: 'text.rw', text }]).flatMap((group) => group.rules);
}
