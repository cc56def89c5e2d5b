// Checks one op or instruction and compiles its inference. Names are bound in reading order: attributes are known everywhere,
// operands bind dims, ranks and element types from left to right, then `let` and `require` in the order they stand.

import type { Diagnostics } from '@afterglow/core';
import { specDiagnostics } from '../diagnostics.js';
import type { Name, OpDecl, OperandDecl, TypeExpr } from '../grammar/ast.js';
import { attrKinds, attrType, checkAttr } from './check-attrs.js';
import { checkAlias, checkCounts, checkInplace, checkNames, checkOrder, checkTraits } from './check-signature.js';
import { arrow, balanced, mentions, quote } from './code-text.js';
import { compileAs, compileExpr, compileItems } from './compile-expr.js';
import { closest, identifier, Scope } from './scope.js';
import type { CheckedAttr, CheckedOp, CheckedOperand, World } from './spec.js';
import { CLAIM, DIM, fits, INT, listOf, SHAPE, type ValueType } from './value-type.js';

interface Binding {
  readonly kind: 'dim' | 'shape' | 'shapes';
  /** The optional operands that bind it, when no required one does: reading it may fail. */
  readonly needs: readonly string[] | undefined;
}

const bindingType: Readonly<Record<Binding['kind'], ValueType>> = { dim: DIM, shape: SHAPE, shapes: listOf(SHAPE) };

class OpChecker {
  readonly decl: OpDecl;
  readonly world: World;
  readonly attrs: CheckedAttr[] = [];
  readonly bindings = new Map<string, Binding>();
  readonly elementVariables = new Set<string>();
  readonly wholeVariables = new Set<string>();
  readonly concrete = new Set<string>();
  readonly scope: Scope;
  /** What is read: operands of an op, buffers an instruction reads (and perhaps also writes). */
  readonly inputs: readonly OperandDecl[];
  /** What is made: results of an op, buffers an instruction only writes. */
  readonly outputs: readonly OperandDecl[];

  constructor(decl: OpDecl, world: World, diagnostics: Diagnostics) {
    this.decl = decl;
    this.world = world;
    const instr = decl.kind === 'instr';
    this.inputs = instr ? decl.operands.filter((operand) => operand.mode !== 'out') : decl.operands;
    this.outputs = instr ? decl.operands.filter((operand) => operand.mode === 'out') : decl.results;
    const optionals = new Set([
      ...decl.operands.filter((operand) => operand.optional).map((operand) => operand.name.text),
      ...decl.attrs.filter((attr) => attr.optional).map((attr) => attr.name.text),
    ]);
    this.scope = new Scope(decl.source, diagnostics, world.defs, optionals, this.elementVariables);
  }

  check(family: string): CheckedOp {
    const { decl } = this;
    checkNames(decl, this.scope);
    for (const attr of decl.attrs) {
      const checked = checkAttr(attr, this.scope, this.world);
      if (!checked) continue;
      this.attrs.push(checked);
      // Patterns of operands read attributes in place; the body gets constants (see `constants`).
      const needs = checked.optional ? { needs: [checked.name] } : {};
      this.scope.variables.set(checked.name, { type: attrType(checked), code: this.readAttr(checked), ...needs });
    }
    for (const list of [this.inputs, this.outputs]) checkOrder(list, this.scope);
    checkCounts(decl, this.outputs, this.scope);
    checkTraits(decl, this.world, this.scope);
    const [alias, inplace] = [checkAlias(decl, this.scope), checkInplace(decl, this.scope)];
    const body = decl.extension ? this.checkBare() : this.compileBody();
    return {
      name: decl.name.text,
      kind: decl.kind,
      family,
      doc: decl.doc,
      operands: decl.operands.map(checkedOperand),
      results: decl.results.map(checkedOperand),
      attrs: this.attrs,
      regions: decl.regions.map((region) => ({ name: region.name.text, doc: region.doc })),
      traits: [...new Set(decl.traits.map((trait) => trait.text))].sort(),
      alias,
      inplace,
      body: decl.kind === 'op' ? body : undefined,
      declaration: decl,
    };
  }

  /** An extension computes types in TypeScript and only declares here. */
  checkBare(): undefined {
    const { extension, statements } = this.decl;
    const [first] = statements;
    if (extension && first) {
      const span = first.kind === 'let' ? first.name.span : first.span;
      this.scope.report(
        specDiagnostics.badExtension,
        span,
        'an extension computes everything in TypeScript; let, require and work have no effect',
      );
    }
    for (const operand of this.inputs) if (operand.type.shape) this.pattern(operand);
    this.constraints();
    return undefined;
  }

