// Sizes that became too large for exact arithmetic, or too long for the text form, when symbols were replaced at the end of an
// import.

import { type Func, type Type, walk } from '@afterglow/ir';
import { isExact } from './solve-dims.js';

export interface InexactType {
  readonly op: string;
  readonly type: Type;
}

/** The first result of the function whose size has a number beyond 2^53. */
export function inexactType(func: Func): InexactType | undefined {
  for (const { op, results } of walk(func.body)) {
    for (const { type } of results) {
      if (type.kind === 'tensor' && !type.shape.every(isExact)) return { op: op.name, type };
    }
  }
  return undefined;
}
