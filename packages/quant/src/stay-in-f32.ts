// Element-wise nodes, and ranges, that stay f32 though a smaller form exists, because that form would lose what they are for:
//
//   * what reads integers made f32: a sum of integer products, a position, a count need not fit the smaller type (65504 is the largest
//     f16), so its scale is applied first, in f32
//   * what turns by angles, and counts up to them: sine and cosine need the angle within a turn, of which f16 has none left above 2048
//   * what only ops without a smaller form read: its results would be made f32 again at once, so that rounding them would save
//     nothing and cost what the op is to tell apart (boxes that are moved apart by class, before their overlaps are compared)
//
// What is read, and who reads, is looked for through moves.
// Invariant: what a node that stays reads from others may still be in the smaller type.

import type { ElementType } from '@afterglow/core';
import { type Func, type Node, nodesOf, type Type, tensorType, type Value } from '@afterglow/ir';

const wideIntegers: ReadonlySet<ElementType> = new Set(['i32', 'i64', 'u32', 'u64']);

/** A type with f32 replaced by `elem`. */
export function smallType(type: Type, elem: ElementType): Type {
  return type.kind === 'tensor' && type.elem === 'f32' ? tensorType(elem, type.shape, type.encoding) : type;
}

function isF32({ type }: Value): boolean {
  return type.kind === 'tensor' && type.elem === 'f32';
}

function isArithmetic(node: Node): boolean {
  return node.op.traits.has('elementwise') && node.op.name !== 'cast';
}

/** True when the op's spec admits `elem` in the place of the node's f32. */
function takes(node: Node, elem: ElementType): boolean {
  const inferred = node.op.infer({
    operands: node.operands.map((value) => value && smallType(value.type, elem)),
    attrs: node.attrs,
    regions: node.regions,
    resultCount: node.results.length,
    unify: () => true,
    given: node.results.map(({ type }) => smallType(type, elem)),
    freshDim: (_hint, bound) => bound ?? 1,
  });
  return inferred.ok;
}

/** Element-wise nodes that read what a cast made of wide integers. */
function readersOfIntegers(func: Func): ReadonlySet<Node> {
  const [found, integers] = [new Set<Node>(), new Set<Value>()];
  for (const node of nodesOf(func.body)) {
    const [source] = node.operands;
    const isWide = source?.type.kind === 'tensor' && wideIntegers.has(source.type.elem);
    const readsIntegers = node.operands.some((value) => value && integers.has(value));
    if (readsIntegers && isArithmetic(node) && node.results.some(isF32)) found.add(node);
    if (
      (node.op.name === 'cast' && isWide) ||
      node.op.name === 'range' ||
      (readsIntegers && node.op.traits.has('movement'))
    )
      for (const result of node.results.filter(isF32)) integers.add(result);
  }
  return found;
}

/** Element-wise nodes whose f32 results only nodes read that are in `staying`, have no form in `elem`, or are of this kind. */
function readOnlyInF32(func: Func, elem: ElementType, staying: ReadonlySet<Node>): ReadonlySet<Node> {
  const [found, passing] = [new Set<Node>(), new Set<Node>()];
  const fixed = new Map<Node, boolean>();
  const isFixed = (node: Node) => {
    const known = fixed.get(node) ?? !takes(node, elem);
    fixed.set(node, known);
    return known;
  };
  const staysF32 = (node: Node) => staying.has(node) || found.has(node) || passing.has(node) || isFixed(node);
  const isReadInF32 = ({ uses }: Value) =>
    uses.size > 0 && [...uses].every((use) => use.kind === 'operand' && staysF32(use.node));
  for (const node of [...nodesOf(func.body)].reverse()) {
    const arithmetic = isArithmetic(node);
    if (!arithmetic && !node.op.traits.has('movement')) continue;
    if (node.results.every((result) => isF32(result) && isReadInF32(result))) (arithmetic ? found : passing).add(node);
  }
  return found;
}

const TURNS: ReadonlySet<string> = new Set(['sin', 'cos', 'tan']);

/** Nodes that read angles, and ranges, which count further than the smaller type does. */
function turnsAndCounts(func: Func): readonly Node[] {
  return [...nodesOf(func.body)].filter(({ op, results }) => {
    return (TURNS.has(op.name) || op.name === 'range') && results.some(isF32);
  });
}

/** The nodes of `func` that stay f32 when it is converted to `elem`, and why. */
export function nodesStayingInF32(func: Func, elem: ElementType): ReadonlyMap<Node, string> {
  const integers = readersOfIntegers(func);
  const counts = turnsAndCounts(func);
  const staying = new Map<Node, string>();
  for (const node of readOnlyInF32(func, elem, new Set([...integers, ...counts])))
    staying.set(node, `only ops that stay f32 or have no form in ${elem} read it`);
  for (const node of integers) staying.set(node, 'it reads integers that need not fit');
  for (const node of counts) staying.set(node, `it turns or counts further than ${elem} tells apart`);
  return staying;
}