  compileBody(): string[] {
    const { decl, scope } = this;
    const head = [
      ...this.inputs.map((operand) => this.matchOperand(operand)),
      ...this.concreteElements(),
      ...this.constraints(),
    ];
    this.openBindings();
    const rest: string[] = [];
    for (const attr of decl.attrs) {
      const length = attr.list?.length;
      if (!length || length.kind === 'number') continue;
      rest.push(`t.length(${quote(attr.name.text)}, ${compileAs(length, INT, scope, 'a length').code});`);
    }
    let worked = false;
    for (const statement of decl.statements) {
      if (statement.kind === 'work') {
        if (worked) scope.report(specDiagnostics.duplicateName, statement.span, 'the work of an op is stated once');
        worked = true;
        // A function: whoever only wants types does not pay for the arithmetic.
        rest.push(`t.work(() => ${compileAs(statement.value, DIM, scope, 'the work').code});`);
        continue;
      }
      if (statement.kind === 'require') {
        const test = compileAs(statement.test, CLAIM, scope, 'what is required');
        rest.push(`t.require(${test.code}, ${quote(statement.message)});`);
        continue;
      }
      const { name, value } = statement;
      const compiled = compileExpr(value, scope);
      if (scope.variables.has(name.text)) {
        scope.report(specDiagnostics.duplicateName, name.span, `the name ${name.text} is bound already`);
      }
      scope.variables.set(name.text, { type: compiled.type, code: identifier(name.text) });
      rest.push(`const ${identifier(name.text)} = ${compiled.code};`);
    }
    if (decl.alias?.at) {
      const { code } = compileAs(decl.alias.at, listOf(SHAPE), scope, 'where parts begin');
      rest.push(`t.parts(() => ${code});`);
    }
    rest.push(`return [${this.outputs.map((result, index) => this.resultType(result, index)).join(', ')}];`);
    this.checkUsed(rest);
    return [...head, ...this.constants(rest), ...rest];
  }

  /** A `let` that nothing reads is a slip, and would not pass the compiler of the generated code either. */
  checkUsed(lines: readonly string[]): void {
    for (const statement of this.decl.statements) {
      if (statement.kind !== 'let') continue;
      const { text, span } = statement.name;
      const others = lines.filter((line) => !line.startsWith(`const ${identifier(text)} = `));
      if (!mentions(others.join('\n'), text))
        this.scope.report(specDiagnostics.unusedName, span, `nothing uses ${text}`);
    }
  }

  /** Constants for what the body reads: dims and ranks of operands, attributes. */
  constants(rest: readonly string[]): string[] {
    const text = rest.join('\n');
    const used = (name: string) => mentions(text, name);
    const lines: string[] = [];
    for (const attr of this.attrs) {
      if (!attr.optional && used(attr.name)) lines.push(`const ${identifier(attr.name)} = ${this.readAttr(attr)};`);
    }
    for (const [name, binding] of this.bindings) {
      if (!binding.needs && used(name)) lines.push(`const ${identifier(name)} = t.${binding.kind}(${quote(name)});`);
    }
    return lines;
  }

  readAttr(attr: CheckedAttr): string {
    return `t.${attrKinds[attr.kind][attr.list ? 'many' : 'one']}(${quote(attr.name)})`;
  }

  /** From here on, names of attributes and operands compile to constants; optional ones are read in place. */
  openBindings(): void {
    for (const attr of this.attrs) {
      if (!attr.optional) this.scope.variables.set(attr.name, { type: attrType(attr), code: identifier(attr.name) });
    }
    for (const [name, { kind, needs }] of this.bindings) {
      const code = needs ? `t.${kind}(${quote(name)})` : identifier(name);
      this.scope.variables.set(name, { type: bindingType[kind], code, ...(needs ? { needs } : {}) });
    }
  }

  matchOperand(operand: OperandDecl): string {
    const { name, type, variadic } = operand;
    const quoted = quote(name.text);
    if (!type.shape) {
      this.wholeVariables.add(type.elem.text);
      return `t.whole(${quoted}, ${quote(type.elem.text)});`;
    }
    const pattern = this.pattern(operand);
    const elem = quote(type.elem.text);
    return variadic ? `t.variadic(${quoted}, ${elem}, ${pattern});` : `t.operand(${quoted}, ${elem}, [${pattern}]);`;
  }

