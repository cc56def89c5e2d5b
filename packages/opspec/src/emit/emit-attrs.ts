// Types of attributes: `ConvAttrs` as a node has them (defaults filled in), `ConvArgs` as a caller may give them.
// They are type aliases, not interfaces, because only those fit where a record of attribute values is asked for.

import { TextWriter } from '@afterglow/syntax';
import type { AttrKindName, CheckedAttr, CheckedFamily, CheckedOp } from '../check/spec.js';
import type { ImportPaths } from '../import-paths.js';
import { sortedOps } from './emit-table.js';
import { banner, docComment, pascalCase, stringLiteral, valueLiteral } from './literal.js';

const tsTypes: Readonly<Record<Exclude<AttrKindName, 'enum'>, string>> = {
  i64: 'number',
  f64: 'number',
  bool: 'boolean',
  string: 'string',
  elem: 'ElementType',
  dim: 'Dim',
  func: 'string',
  type: 'Type',
};

function attrType(attr: CheckedAttr): string {
  const one = attr.kind === 'enum' ? (attr.values ?? []).map(stringLiteral).join(' | ') : tsTypes[attr.kind];
  if (!attr.list) return one;
  return `readonly ${attr.kind === 'enum' ? `(${one})` : one}[]`;
}

/** True when a caller may leave the attribute out. */
export function mayOmit(attr: CheckedAttr): boolean {
  return attr.optional || attr.default !== undefined;
}

function describe(attr: CheckedAttr, withDefault: boolean): string[] {
  const fallback = withDefault && attr.default !== undefined ? `Default ${valueLiteral(attr.default)}.` : '';
  return docComment([attr.doc, fallback].filter((part) => part !== '').join(' '));
}

function writeAttrs(out: TextWriter, op: CheckedOp): void {
  const name = pascalCase(op.name);
  out.lines(docComment(`Attributes of \`${op.name}\`.`));
  out.block(`export type ${name}Attrs = {`, '};', () => {
    for (const attr of op.attrs) {
      out.lines(describe(attr, false));
      out.line(`readonly ${attr.name}${attr.optional ? '?' : ''}: ${attrType(attr)};`);
    }
  });
  out.lines(docComment(`Attributes of \`${op.name}\` as given to a builder.`));
  out.block(`export type ${name}Args = {`, '};', () => {
    for (const attr of op.attrs) {
      out.lines(describe(attr, true));
      out.line(`readonly ${attr.name}${mayOmit(attr) ? `?: ${attrType(attr)} | undefined` : `: ${attrType(attr)}`};`);
    }
  });
  out.line();
}

/** The TypeScript file with the attribute types of all ops. */
export function emitAttrs(families: readonly CheckedFamily[], source: string, paths: ImportPaths): string {
  const out = new TextWriter();
  const ops = families.flatMap(sortedOps).sort((a, b) => (a.name < b.name ? -1 : 1));
  const withAttrs = ops.filter((op) => op.attrs.length > 0);
  for (const op of withAttrs) writeAttrs(out, op);
  out.lines(docComment('Attribute types by op name.'));
  out.block('export type OpAttrs = {', '};', () => {
    for (const op of ops) {
      out.line(
        `readonly ${key(op.name)}: ${op.attrs.length > 0 ? `${pascalCase(op.name)}Attrs` : 'Record<never, never>'};`,
      );
    }
  });
  const text = out.toString();
  const head = new TextWriter().line(banner(source)).line();
  const core = ['Dim', 'ElementType'].filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  if (core.length > 0) head.line(`import type { ${core.join(', ')} } from '@afterglow/core';`);
  if (/: (readonly )?Type\b/.test(text)) head.line(`import type { Type } from '${paths.type}';`);
  return `${head.toString()}\n${text}`;
}

function key(name: string): string {
  return /^\w+$/.test(name) ? name : stringLiteral(name);
}
