// The result types of a node that a text describes: inferred, and compared with what is written. Networks repeat themselves,
// so a combination that was found right once is not inferred again.
// Invariant: only right combinations are remembered; whether one is right depends on nothing but what its key spells.

import type { Cursor, Span } from '@afterglow/syntax';
import { freshSymbol } from '../graph/builder.js';
import type { Func, Region, Value } from '../graph/graph.js';
import type { Attrs, OpDef } from '../graph/op-def.js';
import type { Type } from '../graph/type.js';
import { Placeholders } from '../verify/match-type.js';
import { girDiagnostics } from './diagnostics.js';
import { calleeAttr } from './print-attr.js';

/** A node as written: its parts are read, their meaning together is not checked yet. */
export interface WrittenNode {
  readonly op: OpDef;
  readonly names: readonly string[];
  readonly operands: readonly (Value | undefined)[];
  readonly attrs: Attrs;
  /** The attributes as they stand in the text. */
  readonly attrText: string;
  readonly regions: readonly Region[];
  readonly types: readonly Type[] | undefined;
  /** Where problems are shown. */
  readonly span: Span;
}

export interface TypedNode {
  readonly types: readonly Type[];
  /** False when a written type is wrong; the node can still be read, to find more problems. */
  readonly sound: boolean;
}

export class NodeTypes {
  readonly #cursor: Cursor;
  readonly #right = new Set<string>();
  readonly #ids = new Map<Type, number>();

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  #id(type: Type | undefined): number {
    if (!type) return -1;
    const known = this.#ids.get(type) ?? this.#ids.size;
    this.#ids.set(type, known);
    return known;
  }

  #key({ op, operands, attrText, types }: WrittenNode): string {
    let key = op.name;
    for (const value of operands) key += ` ${this.#id(value?.type)}`;
    key += attrText;
    for (const type of types ?? []) key += ` ${this.#id(type)}`;
    return key;
  }

  /** The types of the results, or undefined with the problems reported (unless `quiet`). */
  check(node: WrittenNode, func: Func, quiet: boolean): TypedNode | undefined {
    const { types, names } = node;
    if (types && types.length !== names.length)
      return this.#refuse(node, `${names.length} results, ${types.length} types`);
    const plain = node.regions.length === 0 && calleeAttr(node.op.attrs) === undefined;
    const key = types && plain ? this.#key(node) : undefined;
    if (types && key !== undefined && this.#right.has(key)) return { types, sound: true };
    const placeholders = new Placeholders();
    const inferred = node.op.infer({
      operands: node.operands.map((value) => value?.type),
      attrs: node.attrs,
      regions: node.regions,
      resultCount: names.length,
      unify: () => false,
      ...(types ? { given: types } : {}),
      freshDim: types ? placeholders.fresh : (hint, bound) => freshSymbol(func, hint, bound),
    });
    if (!inferred.ok) {
      if (!quiet) for (const problem of inferred.problems) this.#refuse(node, problem);
      return undefined;
    }
    if (inferred.types.length !== names.length) {
      return this.#refuse(node, `it has ${inferred.types.length} results, ${names.length} are named`);
    }
    let sound = true;
    inferred.types.forEach((type, i) => {
      const given = types?.[i];
      if (!given || placeholders.matches(type, given)) return;
      const mismatch = { what: `the type of %${names[i]}`, written: given.key, inferred: type.key };
      this.#cursor.report(girDiagnostics.typeMismatch, mismatch, node.span);
      sound = false;
    });
    if (sound && key !== undefined) this.#right.add(key);
    return { types: types ?? inferred.types, sound };
  }

  #refuse({ op, span }: WrittenNode, problem: string): undefined {
    this.#cursor.report(girDiagnostics.badNode, { op: op.name, problem }, span);
    return undefined;
  }
}
