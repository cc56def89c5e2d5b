import { tensorFromNumbers } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { readingOptions } from './items.js';

/** The node that lists the items of a sequence one by one, where there is one. */
function listing(n: NodeReader): Node | undefined {
  const { def } = n.in(0);
  return def.kind === 'result' && def.node.op.name === 'sequence_construct' ? def.node : undefined;
}

/** A position as a scalar, which may come as a tensor of one element. */
function position(n: NodeReader, b: ImportBuilder, index: number): Value | undefined {
  const value = n.maybe(index);
  return value && b.reshape(value, []);
}

function elementAt(n: NodeReader, b: ImportBuilder): Value {
  const items = listing(n)?.operands;
  const at = n.constNumber(1);
  // An item that is known by its place needs no sequence: exporters write split and unbind this way.
  const known = items && at !== undefined ? items.at(at) : undefined;
  if (known && at !== undefined && at < (items?.length ?? 0)) return known;
  return b.value('sequence_at', [n.in(0), position(n, b, 1)], {}, readingOptions(n, b, 0));
}

function concatenated(n: NodeReader, b: ImportBuilder): Value {
  const axis = n.int('axis');
  const isNew = n.flag('new_axis');
  const items = listing(n)?.operands.filter((value) => value !== undefined);
  if (!items) {
    return b.value('concat_from_sequence', [n.in(0)], { axis, new_axis: isNew }, readingOptions(n, b, 0));
  }
  if (!isNew) return b.value('concat', items, { axis });
  const parts = items.map((item) => {
    const shape = item.type.kind === 'tensor' ? item.type.shape : n.invalid(`an item is ${item.type.key}`);
    return b.reshape(item, shape.toSpliced(n.axis(axis, shape.length + 1), 0, 1));
  });
  return b.value('concat', parts, { axis });
}

/** ONNX operators on sequences. Items that the graph lists one by one are read without a sequence. */
export const sequenceRules = [
  importRule('ai.onnx', 'SequenceConstruct', { '11-': (n, b) => b.value('sequence_construct', n.all()) }),
  importRule('ai.onnx', 'SequenceEmpty', {
    '11-': (n, b) => b.value('sequence_empty', [], { elem: n.given('dtype') ? n.elementType('dtype') : 'f32' }),
  }),
  importRule('ai.onnx', 'SequenceInsert', {
    '11-': (n, b) => b.value('sequence_insert', [n.in(0), n.in(1), position(n, b, 2)]),
  }),
  importRule('ai.onnx', 'SequenceErase', {
    '11-': (n, b) => b.value('sequence_erase', [n.in(0), position(n, b, 1)]),
  }),
  importRule('ai.onnx', 'SequenceAt', { '11-': elementAt }),
  importRule('ai.onnx', 'SequenceLength', {
    '11-': (n, b) => {
      const count = listing(n)?.operands.length;
      return count === undefined ? b.value('sequence_length', [n.in(0)]) : tensorFromNumbers('i64', [], [count]);
    },
  }),
  importRule('ai.onnx', 'ConcatFromSequence', { '11-': concatenated }),
];
