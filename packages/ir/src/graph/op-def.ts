// What an op is: the shape of the tables that `ir-spec/*.op` compiles to. Everything generic (builder, printer, parser,
// verifier, shape inference, documentation) reads an op only through its `OpDef`.

import type { Dim, ElementType } from '@afterglow/core';
import type { Region } from './graph.js';
import type { Type } from './type.js';

/** Value of an attribute. Integers are numbers below 2^53; `type` fixes how a number prints (see `AttrSpec`). */
export type AttrValue = boolean | number | string | Dim | Type | readonly AttrValue[];
export type Attrs = Readonly<Record<string, AttrValue>>;

/**
 * Attribute types of the op language. `elem` is an element type name, `dim` a dim expression, `func` the name of a
 * function of the module (printed `@name`), `type` a whole type.
 */
export type AttrKind = 'i64' | 'f64' | 'bool' | 'string' | 'elem' | 'dim' | 'func' | 'type' | 'enum';

export interface AttrSpec {
  readonly name: string;
  readonly summary?: string;
  readonly kind: AttrKind;
  /** Allowed words, for `enum`. */
  readonly values?: readonly string[];
  /** A list of `kind`; `length` fixes how many. */
  readonly list?: { readonly length?: number };
  /** Absent is allowed and has a meaning of its own; without `optional` or `default` the attribute is required. */
  readonly optional?: true;
  readonly default?: AttrValue;
}

export interface OperandSpec {
  readonly name: string;
  /** `optional`: may be missing (printed `_` when something follows). `variadic`: any number; only the last operand. */
  readonly arity: 'one' | 'optional' | 'variadic';
}

export interface RegionSpec {
  readonly name: string;
}

/** Facts about an op that passes ask for. Data: a new trait is a word in a spec file. */
export type Trait = string;

export interface InferInput {
  /** By position; undefined where an optional operand is missing. */
  readonly operands: readonly (Type | undefined)[];
  readonly attrs: Attrs;
  readonly regions: readonly Region[];
  /** How many results the node has, for ops with variadic results. */
  readonly resultCount: number;
  /**
   * Called when two dims must be equal and are not provably so. Answers whether the caller takes them as equal (the
   * importer records an equation between symbols; the verifier says no).
   */
  readonly unify: (a: Dim, b: Dim) => boolean;
  /** The same for dims that broadcast, one of which may be 1 instead; by default `unify`. */
  readonly unifyBroadcast?: (a: Dim, b: Dim) => boolean;
  /** Types the node already has, for ops whose result types are given and only checked (such as `invoke`). */
  readonly given?: readonly Type[];
  /** A fresh symbol for a size known only when the data are: at most `bound`. */
  readonly freshDim: (hint: string, bound?: Dim) => Dim;
}

export type InferResult =
  | {
      readonly ok: true;
      readonly types: readonly Type[];
      /** Arithmetic operations of one run, where the spec states them; see `workOf`. */
      readonly work?: () => Dim;
      /** Where the parts of an alias begin, where the spec states it: an index an axis, for each result or joined operand. */
      readonly parts?: () => readonly (readonly Dim[])[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

export interface OpDef {
  readonly name: string;
  readonly family: string;
  readonly summary: string;
  readonly operands: readonly OperandSpec[];
  readonly results: readonly OperandSpec[];
  readonly attrs: readonly AttrSpec[];
  readonly regions: readonly RegionSpec[];
  readonly traits: ReadonlySet<Trait>;
  /**
   * `view`: results are parts of the bytes of one operand. `join`: operands, from the one at this position on, are parts of
   * the bytes of the result. With `parts`, inference says where they begin (see `InferResult`).
   */
  readonly alias?: { readonly kind: 'view' | 'join'; readonly operand: number; readonly parts?: true };
  /** Operands whose bytes the first result may take over when nobody reads them afterwards and the types are of one size. */
  readonly inplace?: readonly number[];
  /** Checks operands and attributes against the spec and computes result types. Never throws. */
  readonly infer: (input: InferInput) => InferResult;
}

/** The set of ops a module may use: the generated ones and those a package outside the tree brings. */
export interface OpRegistry {
  get(name: string): OpDef | undefined;
  all(): Iterable<OpDef>;
}

export function isElementTypeAttr(value: AttrValue | undefined): value is ElementType {
  return typeof value === 'string';
}
