// Generated from ir-spec/ops/sequence.op by `npm run generate`. Do not edit.
// Sequences and optionals. They live on the host: a card holds tensors.
// 
// A type `seq<f32[N, ?]>` says of every item that it has two axes, the first of size N and the second of a size of its own.
// Reading an item gives a fresh symbol for each `?`. Items of `seq<f32[..]>` need not even agree in rank; reading one states
// its type. `seq<f32[!]>` has no items at all, and goes wherever a sequence of f32 is expected to grow.

import { inferConcatFromSequence } from '../extensions/concat-from-sequence.js';
import { inferOptional } from '../extensions/optional.js';
import { inferOptionalGetElement } from '../extensions/optional-get-element.js';
import { inferOptionalHasElement } from '../extensions/optional-has-element.js';
import { inferSequenceAt } from '../extensions/sequence-at.js';
import { inferSequenceConstruct } from '../extensions/sequence-construct.js';
import { inferSequenceEmpty } from '../extensions/sequence-empty.js';
import { inferSequenceErase } from '../extensions/sequence-erase.js';
import { inferSequenceInsert } from '../extensions/sequence-insert.js';
import { inferSequenceLength } from '../extensions/sequence-length.js';
import { inferSplitToSequence } from '../extensions/split-to-sequence.js';
import type { OpDef } from '../graph/op-def.js';
import { defineOp } from '../infer/index.js';

/** The items joined along an axis, or stacked along a new one. There must be at least one. */
export const concatFromSequenceOp = /* @__PURE__ */ defineOp({
  name: 'concat_from_sequence',
  family: 'sequence',
  summary: 'The items joined along an axis, or stacked along a new one. There must be at least one.',
  operands: [{ name: 'sequence', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64' },
    { name: 'new_axis', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'movement', 'pure']),
  types: inferConcatFromSequence,
});

/** An optional that holds the value; an empty one where there is no value. */
export const optionalOp = /* @__PURE__ */ defineOp({
  name: 'optional',
  family: 'sequence',
  summary: 'An optional that holds the value; an empty one where there is no value.',
  operands: [{ name: 'value', arity: 'optional' }],
  results: [{ name: 'optional', arity: 'one' }],
  attrs: [
    { name: 'type', summary: 'What an empty optional could hold.', kind: 'type', optional: true },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: inferOptional,
});

/** What the optional holds; it must not be empty. */
export const optionalGetElementOp = /* @__PURE__ */ defineOp({
  name: 'optional_get_element',
  family: 'sequence',
  summary: 'What the optional holds; it must not be empty.',
  operands: [{ name: 'optional', arity: 'one' }],
  results: [{ name: 'value', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: inferOptionalGetElement,
});

/** True when the optional holds something. */
export const optionalHasElementOp = /* @__PURE__ */ defineOp({
  name: 'optional_has_element',
  family: 'sequence',
  summary: 'True when the optional holds something.',
  operands: [{ name: 'optional', arity: 'one' }],
  results: [{ name: 'held', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: inferOptionalHasElement,
});

/** The item at a position; negative ones count from the end. */
export const sequenceAtOp = /* @__PURE__ */ defineOp({
  name: 'sequence_at',
  family: 'sequence',
  summary: 'The item at a position; negative ones count from the end.',
  operands: [{ name: 'sequence', arity: 'one' }, { name: 'position', arity: 'one' }],
  results: [{ name: 'item', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: inferSequenceAt,
});

/** A sequence of the operands, in order. */
export const sequenceConstructOp = /* @__PURE__ */ defineOp({
  name: 'sequence_construct',
  family: 'sequence',
  summary: 'A sequence of the operands, in order.',
  operands: [{ name: 'values', arity: 'variadic' }],
  results: [{ name: 'sequence', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: inferSequenceConstruct,
});

/** A sequence of no items. */
export const sequenceEmptyOp = /* @__PURE__ */ defineOp({
  name: 'sequence_empty',
  family: 'sequence',
  summary: 'A sequence of no items.',
  operands: [],
  results: [{ name: 'sequence', arity: 'one' }],
  attrs: [
    { name: 'elem', summary: 'Element type of the tensors it could hold.', kind: 'elem' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: inferSequenceEmpty,
});

/** The sequence without the item at a position; without the last one where none is given. Negative positions count from the end. */
export const sequenceEraseOp = /* @__PURE__ */ defineOp({
  name: 'sequence_erase',
  family: 'sequence',
  summary: 'The sequence without the item at a position; without the last one where none is given. Negative positions count from the end.',
  operands: [{ name: 'sequence', arity: 'one' }, { name: 'position', arity: 'optional' }],
  results: [{ name: 'result', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: inferSequenceErase,
});

/**
 * The sequence with a value put in before the item at a position; at the end where no position is given. Negative positions
 * count from the end.
 */
export const sequenceInsertOp = /* @__PURE__ */ defineOp({
  name: 'sequence_insert',
  family: 'sequence',
  summary: 'The sequence with a value put in before the item at a position; at the end where no position is given. Negative positions count from the end.',
  operands: [{ name: 'sequence', arity: 'one' }, { name: 'value', arity: 'one' }, { name: 'position', arity: 'optional' }],
  results: [{ name: 'result', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: inferSequenceInsert,
});

/** Number of items. */
export const sequenceLengthOp = /* @__PURE__ */ defineOp({
  name: 'sequence_length',
  family: 'sequence',
  summary: 'Number of items.',
  operands: [{ name: 'sequence', arity: 'one' }],
  results: [{ name: 'length', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: inferSequenceLength,
});

/**
 * Consecutive slices of a tensor along an axis. `lengths` of rank 1 has one entry a slice; a scalar is the length of all but
 * the last slice, which has what is left; without it every slice has length 1.
 */
export const splitToSequenceOp = /* @__PURE__ */ defineOp({
  name: 'split_to_sequence',
  family: 'sequence',
  summary: 'Consecutive slices of a tensor along an axis. `lengths` of rank 1 has one entry a slice; a scalar is the length of all but the last slice, which has what is left; without it every slice has length 1.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'lengths', arity: 'optional' }],
  results: [{ name: 'sequence', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: 0 },
    { name: 'keepdims', summary: 'Without `lengths`: whether slices keep the axis.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: inferSplitToSequence,
});

/** Ops of the family sequence, by name. */
export const sequenceOps: readonly OpDef[] = [
  concatFromSequenceOp,
  optionalOp,
  optionalGetElementOp,
  optionalHasElementOp,
  sequenceAtOp,
  sequenceConstructOp,
  sequenceEmptyOp,
  sequenceEraseOp,
  sequenceInsertOp,
  sequenceLengthOp,
  splitToSequenceOp,
];
