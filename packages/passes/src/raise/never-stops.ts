// Does a loop run to its trip count?

import type { Region, Value } from '@afterglow/ir';
import { isConstantTrue, madeBy, strip } from './look.js';
import { sameValue } from './same-value.js';

/** True when the loop runs to its trip count: the condition starts true and is handed on or set to true. */
export function neverStops(condition: Value | undefined, body: Region): boolean {
  const [again] = body.results;
  const [, given] = body.params;
  if (!again || (condition && !isConstantTrue(condition))) return false;
  let at = strip(again);
  for (let node = madeBy(at, 'cast'); node?.operands[0]; node = madeBy(at, 'cast')) at = strip(node.operands[0]);
  return at === given || isConstantTrue(at) || (condition !== undefined && sameValue(at, condition));
}
