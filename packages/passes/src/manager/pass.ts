// A pass is a value: name, summary, stage, typed options, and rules or a `run`. Nothing registers itself; pipelines list
// passes, and whoever wants a set of passes by name makes a map of them.

import type { Diagnostics } from '@afterglow/core';
import type { Func, Module, Node, OpRegistry, Rewriter } from '@afterglow/ir';
import type { Evaluate } from './evaluate.js';
import type { Rule, RuleContext, RuleMatch } from './rule.js';
import type { RuleRecord } from './rule-record.js';
import type { Stage } from './stage.js';

export type OptionValue = number | boolean | string;
export type Options = Readonly<Record<string, OptionValue>>;

/** One option of a pass; its type is the type of its default. */
export interface OptionSpec {
  readonly default: OptionValue;
  readonly summary: string;
}

/** What a running pass gets. */
export interface PassContext extends RuleContext {
  readonly module: Module;
  readonly registry: OpRegistry;
  readonly diagnostics: Diagnostics;
  readonly evaluate: Evaluate | undefined;
  readonly record: RuleRecord;
  /** The rewriter of a function for this pass. */
  rewriter(func: Func): Rewriter;
  /**
   * Asked before each application of a rule: false once the run's limit of applications is reached (which is what
   * bisection drives). A pass that hears no must leave the graph as it is.
   */
  mayApply(): boolean;
  /** Records an application; `mayApply` must have answered true. */
  fired(rule: string, node: Node): void;
  /** Records a decline; `match` says what the rule had in view, where there is a rule that knows. */
  declined(rule: string, node: Node, reason: string, match?: RuleMatch): void;
}

export interface Pass {
  readonly name: string;
  readonly summary: string;
  readonly stage: Stage;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Its rules, where it is made of rules. */
  readonly rules: readonly Rule[];
  /** Why a second run straight after the first may change something; undefined where it never does. */
  readonly notIdempotent: string | undefined;
  readonly run: (context: PassContext, options: Options) => void;
}

type OptionTypes<S extends Readonly<Record<string, OptionSpec>>> = {
  readonly [K in keyof S]: S[K]['default'] extends number
    ? number
    : S[K]['default'] extends boolean
      ? boolean
      : S[K]['default'] extends string
        ? string
        : never;
};

export interface PassSpec<S extends Readonly<Record<string, OptionSpec>>> {
  readonly name: string;
  readonly summary: string;
  readonly stage: Stage;
  readonly options?: S;
  /** Listed for documentation when `run` drives them itself. */
  readonly rules?: readonly Rule[];
  readonly notIdempotent?: string;
  readonly run: (context: PassContext, options: OptionTypes<S>) => void;
}

/** Declares a pass with a `run` of its own. For a pass made of rules alone see `definePassOfRules`. */
export function definePass<const S extends Readonly<Record<string, OptionSpec>> = Record<never, OptionSpec>>(
  spec: PassSpec<S>,
): Pass {
  const defaults = Object.fromEntries(Object.entries(spec.options ?? {}).map(([name, o]) => [name, o.default]));
  return {
    name: spec.name,
    summary: spec.summary,
    stage: spec.stage,
    options: spec.options ?? {},
    rules: spec.rules ?? [],
    notIdempotent: spec.notIdempotent,
    // The option specs gave the type, and `checkOptions` compared what the user wrote with them.
    run: (context, options) => spec.run(context, { ...defaults, ...options } as OptionTypes<S>),
  };
}
