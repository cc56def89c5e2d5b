// Sequences and optionals.

import { onnxElement } from '../../emitter.js';
import { exportMovement } from '../../export-rule.js';
import { exportType } from '../../export-type.js';

const PLAIN: Readonly<Record<string, string>> = {
  optional_get_element: 'OptionalGetElement',
  optional_has_element: 'OptionalHasElement',
  sequence_at: 'SequenceAt',
  sequence_construct: 'SequenceConstruct',
  sequence_erase: 'SequenceErase',
  sequence_insert: 'SequenceInsert',
  sequence_length: 'SequenceLength',
};

export const sequenceRules = Object.entries(PLAIN).map(([op, onnx]) =>
  exportMovement(op, (n, e) => e.op(onnx, n.all())),
);

export const sequenceEmpty = exportMovement('sequence_empty', (n, e) =>
  e.op('SequenceEmpty', [], { dtype: onnxElement(n.elemAttr('elem')) }),
);

export const splitToSequence = exportMovement('split_to_sequence', (n, e) =>
  e.op('SplitToSequence', n.all(), { axis: n.int('axis'), keepdims: Number(n.flag('keepdims')) }),
);

export const concatFromSequence = exportMovement('concat_from_sequence', (n, e) =>
  e.op('ConcatFromSequence', n.all(), { axis: n.int('axis'), new_axis: Number(n.flag('new_axis')) }),
);

/** ONNX Optional: an empty one states what it could hold. */
export const optional = exportMovement('optional', (n, e) =>
  e.op('Optional', n.all(), { type: n.has(0) || !n.given('type') ? undefined : exportType(n.typeAttr('type')) }),
);
