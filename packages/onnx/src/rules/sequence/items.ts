// What rules ask of the items of a sequence or the content of an optional.

import { type AddOptions, freshSymbol, type Type, tensorType } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';

/** The type of the items of a sequence operand, or of what an optional holds. */
export function heldType(n: NodeReader, index: number): Type {
  const type = n.type(index);
  return 'of' in type ? type.of : n.invalid(`operand ${index} is ${type.key}, which holds nothing`);
}

/**
 * What the builder needs to read an item: nothing where its type is known; the rank that the model declares where items do not agree in rank. Refuses the node where nobody knows the rank.
 */
export function readingOptions(
  n: NodeReader,
  b: ImportBuilder,
  index: number,
  rank: number | undefined = n.statedRank(0),
): AddOptions {
  const held = heldType(n, index);
  if (held.kind !== 'open') return {};
  if (rank === undefined || held.holds === 'none') return requireRank(n, index);
  const shape = Array.from({ length: rank }, () => freshSymbol(b.func, 'item'));
  return { types: [tensorType(held.elem, shape)] };
}

/** Refuses the node, whose operand holds tensors of which nobody knows the rank. */
function requireRank(n: NodeReader, index: number): never {
  const held = heldType(n, index);
  const { def, name } = n.in(index);
  const advice =
    'holds' in held && held.holds === 'none'
      ? 'the sequence is always empty'
      : def.kind === 'param' && def.region === n.context.session.func.body
        ? `state the shape of the tensors in "${name}": --shape '${name}=[?,3]' (? for sizes that differ)`
        : 'all tensors in it must have the same rank, or the model must declare that of the result';
  n.unsupported(`tensors of unknown rank (${held.key})`, advice);
}