  bind(name: Name, kind: Binding['kind'], operand: OperandDecl): void {
    const before = this.bindings.get(name.text);
    if (before && before.kind !== kind) {
      const message = `${name.text} is one dim in one place and several in another`;
      this.scope.report(specDiagnostics.badOperand, name.span, message);
      return;
    }
    const needs =
      !operand.optional || (before && !before.needs) ? undefined : [...(before?.needs ?? []), operand.name.text];
    this.bindings.set(name.text, { kind, needs });
    this.scope.variables.set(name.text, { type: bindingType[kind], code: `t.${kind}(${quote(name.text)})` });
  }

  /** Code of a shape pattern; binds its names. */
  pattern(operand: OperandDecl): string {
    const { scope } = this;
    const { type, variadic, name } = operand;
    this.elementOf(type, true);
    const items = type.shape ?? [];
    let spreads = 0;
    const codes = items.map((item) => {
      const { value } = item;
      const attr = value.kind === 'name' && this.attrs.some((candidate) => candidate.name === value.name);
      if (item.spread) spreads++;
      if (value.kind === 'name' && !attr) {
        const kind = item.spread ? (variadic ? 'shapes' : 'shape') : 'dim';
        this.bind({ text: value.name, span: value.span }, kind, operand);
        return quote(item.spread && !variadic ? `..${value.name}` : value.name);
      }
      return compileAs(value, item.spread ? SHAPE : DIM, scope, 'a size').code;
    });
    if (variadic && (items.length !== 1 || spreads !== 1 || items[0]?.value.kind !== 'name')) {
      scope.report(
        specDiagnostics.badOperand,
        type.span,
        `each ${name.text} has its own shape: write ${type.elem.text}[..S]`,
      );
    }
    if (spreads > 1)
      scope.report(specDiagnostics.badOperand, type.span, 'a shape can have only one ".." part: where would it end?');
    return codes.join(', ');
  }

  /** Registers the element type of an operand: a variable, or an element type by name. */
  elementOf(type: TypeExpr, operand: boolean): 'concrete' | 'variable' | 'attribute' {
    const { text, span } = type.elem;
    if (this.world.elements.has(text)) {
      if (type.real)
        this.scope.report(specDiagnostics.wrongType, span, `${text} is no variable, so real(${text}) says nothing`);
      if (operand) this.concrete.add(text);
      return 'concrete';
    }
    const attr = this.attrs.find((candidate) => candidate.name === text);
    if (attr && !operand) {
      if ((attr.kind !== 'elem' && attr.kind !== 'type') || attr.list) {
        this.scope.report(
          specDiagnostics.wrongType,
          span,
          `${text} is an attribute of kind ${attr.kind}, not an element type`,
        );
      }
      return 'attribute';
    }
    if (operand) {
      if (type.real) this.scope.report(specDiagnostics.badOperand, span, 'real(…) is for results');
      // A lower-case word of an element type's form is more likely a slip than a variable.
      const near = /^[a-z]/.test(text) ? closest(text, this.world.elements) : undefined;
      if (/^[a-z]/.test(text)) {
        const hint = near ? `did you mean ${near}?` : 'variables start with a capital letter';
        this.scope.report(specDiagnostics.unknownType, span, `there is no element type ${text}`, hint);
      }
      this.elementVariables.add(text);
    } else if (!this.elementVariables.has(text)) {
      const near = closest(text, [...this.elementVariables, ...(/^[a-z]/.test(text) ? this.world.elements : [])]);
      const hint = near ? `did you mean ${near}?` : 'operands bind element types: x: T[N]';
      this.scope.report(
        specDiagnostics.unknownType,
        span,
        `the type variable ${text} is not bound by any operand`,
        hint,
      );
    }
    return 'variable';
  }

  concreteElements(): string[] {
    return [...this.concrete].map((name) => `t.elements(${quote(name)}, ${quote(name)}, [${quote(name)}]);`);
  }

