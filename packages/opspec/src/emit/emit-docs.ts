// The reference in Markdown: a page for each family, one for types and traits, one for the expression language, and an index.

import { TextWriter } from '@afterglow/syntax';
import { attrKinds } from '../check/check-attrs.js';
import { functions, quantifiers, questions } from '../check/functions.js';
import type { CheckedAttr, CheckedFamily, CheckedOp, CheckedOperand, CheckedSpec } from '../check/spec.js';
import type { GeneratedFile } from '../generated-file.js';
import { printDef, printOp } from '../grammar/print-spec.js';
import { sortedOps } from './emit-table.js';
import { valueLiteral } from './literal.js';

const NOTE = '<!-- Generated from ir-spec by `npm run generate`. Do not edit. -->';

export function page(title: string, doc: string): TextWriter {
  const out = new TextWriter().line(NOTE).line().line(`# ${title}`).line();
  if (doc !== '') out.line(doc).line();
  return out;
}

export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function attrRow(attr: CheckedAttr): string {
  const kind = attr.kind === 'enum' ? (attr.values ?? []).map((word) => `\`${word}\``).join(', ') : `\`${attr.kind}\``;
  const list = attr.list ? ` list${attr.list.length === undefined ? '' : ` of ${attr.list.length}`}` : '';
  const fallback = attr.optional
    ? 'may be absent'
    : attr.default === undefined
      ? 'required'
      : `\`${valueLiteral(attr.default)}\``;
  return `| \`${attr.name}\` | ${kind}${list} | ${cell(fallback)} | ${cell(attr.doc)} |`;
}

function operandLine(operand: CheckedOperand): string {
  return `- \`${operand.name}\`: ${operand.doc.replaceAll('\n', ' ')}`;
}

function writeOp(out: TextWriter, op: CheckedOp): void {
  out.line(`## ${op.name}`).line();
  if (op.doc !== '') out.line(op.doc).line();
  const shared = op.declaration.table?.doc ?? '';
  if (shared !== '') out.line(shared).line();
  const { doc: _, ...bare } = op.declaration;
  out
    .line('```text')
    .line(printOp({ ...bare, doc: '' }).trimEnd())
    .line('```')
    .line();
  const described = [...op.operands, ...op.results].filter((operand) => operand.doc !== '');
  if (described.length > 0) out.lines(described.map(operandLine)).line();
  if (op.attrs.length > 0) {
    out.line('| attribute | kind | default | meaning |').line('| --- | --- | --- | --- |');
    out.lines(op.attrs.map(attrRow)).line();
  }
  const { extension } = op.declaration;
  if (extension) out.line(`Result types are computed in TypeScript: ${extension.reason}.`).line();
}

function familyPage(family: CheckedFamily): string {
  const out = page(`Ops: ${family.name}`, family.doc);
  const ops = sortedOps(family);
  out.line(ops.map((op) => `[${op.name}](#${op.name.replaceAll('.', '')})`).join(' · ')).line();
  if (family.defs.length > 0) {
    out.line('## Formulas').line();
    for (const def of family.defs) out.line('```text').line(printDef(def.declaration).trimEnd()).line('```').line();
  }
  for (const op of ops) writeOp(out, op);
  return finish(out);
}

function instrPage(families: readonly CheckedFamily[]): string {
  const named = families.filter((family) => family.instrs.length > 0);
  const out = page('Instructions', named.map((family) => family.doc).join('\n\n'));
  const instrs = named.flatMap((family) => family.instrs).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const instr of instrs) writeOp(out, instr);
  return finish(out);
}

function typePage(spec: CheckedSpec): string {
  const out = page('Element types, classes, traits', '');
  out.line('## Element types').line();
  out.line('| name | class | bits | ONNX number | |').line('| --- | --- | --- | --- | --- |');
  for (const { name, elementClass, bits, onnx, doc } of spec.elements) {
    out.line(`| \`${name.text}\` | ${elementClass.text} | ${bits} | ${onnx} | ${cell(doc)} |`);
  }
  out.line().line('## Classes').line();
  out.line('| name | element types | |').line('| --- | --- | --- |');
  for (const entry of spec.classes) {
    const words = entry.declaration.words.map((word) => `\`${word.text}\``).join(', ');
    out.line(`| \`${entry.name}\` | ${words} | ${cell(entry.doc)} |`);
  }
  out.line().line('## Traits').line();
  out.line('| name | meaning |').line('| --- | --- |');
  for (const trait of spec.traits) out.line(`| \`${trait.name.text}\` | ${cell(trait.doc)} |`);
  return finish(out);
}

