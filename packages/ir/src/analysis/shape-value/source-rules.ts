// Shape-value rules of ops that turn types and attributes into numbers, and of reductions.

import { dim, isElementType, isFloat } from '@afterglow/core';
import { type Entry, type Facts, factsOf, isDimEntry, type RuleInput, type ShapeRule } from './facts.js';
import { floatEntry } from './float-entry.js';
import { combineIntegers } from './integer-entry.js';
import { integers } from './layout-rules.js';

const shapeOf: ShapeRule = ({ node }) => {
  const type = node.operands[0]?.type;
  if (type?.kind !== 'tensor') return undefined;
  const rank = type.shape.length;
  const bound = (value: unknown, fallback: number) => {
    const at = typeof value === 'number' ? value : fallback;
    return Math.min(rank, Math.max(0, at < 0 ? at + rank : at));
  };
  const dims = type.shape.slice(bound(node.attrs['start'], 0), bound(node.attrs['end'], rank));
  return factsOf([dims.length], ([i = 0]) => dims[i]);
};

const sizeOf: ShapeRule = ({ node }) => {
  const type = node.operands[0]?.type;
  if (type?.kind !== 'tensor') return undefined;
  const size = dim.product(type.shape);
  return factsOf([], () => (typeof size === 'number' && !Number.isSafeInteger(size) ? undefined : size));
};

const splat: ShapeRule = ({ node }) => {
  const shape = integers(node.attrs['shape']);
  const { value, elem } = node.attrs;
  if (!shape || typeof value !== 'number' || typeof elem !== 'string' || !isElementType(elem)) return undefined;
  if (isFloat(elem))
    return elem === 'f64' || elem === 'f32'
      ? factsOf(shape, () => floatEntry(elem === 'f32' ? Math.fround(value) : value))
      : undefined;
  return Number.isSafeInteger(value) ? factsOf(shape, () => value) : undefined;
};

const reductions: Readonly<Record<string, { readonly op: string; readonly start: Entry }>> = {
  reduce_sum: { op: 'add', start: 0 },
  reduce_prod: { op: 'mul', start: 1 },
  reduce_max: { op: 'maximum', start: undefined },
  reduce_min: { op: 'minimum', start: undefined },
};

function reduce(name: string): ShapeRule {
  return (input: RuleInput): Facts | undefined => {
    const { node, operands, range } = input;
    const [x] = operands;
    const type = node.results[0]?.type;
    const how = reductions[name];
    const axes = integers(node.attrs['axes']) ?? [];
    if (!x || !how || type?.kind !== 'tensor' || isFloat(type.elem)) return undefined;
    const rank = x.shape.length;
    const reduced = new Set(axes.length === 0 ? x.shape.keys() : axes.map((axis) => (axis < 0 ? axis + rank : axis)));
    const inner = x.shape.filter((_, axis) => reduced.has(axis));
    const keep = node.attrs['keepdims'] !== false;
    const outer = x.shape.flatMap((size, axis) => (reduced.has(axis) ? (keep ? [1] : []) : [size]));
    return factsOf(outer, (at) => {
      const kept = keep ? at.filter((_, axis) => !reduced.has(axis)) : [...at];
      let result = how.start;
      let first = true;
      factsOf(inner, (along) => {
        let [i, j] = [0, 0];
        const index = x.shape.map((_, axis) => (reduced.has(axis) ? along[i++] : kept[j++]) ?? 0);
        const entry = x.entries[index.reduce((sum, c, axis) => sum * (x.shape[axis] ?? 1) + c, 0)];
        result = first && how.start === undefined ? entry : combineIntegers(how.op, result, entry, type.elem, range);
        first = false;
        return undefined;
      });
      return isDimEntry(result) ? result : undefined;
    });
  };
}

export const sourceRules: Readonly<Record<string, ShapeRule>> = {
  shape_of: shapeOf,
  size_of: sizeOf,
  splat,
  reduce_sum: reduce('reduce_sum'),
  reduce_prod: reduce('reduce_prod'),
  reduce_max: reduce('reduce_max'),
  reduce_min: reduce('reduce_min'),
};
