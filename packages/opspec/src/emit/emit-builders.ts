// Typed builder functions: `build.conv(b, x, weight, bias, { strides: [1, 1], … })`.

import { TextWriter } from '@afterglow/syntax';
import type { CheckedFamily, CheckedOp, CheckedOperand } from '../check/spec.js';
import type { ImportPaths } from '../import-paths.js';
import { mayOmit } from './emit-attrs.js';
import { sortedOps } from './emit-table.js';
import { banner, camelCase, docComment, pascalCase, stringLiteral } from './literal.js';

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

const taken = new Set(['builder', 'attrs', 'regions', 'options', 'default', 'new', 'in', 'with', 'class', 'function']);

function parameterName(operand: CheckedOperand): string {
  return taken.has(operand.name) ? `${operand.name}_` : operand.name;
}

function parameters(op: CheckedOp): Parameter[] {
  const list: Parameter[] = op.operands.map((operand) => ({
    name: parameterName(operand),
    type: operand.arity === 'variadic' ? 'readonly Value[]' : 'Value',
    optional: operand.arity === 'optional',
  }));
  if (op.attrs.length > 0)
    list.push({ name: 'attrs', type: `${pascalCase(op.name)}Args`, optional: op.attrs.every(mayOmit) });
  if (op.regions.length > 0) {
    const type = `{ ${op.regions.map(({ name }) => `readonly ${name}: Region`).join('; ')} }`;
    list.push({ name: 'regions', type, optional: false });
  }
  list.push({ name: 'options', type: 'AddOptions', optional: true });
  return list;
}

function signature(list: readonly Parameter[]): string {
  return list
    .map(({ name, type, optional }, i) => {
      if (!optional) return `${name}: ${type}`;
      return list.slice(i).every((later) => later.optional) ? `${name}?: ${type}` : `${name}: ${type} | undefined`;
    })
    .join(', ');
}

function resultType(op: CheckedOp): string {
  if (op.results.some((result) => result.arity === 'variadic')) return 'readonly Value[]';
  return op.results.length === 1
    ? 'Value'
    : `readonly [${op.results.map((result) => `${result.name}: Value`).join(', ')}]`;
}

function writeBuilder(out: TextWriter, op: CheckedOp): void {
  const operands = op.operands.map(
    (operand) => `${operand.arity === 'variadic' ? '...' : ''}${parameterName(operand)}`,
  );
  const attrs = op.attrs.length === 0 ? '{}' : op.attrs.every(mayOmit) ? 'attrs ?? {}' : 'attrs';
  const options =
    op.regions.length === 0
      ? 'options'
      : `{ ...options, regions: [${op.regions.map(({ name }) => `regions.${name}`).join(', ')}] }`;
  const type = resultType(op);
  const call = `(${stringLiteral(op.name)}, [${operands.join(', ')}], ${attrs}, ${options})`;
  out.lines(docComment(op.doc));
  const head = ['builder: Builder', signature(parameters(op))].filter((part) => part !== '').join(', ');
  out.block(`export function ${functionName(op)}(${head}): ${type} {`, '}', () => {
    if (type === 'Value') out.line(`return builder.value${call};`);
    else if (type === 'readonly Value[]') out.line(`return builder.add${call}.results;`);
    else {
      out.line('// The inference of the op gives exactly these results.');
      out.line(`return builder.add${call}.results as readonly Value[] as ${type};`);
    }
  });
  out.line();
}

/** `if` cannot name a function; it is exported as `if_` and called `build.if`. */
function functionName(op: CheckedOp): string {
  const name = camelCase(op.name);
  return reserved.has(name) ? `${name}_` : name;
}

const reserved = new Set([
  'if',
  'for',
  'while',
  'do',
  'in',
  'new',
  'default',
  'switch',
  'case',
  'return',
  'delete',
  'void',
  'with',
]);

/** The TypeScript file with the builder functions of one family. */
export function emitFamilyBuilders(family: CheckedFamily, paths: ImportPaths): string {
  const body = new TextWriter();
  const ops = sortedOps(family);
  for (const op of ops) writeBuilder(body, op);
  const text = body.toString().trimEnd();
  const args = ops.filter((op) => op.attrs.length > 0).map((op) => `${pascalCase(op.name)}Args`);
  const out = new TextWriter().line(banner(family.file)).line();
  out.line(`import type { AddOptions, Builder } from '${paths.builder}';`);
  out.line(`import type { ${/\bRegion\b/.test(text) ? 'Region, ' : ''}Value } from '${paths.graph}';`);
  if (args.length > 0) out.line(`import type { ${args.join(', ')} } from './attrs.js';`);
  return `${out.toString()}\n${text}\n`;
}

/** The TypeScript file that gathers the builder functions of all families under `build`. */
export function emitBuild(families: readonly CheckedFamily[], source: string): string {
  const out = new TextWriter().line(banner(source)).line();
  const named = families.filter((family) => family.ops.length > 0);
  for (const family of named) out.line(`import * as ${camelCase(family.name)} from './${family.name}.build.js';`);
  out.line();
  out.lines(docComment('Typed builder functions of all ops: `build.relu(b, x)` adds a node and answers its result.'));
  out.block('export const build = {', '} as const;', () => {
    const ops = named.flatMap((family) => sortedOps(family).map((op) => ({ family, op })));
    for (const { family, op } of ops.sort((a, b) => (a.op.name < b.op.name ? -1 : 1))) {
      out.line(`${camelCase(op.name)}: ${camelCase(family.name)}.${functionName(op)},`);
    }
  });
  return out.toString();
}
