// The two readings of a replacement: the types its values would have, asked before anything changes, and the nodes themselves.
// Invariant: what has types can be built, and a replacement that has none declines with the graph untouched.

import { dim, splatTensor, tensorFromNumbers } from '@afterglow/core';
import { type Builder, completeAttrs, type OpRegistry, type Type, tensorType, type Value } from '@afterglow/ir';
import type { ConstantSpec, MakeConstant, MakeNode, Source } from './replacement.js';
import type { RuleMatch } from './rule-match.js';

function opName({ op }: MakeNode, t: RuleMatch): string {
  return typeof op === 'string' ? op : op(t);
}

function constantType({ elem, shape }: ConstantSpec, t: RuleMatch): Type {
  return tensorType(
    elem,
    shape.map((d) => t.known(d)),
  );
}

/** Result types of all nodes of the replacement; `undefined` inside means that there is no such node. */
export class ReplacementTypes {
  readonly #t: RuleMatch;
  readonly #registry: OpRegistry;
  readonly #known = new Map<MakeNode, readonly Type[] | undefined>();
  /** Types of the results to replace: sizes that the data decide, and encodings, are theirs. */
  readonly #given: readonly Type[];

  constructor(t: RuleMatch, registry: OpRegistry, given: readonly Type[]) {
    this.#t = t;
    this.#registry = registry;
    this.#given = given;
  }

  /** The types of the sources in place of the results, or undefined when some node would be wrong. */
  of(results: readonly Source[]): readonly Type[] | undefined {
    const types = results.map((source) => this.#operands(source, this.#given));
    return types.every((list) => list !== undefined)
      ? types.flatMap((list) => list.filter((type) => type !== undefined))
      : undefined;
  }

  #operands(source: Source, given?: readonly Type[]): readonly (Type | undefined)[] | undefined {
    const t = this.#t;
    switch (source.kind) {
      case 'make': {
        const types = this.#node(source, given);
        return types?.slice(0, 1);
      }
      case 'result': {
        const type = this.#node(source.of, given)?.[source.index];
        return type && [type];
      }
      case 'take':
        return [t.maybeValue(source.name)?.type];
      case 'take-all':
        return t.operands(source.name).map((value) => value?.type);
      case 'missing':
        return [undefined];
      case 'constant':
        return [constantType(source.spec(t), t)];
    }
  }

  #node(made: MakeNode, given: readonly Type[] | undefined): readonly Type[] | undefined {
    if (!this.#known.has(made)) this.#known.set(made, this.#infer(made, given));
    return this.#known.get(made);
  }

  #infer(made: MakeNode, given: readonly Type[] | undefined): readonly Type[] | undefined {
    const op = this.#registry.get(opName(made, this.#t));
    const operands: (Type | undefined)[] = [];
    for (const source of made.operands) {
      const types = this.#operands(source);
      if (!types) return undefined;
      operands.push(...types);
    }
    const inferred = op?.infer({
      operands,
      attrs: completeAttrs(op, made.attrs?.(this.#t) ?? {}),
      regions: [],
      resultCount: op.results.length,
      unify: () => false,
      ...(given ? { given } : {}),
      freshDim: (hint) => dim.symbol(hint),
    });
    return inferred?.ok ? inferred.types : undefined;
  }
}

/** Adds the nodes of a replacement through a builder. */
export class ReplacementWriter {
  readonly #t: RuleMatch;
  readonly #builder: Builder;
  readonly #given: readonly Type[];
  readonly #nodes = new Map<MakeNode, readonly Value[]>();
  readonly #constants = new Map<MakeConstant, Value>();

  constructor(t: RuleMatch, builder: Builder, given: readonly Type[]) {
    this.#t = t;
    this.#builder = builder;
    this.#given = given;
  }

  /** The values in place of the results. */
  write(results: readonly Source[]): readonly Value[] {
    return results.flatMap((source) => this.#operands(source, this.#given).filter((value) => value !== undefined));
  }

  #operands(source: Source, given?: readonly Type[]): readonly (Value | undefined)[] {
    const t = this.#t;
    switch (source.kind) {
      case 'make':
        return this.#node(source, given).slice(0, 1);
      case 'result':
        return [this.#node(source.of, given)[source.index]];
      case 'take':
        return [t.maybeValue(source.name)];
      case 'take-all':
        return t.operands(source.name);
      case 'missing':
        return [undefined];
      case 'constant':
        return [this.#constant(source)];
    }
  }

  #node(made: MakeNode, given: readonly Type[] | undefined): readonly Value[] {
    const known = this.#nodes.get(made);
    if (known) return known;
    const operands = made.operands.flatMap((source) => this.#operands(source));
    const options = given ? { types: given } : {};
    const { results } = this.#builder.add(opName(made, this.#t), operands, made.attrs?.(this.#t) ?? {}, options);
    this.#nodes.set(made, results);
    return results;
  }

  #constant(source: MakeConstant): Value {
    const known = this.#constants.get(source);
    if (known) return known;
    const spec = source.spec(this.#t);
    const shape = spec.shape.map((d) => this.#t.known(d));
    const { elem, value } = spec;
    const tensor = typeof value === 'number' ? splatTensor(elem, shape, value) : tensorFromNumbers(elem, shape, value);
    const made = this.#builder.constant(`${this.#t.root.results[0]?.name}.const`, tensor);
    this.#constants.set(source, made);
    return made;
  }
}
