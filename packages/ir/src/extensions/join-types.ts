// The type of a value that may come from several places, such as the two regions of `if`.

import { optionalType, sequenceType, type TensorType, type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

/**
 * The least type that covers all of `types`: sizes that differ become a fresh symbol. Kinds, element types, encodings and
 * ranks must agree; otherwise notes a problem about `what` and answers undefined.
 */
export function joinTypes(t: Inference, what: string, types: readonly Type[]): Type | undefined {
  const [first, ...rest] = types;
  if (!first || rest.every((type) => type === first)) return first;
  const mismatch = () => {
    t.problem(`${what} has type ${types.map((type) => type.key).join(' in one place, ')} in another`);
    return undefined;
  };
  if (first.kind !== 'tensor') {
    const inner = rest.flatMap((type) => (type.kind === first.kind ? [type.of] : []));
    if (inner.length < rest.length) return mismatch();
    const of = joinTypes(t, what, [first.of, ...inner]);
    return of && (first.kind === 'sequence' ? sequenceType(of) : optionalType(of));
  }
  const tensors = rest.filter((type): type is TensorType => type.kind === 'tensor');
  const alike = tensors.filter(
    (type) =>
      type.shape.length === first.shape.length &&
      tensorType(first.elem, [], first.encoding) === tensorType(type.elem, [], type.encoding),
  );
  if (alike.length < rest.length) return mismatch();
  const shape = first.shape.map((d, axis) => (alike.every((type) => type.shape[axis] === d) ? d : t.fresh('joined')));
  return tensorType(first.elem, shape, first.encoding);
}
