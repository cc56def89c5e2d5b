// Second walk over a pattern: checks it against the ops and compiles it to the calls that make the same pattern at run time.

import { specDiagnostics } from '../../diagnostics.js';
import type { Expr, Name, TypeExpr } from '../../grammar/ast.js';
import type { MatchDecl, NodePattern, Pattern } from '../../grammar/rule-ast.js';
import { quote } from '../code-text.js';
import { compileExpr } from '../compile-expr.js';
import { identifier, type Scope } from '../scope.js';
import type { CheckedOp } from '../spec.js';
import { DIM, fits, nameType, SHAPE } from '../value-type.js';
import { compileAttrValue } from './attr-value.js';
import type { BoundNames } from './bound-names.js';
import type { CheckedPart } from './checked-rule.js';
import { isBinder } from './collect-names.js';
import { ruleDiagnostics } from './diagnostics.js';
import type { RuleContext } from './rule-context.js';

/** What one `match` compiles to. */
export interface CompiledMatch {
  readonly parts: readonly CheckedPart[];
  readonly root: string;
  readonly rootOps: readonly CheckedOp[];
  /** Results of the root that are replaced. */
  readonly results: number;
}

export class PatternCompiler {
  readonly #context: RuleContext;
  readonly #names: BoundNames;
  readonly #scope: Scope;
  /** Lines by the values they define, with the name of their constant in the generated code. */
  readonly #lines = new Map<string, { readonly identifier: string; used: boolean; readonly name: Name }>();
  readonly #seen = new Set<string>();

  constructor(context: RuleContext, names: BoundNames) {
    this.#context = context;
    this.#names = names;
    this.#scope = context.scope(names);
  }

  match(decl: MatchDecl, suffix: string): CompiledMatch {
    const parts: CheckedPart[] = [];
    const last = decl.lines.length - 1;
    let root = 'undefined';
    let rootOps: readonly CheckedOp[] = [];
    decl.lines.forEach((line, i) => {
      const code = this.#pattern(line.pattern, line.names);
      if (i === last) {
        root = code;
        rootOps = this.#rootOps(line.pattern);
      } else {
        const name = identifier(`${line.names.find(({ text }) => text !== '_')?.text.slice(1) ?? 'line'}${suffix}`);
        parts.push({ identifier: name, code });
        this.#define(line.names, name);
      }
    });
    for (const [value, { used, name }] of this.#lines) {
      if (!used) this.#context.report(ruleDiagnostics.badPattern, name.span, `nothing in the pattern reads ${value}`);
    }
    return { parts, root, rootOps, results: Math.max(1, decl.lines[last]?.names.length ?? 0) };
  }

