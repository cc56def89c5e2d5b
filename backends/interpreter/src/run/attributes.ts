// Attributes as a kernel wants them: every dim expression replaced by its number.

import { type Dim, dim } from '@afterglow/core';
import type { AttrValue, Node, Type } from '@afterglow/ir';
import { interpreterDiagnostics } from '../diagnostics.js';
import { fault } from '../fault.js';
import type { KernelAttr, ResultInfo } from '../kernel.js';
import type { Bindings } from './bindings.js';

function isList(value: AttrValue): value is readonly AttrValue[] {
  return Array.isArray(value);
}

function isDim(value: AttrValue): value is Exclude<Dim, number> {
  return typeof value === 'object' && 'kind' in value && value.kind === 'expr';
}

function evaluated(node: Node, name: string, value: AttrValue, bindings: Bindings): KernelAttr {
  if (isList(value)) return value.map((entry) => evaluated(node, name, entry, bindings));
  if (!isDim(value)) return value as KernelAttr;
  const known = dim.evaluate(value, bindings);
  if (known !== undefined) return known;
  return fault(interpreterDiagnostics.unboundDim, { op: node.op.name, attr: name, dim: dim.printDim(value) });
}

/** Attributes of a node under the sizes known so far. */
export function attributesOf(node: Node, bindings: Bindings): Readonly<Record<string, KernelAttr>> {
  const attrs: Record<string, KernelAttr> = {};
  for (const [name, value] of Object.entries(node.attrs)) attrs[name] = evaluated(node, name, value, bindings);
  return attrs;
}

/** What the graph says about a result before it is computed. */
export function resultInfo(type: Type, bindings: Bindings): ResultInfo {
  if (type.kind !== 'tensor') return { elem: undefined, shape: undefined, type };
  return {
    elem: type.elem,
    type,
    // Few kernels ask, so nothing is evaluated before one does.
    get shape() {
      return type.shape.map((d) => dim.evaluate(d, bindings));
    },
  };
}
