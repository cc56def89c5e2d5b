// Generated from ir-spec/ops/sequence.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { ConcatFromSequenceArgs, OptionalArgs, SequenceEmptyArgs, SplitToSequenceArgs } from './attrs.js';

/** The items joined along an axis, or stacked along a new one. There must be at least one. */
export function concatFromSequence(builder: Builder, sequence: Value, attrs: ConcatFromSequenceArgs, options?: AddOptions): Value {
  return builder.value('concat_from_sequence', [sequence], attrs, options);
}

/** An optional that holds the value; an empty one where there is no value. */
export function optional(builder: Builder, value?: Value, attrs?: OptionalArgs, options?: AddOptions): Value {
  return builder.value('optional', [value], attrs ?? {}, options);
}

/** What the optional holds; it must not be empty. */
export function optionalGetElement(builder: Builder, optional: Value, options?: AddOptions): Value {
  return builder.value('optional_get_element', [optional], {}, options);
}

/** True when the optional holds something. */
export function optionalHasElement(builder: Builder, optional: Value, options?: AddOptions): Value {
  return builder.value('optional_has_element', [optional], {}, options);
}

/** The item at a position; negative ones count from the end. */
export function sequenceAt(builder: Builder, sequence: Value, position: Value, options?: AddOptions): Value {
  return builder.value('sequence_at', [sequence, position], {}, options);
}

/** A sequence of the operands, in order. */
export function sequenceConstruct(builder: Builder, values: readonly Value[], options?: AddOptions): Value {
  return builder.value('sequence_construct', [...values], {}, options);
}

/** A sequence of no items. */
export function sequenceEmpty(builder: Builder, attrs: SequenceEmptyArgs, options?: AddOptions): Value {
  return builder.value('sequence_empty', [], attrs, options);
}

/** The sequence without the item at a position; without the last one where none is given. Negative positions count from the end. */
export function sequenceErase(builder: Builder, sequence: Value, position?: Value, options?: AddOptions): Value {
  return builder.value('sequence_erase', [sequence, position], {}, options);
}

/**
 * The sequence with a value put in before the item at a position; at the end where no position is given. Negative positions
 * count from the end.
 */
export function sequenceInsert(builder: Builder, sequence: Value, value: Value, position?: Value, options?: AddOptions): Value {
  return builder.value('sequence_insert', [sequence, value, position], {}, options);
}

/** Number of items. */
export function sequenceLength(builder: Builder, sequence: Value, options?: AddOptions): Value {
  return builder.value('sequence_length', [sequence], {}, options);
}

/**
 * Consecutive slices of a tensor along an axis. `lengths` of rank 1 has one entry a slice; a scalar is the length of all but
 * the last slice, which has what is left; without it every slice has length 1.
 */
export function splitToSequence(builder: Builder, x: Value, lengths?: Value, attrs?: SplitToSequenceArgs, options?: AddOptions): Value {
  return builder.value('split_to_sequence', [x, lengths], attrs ?? {}, options);
}
