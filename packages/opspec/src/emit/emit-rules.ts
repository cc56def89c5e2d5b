// Rules as TypeScript: a file for each group with its rules as data and their conditions as functions, and one list of groups.

import { TextWriter } from '@afterglow/syntax';
import type { CheckedGroup, CheckedRule } from '../check/rules/checked-rule.js';
import { identifier } from '../check/scope.js';
import { banner, camelCase, docComment, stringLiteral } from './literal.js';

/** What the generated files call, as named exports of one module. */
const RUNTIME = [
  'about',
  'anything',
  'bind',
  'bindOptional',
  'constant',
  'dataRule',
  'either',
  'equal',
  'is',
  'line',
  'make',
  'missing',
  'node',
  'number',
  'rest',
  'result',
  'take',
  'takeAll',
  'uniform',
  'value',
];

/** Those that are no functions. */
const VALUES: ReadonlySet<string> = new Set(['anything', 'missing']);

/** Where the generated files import from. */
export interface RuleImportPaths {
  readonly runtime: string;
  readonly ir: string;
}

function constantName(rule: CheckedRule): string {
  return identifier(camelCase(rule.name.replaceAll('-', '_')));
}

export function groupConstant(group: CheckedGroup): string {
  return `${camelCase(group.name.replaceAll('-', '_'))}Rules`;
}

/** The first sentence of a doc comment on one line. */
export function summaryOf(doc: string): string {
  const [first = ''] = doc.split(/\n\s*\n/);
  return (first.replaceAll('\n', ' ').split(/\.(?: |$)/)[0] ?? '').trim();
}

function test(code: string): string {
  return `${/(?<![\w'])t\b/.test(code) ? '(t)' : '()'} => ${code}`;
}

function writeRule(out: TextWriter, rule: CheckedRule): void {
  out.lines(docComment(summaryOf(rule.doc)));
  out.block(`export const ${constantName(rule)} = /* @__PURE__ */ dataRule(() => {`, '});', () => {
    for (const part of [...rule.parts, ...rule.made]) out.line(`const ${part.identifier} = ${part.code};`);
    out.block('return {', '};', () => {
      out.line(`name: ${stringLiteral(rule.name)},`);
      out.line(`summary: ${stringLiteral(summaryOf(rule.doc))},`);
      out.line(`roots: [${rule.roots.map(stringLiteral).join(', ')}],`);
      list(out, 'patterns', rule.patterns);
      if (rule.when.length > 0) list(out, 'when', rule.when.map(test));
      if (rule.where.length > 0) {
        out.block('where: [', '],', () => {
          for (const { code, because } of rule.where)
            out.line(`{ if: ${test(code)}, because: ${stringLiteral(because)} },`);
        });
      }
      list(out, 'results', rule.results);
    });
  });
  out.line();
}

function list(out: TextWriter, name: string, items: readonly string[]): void {
  if (items.length === 1) out.line(`${name}: [${items[0]}],`);
  else out.block(`${name}: [`, '],', () => out.lines(items.map((item) => `${item},`)));
}

/** The TypeScript file of one group. */
export function emitRuleGroup(group: CheckedGroup, paths: RuleImportPaths): string {
  const body = new TextWriter();
  for (const def of group.defs) {
    body.lines(docComment(def.declaration.doc));
    const t = /(?<![\w'])t\./.test(def.code) ? 't' : '_t';
    const params = [`${t}: RuleMath`, ...def.params.map(({ name, type }) => `${name}: ${type}`)];
    body.block(`function ${def.name}(${params.join(', ')}): ${def.result} {`, '}', () =>
      body.line(`return ${def.code};`),
    );
    body.line();
  }
  for (const rule of group.rules) writeRule(body, rule);
  body.lines(docComment(`Rules of the group ${group.name}, in the order of the file.`));
  body.block(`export const ${groupConstant(group)}: readonly DataRule[] = [`, '];', () =>
    body.lines(group.rules.map((rule) => `${constantName(rule)},`)),
  );
  const text = body.toString();
  const uses = (name: string) => new RegExp(`(?<![\\w'.])${name}(?![\\w'])`).test(text);
  const out = new TextWriter().line(banner(group.file));
  if (group.doc !== '') out.line(`// ${group.doc.replaceAll('\n', '\n// ')}`);
  out.line();
  if (/\bDim\b/.test(text)) out.line(`import type { Dim } from '@afterglow/core';`);
  if (/\bdim\./.test(text)) out.line(`import { dim } from '@afterglow/core';`);
  if (uses('elementClasses')) out.line(`import { elementClasses } from '${paths.ir}';`);
  const types = ['DataRule', ...(uses('RuleMath') ? ['RuleMath'] : [])].map((name) => `type ${name}`);
  const names = [
    ...RUNTIME.filter((name) => new RegExp(`(?<![\\w'.])${name}${VALUES.has(name) ? '[,\\])]' : '\\('}`).test(text)),
    ...types,
  ];
  out.block('import {', `} from '${paths.runtime}';`, () => out.lines(names.map((name) => `${name},`)));
  return `${out.toString()}\n${text}`;
}

/** The TypeScript file that lists all groups. */
export function emitRuleIndex(groups: readonly CheckedGroup[], source: string, paths: RuleImportPaths): string {
  const out = new TextWriter().line(banner(source)).line();
  out.line(`import type { DataRule } from '${paths.runtime}';`);
  for (const group of groups) out.line(`import { ${groupConstant(group)} } from './${group.name}.rules.js';`);
  out.line();
  out.lines(docComment('Rules by the group that their file declares.'));
  out.block('export const ruleGroups: Readonly<Record<string, readonly DataRule[]>> = {', '};', () => {
    for (const group of groups) {
      const key = /^\w+$/.test(group.name) ? group.name : stringLiteral(group.name);
      out.line(`${key}: ${groupConstant(group)},`);
    }
  });
  return out.toString();
}
