// Checks an expression and compiles it to JavaScript in one walk, so that what is checked is what runs.
// An expression with an error is reported once and compiles to something of type `never`, which fits everywhere.

import { specDiagnostics } from '../diagnostics.js';
import type { BinaryOperator, Expr, ListItem } from '../grammar/ast.js';
import { arrow, quote, wrap, wrapLogic } from './code-text.js';
import { compileCall } from './compile-call.js';
import type { Scope } from './scope.js';
import {
  ANYTHING,
  BOOL,
  CLAIM,
  DIM,
  FLOAT,
  fits,
  INT,
  join,
  listOf,
  NEVER,
  nameType,
  SHAPE,
  STRING,
  type ValueType,
} from './value-type.js';

export interface Compiled {
  readonly type: ValueType;
  readonly code: string;
}

/** What an expression with an error compiles to. */
export const broken: Compiled = { type: NEVER, code: 'undefined' };

/** Compiles where `wanted` is asked for; anything else is reported. */
export function compileAs(expr: Expr, wanted: ValueType, scope: Scope, what: string): Compiled {
  const compiled = compileExpr(expr, scope, wanted);
  if (fits(compiled.type, wanted)) return compiled;
  scope.report(
    specDiagnostics.wrongType,
    expr.span,
    `${what} must be ${nameType(wanted)}, but this is ${nameType(compiled.type)}`,
  );
  return broken;
}

/** Checks and compiles an expression. `wanted` only helps bare words of an enum. */
export function compileExpr(expr: Expr, scope: Scope, wanted?: ValueType): Compiled {
  switch (expr.kind) {
    case 'number':
      return { type: expr.integer ? INT : FLOAT, code: String(expr.value) };
    case 'string':
      return { type: STRING, code: quote(expr.value) };
    case 'boolean':
      return { type: BOOL, code: String(expr.value) };
    case 'name':
      return compileName(expr, scope, wanted);
    case 'unary':
      return compileUnary(expr, scope);
    case 'binary':
      return compileBinary(expr, scope);
    case 'if':
      return compileIf(expr, scope, wanted);
    case 'call':
      return compileCall(expr, scope);
    case 'index':
      return compileIndex(expr, scope);
    case 'slice':
      return compileSlice(expr, scope);
    case 'list': {
      const items = compileItems(expr.items, scope);
      return { type: items.type, code: `[${items.code}]` };
    }
    case 'comprehension': {
      const list = compileList(expr.binder.list, scope);
      const item = compileExpr(expr.item, scope.with(expr.binder.name.text, list.of));
      return {
        type: listOf(item.type),
        code: `${list.code}.map(${arrow(expr.binder.name.text, item.code)})`,
      };
    }
  }
}

/** An expression of one kind. */
export type Of<K extends Expr['kind']> = Extract<Expr, { readonly kind: K }>;

function compileName(expr: Of<'name'>, scope: Scope, wanted: ValueType | undefined): Compiled {
  if (wanted?.kind === 'word' && wanted.values.includes(expr.name)) return { type: wanted, code: quote(expr.name) };
  const variable = scope.variables.get(expr.name);
  if (variable) {
    const { needs } = variable;
    if (needs && !needs.some((name) => scope.present.has(name))) {
      const [first = ''] = needs;
      const message = `${expr.name} is known only when ${needs.join(' or ')} is there`;
      scope.report(
        specDiagnostics.missingGuard,
        expr.span,
        message,
        `ask first: if has(${first}) then … else …, or has(${first}) implies …`,
      );
    }
    return variable;
  }
  const hint = scope.elements.has(expr.name)
    ? `${expr.name} is an element type; only types and quantized(${expr.name}) use it`
    : 'operands, attributes and earlier lets bind names';
  scope.unknown(expr.span, 'the name', expr.name, scope.variables.keys(), hint);
  return broken;
}

function compileUnary(expr: Of<'unary'>, scope: Scope): Compiled {
  if (expr.op === 'not') {
    const value = compileExpr(expr.value, scope);
    if (value.type.kind === 'claim') {
      scope.report(
        specDiagnostics.wrongType,
        expr.span,
        'a claim about dims cannot be negated, because it may be undecided',
        'compare with the opposite operator instead',
      );
      return broken;
    }
    return { type: BOOL, code: `!${wrap(compileAs(expr.value, BOOL, scope, 'what follows not').code)}` };
  }
  const value = compileExpr(expr.value, scope);
  if (fits(value.type, INT) || value.type.kind === 'float') return { type: value.type, code: `-${wrap(value.code)}` };
  return { type: DIM, code: `dim.negate(${compileAs(expr.value, DIM, scope, 'what follows -').code})` };
}

