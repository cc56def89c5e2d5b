// Signatures of ops as data: which sizes and element types operands share, as the spec writes them. Tests draw random uses of ops
// from this; the compiler itself only needs the compiled inference.

import { TextWriter } from '@afterglow/syntax';
import type { CheckedClass, CheckedOp, CheckedSpec } from '../check/spec.js';
import type { Expr, ListItem, OpDecl, OperandDecl } from '../grammar/ast.js';
import { banner, docComment, stringLiteral } from './literal.js';

/** The first plain name in an expression: a guess at the size. */
function firstName(expr: Expr): string {
  switch (expr.kind) {
    case 'name':
      return expr.name;
    case 'unary':
      return firstName(expr.value);
    case 'binary':
      return firstName(expr.left) || firstName(expr.right);
    case 'if':
      return firstName(expr.then);
    case 'call':
      return expr.args.map(firstName).find((name) => name !== '') ?? '';
    case 'index':
    case 'slice':
      return firstName(expr.list);
    default:
      return '';
  }
}

function item({ spread, value }: ListItem): string {
  if (value.kind === 'number') return String(value.value);
  if (value.kind === 'name') return stringLiteral(`${spread ? '..' : ''}${value.name}`);
  return stringLiteral(`${spread ? '?..' : '?'}${firstName(value)}`);
}

function operandEntry({ name, type }: OperandDecl, op: CheckedOp): string {
  const arity = op.operands.find((operand) => operand.name === name.text)?.arity ?? 'one';
  const parts = [`name: ${stringLiteral(name.text)}`, `arity: '${arity}'`, `elem: ${stringLiteral(type.elem.text)}`];
  if (type.shape) parts.push(`shape: [${type.shape.map(item).join(', ')}]`);
  return `{ ${parts.join(', ')} }`;
}

function elementSets({ constraints }: OpDecl, classes: ReadonlySet<string>): string {
  const entries = constraints
    .filter(({ kind }) => kind === 'in')
    .map(({ name, words }) => {
      const sets = words.map(({ text }) => (classes.has(text) ? `...elementClasses.${text}` : stringLiteral(text)));
      return `${name.text}: [${sets.join(', ')}]`;
    });
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

function attrLengths({ attrs }: OpDecl): string {
  const entries = attrs
    .filter(({ list }) => list?.length && list.length.kind !== 'number')
    .map(({ name, list }) => `${name.text}: ${stringLiteral(list?.length ? lengthHint(list.length) : '')}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

/** `2 * rank(X)` as `2X`, `rank(X)` and `len(axes)` as `X` and `axes`: how a list is as long as something else. */
function lengthHint(expr: Expr): string {
  if (expr.kind === 'binary' && expr.op === '*' && expr.left.kind === 'number') {
    return `${expr.left.value}${firstName(expr.right)}`;
  }
  return firstName(expr);
}

/** The TypeScript file with the signatures of all ops whose types the spec states. */
export function emitSignatures(spec: CheckedSpec, source: string): string {
  const classes = new Set(spec.classes.map((entry: CheckedClass) => entry.name));
  const ops = spec.families.flatMap((family) => family.ops).sort((a, b) => (a.name < b.name ? -1 : 1));
  const out = new TextWriter().line(banner(source)).line();
  out.line(`import { elementClasses } from '../../generated/element-classes.js';`);
  out.line(`import type { OpSignature } from '../op-signature.js';`).line();
  out.lines(docComment('Signatures by op.'));
  out.block('export const opSignatures: Readonly<Record<string, OpSignature>> = {', '};', () => {
    for (const op of ops) {
      if (op.body === undefined) continue;
      const { declaration } = op;
      const operands = declaration.operands.map((operand) => operandEntry(operand, op)).join(', ');
      const key = /^\w+$/.test(op.name) ? op.name : stringLiteral(op.name);
      const parts = [
        `operands: [${operands}]`,
        `elements: ${elementSets(declaration, classes)}`,
        `lengths: ${attrLengths(declaration)}`,
      ];
      out.line(`${key}: { ${parts.join(', ')} },`);
    }
  });
  return out.toString();
}
