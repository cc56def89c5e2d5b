// The value of an attribute in a pattern or replacement: an expression of the attribute's kind, or one of its words.

import { specDiagnostics } from '../../diagnostics.js';
import type { Expr } from '../../grammar/ast.js';
import { attrType } from '../check-attrs.js';
import { quote } from '../code-text.js';
import { compileAs } from '../compile-expr.js';
import type { Scope } from '../scope.js';
import type { CheckedAttr } from '../spec.js';
import type { RuleContext } from './rule-context.js';

/** Compiles and checks the value; words that the attribute does not have are reported. */
export function compileAttrValue(expr: Expr, attr: CheckedAttr, context: RuleContext, scope: Scope): string {
  if (attr.kind === 'elem' && !attr.list && expr.kind === 'name' && context.world.elements.has(expr.name)) {
    return quote(expr.name);
  }
  const wanted = attrType(attr);
  const { type, code } = compileAs(expr, wanted, scope, `the attribute ${attr.name}`);
  if (wanted.kind === 'word' && type.kind === 'word') {
    const strange = type.values.filter((word) => !wanted.values.includes(word));
    if (strange.length > 0) {
      const message = `the attribute ${attr.name} cannot be ${strange.join(', ')}`;
      scope.report(specDiagnostics.wrongType, expr.span, message, `it is one of ${wanted.values.join(', ')}`);
    }
  }
  return code;
}
