// The replacement of a rule: checked against the ops, compiled to the calls that describe it at run time.

import { specDiagnostics } from '../../diagnostics.js';
import type { Name } from '../../grammar/ast.js';
import type { Build, BuildAttr, Rewrite } from '../../grammar/rule-ast.js';
import { quote } from '../code-text.js';
import { compileExpr, compileItems } from '../compile-expr.js';
import { identifier, type Scope } from '../scope.js';
import type { CheckedOp } from '../spec.js';
import { FLOAT, fits, listOf, nameType, SHAPE } from '../value-type.js';
import { compileAttrValue } from './attr-value.js';
import type { BoundNames } from './bound-names.js';
import type { CheckedPart } from './checked-rule.js';
import { ruleDiagnostics } from './diagnostics.js';
import type { RuleContext } from './rule-context.js';

type NodeBuild = Extract<Build, { readonly kind: 'node' }>;

/** What `..name` of a pattern stands for. */
export interface RestOfOps {
  readonly names: readonly string[];
  /** The variable over ops whose attributes they are; a node of the same variable has all of them. */
  readonly variable: string | undefined;
}

/** What `..name` of patterns stand for, by name. */
export type RestAttrs = ReadonlyMap<string, RestOfOps>;

export class ReplacementCompiler {
  readonly #context: RuleContext;
  readonly #names: BoundNames;
  readonly #scope: Scope;
  readonly #rests: RestAttrs;
  readonly #parts: CheckedPart[] = [];
  readonly #lines = new Map<string, { readonly code: string; readonly name: Name; used: boolean }>();

  constructor(context: RuleContext, names: BoundNames, scope: Scope, rests: RestAttrs) {
    this.#context = context;
    this.#names = names;
    this.#scope = scope;
    this.#rests = rests;
  }

  /** `count`: how many results of the root are replaced. */
  compile(
    rewrite: Rewrite,
    count: number,
  ): { readonly made: readonly CheckedPart[]; readonly results: readonly string[] } {
    let last: readonly Name[] = [];
    for (const { names, value, span } of rewrite.lines) {
      const single = value.kind !== 'node';
      if (single && names.length !== 1) this.#fail(span, 'only a node has several results');
      if (value.kind === 'node') this.#checkResults(value, names);
      const part = identifier(`new_${names.find(({ text }) => text !== '_')?.text.slice(1) ?? 'node'}`);
      this.#parts.push({ identifier: part, code: this.#build(value) });
      names.forEach((name, i) => {
        if (name.text !== '_') this.#define(name, single || names.length === 1 ? part : `result(${part}, ${i})`);
      });
      last = names;
    }
    if (!rewrite.results && rewrite.lines.length === 0) this.#fail(rewrite.span, 'the replacement is missing');
    const results =
      rewrite.results?.map((build) => this.#build(build)) ?? last.flatMap((name) => this.#lineCode(name.text) ?? []);
    if (results.length !== count) {
      const message = `the pattern has ${count} result${count === 1 ? '' : 's'}, the replacement ${results.length}`;
      this.#fail(rewrite.span, message, 'name the results of the root: %q, %r = …');
    }
    for (const { name, used } of this.#lines.values()) {
      if (!used) this.#context.report(specDiagnostics.unusedName, name.span, `nothing uses ${name.text}`);
    }
    return { made: this.#parts, results };
  }

  #fail(span: Name['span'], message: string, hint?: string): void {
    this.#context.report(ruleDiagnostics.badReplacement, span, message, hint);
  }

  #define(name: Name, code: string): void {
    if (this.#names.all.has(name.text) || this.#lines.has(name.text)) {
      this.#context.report(specDiagnostics.duplicateName, name.span, `the value ${name.text} has a meaning already`);
    }
    this.#lines.set(name.text, { code, name, used: false });
  }

