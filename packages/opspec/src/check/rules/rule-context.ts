// What the checks of one rule share: ops, element types, variables over ops, and where problems go.

import type { DiagnosticSpec, Diagnostics } from '@afterglow/core';
import { locate, type SourceText, type Span } from '@afterglow/syntax';
import { specDiagnostics, type Told } from '../../diagnostics.js';
import type { DefDecl, Name } from '../../grammar/ast.js';
import { quote } from '../code-text.js';
import type { SpecFunction } from '../functions.js';
import { closest, Scope } from '../scope.js';
import type { CheckedAttr, CheckedOp } from '../spec.js';
import type { BoundNames } from './bound-names.js';

export interface RuleWorld {
  readonly ops: ReadonlyMap<string, CheckedOp>;
  readonly elements: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly functions: ReadonlyMap<string, SpecFunction>;
}

export class RuleContext {
  readonly world: RuleWorld;
  readonly source: SourceText;
  readonly diagnostics: Diagnostics;
  readonly defs: ReadonlyMap<string, DefDecl>;
  /** Ops that a variable of the rule stands for. */
  readonly variables = new Map<string, readonly CheckedOp[]>();

  constructor(world: RuleWorld, source: SourceText, diagnostics: Diagnostics, defs: ReadonlyMap<string, DefDecl>) {
    this.world = world;
    this.source = source;
    this.diagnostics = diagnostics;
    this.defs = defs;
  }

  report(spec: DiagnosticSpec<Told>, span: Span, message: string, hint?: string): void {
    this.diagnostics.report(spec, { message, hint }, { location: locate(this.source, span) });
  }

  /** The op of a name, reported when there is none. */
  op(name: Name): CheckedOp | undefined {
    const op = this.world.ops.get(name.text);
    if (op) return op;
    const near = closest(name.text, this.world.ops.keys());
    const hint = near === undefined ? undefined : `did you mean ${near}?`;
    this.report(specDiagnostics.unknownName, name.span, `the op ${name.text} is unknown`, hint);
    return undefined;
  }

  /** The ops that a name in a pattern or replacement may mean. */
  ops(name: Name): readonly CheckedOp[] {
    const several = this.variables.get(name.text);
    if (several) return several;
    const op = this.op(name);
    return op ? [op] : [];
  }

  /** The attribute of that name that all the ops have, reported when one lacks it. */
  attr(ops: readonly CheckedOp[], name: Name): CheckedAttr | undefined {
    let found: CheckedAttr | undefined;
    for (const op of ops) {
      const attr = op.attrs.find((entry) => entry.name === name.text);
      if (!attr) {
        const names = op.attrs.map((entry) => entry.name);
        const near = closest(name.text, names);
        const hint = near ? `did you mean ${near}?` : names.length > 0 ? `it has ${names.join(', ')}` : 'it has none';
        this.report(
          specDiagnostics.unknownName,
          name.span,
          `the attribute ${name.text} of ${op.name} is unknown`,
          hint,
        );
        return undefined;
      }
      found ??= attr;
    }
    return found;
  }

  /** The scope of expressions that see these names. */
  scope(names: BoundNames): Scope {
    const variables = new Map(
      [...names.all].map(([name, { type, code, needs }]) => [name, { type, code, ...(needs ? { needs } : {}) }]),
    );
    for (const [name, ops] of this.variables) {
      variables.set(name, { type: { kind: 'word', values: ops.map((op) => op.name) }, code: `t.op(${quote(name)})` });
    }
    const { source, diagnostics, defs, world } = this;
    const [optionals, elements] = [names.optionals(), names.elements()];
    return new Scope(source, diagnostics, defs, optionals, elements, variables, new Set(), world.functions);
  }
}
