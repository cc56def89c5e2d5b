// Makes an `OpDef` from a table entry and a body that computes result types. What every op has in common is checked here:
// operand counts, attribute kinds, regions.

import type { InferInput, InferResult, OpDef } from '../graph/op-def.js';
import type { Type } from '../graph/type.js';
import { attrProblems } from '../verify/check-attr.js';
import { Inference } from './inference.js';
import { InferenceStop } from './stop.js';

export interface OpTable extends Omit<OpDef, 'infer'> {
  /** Result types. May note problems, and may stop. */
  readonly types: (t: Inference) => readonly Type[];
}

function countProblems(op: OpDef, input: InferInput): string[] {
  const problems: string[] = [];
  const variadic = op.operands.some((spec) => spec.arity === 'variadic');
  if (!variadic && input.operands.length > op.operands.length) {
    problems.push(`there are ${input.operands.length} operands, and at most ${op.operands.length} are possible`);
  }
  op.operands.forEach((spec, index) => {
    if (spec.arity === 'one' && input.operands[index] === undefined) problems.push(`operand ${spec.name} is missing`);
  });
  if (input.regions.length !== op.regions.length) {
    const wanted = op.regions.length === 0 ? 'none' : op.regions.map((region) => region.name).join(', ');
    problems.push(`there are ${input.regions.length} regions instead of ${op.regions.length} (${wanted})`);
  }
  return problems;
}

function infer(op: OpDef, types: OpTable['types'], input: InferInput): InferResult {
  const early = [...countProblems(op, input), ...attrProblems(op, input.attrs)];
  if (early.length > 0) return { ok: false, problems: early };
  const inference = new Inference(op, input);
  try {
    const result = inference.finish(types(inference));
    if (inference.problems.length === 0) {
      const { operations: work, partStarts: parts } = inference;
      return { ok: true, types: result, ...(work && { work }), ...(parts && { parts }) };
    }
  } catch (error) {
    if (!(error instanceof InferenceStop)) throw error;
  }
  return { ok: false, problems: inference.problems };
}

/** An op from its table entry. */
export function defineOp({ types, ...table }: OpTable): OpDef {
  const op: OpDef = { ...table, infer: (input) => infer(op, types, input) };
  return op;
}
