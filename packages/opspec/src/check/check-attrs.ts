// Attributes of an op: kinds, lengths, defaults.

import { specDiagnostics } from '../diagnostics.js';
import type { AttrDecl, Expr } from '../grammar/ast.js';
import { closest, type Scope } from './scope.js';
import type { AttrKindName, CheckedAttr, SpecValue, World } from './spec.js';
import { BOOL, DIM, FLOAT, INT, listOf, STRING, type ValueType } from './value-type.js';

/** Kinds of attributes, how expressions see them, and how generated code reads one and a list of them. */
export const attrKinds: Readonly<
  Record<AttrKindName, { readonly type: ValueType; readonly one: string; readonly many: string }>
> = {
  i64: { type: INT, one: 'int', many: 'ints' },
  f64: { type: FLOAT, one: 'float', many: 'floats' },
  bool: { type: BOOL, one: 'bool', many: 'bools' },
  string: { type: STRING, one: 'string', many: 'strings' },
  elem: { type: { kind: 'elem' }, one: 'elem', many: 'strings' },
  dim: { type: DIM, one: 'size', many: 'sizes' },
  func: { type: STRING, one: 'string', many: 'strings' },
  type: { type: { kind: 'type' }, one: 'type', many: 'strings' },
  enum: { type: STRING, one: 'string', many: 'strings' },
};

function isKind(name: string): name is AttrKindName {
  return Object.hasOwn(attrKinds, name);
}

/** The type of an attribute in expressions. */
export function attrType(attr: CheckedAttr): ValueType {
  const one: ValueType = attr.kind === 'enum' ? { kind: 'word', values: attr.values ?? [] } : attrKinds[attr.kind].type;
  return attr.list ? listOf(one) : one;
}

function literal(expr: Expr, kind: AttrKindName, attr: AttrDecl, world: World): SpecValue | undefined {
  const number = expr.kind === 'unary' && expr.op === '-' ? expr.value : expr;
  const sign = number === expr ? 1 : -1;
  switch (kind) {
    case 'i64':
    case 'dim':
      return number.kind === 'number' && number.integer ? sign * number.value : undefined;
    case 'f64':
      if (number.kind === 'name' && number.name === 'inf') return sign * Number.POSITIVE_INFINITY;
      if (number.kind === 'name' && number.name === 'nan') return Number.NaN;
      return number.kind === 'number' ? sign * number.value : undefined;
    case 'bool':
      return expr.kind === 'boolean' ? expr.value : undefined;
    case 'string':
      return expr.kind === 'string' ? expr.value : undefined;
    case 'enum':
      return expr.kind === 'name' && attr.values?.some((word) => word.text === expr.name) ? expr.name : undefined;
    case 'elem':
      return expr.kind === 'name' && world.elements.has(expr.name) ? expr.name : undefined;
    case 'func':
    case 'type':
      return undefined;
  }
}

function defaultValue(attr: AttrDecl, kind: AttrKindName, scope: Scope, world: World): SpecValue | undefined {
  const expr = attr.default;
  if (!expr) return undefined;
  const wrong = (span = expr.span) => {
    const one = kind === 'enum' ? `one of ${(attr.values ?? []).map((word) => word.text).join(', ')}` : kind;
    const message = `the default of ${attr.name.text} must be ${attr.list ? `a list of ${one}` : one}`;
    scope.report(
      specDiagnostics.badDefault,
      span,
      message,
      kind === 'func' || kind === 'type' ? 'this kind has no defaults' : undefined,
    );
    return undefined;
  };
  if (!attr.list) return literal(expr, kind, attr, world) ?? wrong();
  if (expr.kind !== 'list') return wrong();
  const values: SpecValue[] = [];
  for (const item of expr.items) {
    const value = item.spread ? undefined : literal(item.value, kind, attr, world);
    if (value === undefined) return wrong(item.value.span);
    values.push(value);
  }
  const { length } = attr.list;
  if (length?.kind === 'number' && length.value !== values.length) return wrong();
  return values;
}

/** Checks one attribute; reports everything that is wrong with it. */
export function checkAttr(attr: AttrDecl, scope: Scope, world: World): CheckedAttr | undefined {
  const kind = attr.kind.text;
  if (!isKind(kind)) {
    const near = closest(kind, Object.keys(attrKinds));
    const hint = near ? `did you mean ${near}?` : `kinds are ${Object.keys(attrKinds).join(', ')}`;
    scope.report(specDiagnostics.unknownType, attr.kind.span, `there is no attribute kind ${kind}`, hint);
    return undefined;
  }
  if ((kind === 'enum') !== (attr.values !== undefined)) {
    const message =
      kind === 'enum' ? 'an enum lists its words: enum { a, b }' : `only an enum lists words, not ${kind}`;
    scope.report(specDiagnostics.wrongType, attr.kind.span, message);
  }
  const words = (attr.values ?? []).map((word) => word.text);
  for (const [i, word] of (attr.values ?? []).entries()) {
    if (words.indexOf(word.text) < i)
      scope.report(specDiagnostics.duplicateName, word.span, `the word ${word.text} is listed twice`);
  }
  if (attr.optional && attr.default) {
    scope.report(
      specDiagnostics.badDefault,
      attr.default.span,
      `${attr.name.text} is optional and has a default; it can have only one of them`,
      'optional means that leaving it out has a meaning of its own',
    );
  }
  const fallback = defaultValue(attr, kind, scope, world);
  const length = attr.list?.length?.kind === 'number' ? attr.list.length.value : undefined;
  return {
    name: attr.name.text,
    doc: attr.doc,
    kind,
    ...(attr.values ? { values: words } : {}),
    ...(attr.list ? { list: length === undefined ? {} : { length } } : {}),
    optional: attr.optional,
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}
