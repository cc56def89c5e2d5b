// Calls in expressions: functions of the language and of the spec, questions about names, and quantifiers over lists.

import { specDiagnostics } from '../diagnostics.js';
import { arrow, quote, wrap } from './code-text.js';
import { broken, type Compiled, compileAs, compileExpr, compileList, type Of } from './compile-expr.js';
import { quantifiers, questions } from './functions.js';
import { identifier, type Scope } from './scope.js';
import { BOOL, CLAIM, DIM, fits, INT, NEVER, namedType, nameType, SHAPE } from './value-type.js';

export function compileCall(expr: Of<'call'>, scope: Scope): Compiled {
  const { callee, args, binder } = expr;
  if (questions.has(callee.text)) return compileQuestion(expr, scope);
  if (quantifiers.has(callee.text)) return compileQuantifier(expr, scope);
  if (binder) {
    scope.report(specDiagnostics.wrongType, binder.name.span, `${callee.text} takes no "${binder.name.text} in …"`);
    return broken;
  }
  const def = scope.defs.get(callee.text);
  const fn = def ? undefined : scope.functions.get(callee.text);
  if (!def && !fn) {
    scope.unknown(callee.span, 'the function', callee.text, [
      ...scope.functions.keys(),
      ...quantifiers.keys(),
      ...questions.keys(),
      ...scope.defs.keys(),
    ]);
    return broken;
  }
  const params = fn
    ? fn.params
    : (def?.params ?? []).map((p) => ({ name: p.name.text, types: [namedType(p.type.text, p.list) ?? NEVER] }));
  const least = fn?.more ? 1 : params.length - (fn?.optional ?? 0);
  if (args.length < least || (args.length > params.length && !fn?.more)) {
    const wanted = params.map((param) => param.name).join(', ');
    scope.report(
      specDiagnostics.wrongType,
      expr.span,
      `${callee.text}(${wanted}) takes ${least} arguments, not ${args.length}`,
    );
    return broken;
  }
  const compiled = args.map((arg, i) => {
    const param = params[Math.min(i, params.length - 1)];
    const value = compileExpr(arg, scope);
    if (param && !param.types.some((type) => fits(value.type, type))) {
      const wanted = param.types.map(nameType).join(' or ');
      scope.report(
        specDiagnostics.wrongType,
        arg.span,
        `${param.name} of ${callee.text} must be ${wanted}, but this is ${nameType(value.type)}`,
      );
    }
    return value;
  });
  const codes = compiled.map((c) => c.code);
  const types = compiled.map((c) => c.type);
  if (fn) return { type: fn.result(types), code: fn.code(codes, types, wrap) };
  const result = def ? namedType(def.result.type.text, def.result.list) : undefined;
  return { type: result ?? NEVER, code: `${identifier(callee.text)}(${['t', ...codes].join(', ')})` };
}

function compileQuestion(expr: Of<'call'>, scope: Scope): Compiled {
  const [arg] = expr.args;
  const { text } = expr.callee;
  if (arg?.kind !== 'name' || expr.args.length > 1 || expr.binder) {
    scope.report(specDiagnostics.wrongType, expr.span, `${text}(…) takes one name`);
    return broken;
  }
  if (text === 'bits' && scope.variables.get(arg.name)?.type.kind === 'elem') {
    return { type: INT, code: `t.bits(${quote(arg.name)})` };
  }
  const known = text === 'has' ? scope.optionals : scope.elements;
  if (!known.has(arg.name)) {
    const what = text === 'has' ? 'the optional operand or attribute' : 'the element type variable';
    scope.unknown(arg.span, what, arg.name, known);
    return broken;
  }
  return { type: text === 'bits' ? INT : BOOL, code: `t.${text}(${quote(arg.name)})` };
}

function compileQuantifier(expr: Of<'call'>, scope: Scope): Compiled {
  const { callee, args, binder } = expr;
  const [arg] = args;
  if (callee.text === 'sum' && !binder && arg && args.length === 1) {
    return { type: DIM, code: `t.sum(${compileAs(arg, SHAPE, scope, 'the argument of sum').code})` };
  }
  if (!binder || !arg || args.length > 1) {
    scope.report(specDiagnostics.wrongType, expr.span, `write ${callee.text}(x in list, …)`);
    return broken;
  }
  const list = compileList(binder.list, scope);
  const inner = scope.with(binder.name.text, list.of);
  const name = identifier(binder.name.text);
  if (callee.text === 'sum') {
    const value = compileAs(arg, DIM, inner, 'what is summed');
    if (fits(value.type, INT))
      return { type: INT, code: `${list.code}.reduce((total, ${name}) => total + ${wrap(value.code)}, 0)` };
    return { type: DIM, code: `t.sum(${list.code}.map(${arrow(binder.name.text, value.code)}))` };
  }
  const test = compileAs(arg, CLAIM, inner, `the condition of ${callee.text}`);
  const type = fits(test.type, BOOL) ? BOOL : CLAIM;
  return {
    type,
    code: `${list.code}.${callee.text === 'all' ? 'every' : 'some'}(${arrow(binder.name.text, test.code)})`,
  };
}
