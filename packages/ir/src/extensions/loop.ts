// Result types of `loop`: carried values as initial value, parameter and result of the body agree on them; then the collected
// values, with a first axis as long as the number of iterations.

import { type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { collectedShape } from './collected-shape.js';
import { joinTypes } from './join-types.js';
import { expectCount, expectScalar, expectScalarValue, presentTypes } from './region-types.js';

export function inferLoop(t: Inference): readonly Type[] {
  expectScalar(t, 'trip', 'i64');
  expectScalar(t, 'cond', 'bool');
  const [body] = t.regions;
  if (!body) return [];
  const carried = t.int('carried');
  const initial = presentTypes(t, 'values');
  const params = body.params.slice(2);
  const results = body.results.slice(1);
  expectScalarValue(t, 'the iteration number', body.params[0], 'i64');
  expectScalarValue(t, 'the condition parameter', body.params[1], 'bool');
  expectScalarValue(t, 'the condition result', body.results[0], 'bool');
  if (!expectCount(t, 'carried operands', initial.length, carried)) return [];
  if (!expectCount(t, 'carried parameters of the body', params.length, carried)) return [];
  if (results.length < carried) {
    t.problem(`the body gives ${results.length} values, but ${carried} are carried`);
    return [];
  }
  const kept = initial.flatMap((type, i) => {
    const [param, result] = [params[i], results[i]];
    return (param && result && joinTypes(t, `carried value ${i}`, [type, param.type, result.type])) ?? [];
  });
  const iterations = results.length > carried ? [t.fresh('iterations')] : [];
  const collected = results.slice(carried).flatMap((value, i) => {
    if (value.type.kind === 'tensor') {
      const shape = collectedShape(t, value.type.shape, params, initial);
      return tensorType(value.type.elem, [...iterations, ...shape]);
    }
    t.problem(`collected value ${i} is ${value.type.key}; only tensors can be collected`);
    return [];
  });
  return [...kept, ...collected];
}