const dimArithmetic: Partial<Record<BinaryOperator, string>> = {
  '+': 'dim.add',
  '-': 'dim.sub',
  '*': 'dim.mul',
  div: 't.floorDiv',
  mod: 't.mod',
};

function compileBinary(expr: Of<'binary'>, scope: Scope): Compiled {
  switch (expr.op) {
    case 'and':
    case 'or':
    case 'implies':
      return compileLogic(expr, scope);
    case '+':
    case '-':
    case '*':
    case '/':
    case 'div':
    case 'mod': {
      const [left, right] = [compileExpr(expr.left, scope), compileExpr(expr.right, scope)];
      if (expr.op === '/' || left.type.kind === 'float' || right.type.kind === 'float') {
        return compileFloats(expr, left, right, scope);
      }
      if (fits(left.type, INT) && fits(right.type, INT)) {
        if (expr.op === 'div') return { type: INT, code: `t.intDiv(${left.code}, ${right.code})` };
        if (expr.op === 'mod') return { type: INT, code: `t.intMod(${left.code}, ${right.code})` };
        return { type: INT, code: `${wrap(left.code)} ${expr.op} ${wrap(right.code)}` };
      }
      const what = `an operand of ${expr.op}`;
      const [a, b] = [need(left, expr.left, DIM, scope, what), need(right, expr.right, DIM, scope, what)];
      return { type: DIM, code: `${dimArithmetic[expr.op] ?? ''}(${a}, ${b})` };
    }
    default:
      return compileComparison(expr, scope);
  }
}

/** Arithmetic of numbers that are no sizes. */
function compileFloats(expr: Of<'binary'>, left: Compiled, right: Compiled, scope: Scope): Compiled {
  if (expr.op === 'div' || expr.op === 'mod') {
    const message = `${expr.op} is for integers and sizes`;
    scope.report(specDiagnostics.wrongType, expr.span, message, 'numbers are divided by /');
    return broken;
  }
  const what = `an operand of ${expr.op}`;
  const [a, b] = [need(left, expr.left, FLOAT, scope, what), need(right, expr.right, FLOAT, scope, what)];
  return { type: FLOAT, code: `${wrap(a)} ${expr.op} ${wrap(b)}` };
}

function need(compiled: Compiled, expr: Expr, wanted: ValueType, scope: Scope, what: string): string {
  if (!fits(compiled.type, wanted)) {
    scope.report(
      specDiagnostics.wrongType,
      expr.span,
      `${what} must be ${nameType(wanted)}, but this is ${nameType(compiled.type)}`,
    );
  }
  return compiled.code;
}

/** Optional operands and attributes that must be there for the condition to be `outcome`. */
function presentWhen(test: Expr, outcome: boolean): readonly string[] {
  if (test.kind === 'unary' && test.op === 'not') return presentWhen(test.value, !outcome);
  if (test.kind === 'binary' && test.op === (outcome ? 'and' : 'or')) {
    return [...presentWhen(test.left, outcome), ...presentWhen(test.right, outcome)];
  }
  const [arg] = test.kind === 'call' && test.callee.text === 'has' && outcome ? test.args : [];
  return arg?.kind === 'name' ? [arg.name] : [];
}

function compileLogic(expr: Of<'binary'>, scope: Scope): Compiled {
  const leftWanted = expr.op === 'implies' ? BOOL : CLAIM;
  const left = compileAs(expr.left, leftWanted, scope, `the left of ${expr.op}`);
  // The right side matters only when the left one did not decide.
  const inner = scope.knowing(presentWhen(expr.left, expr.op !== 'or'));
  const right = compileAs(expr.right, CLAIM, inner, `the right of ${expr.op}`);
  const type = fits(left.type, BOOL) && fits(right.type, BOOL) ? BOOL : CLAIM;
  if (expr.op === 'implies') return { type, code: `!${wrap(left.code)} || ${wrapLogic(right.code)}` };
  return { type, code: `${wrapLogic(left.code)} ${expr.op === 'and' ? '&&' : '||'} ${wrapLogic(right.code)}` };
}

