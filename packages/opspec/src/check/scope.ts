// Names an expression may use, with the code they compile to.

import type { DiagnosticSpec, Diagnostics } from '@afterglow/core';
import { locate, type SourceText, type Span } from '@afterglow/syntax';
import { specDiagnostics, type Told } from '../diagnostics.js';
import type { DefDecl } from '../grammar/ast.js';
import { type SpecFunction, functions as specFunctions } from './functions.js';
import type { ValueType } from './value-type.js';

export interface Variable {
  readonly type: ValueType;
  readonly code: string;
  /** Optional operands or attributes of which one must be there for the variable to have a value. */
  readonly needs?: readonly string[];
}

/** JavaScript words and names of the generated code that a variable must not take. */
const taken: ReadonlySet<string> = new Set(
  (
    't dim one optional variadic defineOp elementClasses break case catch class const continue debugger default delete do else enum export extends ' +
    'false finally for function if import in instanceof new null return super switch this throw true try typeof var void while ' +
    'with yield let static await async arguments eval undefined NaN Infinity Math implements interface package private protected public'
  ).split(' '),
);

/** The JavaScript name of a variable of a spec. */
export function identifier(name: string): string {
  const safe = name.replaceAll('.', '_');
  return taken.has(safe) ? `${safe}_` : safe;
}

export class Scope {
  readonly source: SourceText;
  readonly diagnostics: Diagnostics;
  readonly variables: Map<string, Variable>;
  readonly defs: ReadonlyMap<string, DefDecl>;
  /** Optional operands and attributes, for `has`. */
  readonly optionals: ReadonlySet<string>;
  /** Element type variables, for `quantized` and `bits`. */
  readonly elements: ReadonlySet<string>;
  /** Optional operands and attributes that are known to be there, because `has` was asked. */
  readonly present: ReadonlySet<string>;
  /** Functions beside the formulas of the file. */
  readonly functions: ReadonlyMap<string, SpecFunction>;

  constructor(
    source: SourceText,
    diagnostics: Diagnostics,
    defs: ReadonlyMap<string, DefDecl>,
    optionals: ReadonlySet<string> = new Set(),
    elements: ReadonlySet<string> = new Set(),
    variables: ReadonlyMap<string, Variable> = new Map(),
    present: ReadonlySet<string> = new Set(),
    functions: ReadonlyMap<string, SpecFunction> = specFunctions,
  ) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.defs = defs;
    this.optionals = optionals;
    this.elements = elements;
    this.variables = new Map(variables);
    this.present = present;
    this.functions = functions;
  }

  /** A scope with one more variable. */
  with(name: string, type: ValueType): Scope {
    const inner = this.knowing([]);
    inner.variables.set(name, { type, code: identifier(name) });
    return inner;
  }

  /** A scope in which these optional operands and attributes are there. */
  knowing(names: readonly string[]): Scope {
    const { source, diagnostics, defs, optionals, elements, variables, functions } = this;
    const present = new Set([...this.present, ...names]);
    return new Scope(source, diagnostics, defs, optionals, elements, variables, present, functions);
  }

  report(spec: DiagnosticSpec<Told>, span: Span, message: string, hint?: string): void {
    this.diagnostics.report(spec, { message, hint }, { location: locate(this.source, span) });
  }

  unknown(span: Span, what: string, name: string, candidates: Iterable<string>, otherwise?: string): void {
    const near = closest(name, candidates);
    const hint = near === undefined ? otherwise : `did you mean ${near}?`;
    this.report(specDiagnostics.unknownName, span, `${what} ${name} is unknown`, hint);
  }
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The candidate most like `name`, if one is like it at all. */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(3, Math.ceil(name.length / 2));
  for (const candidate of candidates) {
    const d = distance(name, candidate);
    if (d < least || (d === least && best === undefined && d < name.length)) {
      least = d;
      best = candidate;
    }
  }
  return best;
}
