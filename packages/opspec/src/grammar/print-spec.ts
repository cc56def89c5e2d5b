// Declarations as canonical text: what the reference shows, and what parses back to the same declaration. A row of a table prints
// as an op of its own.

import { TextWriter } from '@afterglow/syntax';
import type {
  AttrDecl,
  Binder,
  Body,
  Constraint,
  DefDecl,
  Expr,
  ListItem,
  OpDecl,
  OperandDecl,
  TypeExpr,
} from './ast.js';

/** How tightly an expression holds together; a looser one inside a tighter one needs parentheses. */
const binding: Readonly<Record<string, number>> = {
  if: 0,
  implies: 1,
  or: 2,
  and: 3,
  not: 4,
  '==': 5,
  '!=': 5,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  div: 7,
  mod: 7,
  sign: 8,
  index: 9,
};

function strength(expr: Expr): number {
  switch (expr.kind) {
    case 'if':
      return binding['if'] ?? 0;
    case 'binary':
      return binding[expr.op] ?? 0;
    case 'unary':
      return (expr.op === 'not' ? binding['not'] : binding['sign']) ?? 0;
    default:
      return 10;
  }
}

function printAt(expr: Expr, least: number): string {
  const text = printExpr(expr);
  return strength(expr) < least ? `(${text})` : text;
}

function printBinder(binder: Binder): string {
  return `${binder.name.text} in ${printExpr(binder.list)}`;
}

function printItem(item: ListItem): string {
  return `${item.spread ? '..' : ''}${printExpr(item.value)}`;
}

function printNumber(value: number, integer: boolean): string {
  const text = String(value);
  return integer || /[.e]/.test(text) ? text.replace(/^(\d+)e/, '$1.0e') : `${text}.0`;
}

/** Canonical text of an expression. */
export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return printNumber(expr.value, expr.integer);
    case 'string':
      return JSON.stringify(expr.value);
    case 'boolean':
      return String(expr.value);
    case 'name':
      return expr.name;
    case 'unary':
      return expr.op === 'not' ? `not ${printAt(expr.value, 4)}` : `-${printAt(expr.value, 8)}`;
    case 'binary': {
      const own = strength(expr);
      // Comparisons and implications do not chain, so both sides must hold tighter.
      const chains = own !== 5 && own !== 1;
      return `${printAt(expr.left, chains ? own : own + 1)} ${expr.op} ${printAt(expr.right, own + 1)}`;
    }
    case 'if':
      return `if ${printExpr(expr.test)} then ${printExpr(expr.then)} else ${printExpr(expr.else)}`;
    case 'call': {
      const args = [...(expr.binder ? [printBinder(expr.binder)] : []), ...expr.args.map(printExpr)];
      return `${expr.callee.text}(${args.join(', ')})`;
    }
    case 'index':
      return `${printAt(expr.list, 9)}[${printExpr(expr.at)}]`;
    case 'slice': {
      const from = expr.from ? printExpr(expr.from) : '';
      const to = expr.to ? printExpr(expr.to) : '';
      return `${printAt(expr.list, 9)}[${from === '' ? '' : `${from} `}:${to === '' ? '' : ` ${to}`}]`;
    }
    case 'list':
      return `[${expr.items.map(printItem).join(', ')}]`;
    case 'comprehension':
      return `[${printExpr(expr.item)} for ${printBinder(expr.binder)}]`;
  }
}

function printType(type: TypeExpr): string {
  const elem = type.real ? `real(${type.elem.text})` : type.elem.text;
  return type.shape ? `${elem}[${type.shape.map(printItem).join(', ')}]` : elem;
}

function printOperand(operand: OperandDecl, withMode: boolean): string {
  const mode = withMode ? `${operand.mode} ` : '';
  const each = operand.each ? ` for ${printBinder(operand.each)}` : '';
  const more = operand.variadic ? ' ...' : '';
  return `${mode}${operand.name.text}${operand.optional ? '?' : ''}: ${printType(operand.type)}${more}${each}`;
}

function printConstraint({ name, kind, words }: Constraint): string {
  const texts = words.map((word) => word.text);
  return `${name.text} ${kind} ${texts.length === 1 ? texts[0] : `{ ${texts.join(', ')} }`}`;
}

function printAttr(attr: AttrDecl): string {
  const values = attr.values ? ` { ${attr.values.map((word) => word.text).join(', ')} }` : '';
  const list = attr.list ? `[${attr.list.length ? printExpr(attr.list.length) : ''}]` : '';
  const fallback = attr.default ? ` = ${printExpr(attr.default)}` : '';
  return `attr ${attr.name.text}${attr.optional ? '?' : ''} : ${attr.kind.text}${values}${list}${fallback}`;
}

function writeDoc(out: TextWriter, doc: string): void {
  if (doc !== '') for (const line of doc.split('\n')) out.line(`/// ${line}`.trimEnd());
}

function writeBody(out: TextWriter, body: Body): void {
  for (const attr of body.attrs) {
    writeDoc(out, attr.doc);
    out.line(printAttr(attr));
  }
  for (const statement of body.statements) {
    if (statement.kind === 'let') out.line(`let ${statement.name.text} = ${printExpr(statement.value)}`);
    else if (statement.kind === 'work') out.line(`work ${printExpr(statement.value)}`);
    else out.line(`require ${printExpr(statement.test)} : ${JSON.stringify(statement.message)}`);
  }
  for (const region of body.regions) {
    writeDoc(out, region.doc);
    out.line(`region ${region.name.text}`);
  }
  if (body.alias) {
    const { kind, operand, at } = body.alias;
    out.line(`${kind} ${operand.text}${at ? ` at ${printExpr(at)}` : ''}`);
  }
  if (body.inplace.length > 0) out.line(`inplace ${body.inplace.map((name) => name.text).join(', ')}`);
  if (body.encoding) out.line(`encoding ${body.encoding.text}`);
  if (body.extension) out.line(`extension ${JSON.stringify(body.extension.reason)}`);
  if (body.traits.length > 0) out.line(`traits ${body.traits.map((trait) => trait.text).join(', ')}`);
}

/** Canonical text of an op or instruction, ending with a newline. */
export function printOp(op: OpDecl): string {
  const out = new TextWriter();
  writeDoc(out, op.doc);
  const operands = op.operands.map((operand) => printOperand(operand, op.kind === 'instr')).join(', ');
  const results =
    op.results.length > 0 ? ` -> (${op.results.map((result) => printOperand(result, false)).join(', ')})` : '';
  const where = op.constraints.length > 0 ? ` where ${op.constraints.map(printConstraint).join(', ')}` : '';
  const head = `${op.kind} ${op.name.text}(${operands})${results}${where}`;
  const body = new TextWriter();
  writeBody(body, op);
  const inside = body.toString().trimEnd();
  if (inside === '') out.line(head);
  else out.block(`${head} {`, '}', () => out.line(inside));
  return out.toString();
}

/** Canonical text of a formula, ending with a newline. */
export function printDef(def: DefDecl): string {
  const out = new TextWriter();
  writeDoc(out, def.doc);
  const typed = (type: string, list: boolean) => `${type}${list ? '[]' : ''}`;
  const params = def.params.map((param) => `${param.name.text}: ${typed(param.type.text, param.list)}`).join(', ');
  out.line(`def ${def.name.text}(${params}): ${typed(def.result.type.text, def.result.list)} =`);
  out.line(`  ${printExpr(def.value)}`);
  return out.toString();
}
