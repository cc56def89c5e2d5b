// Legality as data: which op a backend can run, on which element types, under which conditions. It prints as a matrix,
// steers precision conversion and partitioning, and every refusal carries a reason.

import type { ElementType } from '@afterglow/core';
import type { Node, NodeCondition, Type } from '@afterglow/ir';

/** A condition beyond element types and rank; `because` completes "the backend cannot run this: …". */
export type LegalityCondition = NodeCondition;

/** One row of the matrix. An op may have several rows; a node is legal when one of them admits it. */
export interface LegalityRow {
  readonly op: string;
  /** Element types of the tensors that carry data. */
  readonly elements: readonly ElementType[];
  /** Element types allowed at single operands by position, where they differ (`embedding_bag` indices). */
  readonly operands?: Readonly<Record<number, readonly ElementType[]>>;
  /** Element types allowed at single results by position, where they differ (`cast`). */
  readonly results?: Readonly<Record<number, readonly ElementType[]>>;
  /** Highest rank of operands and results; any if absent. */
  readonly maxRank?: number;
  readonly conditions?: readonly LegalityCondition[];
}

export type Legality = readonly LegalityRow[];

function typeProblem(
  type: Type | undefined,
  allowed: readonly ElementType[],
  maxRank: number | undefined,
): string | undefined {
  if (!type) return undefined;
  if (type.kind !== 'tensor') return `it handles tensors, not ${type.kind}s`;
  if (!allowed.includes(type.elem)) return `it has no ${type.elem} form (${allowed.join(', ')} only)`;
  if (maxRank !== undefined && type.shape.length > maxRank)
    return `rank ${type.shape.length} is over its limit of ${maxRank}`;
  return undefined;
}

function rowProblem(row: LegalityRow, node: Node): string | undefined {
  for (const [index, value] of node.operands.entries()) {
    const problem = typeProblem(value?.type, row.operands?.[index] ?? row.elements, row.maxRank);
    if (problem) return problem;
  }
  for (const [index, result] of node.results.entries()) {
    const problem = typeProblem(result.type, row.results?.[index] ?? row.elements, row.maxRank);
    if (problem) return problem;
  }
  return row.conditions?.find((condition) => !condition.holds(node))?.because;
}

/** Why `node` cannot run under `legality`, or undefined when it can. */
export function whyIllegal(legality: Legality, node: Node): string | undefined {
  const rows = legality.filter((row) => row.op === node.op.name);
  if (rows.length === 0) return `it has no code for ${node.op.name}`;
  let reason: string | undefined;
  for (const row of rows) {
    const problem = rowProblem(row, node);
    if (problem === undefined) return undefined;
    reason ??= problem;
  }
  return reason;
}
