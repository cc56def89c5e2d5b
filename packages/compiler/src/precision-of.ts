// The precision a graph computes in, read from the graph: what the report and the manifest state.

import { type Module, type Node, type Type, walk } from '@afterglow/ir';

const isHalf = (type: Type) => type.kind === 'tensor' && type.elem === 'f16';

/** Nodes that hand on what is stored in half precision: rows of a small table, data that moves, and the way back to f32. */
function handsOnStored({ op, operands, regions }: Node): boolean {
  if (op.name === 'embedding_bag') return operands[0]?.def.kind === 'const';
  return op.name === 'cast' || op.name === 'invoke' || op.traits.has('movement') || regions.length > 0;
}

/**
 * `fp16` when any node of the module has a result in f16, else `fp32`. Where `asked` is fp32, tables that are stored
 * smaller do not count, nor what only hands on their rows: the rest of the graph computes in fp32 all the same.
 */
export function precisionOf(module: Module, asked: 'fp16' | 'fp32' | undefined): 'fp16' | 'fp32' {
  for (const func of module.funcs.values()) {
    for (const node of walk(func.body)) {
      if (node.results.some(({ type }) => isHalf(type)) && !(asked === 'fp32' && handsOnStored(node))) return 'fp16';
    }
  }
  return 'fp32';
}
