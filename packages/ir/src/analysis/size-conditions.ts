// What sizes have to satisfy for a function to run, where its types leave it open: no size is negative, a view holds the elements that it is
// a view of, and what is repeated has one element. Whoever binds the sizes asks before anything runs; code relies on the answer.
//
//   %p = max_pool(%x) {kernel = [3], …} : f32[N, C, L - 2]        L - 2 is no less than 0
//   %v = reshape(%p) : f32[N, 96]                                  C * (L - 2) * N is N * 96
//   %s = add(%a : f32[A], %b : f32[B])                             A and B are equal, or one of them is 1

import { type Dim, dim, type SizeConditionKind } from '@afterglow/core';
import { type Func, type Node, nodesOf, type Region, type Value } from '../graph/graph.js';
import { elementCount } from '../graph/type.js';
import { undecidedAxes } from './undecided-axes.js';

export interface SizeCondition {
  readonly kind: SizeConditionKind;
  /** One size, or two. */
  readonly sizes: readonly Dim[];
  /** Who asks; absent where a parameter of the function does. */
  readonly node?: Node;
  /** A result of the node, or the parameter. */
  readonly value: Value;
}

type Shape = readonly Dim[];

const shapesOf = (values: Node['operands']): readonly Shape[] =>
  values.flatMap((value) => (value?.type.kind === 'tensor' ? [value.type.shape] : []));

function* repeatsOf(node: Node): Generator<readonly [Dim, Dim]> {
  for (const { size, full } of undecidedAxes(node)) yield [size, full];
  const [result] = shapesOf(node.results);
  if (node.op.name !== 'expand' || !result) return;
  // What an operand is repeated to, by itself.
  const asked = (node.attrs['shape'] ?? []) as Shape; // the op's spec says that it is a list of sizes
  for (const [axis, size] of asked.entries()) yield [size, result[result.length - asked.length + axis] ?? 1];
}

/** What is never negative where a slice begins and ends inside of its operand. */
function* insideOf({ op, attrs, operands }: Node): Generator<Dim> {
  const [shape] = shapesOf(operands.slice(0, 1));
  if (op.name !== 'slice' || !shape) return;
  const [starts, ends, axes, steps] = ['starts', 'ends', 'axes', 'steps'].map((name) => attrs[name] as Shape); // as the op's spec has them
  for (const [i, axis] of (axes ?? []).entries()) {
    const size = shape[Number(axis) < 0 ? Number(axis) + shape.length : Number(axis)] ?? 0;
    const [start = 0, end = 0] = [starts?.[i], ends?.[i]];
    const isForward = Number(steps?.[i]) > 0;
    yield* isForward ? [start, dim.sub(size, end)] : [dim.sub(dim.sub(size, 1), start), dim.add(end, 1)];
  }
}

/** Sizes that a node states, beside those of its operand. */
function statedOf({ op, attrs, operands }: Node): readonly (readonly [Dim, Dim])[] {
  const [shape] = shapesOf(operands.slice(0, 1));
  const stated = attrs['shape'] as Shape | undefined; // as the op's spec has it
  if (op.name !== 'assume_shape' || !shape || !stated) return [];
  return shape.flatMap((size, axis) => (size === stated[axis] ? [] : [[size, stated[axis] ?? 0] as const]));
}

/** True for another view of all elements; of a part of them, and of sizes that come with the data, nothing can be said. */
function isWholeView({ op: { alias, traits } }: Node): boolean {
  return alias?.kind === 'view' && !alias.parts && traits.has('movement') && !traits.has('data_dependent');
}

function* naturalSizes(value: Value, node?: Node): Generator<SizeCondition> {
  for (const size of shapesOf([value]).flat())
    if (typeof size !== 'number') yield { kind: 'natural', sizes: [size], value, ...(node && { node }) };
}

function* conditionsOf(node: Node): Generator<SizeCondition> {
  for (const result of node.results) yield* naturalSizes(result, node);
  const [value] = node.results;
  if (!value) return;
  for (const [size, full] of repeatsOf(node))
    if (size !== 1 && size !== full) yield { kind: 'repeats', sizes: [size, full], node, value };
  for (const size of insideOf(node)) yield { kind: 'natural', sizes: [size], node, value };
  for (const [own, stated] of statedOf(node)) yield { kind: 'equal', sizes: [own, stated], node, value };
  if (!isWholeView(node)) return;
  const [x, y] = [node.operands[0]?.type, node.results[0]?.type];
  if (x?.kind !== 'tensor' || y?.kind !== 'tensor') return;
  const [from, to] = [elementCount(x), elementCount(y)];
  if (from !== to) yield { kind: 'equal', sizes: [from, to], node, value };
}

/** Whether a condition holds within these ranges: always, never, or it depends (undefined). */
export function alwaysHolds({ kind, sizes }: SizeCondition, ranges: Func['ranges']): boolean | undefined {
  const [a = 0, b = 0] = sizes;
  const { lo, hi } = dim.dimRange(kind === 'natural' ? a : dim.sub(a, b), ranges);
  if (kind === 'natural') return lo >= 0 ? true : hi < 0 ? false : undefined;
  if (lo === 0 && hi === 0) return true;
  const isApart = lo > 0 || hi < 0;
  if (kind === 'equal' || !isApart) return isApart ? false : undefined;
  const own = dim.dimRange(a, ranges);
  return own.lo === 1 && own.hi === 1 ? true : own.lo > 1 || own.hi < 1 ? false : undefined;
}

/** A size that is 0 where a condition holds, and nowhere else. */
export function zeroOf({ kind, sizes: [a = 0, b = 0] }: SizeCondition): Dim {
  if (kind === 'natural') return dim.min(0, a);
  const difference = dim.sub(a, b);
  return kind === 'equal' ? difference : dim.mul(dim.sub(a, 1), difference);
}

/** The nodes of a region, and of the steps of scans in it: a branch may not be taken, and a loop may end before it begins. */
function* alwaysRun(region: Region): Generator<Node> {
  for (const node of nodesOf(region)) {
    yield node;
    if (node.op.name === 'scan') for (const body of node.regions) yield* alwaysRun(body);
  }
}

/** Equal for conditions that ask the same, whoever asks. */
export function conditionKey({ kind, sizes }: SizeCondition): string {
  return [kind, ...sizes.map(dim.printDim)].join(' ');
}

/** The conditions of a function that do not follow from the ranges of its sizes, each once, in graph order. */
export function sizeConditions(func: Func): readonly SizeCondition[] {
  const found = new Map<string, SizeCondition>();
  const groups = [
    ...func.body.params.map((param) => naturalSizes(param)),
    ...[...alwaysRun(func.body)].map(conditionsOf),
  ];
  for (const group of groups) {
    for (const condition of group) {
      if (alwaysHolds(condition, func.ranges) === true) continue;
      const key = conditionKey(condition);
      if (!found.has(key)) found.set(key, condition);
    }
  }
  return [...found.values()];
}