  #lineCode(name: string): string | undefined {
    const line = this.#lines.get(name);
    if (line) line.used = true;
    return line?.code;
  }

  #build(build: Build): string {
    switch (build.kind) {
      case 'node':
        return this.#node(build);
      case 'value':
        return this.#lineCode(build.name) ?? this.#take(build.name, build.span, 'value');
      case 'rest':
        return this.#take(build.name, build.span, 'list');
      case 'missing':
        return 'missing';
      case 'const':
        return this.#constant(build);
    }
  }

  #take(name: string, span: Build['span'], kind: 'value' | 'list'): string {
    const bound = this.#names.all.get(name);
    if (!bound) this.#unknown(name, span);
    else if ((bound.type.kind === 'list') !== (kind === 'list')) {
      const hint = kind === 'list' ? `write ${name}` : `write ..${name}`;
      this.#fail(span, `${name} is ${kind === 'list' ? 'one value' : 'a list of values'}`, hint);
    }
    return `${kind === 'list' ? 'takeAll' : 'take'}(${quote(name)})`;
  }

  #unknown(name: string, span: Build['span']): void {
    if (this.#names.partial.has(name)) {
      this.#context.report(ruleDiagnostics.unboundName, span, `only some alternatives of the pattern bind ${name}`);
      return;
    }
    const values = [...this.#names.all.keys(), ...this.#lines.keys()].filter((key) => key.startsWith('%'));
    this.#scope.unknown(span, 'the value', name, values, 'the pattern and earlier lines bind values');
  }

  #constant({ type, value }: Extract<Build, { readonly kind: 'const' }>): string {
    const { world } = this.#context;
    const { elem, shape } = type;
    let element = quote(elem.text);
    if (!world.elements.has(elem.text)) {
      const bound = this.#names.all.get(elem.text);
      if (!bound?.element) {
        const hint = 'an element type, or a variable of a type in the pattern: %x: T';
        this.#scope.unknown(elem.span, 'the element type', elem.text, world.elements, hint);
      }
      element = bound?.code ?? 'undefined';
    }
    if (!shape) this.#fail(type.span, 'a constant has a shape', `write ${elem.text}[] for a single number`);
    const sizes = compileItems(shape ?? [], this.#scope);
    if (!fits(sizes.type, SHAPE)) {
      this.#context.report(
        specDiagnostics.wrongType,
        type.span,
        `a shape is a list of sizes, not ${nameType(sizes.type)}`,
      );
    }
    const number = compileExpr(value, this.#scope);
    if (!fits(number.type, FLOAT) && !fits(number.type, listOf(FLOAT))) {
      const message = `the value of a constant must be a number or a list of numbers, but this is ${nameType(number.type)}`;
      this.#context.report(specDiagnostics.wrongType, value.span, message);
    }
    const parameter = /(?<![\w'])t\./.test(`${element} ${sizes.code} ${number.code}`) ? '(t)' : '()';
    return `constant(${parameter} => ({ elem: ${element}, shape: [${sizes.code}], value: ${number.code} }))`;
  }

  #node(build: NodeBuild): string {
    const ops = this.#context.ops(build.op);
    this.#checkOperands(build, ops);
    const operands = build.operands.map((operand) => this.#build(operand));
    const attrs = build.attrs.map((attr) => this.#attr(attr, build.op, ops)).filter((code) => code !== '');
    this.#checkRequired(build, ops);
    const variable = this.#context.variables.has(build.op.text);
    const op = variable ? `(t) => t.op(${quote(build.op.text)})` : quote(build.op.text);
    const parameter = attrs.some((code) => /(?<![\w'])t\./.test(code)) ? '(t)' : '()';
    const args = [
      op,
      `[${operands.join(', ')}]`,
      ...(attrs.length > 0 ? [`${parameter} => ({ ${attrs.join(', ')} })`] : []),
    ];
    return `make(${args.join(', ')})`;
  }

  #checkOperands({ operands, span }: NodeBuild, ops: readonly CheckedOp[]): void {
    const spread = operands.findIndex(({ kind }) => kind === 'rest');
    for (const op of ops) {
      const variadic = op.operands.some(({ arity }) => arity === 'variadic');
      const needed = op.operands.filter(({ arity }) => arity === 'one').length;
      // How many a list stands for is what the pattern found; it may be none.
      const listed = operands.filter(({ kind }) => kind !== 'rest').length;
      if (!variadic && listed > op.operands.length) {
        this.#fail(span, `${op.name} has at most ${op.operands.length} operands, not ${listed}`);
      } else if (spread < 0 && operands.length < needed) {
        const missing = op.operands.slice(operands.length, needed).map((operand) => operand.name);
        this.#fail(span, `${op.name} has more operands: ${missing.join(', ')}`);
      }
      (spread < 0 ? operands : operands.slice(0, spread)).forEach((operand, i) => {
        const optional = operand.kind === 'value' && this.#names.all.get(operand.name)?.optional === true;
        if ((operand.kind !== 'missing' && !optional) || op.operands[i]?.arity === 'optional') return;
        this.#fail(operand.span, `operand ${op.operands[i]?.name ?? i} of ${op.name} must not be missing`);
      });
      if (op.regions.length > 0) this.#fail(span, `${op.name} has regions, which rules cannot write`);
    }
  }

  #checkResults({ op: name, span }: NodeBuild, names: readonly Name[]): void {
    for (const op of this.#context.ops(name)) {
      const variadic = op.results.some(({ arity }) => arity === 'variadic');
      if (!variadic && names.length > op.results.length) {
        this.#fail(span, `${op.name} has ${op.results.length} results, not ${names.length}`);
      }
    }
  }

  #attr(attr: BuildAttr, made: Name, ops: readonly CheckedOp[]): string {
    if (attr.kind === 'rest') {
      const rest = this.#rests.get(attr.name.text);
      if (!rest) {
        this.#scope.unknown(attr.name.span, 'the attributes', attr.name.text, this.#rests.keys());
        return '';
      }
      for (const op of rest.variable === made.text ? [] : ops) {
        const strange = rest.names.filter((name) => !op.attrs.some((entry) => entry.name === name));
        if (strange.length > 0) this.#fail(attr.name.span, `${op.name} has no attribute ${strange.join(', ')}`);
      }
      return `...t.rest(${quote(attr.name.text)})`;
    }
    const { name, value } = attr;
    const found = this.#context.attr(ops, name);
    if (!found) return '';
    // A name that may be missing goes where the attribute may be missing.
    const bound = value.kind === 'name' ? this.#names.all.get(value.name) : undefined;
    if (found.optional && value.kind === 'name' && bound?.optional)
      return `${name.text}: t.maybe(${quote(value.name)})`;
    return `${name.text}: ${compileAttrValue(value, found, this.#context, this.#scope)}`;
  }

  #checkRequired({ attrs, span }: NodeBuild, ops: readonly CheckedOp[]): void {
    const given = new Set(
      attrs.flatMap((attr) =>
        attr.kind === 'attr' ? [attr.name.text] : (this.#rests.get(attr.name.text)?.names ?? []),
      ),
    );
    for (const op of ops) {
      for (const { name, optional, default: fallback } of op.attrs) {
        if (optional || fallback !== undefined || given.has(name)) continue;
        this.#fail(span, `the attribute ${name} of ${op.name} is missing`);
      }
    }
  }
}