function compileComparison(expr: Of<'binary'>, scope: Scope): Compiled {
  const left = compileExpr(expr.left, scope, wordsOf(expr.right, scope));
  const right = compileExpr(expr.right, scope, left.type);
  const equality = expr.op === '==' || expr.op === '!=';
  const joined = join(left.type, right.type);
  const kind = joined?.kind;
  if (kind === 'never') return { type: CLAIM, code: 'true' };
  if (kind === 'int' || kind === 'float') {
    const op = equality ? `${expr.op}=` : expr.op;
    return { type: BOOL, code: `${wrap(left.code)} ${op} ${wrap(right.code)}` };
  }
  if (equality && (kind === 'bool' || kind === 'word' || kind === 'string' || kind === 'elem' || kind === 'type')) {
    return { type: BOOL, code: `${wrap(left.code)} ${expr.op}= ${wrap(right.code)}` };
  }
  if (kind === 'dim') {
    switch (expr.op) {
      case '==':
        return { type: CLAIM, code: `t.same(${left.code}, ${right.code})` };
      case '!=':
        return { type: CLAIM, code: `t.differ(${left.code}, ${right.code})` };
      case '<':
        return { type: CLAIM, code: `t.less(${left.code}, ${right.code})` };
      case '<=':
        return { type: CLAIM, code: `t.lessEqual(${left.code}, ${right.code})` };
      case '>':
        return { type: CLAIM, code: `t.less(${right.code}, ${left.code})` };
      default:
        return { type: CLAIM, code: `t.lessEqual(${right.code}, ${left.code})` };
    }
  }
  if (joined && expr.op === '==' && fits(joined, SHAPE)) {
    return { type: CLAIM, code: `t.sameShape(${left.code}, ${right.code})` };
  }
  scope.report(
    specDiagnostics.wrongType,
    expr.span,
    `${nameType(left.type)} and ${nameType(right.type)} cannot be compared with ${expr.op}`,
  );
  return broken;
}

/** The words an expression can be, so that the other side of a comparison may be one of them. Reports nothing. */
function wordsOf(expr: Expr, scope: Scope): ValueType | undefined {
  return expr.kind === 'name' ? scope.variables.get(expr.name)?.type : undefined;
}

function compileIf(expr: Of<'if'>, scope: Scope, wanted: ValueType | undefined): Compiled {
  const test = compileExpr(expr.test, scope);
  if (test.type.kind === 'claim') {
    scope.report(
      specDiagnostics.wrongType,
      expr.test.span,
      'a claim about dims cannot decide between two shapes, because it may be undecided',
      'decide by ranks, attributes or has(…)',
    );
  } else need(test, expr.test, BOOL, scope, 'what follows if');
  const a = compileExpr(expr.then, scope.knowing(presentWhen(expr.test, true)), wanted);
  const b = compileExpr(expr.else, scope.knowing(presentWhen(expr.test, false)), wanted);
  const type = join(a.type, b.type);
  if (!type) {
    const message = `the two sides of if are ${nameType(a.type)} and ${nameType(b.type)}`;
    scope.report(specDiagnostics.wrongType, expr.span, message);
    return broken;
  }
  return { type, code: `${wrapLogic(test.code)} ? ${wrapLogic(a.code)} : ${wrapLogic(b.code)}` };
}

/** A list that something goes through, and what it holds. */
export function compileList(expr: Expr, scope: Scope): { readonly code: string; readonly of: ValueType } {
  const list = compileExpr(expr, scope);
  if (list.type.kind === 'list') return { code: wrap(list.code), of: list.type.of };
  need(list, expr, listOf(ANYTHING), scope, 'this');
  return { code: wrap(list.code), of: NEVER };
}

function compileIndex(expr: Of<'index'>, scope: Scope): Compiled {
  const list = compileExpr(expr.list, scope);
  const at = compileAs(expr.at, INT, scope, 'a position');
  if (list.type.kind !== 'list') {
    need(list, expr.list, listOf(ANYTHING), scope, 'what is indexed');
    return broken;
  }
  return { type: list.type.of, code: `t.at(${list.code}, ${at.code})` };
}

function compileSlice(expr: Of<'slice'>, scope: Scope): Compiled {
  const list = compileExpr(expr.list, scope);
  if (list.type.kind !== 'list') need(list, expr.list, listOf(ANYTHING), scope, 'what is sliced');
  const from = expr.from ? compileAs(expr.from, INT, scope, 'a position').code : '0';
  const to = expr.to ? [compileAs(expr.to, INT, scope, 'a position').code] : [];
  return { type: list.type, code: `t.slice(${[list.code, from, ...to].join(', ')})` };
}

/** Entries of a list literal or shape, with `..` spreads; the code goes between brackets. */
export function compileItems(items: readonly ListItem[], scope: Scope): Compiled {
  let of: ValueType = NEVER;
  const codes = items.map((item) => {
    const compiled = compileExpr(item.value, scope);
    const entry = item.spread ? (compiled.type.kind === 'list' ? compiled.type.of : undefined) : compiled.type;
    if (!entry) {
      if (compiled.type.kind !== 'never') need(compiled, item.value, SHAPE, scope, 'what follows ..');
      return compiled.code;
    }
    const wider = join(of, entry);
    if (wider) of = wider;
    else {
      const message = `a list holds ${nameType(of)} and ${nameType(entry)}`;
      scope.report(specDiagnostics.wrongType, item.value.span, message);
    }
    return item.spread ? `...${wrap(compiled.code)}` : compiled.code;
  });
  return { type: listOf(of), code: codes.join(', ') };
}
