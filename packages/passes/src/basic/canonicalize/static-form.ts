// How a dynamic node is replaced by a static one: the sizes that the static op infers take the place, everywhere in the
// function, of the symbols that stood for sizes the data decide.

import type { Dim } from '@afterglow/core';
import type { Builder, Node, Rewriter, TensorType, Value } from '@afterglow/ir';
import { defineRule, type Replacement, type Rule } from '../../manager/rule.js';
import { tensorTypeOf } from '../look.js';
import { refine, refinement } from '../refine-type.js';

/** A static node to put in the place of a dynamic one. */
export interface StaticForm {
  readonly op: string;
  readonly operands: readonly (Value | undefined)[];
  readonly attrs: Parameters<Builder['value']>[2];
}

/** Finds the static form, or why there is none; undefined when the values are not known. `type` is that of operand 0. */
export type Resolve = (node: Node, type: TensorType) => StaticForm | { readonly because: string } | undefined;

function replaceByStatic(node: Node, form: StaticForm, rewriter: Rewriter): Replacement {
  const builder = rewriter.before(node);
  const options = { resultCount: node.results.length };
  const inferred = builder.infer(form.op, form.operands, form.attrs as Node['attrs'], options);
  if (!inferred.ok) return { because: inferred.problems.join('; ') };
  const known = new Map<string, Dim>();
  for (const [i, result] of node.results.entries()) {
    const type = inferred.types[i];
    if (!type) return { because: 'there is no result' };
    const own = refinement(node.func, result.type, type);
    if (!own) return { because: `the result is used as ${result.type.key}, the values give ${type.key}` };
    for (const [name, size] of own) known.set(name, size);
  }
  refine(node.func, known);
  return builder.add(form.op, form.operands, form.attrs, options).results;
}

export function staticForm(root: string, name: string, resolve: Resolve): Rule {
  return defineRule<{ readonly node: Node; readonly type: TensorType }>({
    name,
    root,
    match: (node) => {
      const type = tensorTypeOf(node.operands[0]) ?? tensorTypeOf(node.results[0]);
      return type && { node, type };
    },
    build: ({ node, type }, rewriter) => {
      const form = resolve(node, type) ?? { because: 'the values are not known' };
      return 'because' in form ? form : replaceByStatic(node, form, rewriter);
    },
  });
}
