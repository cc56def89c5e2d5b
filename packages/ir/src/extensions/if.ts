// Result types of `if`: what both regions give.

import type { Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { joinTypes } from './join-types.js';
import { expectScalar } from './region-types.js';

export function inferIf(t: Inference): readonly Type[] {
  expectScalar(t, 'cond', 'bool');
  const [then, otherwise] = t.regions;
  if (!then || !otherwise) return [];
  if (then.params.length > 0 || otherwise.params.length > 0) t.problem('the regions of if have no parameters');
  if (then.results.length !== otherwise.results.length) {
    t.problem(`then gives ${then.results.length} results, else ${otherwise.results.length}`);
    return [];
  }
  return then.results.flatMap((value, i) => {
    const other = otherwise.results[i];
    return (other && joinTypes(t, `result ${i}`, [value.type, other.type])) ?? [];
  });
}