  #define(names: readonly Name[], part: string): void {
    const values = names.filter(({ text }) => text !== '_');
    const shared = { used: false };
    for (const name of values) {
      if (this.#seen.has(name.text)) {
        const message = `${name.text} is defined after it is used`;
        this.#context.report(ruleDiagnostics.badPattern, name.span, message, 'a line stands before those that read it');
      }
      // One read result is enough: the others of the same node are bound with it.
      this.#lines.set(name.text, {
        identifier: part,
        name,
        get used() {
          return shared.used;
        },
        set used(used: boolean) {
          shared.used = used;
        },
      });
    }
  }

  #rootOps(pattern: Pattern): readonly CheckedOp[] {
    if (pattern.kind === 'node') return this.#known(pattern);
    if (pattern.kind === 'either') return pattern.of.flatMap((one) => this.#rootOps(one));
    this.#context.report(ruleDiagnostics.badPattern, pattern.span, 'a pattern starts at a node, such as add(%x, %y)');
    return [];
  }

  #known({ op }: NodePattern): readonly CheckedOp[] {
    const { variables, world } = this.#context;
    const one = world.ops.get(op.text);
    return variables.get(op.text) ?? (one ? [one] : []);
  }

  #pattern(pattern: Pattern, results: readonly Name[] = []): string {
    switch (pattern.kind) {
      case 'node':
        return this.#node(pattern, results);
      case 'value': {
        const { name, constant, type } = pattern;
        const line = this.#lines.get(name);
        this.#seen.add(name);
        if (line) {
          line.used = true;
          if (constant || type || pattern.optional) {
            this.#context.report(ruleDiagnostics.badPattern, pattern.span, `${name} is a node of the pattern already`);
          }
          return `line(${quote(name)}, ${line.identifier})`;
        }
        const more = [
          ...(constant ? ['constant: true'] : []),
          ...(pattern.optional ? ['optional: true'] : []),
          ...(type ? [`type: ${this.#type(type)}`] : []),
        ];
        return `value(${[quote(name), ...(more.length > 0 ? [`{ ${more.join(', ')} }`] : [])].join(', ')})`;
      }
      case 'number':
        return `${pattern.about ? 'about' : 'number'}(${Object.is(pattern.value, -0) ? '-0' : pattern.value})`;
      case 'uniform':
        return `uniform(${quote(pattern.name.text)})`;
      case 'any':
        return 'anything';
      case 'rest':
        return `rest(${quote(pattern.name)})`;
      case 'either':
        return `either(${pattern.of.map((one) => this.#pattern(one, results)).join(', ')})`;
    }
  }

  #node(pattern: NodePattern, results: readonly Name[]): string {
    const ops = this.#context.ops(pattern.op);
    this.#checkOperands(pattern, ops);
    this.#checkResults(pattern, ops, results);
    const operands = pattern.operands.map((operand) => this.#pattern(operand));
    const attrs = this.#attrs(pattern, ops);
    const variable = this.#context.variables.has(pattern.op.text);
    const more = [
      ...(variable ? [`variable: ${quote(pattern.op.text)}`] : []),
      ...(results.length > 0 ? [`results: [${results.map(({ text }) => quote(text)).join(', ')}]`] : []),
      ...(attrs.length > 0 ? [`attrs: { ${attrs.join(', ')} }`] : []),
      ...(pattern.rest ? [`rest: ${pattern.rest.name ? quote(pattern.rest.name.text) : 'true'}`] : []),
      ...(pattern.shared ? ['shared: true'] : []),
      ...(pattern.ordered ? ['ordered: true'] : []),
      ...(pattern.type ? [`type: ${this.#type(pattern.type)}`] : []),
    ];
    const names = [...new Set(ops.map((op) => op.name))];
    const op = names.length === 1 ? quote(names[0] ?? '') : `[${names.map(quote).join(', ')}]`;
    const args = [op, `[${operands.join(', ')}]`, ...(more.length > 0 ? [`{ ${more.join(', ')} }`] : [])];
    return `node(${args.join(', ')})`;
  }

  #checkOperands({ op: name, operands, span }: NodePattern, ops: readonly CheckedOp[]): void {
    const fail = (at: Pattern['span'], message: string) =>
      this.#context.report(ruleDiagnostics.badPattern, at, message);
    const rest = operands.findIndex((operand) => operand.kind === 'rest');
    const restPattern = operands[rest];
    if (restPattern && rest < operands.length - 1)
      fail(restPattern.span, 'nothing can stand behind the operands that are left');
    const listed = rest < 0 ? operands : operands.slice(0, rest);
    for (const op of ops) {
      const variadic = op.operands.some(({ arity }) => arity === 'variadic');
      const needed = op.operands.filter(({ arity }) => arity === 'one').length;
      if (!variadic && listed.length > op.operands.length) {
        fail(span, `${op.name} has at most ${op.operands.length} operands, not ${listed.length}`);
      } else if (rest < 0 && listed.length < needed) {
        const missing = op.operands.slice(listed.length, needed).map((operand) => operand.name);
        fail(span, `${op.name} has more operands: ${missing.join(', ')}`);
      }
      listed.forEach((operand, i) => {
        if (operand.kind !== 'value' || !operand.optional || op.operands[i]?.arity === 'optional') return;
        fail(operand.span, `operand ${i} of ${op.name} is never missing; drop the ?`);
      });
      if (op.regions.length > 0) fail(name.span, `${op.name} has regions, which patterns cannot see`);
    }
  }

  #checkResults({ span }: NodePattern, ops: readonly CheckedOp[], results: readonly Name[]): void {
    for (const op of ops) {
      const variadic = op.results.some(({ arity }) => arity === 'variadic');
      if (variadic || results.length <= op.results.length) continue;
      const message = `${op.name} has ${op.results.length} results, not ${results.length}`;
      this.#context.report(ruleDiagnostics.badPattern, span, message);
    }
    const seen = new Set<string>();
    for (const { text, span: at } of results) {
      if (text !== '_' && seen.has(text)) {
        this.#context.report(specDiagnostics.duplicateName, at, `the value ${text} is named twice`);
      }
      seen.add(text);
    }
  }

  #attrs(pattern: NodePattern, ops: readonly CheckedOp[]): string[] {
    const listed = new Set(pattern.attrs.map(({ name }) => name.text));
    for (const op of pattern.rest ? [] : ops) {
      for (const { name, optional, default: fallback } of op.attrs) {
        if (listed.has(name) || optional || fallback !== undefined) continue;
        const message = `the pattern does not say what ${name} of ${op.name} is`;
        const hint = `write {${name} = …}, with a value or a new name, or {..} where it does not matter`;
        this.#context.report(ruleDiagnostics.badPattern, pattern.span, message, hint);
      }
    }
    return pattern.attrs.flatMap(({ name, value, optional }) => {
      const attr = this.#context.attr(ops, name);
      if (!attr) return [];
      if (value.kind === 'name' && isBinder(value, attr, this.#context, this.#names)) {
        if (optional && !attr.optional) {
          const message = `the attribute ${name.text} is never missing; drop the ?`;
          this.#context.report(ruleDiagnostics.badPattern, value.span, message);
        }
        return [`${name.text}: ${optional ? 'bindOptional' : 'bind'}(${quote(value.name)})`];
      }
      const code = compileAttrValue(value, attr, this.#context, this.#scope);
      return [`${name.text}: ${isLiteral(value, this.#names) ? `is(${code})` : `equal((t) => ${code})`}`];
    });
  }

  #type({ elem, shape }: TypeExpr): string {
    const { world } = this.#context;
    const parts: string[] = [];
    if (world.elements.has(elem.text)) parts.push(`elem: ${quote(elem.text)}`);
    else if (world.classes.has(elem.text)) parts.push(`in: elementClasses.${elem.text}`);
    else parts.push(`variable: ${quote(elem.text)}`);
    if (shape) {
      const spreads = shape.filter(({ spread }) => spread);
      if (spreads.length > 1) {
        const [, second] = spreads;
        this.#context.report(
          ruleDiagnostics.badPattern,
          second?.value.span ?? elem.span,
          'a shape has at most one part with ..',
        );
      }
      parts.push(`shape: [${shape.map(({ spread, value }) => this.#size(spread, value)).join(', ')}]`);
    }
    return `{ ${parts.join(', ')} }`;
  }

  #size(spread: boolean, value: Expr): string {
    if (value.kind === 'name') return quote(`${spread ? '..' : ''}${value.name}`);
    const wanted = spread ? SHAPE : DIM;
    const compiled = compileExpr(value, this.#scope);
    if (!fits(compiled.type, wanted)) {
      const message = `${spread ? 'what follows ..' : 'a size'} must be ${nameType(wanted)}, but this is ${nameType(compiled.type)}`;
      this.#context.report(specDiagnostics.wrongType, value.span, message);
    }
    if (spread) {
      this.#context.report(
        ruleDiagnostics.badPattern,
        value.span,
        'what follows .. in a pattern is a name',
        'compare the shape in a where',
      );
    }
    return value.kind === 'number' ? compiled.code : `(t) => ${compiled.code}`;
  }
}

/** True for an expression without names: its value is data. */
function isLiteral(expr: Expr, names: BoundNames): boolean {
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return true;
    case 'name':
      // A word of an enum or an element type; names that are bound were told apart before.
      return !names.all.has(expr.name);
    case 'unary':
      return isLiteral(expr.value, names);
    case 'list':
      return expr.items.every((item) => !item.spread && isLiteral(item.value, names));
    default:
      return false;
  }
}
