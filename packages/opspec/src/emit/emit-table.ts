// Op tables: one `defineOp({…})` an op, with the compiled inference. The text is JavaScript that is also good TypeScript, so the
// checked-in files and ops loaded at run time come from the same lines.

import { TextWriter } from '@afterglow/syntax';
import type { CheckedAttr, CheckedFamily, CheckedOp, CheckedOperand } from '../check/spec.js';
import type { ImportPaths } from '../import-paths.js';
import { banner, camelCase, docComment, pascalCase, stringLiteral, valueLiteral } from './literal.js';

function operandTable(operands: readonly CheckedOperand[]): string {
  return `[${operands.map(({ name, arity }) => `{ name: ${stringLiteral(name)}, arity: '${arity}' }`).join(', ')}]`;
}

/** One row of an attribute table. */
export function attrEntry(attr: CheckedAttr): string {
  const parts = [`name: ${stringLiteral(attr.name)}`];
  if (attr.doc !== '') parts.push(`summary: ${stringLiteral(attr.doc.replaceAll('\n', ' '))}`);
  parts.push(`kind: '${attr.kind}'`);
  if (attr.values) parts.push(`values: ${valueLiteral(attr.values)}`);
  if (attr.list) parts.push(attr.list.length === undefined ? 'list: {}' : `list: { length: ${attr.list.length} }`);
  if (attr.optional) parts.push('optional: true');
  if (attr.default !== undefined) parts.push(`default: ${valueLiteral(attr.default)}`);
  return `{ ${parts.join(', ')} },`;
}

/** Name of the function that computes the result types of an extension. */
export function extensionName(op: CheckedOp): string {
  return `infer${pascalCase(op.name)}`;
}

/** Writes `open defineOp({ … })close`. */
export function writeOp(out: TextWriter, op: CheckedOp, open: string, close: string): void {
  out.block(`${open}defineOp({`, `})${close}`, () => {
    out.line(`name: ${stringLiteral(op.name)},`);
    out.line(`family: ${stringLiteral(op.family)},`);
    out.line(`summary: ${stringLiteral(op.doc.replaceAll('\n', ' '))},`);
    out.line(`operands: ${operandTable(op.operands)},`);
    out.line(`results: ${operandTable(op.results)},`);
    if (op.attrs.length === 0) out.line('attrs: [],');
    else out.block('attrs: [', '],', () => out.lines(op.attrs.map(attrEntry)));
    out.line(`regions: [${op.regions.map(({ name }) => `{ name: ${stringLiteral(name)} }`).join(', ')}],`);
    out.line(`traits: new Set([${op.traits.map(stringLiteral).join(', ')}]),`);
    if (op.alias) {
      const { kind, operand, parts } = op.alias;
      out.line(`alias: { kind: '${kind}', operand: ${operand}${parts ? ', parts: true' : ''} },`);
    }
    if (op.inplace.length > 0) out.line(`inplace: [${op.inplace.join(', ')}],`);
    const { body } = op;
    if (body === undefined) out.line(`types: ${extensionName(op)},`);
    else if (body.length === 1)
      out.line(`types: (${usesT(body) ? 't' : ''}) => ${body[0]?.replace(/^return (.*);$/s, '$1')},`);
    else out.block(`types: (${usesT(body) ? 't' : ''}) => {`, '},', () => out.lines(body));
  });
}

function usesT(body: readonly string[]): boolean {
  return body.some((line) => /(?<![\w'])t[.,)]/.test(line));
}

/** Name of the constant that holds an op. */
export function opConstant(op: CheckedOp): string {
  return `${camelCase(op.name)}Op`;
}

export function sortedOps(family: CheckedFamily): readonly CheckedOp[] {
  return [...family.ops].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The TypeScript file with the tables of one family. */
export function emitFamily(family: CheckedFamily, paths: ImportPaths): string {
  const ops = sortedOps(family);
  const body = new TextWriter();
  for (const def of family.defs) {
    body.lines(docComment(def.declaration.doc));
    // Not every formula needs the inference; an unused parameter must say so.
    const params = [
      `${usesT([def.code]) ? 't' : '_t'}: Inference`,
      ...def.params.map(({ name, type }) => `${name}: ${type}`),
    ];
    body.block(`function ${def.name}(${params.join(', ')}): ${def.result} {`, '}', () =>
      body.line(`return ${def.code};`),
    );
    body.line();
  }
  for (const op of ops) {
    body.lines(docComment(op.doc));
    writeOp(body, op, `export const ${opConstant(op)} = /* @__PURE__ */ `, ';');
    body.line();
  }
  const list = `${camelCase(family.name)}Ops`;
  body.lines(docComment(`Ops of the family ${family.name}, by name.`));
  body.block(`export const ${list}: readonly OpDef[] = [`, '];', () =>
    body.lines(ops.map((op) => `${opConstant(op)},`)),
  );

  const text = body.toString();
  const out = new TextWriter();
  out.line(banner(family.file));
  if (family.doc !== '') out.line(`// ${family.doc.replaceAll('\n', '\n// ')}`);
  out.line();
  if (/\bDim\b/.test(text)) out.line(`import type { Dim } from '@afterglow/core';`);
  for (const op of ops) {
    if (op.body === undefined) out.line(`import { ${extensionName(op)} } from '${paths.extension(op.name)}';`);
  }
  out.line(`import type { OpDef } from '${paths.opDef}';`);
  const names = [
    ...(/\bdim\./.test(text) ? ['dim'] : []),
    'defineOp',
    ...(/\bInference\b/.test(text) ? ['type Inference'] : []),
  ];
  out.line(`import { ${names.sort().join(', ')} } from '${paths.runtime}';`);
  if (/\belementClasses\b/.test(text)) out.line(`import { elementClasses } from './element-classes.js';`);
  return `${out.toString()}\n${text}`;
}
