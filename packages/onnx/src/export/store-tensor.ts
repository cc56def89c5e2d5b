// Constants as initializers, streamed from where they lie. What costs nothing in a module costs little in a file: a large
// constant fill is a ConstantOfShape, a conversion that is done while reading is a Cast of the stored numbers.
// Invariant: every tensor that `printModule` elides is an initializer of the file.

import { ELEMENT_TYPES, type Tensor, tensorBytes, tensorFromArray, tensorSize } from '@afterglow/core';
import { INLINE_LIMIT } from '@afterglow/ir';
import type { GraphBuilder } from '../model/graph-builder.js';

/** Fills from this many bytes on are not written out; other tensors from here on lie in a file of their own. */
export const LARGE = 1024;

/** True for a conversion that the text form shows as one. */
function isLazy(tensor: Tensor): boolean {
  return tensor.storage.kind === 'converted' && tensorSize(tensor) > INLINE_LIMIT;
}

/** Stores a constant that is called `name`; answers the name of what its numbers are stored as. */
export function storeTensor(
  graph: GraphBuilder,
  name: string,
  tensor: Tensor,
  fresh: (hint: string) => string,
): string {
  const { elem, storage } = tensor;
  const isPlain = ELEMENT_TYPES[elem].class !== 'complex' && elem !== 'string';
  if (storage.kind === 'splat' && isPlain && tensorBytes(tensor) >= LARGE) {
    const shape = graph.initializer(fresh(`${name}.shape`), shapeTensor(tensor.shape));
    const value: Tensor = { elem, shape: [1], storage };
    graph.nodeOutputs('ConstantOfShape', [shape], { value }, { outputs: [name], name: '' });
    return name;
  }
  if (storage.kind === 'converted' && isLazy(tensor)) {
    const from = fresh(`${name}.stored`);
    // A reshaped constant shares the numbers of the one it came from, which has another shape.
    const stored = storeTensor(graph, from, { ...storage.from, shape: tensor.shape }, fresh);
    const { saturate = true, round } = storage.options ?? {};
    const attributes = {
      to: ELEMENT_TYPES[elem].onnx,
      ...(saturate ? {} : { saturate: 0 }),
      ...(round === undefined || round === 'nearest' ? {} : { round_mode: round }),
    };
    graph.nodeOutputs('Cast', [from], attributes, { outputs: [name], name: '' });
    return stored;
  }
  return graph.initializer(name, tensor);
}

function shapeTensor(shape: readonly number[]): Tensor {
  return tensorFromArray(
    'i64',
    [shape.length],
    BigInt64Array.from(shape, (size) => BigInt(size)),
  );
}