function languagePage(): string {
  const out = page(
    'Expressions of the op language',
    'What may stand where a size, a length or a condition is asked for.',
  );
  out.line('## Operators, loosest first').line();
  out.line('| operators | on |').line('| --- | --- |');
  const rows = [
    ['`if … then … else …`', 'a decided condition, and two values of one type'],
    ['`implies`', 'a decided condition on the left'],
    ['`or`, `and`, `not`', 'conditions'],
    ['`==` `!=` `<` `<=` `>` `>=`', 'integers, numbers, words, dims; `==` also on shapes'],
    ['`+` `-`', 'integers, dims'],
    ['`*` `div` `mod`', 'integers, dims; `div` rounds down, `mod` has the sign of the divisor'],
    ['`+` `-` `*` `/`', 'numbers'],
    ['`-x`', 'integers, numbers, dims'],
    ['`list[i]` `list[a : b]`', 'lists and shapes; negative positions count from the end'],
  ];
  for (const [operators, on] of rows) out.line(`| ${operators} | ${on} |`);
  out.line().line('## Functions').line();
  out.line('| call | value |').line('| --- | --- |');
  const calls = [
    ...[...functions].map(([name, fn]) => {
      const least = fn.params.length - (fn.optional ?? 0);
      const params = fn.params.map((param, i) => (i < least ? param.name : `${param.name}?`)).join(', ');
      return [`${name}(${params}${fn.more ? ', …' : ''})`, fn.summary] as const;
    }),
    ...[...quantifiers].map(([name, summary]) => [`${name}(x in list, …)`, summary] as const),
    ...[...questions].map(([name, summary]) => [`${name}(name)`, summary] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [call, summary] of calls) out.line(`| \`${call}\` | ${cell(summary)} |`);
  out.line().line('## Attribute kinds').line();
  out
    .line(
      Object.keys(attrKinds)
        .map((kind) => `\`${kind}\``)
        .join(', '),
    )
    .line();
  return finish(out);
}

function indexPage(spec: CheckedSpec): string {
  const out = page('Reference', 'Every op and instruction, generated from the spec files.');
  const families = spec.families.filter((family) => family.ops.length > 0);
  out.line('| family | ops | |').line('| --- | --- | --- |');
  for (const family of families) {
    out.line(`| [${family.name}](${family.name}.md) | ${family.ops.length} | ${cell(family.doc)} |`);
  }
  out.line();
  out.line('- [Element types, classes, traits](types.md)');
  out.line('- [Expressions of the op language](language.md)');
  out.line('- [Generic instructions](instrs.md)');
  out.line('- [Rewrite rules](rules.md) and [the functions they call](rule-functions.md)');
  out.line().line('## All ops').line();
  const ops = families.flatMap((family) => family.ops.map((op) => ({ op, family })));
  for (const { op, family } of ops.sort((a, b) => (a.op.name < b.op.name ? -1 : 1))) {
    const [first = ''] = op.doc.split('\n');
    out.line(`- [${op.name}](${family.name}.md#${op.name.replaceAll('.', '')}): ${first}`);
  }
  return finish(out);
}

export function finish(out: TextWriter): string {
  return `${out.toString().trimEnd()}\n`;
}

/** All pages, paths relative to the folder of the reference. */
export function emitDocs(spec: CheckedSpec): GeneratedFile[] {
  const families = spec.families.filter((family) => family.ops.length > 0);
  return [
    { path: 'index.md', text: indexPage(spec) },
    { path: 'types.md', text: typePage(spec) },
    { path: 'language.md', text: languagePage() },
    { path: 'instrs.md', text: instrPage(spec.families) },
    ...families.map((family) => ({ path: `${family.name}.md`, text: familyPage(family) })),
  ];
}
