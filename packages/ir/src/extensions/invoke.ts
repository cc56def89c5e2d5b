// Result types of `invoke`: stated on the node. The verifier holds them against the callee, which inference cannot see.

import type { Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { presentTypes } from './region-types.js';

export function inferInvoke(t: Inference): readonly Type[] {
  presentTypes(t, 'args');
  if (!t.given) t.problem('the result types of an invoke must be stated');
  return t.given ?? [];
}
