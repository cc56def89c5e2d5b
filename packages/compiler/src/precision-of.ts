// The precision a graph computes in, read from the graph: what the report and the manifest state.

import { type Module, type Type, walk } from '@afterglow/ir';

/** `fp16` when any value of the module is f16, else `fp32`. */
export function precisionOf(module: Module): 'fp16' | 'fp32' {
  const isHalf = (type: Type) => type.kind === 'tensor' && type.elem === 'f16';
  for (const func of module.funcs.values()) {
    for (const node of walk(func.body)) if (node.results.some(({ type }) => isHalf(type))) return 'fp16';
  }
  return 'fp32';
}
