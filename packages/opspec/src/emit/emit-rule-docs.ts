// The reference of the rules in Markdown: what each does, on an example, and why it may decline.

import type { TextWriter } from '@afterglow/syntax';
import { functions, quantifiers, questions } from '../check/functions.js';
import type { CheckedGroup, CheckedRule } from '../check/rules/checked-rule.js';
import { ruleFunctions } from '../check/rules/rule-functions.js';
import type { CheckedSpec } from '../check/spec.js';
import type { GeneratedFile } from '../generated-file.js';
import { docBlocks } from '../rule-example.js';
import { cell, finish, page } from './emit-docs.js';

/** A doc comment with its examples in code blocks. */
function describe(doc: string): string {
  return docBlocks(doc)
    .map(({ example, lines }) => (example ? ['```text', ...lines, '```'] : lines).join('\n'))
    .join('\n\n');
}

function writeRule(out: TextWriter, rule: CheckedRule): void {
  out.line(`### ${rule.name}`).line();
  out.line(describe(rule.doc)).line();
  const reasons = rule.where.map(({ because }) => because);
  if (reasons.length > 0) out.line('Declines because:').line();
  if (reasons.length > 0) out.lines(reasons.map((reason) => `- ${reason}`)).line();
}

function rulesPage(groups: readonly CheckedGroup[]): string {
  const out = page('Rules', 'Rewrites that are declared in `ir-spec/rules/*.rw`, by group.');
  for (const group of groups) {
    out.line(`## ${group.name}`).line();
    if (group.doc !== '') out.line(group.doc).line();
    for (const rule of group.rules) writeRule(out, rule);
  }
  return finish(out);
}

function functionsPage(spec: CheckedSpec): string {
  const out = page(
    'Functions of the rule language',
    'What conditions and replacements may call beside the [functions of the op language](language.md).',
  );
  out.line('| call | value |').line('| --- | --- |');
  const rows = [...ruleFunctions(spec.classes)]
    .filter(([name, fn]) => functions.get(name) !== fn && !quantifiers.has(name) && !questions.has(name))
    .map(([name, fn]) => [`${name}(${fn.params.map((param) => param.name).join(', ')})`, fn.summary] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [call, summary] of rows) out.line(`| \`${call}\` | ${cell(summary)} |`);
  return finish(out);
}

/** The Markdown files of the rules, for one folder. */
export function emitRuleDocs(groups: readonly CheckedGroup[], spec: CheckedSpec): GeneratedFile[] {
  return [
    { path: 'rules.md', text: rulesPage(groups) },
    { path: 'rule-functions.md', text: functionsPage(spec) },
  ];
}
