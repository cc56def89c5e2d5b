// Expands one instruction declaration: inlines bodies, makes one instruction a row of its family, fills `{name}` in texts.

import type { DiagnosticSpec, Diagnostics } from '@afterglow/core';
import { locate, type SourceText, type Span } from '@afterglow/syntax';
import type { Declaration, Expr, InstructionNode, Item, Named, RegionNode } from './ast.js';
import { isaDiagnostics } from './diagnostics.js';

type Body = Extract<Declaration, { kind: 'body' }>;

/** One instruction with plain items: no `use`, no `each`. */
export interface ExpandedInstruction {
  readonly name: string;
  readonly opcode: number;
  readonly node: InstructionNode;
  readonly params: ReadonlyMap<string, string | number>;
  readonly items: readonly Exclude<Item, { kind: 'use' | 'each' }>[];
  /** The text of `does` as declared, attributes of the family in braces. */
  readonly doesPattern: string;
  readonly doc: string;
}

export class Expander {
  readonly #bodies: ReadonlyMap<string, Body>;
  readonly #source: SourceText;
  readonly #diagnostics: Diagnostics;

  constructor(bodies: ReadonlyMap<string, Body>, source: SourceText, diagnostics: Diagnostics) {
    this.#bodies = bodies;
    this.#source = source;
    this.#diagnostics = diagnostics;
  }

  /** Cartesian product of the family's rows, first variable slowest; opcode numbers follow that order. */
  expand(node: InstructionNode): ExpandedInstruction[] {
    const items = this.#inline(node.items, 0);
    const variables = items.filter((item) => item.kind === 'each');
    let rows: ReadonlyMap<string, string | number>[] = [new Map()];
    for (const { variable, rows: values } of variables) {
      rows = rows.flatMap((row) =>
        values.map((value) => {
          const merged = new Map(row);
          // A variable that is a number can be used in expressions.
          merged.set(variable.name, /^\d+$/.test(value.name) ? Number(value.name) : value.name);
          for (const [key, attribute] of value.attributes) merged.set(key, attribute);
          return merged;
        }),
      );
    }
    const plain = items.filter((item) => item.kind !== 'each' && item.kind !== 'use');
    return rows.map((params, index) => ({
      name: this.#fill(node.pattern.name, params, node.pattern.span),
      opcode: node.opcode + index,
      node,
      params,
      items: plain.map((item) =>
        item.kind === 'does' ? { ...item, text: this.#fill(item.text, params, item.span) } : item,
      ),
      doesPattern: plain.find((item) => item.kind === 'does')?.text ?? '',
      doc: this.#fill(node.doc, params, node.pattern.span),
    }));
  }

  #fill(text: string, params: ReadonlyMap<string, string | number>, span: Span): string {
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params.get(name);
      if (value === undefined) this.#report(isaDiagnostics.unknownName, { name, what: 'family attribute' }, span);
      return String(value ?? name);
    });
  }

  #report<P>(spec: DiagnosticSpec<P>, params: P, span: Span): void {
    this.#diagnostics.report(spec, params, { location: locate(this.#source, span) });
  }

  #inline(items: readonly Item[], depth: number): Item[] {
    return items.flatMap((item) => {
      if (item.kind !== 'use') return [item];
      const body = this.#bodies.get(item.body.name);
      if (!body || depth > 8) {
        this.#report(isaDiagnostics.unknownName, { name: item.body.name, what: 'body' }, item.body.span);
        return [];
      }
      if (body.params.length !== item.args.length) {
        const counts = { name: body.body.name, expected: body.params.length, found: item.args.length };
        this.#report(isaDiagnostics.argumentCount, counts, item.body.span);
        return [];
      }
      const bound = new Map<string, Expr>();
      body.params.forEach((param, i) => {
        const arg = item.args[i];
        if (arg) bound.set(param.name, arg);
      });
      return this.#inline(
        body.items.map((inner) => substituteItem(inner, bound)),
        depth + 1,
      );
    });
  }
}

type Bindings = ReadonlyMap<string, Expr>;

function substitute(expr: Expr, bound: Bindings): Expr {
  switch (expr.kind) {
    case 'number':
      return expr;
    case 'name':
      return bound.get(expr.name) ?? expr;
    case 'call':
      return { ...expr, args: expr.args.map((arg) => substitute(arg, bound)) };
    case 'binary':
      return { ...expr, left: substitute(expr.left, bound), right: substitute(expr.right, bound) };
  }
}

function substituteName(name: Named, bound: Bindings): Named {
  const value = bound.get(name.name);
  return value?.kind === 'name' ? { name: value.name, span: name.span } : name;
}

function substituteRegion(region: RegionNode, bound: Bindings): RegionNode {
  return {
    space: substituteName(region.space, bound),
    address: substitute(region.address, bound),
    bytes: substitute(region.bytes, bound),
    repeats: region.repeats.map(({ count, stride }) => ({
      count: substitute(count, bound),
      stride: substitute(stride, bound),
    })),
    align: region.align && substitute(region.align, bound),
    span: region.span,
  };
}

function substituteItem(item: Item, bound: Bindings): Item {
  switch (item.kind) {
    case 'operand':
      return item.space ? { ...item, space: substituteName(item.space, bound) } : item;
    case 'active':
      return { ...item, condition: substitute(item.condition, bound) };
    case 'reads':
    case 'writes':
      return { ...item, region: substituteRegion(item.region, bound) };
    case 'moves':
      return {
        ...item,
        from: substituteName(item.from, bound),
        to: substituteName(item.to, bound),
        bytes: substitute(item.bytes, bound),
      };
    case 'macs':
      return { ...item, count: substitute(item.count, bound) };
    case 'cost':
    case 'useful':
      return { ...item, cycles: substitute(item.cycles, bound) };
    case 'use':
      return { ...item, args: item.args.map((arg) => substitute(arg, bound)) };
    case 'each':
    case 'flag':
    case 'does':
      return item;
  }
}