  constraints(): string[] {
    const { scope, world } = this;
    const constrained = new Set<string>();
    return this.decl.constraints.flatMap(({ name, kind, words }) => {
      const attr = this.attrs.find((candidate) => candidate.name === name.text);
      const isAttr = kind === 'in' && attr?.kind === 'elem' && !attr.list;
      if (!isAttr && !this.elementVariables.has(name.text)) {
        const message = `the type variable ${name.text} is not bound by any operand`;
        const near = closest(name.text, this.elementVariables);
        scope.report(specDiagnostics.unknownType, name.span, message, near ? `did you mean ${near}?` : undefined);
      }
      if (constrained.has(name.text)) {
        scope.report(
          specDiagnostics.duplicateName,
          name.span,
          `${name.text} is constrained twice`,
          'write one set: T in { a, b }',
        );
      }
      constrained.add(name.text);
      const [first] = words;
      if (kind === 'like') {
        if (first && !this.elementVariables.has(first.text)) {
          scope.report(
            specDiagnostics.unknownType,
            first.span,
            `the type variable ${first.text} is not bound by any operand`,
          );
        }
        return [`t.elementLike(${quote(name.text)}, ${quote(first?.text ?? '')});`];
      }
      for (const word of words) {
        if (world.elements.has(word.text) || world.classes.has(word.text) || word.text === 'quantized') continue;
        const near = closest(word.text, [...world.elements, ...world.classes.keys(), 'quantized']);
        const message = `there is no element type or class ${word.text}`;
        scope.report(specDiagnostics.unknownType, word.span, message, near ? `did you mean ${near}?` : undefined);
      }
      const method = isAttr ? 'elementAttr' : 'elements';
      return [`t.${method}(${quote(name.text)}, ${quote(this.setLabel(words))}, ${this.setCode(words)});`];
    });
  }

  setLabel(words: readonly Name[]): string {
    const texts = words.map((word) => word.text);
    return texts.length === 1 ? (texts[0] ?? '') : `{ ${texts.join(', ')} }`;
  }

  setCode(words: readonly Name[]): string {
    const [first] = words;
    if (words.length === 1 && first && this.world.classes.has(first.text)) return `elementClasses.${first.text}`;
    return `[${words.map((w) => (this.world.classes.has(w.text) ? `...elementClasses.${w.text}` : quote(w.text))).join(', ')}]`;
  }

  resultType(result: OperandDecl, index: number): string {
    if (!result.each) return this.typeCode(result.type, this.scope, index);
    const { name, list } = result.each;
    const compiled = compileExpr(list, this.scope);
    if (compiled.type.kind !== 'list') {
      this.scope.report(specDiagnostics.wrongType, list.span, 'one result an entry needs a list');
      return '';
    }
    const inner = this.scope.with(name.text, compiled.type.of);
    return `...${compiled.code}.map(${arrow(name.text, this.typeCode(result.type, inner, index))})`;
  }

  typeCode(type: TypeExpr, scope: Scope, index: number): string {
    const { text, span } = type.elem;
    if (!type.shape) {
      if (this.wholeVariables.has(text)) return `t.wholeType(${quote(text)})`;
      scope.report(
        specDiagnostics.unknownType,
        span,
        `the type ${text} is not bound by any operand`,
        `a tensor has a shape: ${text}[]`,
      );
      return '';
    }
    const kind = this.elementOf(type, false);
    const items = compileItems(type.shape, scope);
    if (!fits(items.type, SHAPE)) {
      scope.report(specDiagnostics.wrongType, type.span, 'a shape holds dims');
    }
    const [only] = type.shape;
    const bare = type.shape.length === 1 && only?.spread && !items.code.slice(3).includes('...');
    const shape = bare
      ? items.code.slice(3).replace(/^\((.*)\)$/s, (all, inner) => (balanced(inner) ? inner : all))
      : `[${items.code}]`;
    if (kind === 'concrete') return `t.plain(${quote(text)}, ${shape})`;
    if (kind === 'attribute') {
      const attr = this.attrs.find((candidate) => candidate.name === text);
      return attr?.kind === 'type' ? `t.typed(${quote(text)}, ${shape})` : `t.plain(${identifier(text)}, ${shape})`;
    }
    if (type.real) return `t.real(${quote(text)}, ${shape})`;
    return this.decl.encoding ? `t.encoded(${quote(text)}, ${shape}, ${index})` : `t.tensor(${quote(text)}, ${shape})`;
  }
}

function checkedOperand(operand: OperandDecl): CheckedOperand {
  const arity = operand.variadic ? 'variadic' : operand.optional ? 'optional' : 'one';
  return { name: operand.name.text, doc: operand.doc, arity, mode: operand.mode };
}

/** Checks `decl` and compiles its inference. Errors are in `diagnostics`; the result is then only good for further checks. */
export function checkOp(decl: OpDecl, family: string, world: World, diagnostics: Diagnostics): CheckedOp {
  return new OpChecker(decl, world, diagnostics).check(family);
}
