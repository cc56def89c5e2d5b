// Tables whose rows carry their own scale and bias are rows of bytes to an instruction: it is told what they hold.

import type { ElementType } from '@afterglow/core';
import { type Attrs, type Node, storedForm, type Type } from '@afterglow/ir';

export interface StoredBytes {
  readonly elem: ElementType;
  readonly shape: readonly number[];
}

/** Elements and shape of the buffer of a row-encoded type; undefined for any other type. */
export function bytesOfRows(type: Type): StoredBytes | undefined {
  return type.kind === 'tensor' && type.encoding?.kind === 'row' ? storedForm(type) : undefined;
}

/** Name and attributes of a node's instruction: those of the node, unless it reads such a table. */
export function instructionOf(node: Node): { readonly op: string; readonly attrs: Attrs } {
  const { op, attrs, operands } = node;
  const table = operands[0]?.type;
  if (op.name !== 'embedding_bag' || table?.kind !== 'tensor' || table.encoding?.kind !== 'row') {
    return { op: op.name, attrs };
  }
  const rows = { result: table.encoding.params, stored: table.elem, width: table.shape[1] ?? 0 };
  return { op: 'embedding_bag_rows', attrs: { ...attrs, ...rows } };
}
