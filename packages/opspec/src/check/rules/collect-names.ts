// First walk over a pattern: what it binds. The second walk compiles it, with all names known.

import type { Expr, TypeExpr } from '../../grammar/ast.js';
import type { MatchDecl, NodePattern, Pattern } from '../../grammar/rule-ast.js';
import { attrKinds, attrType } from '../check-attrs.js';
import { quote } from '../code-text.js';
import type { CheckedAttr, CheckedOp } from '../spec.js';
import { DIM, ELEM, FLOAT, listOf, SHAPE, VALUE, type ValueType } from '../value-type.js';
import type { Bound, BoundNames } from './bound-names.js';
import { ruleDiagnostics } from './diagnostics.js';
import type { RuleContext } from './rule-context.js';

function bound(name: string, type: ValueType, reader: string, more: Partial<Bound> = {}): Bound {
  const needs = more.optional ? { needs: [name] } : {};
  return { type, code: `t.${reader}(${quote(name)})`, optional: false, element: false, ...needs, ...more };
}

/** True when the value of an attribute pattern is a name to bind, not a word of the attribute or an expression. */
export function isBinder(value: Expr, attr: CheckedAttr, context: RuleContext, names: BoundNames): boolean {
  if (value.kind !== 'name' || value.name.startsWith('%') || context.variables.has(value.name)) return false;
  if (attr.values?.includes(value.name)) return false;
  if (attr.kind === 'elem' && context.world.elements.has(value.name)) return false;
  const before = names.all.get(value.name);
  return before === undefined || before.code === attrBinding(value.name, attr, false).code;
}

function attrBinding(name: string, attr: CheckedAttr, optional: boolean): Bound {
  const { one, many } = attrKinds[attr.kind];
  return bound(name, attrType(attr), attr.list ? many : one, { optional });
}

export class NameCollector {
  readonly #context: RuleContext;

  constructor(context: RuleContext) {
    this.#context = context;
  }

  match(decl: MatchDecl, names: BoundNames): void {
    for (const { pattern } of decl.lines) this.#types(pattern, names);
    for (const line of decl.lines) {
      for (const { text } of line.names) if (text !== '_') this.#bind(names, text, bound(text, VALUE, 'value'), line);
      this.#pattern(line.pattern, names);
    }
  }

  #bind(names: BoundNames, name: string, entry: Bound, at: { readonly span: Pattern['span'] }): void {
    const problem = names.bind(name, entry);
    if (problem !== undefined) this.#context.report(ruleDiagnostics.badPattern, at.span, problem);
  }

  /** Sizes and element types first: an attribute may be compared with them, wherever they stand. */
  #types(pattern: Pattern, names: BoundNames): void {
    if (pattern.kind === 'either') this.#alternatives(pattern.of, names, (one, own) => this.#types(one, own));
    if (pattern.kind === 'node') for (const operand of pattern.operands) this.#types(operand, names);
    if ((pattern.kind === 'node' || pattern.kind === 'value') && pattern.type) this.#type(pattern.type, names);
  }

  #alternatives(of: readonly Pattern[], names: BoundNames, walk: (one: Pattern, own: BoundNames) => void): void {
    const each = of.map((one) => {
      const own = names.copy();
      walk(one, own);
      return own;
    });
    names.merge(each);
  }

  #type(type: TypeExpr, names: BoundNames): void {
    const { elem, shape } = type;
    const { world } = this.#context;
    if (!world.elements.has(elem.text) && !world.classes.has(elem.text)) {
      this.#bind(names, elem.text, bound(elem.text, ELEM, 'element', { element: true }), elem);
    }
    for (const { spread, value } of shape ?? []) {
      if (value.kind !== 'name' || value.name.startsWith('%')) continue;
      const entry = spread ? bound(value.name, SHAPE, 'shape') : bound(value.name, DIM, 'dim');
      this.#bind(names, value.name, entry, value);
    }
  }

  #pattern(pattern: Pattern, names: BoundNames): void {
    switch (pattern.kind) {
      case 'either':
        this.#alternatives(pattern.of, names, (one, own) => this.#pattern(one, own));
        break;
      case 'value': {
        const { name, optional } = pattern;
        this.#bind(names, name, bound(name, VALUE, 'value', { optional }), pattern);
        break;
      }
      case 'rest':
        this.#bind(names, pattern.name, bound(pattern.name, listOf(VALUE), 'values'), pattern);
        break;
      case 'uniform':
        this.#bind(names, pattern.name.text, bound(pattern.name.text, FLOAT, 'number'), pattern);
        break;
      case 'node': {
        for (const operand of pattern.operands) this.#pattern(operand, names);
        this.#attrs(pattern, names);
        break;
      }
    }
  }

  #attrs(pattern: NodePattern, names: BoundNames): void {
    const ops = this.#opsQuietly(pattern);
    for (const { name, value, optional } of pattern.attrs) {
      const attr = ops[0]?.attrs.find((entry) => entry.name === name.text);
      if (!attr || value.kind !== 'name' || !isBinder(value, attr, this.#context, names)) continue;
      this.#bind(names, value.name, attrBinding(value.name, attr, optional), value);
    }
  }

  /** The second walk reports ops that do not exist. */
  #opsQuietly({ op }: NodePattern): readonly CheckedOp[] {
    const { variables, world } = this.#context;
    const one = world.ops.get(op.text);
    return variables.get(op.text) ?? (one ? [one] : []);
  }
}
