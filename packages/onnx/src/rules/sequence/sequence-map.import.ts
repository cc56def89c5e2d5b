import { type Dim, dim, tensorFromNumbers } from '@afterglow/core';
import {
  type AddOptions,
  anySize,
  build,
  coveringItem,
  sequenceType,
  type Type,
  tensorType,
  type Value,
} from '@afterglow/ir';
import { modelDiagnostics } from '../../diagnostics/model.js';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importInline } from '../../import/import-graph.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import type { ValueInfoProto } from '../../model/proto.js';
import { readingOptions } from './items.js';

function checkSignature(n: NodeReader): void {
  const { input, output } = n.graph('body');
  const problems: string[] = [];
  if (input.length !== n.inputCount) problems.push(`takes ${input.length} inputs for ${n.inputCount} operands`);
  if (output.length !== n.outputCount) problems.push(`returns ${output.length} values for ${n.outputCount} outputs`);
  if (problems.length === 0) return;
  n.refuse(modelDiagnostics.subgraphSignature, { problem: `the body of SequenceMap ${problems.join(', and ')}` });
}

/** The item type of a sequence of such results: sizes made inside the body are of each item. */
function itemOf(type: Type, isOuter: (name: string) => boolean): Type {
  if (type.kind !== 'tensor') return type;
  const inner = (size: Dim) => [...dim.symbolsOf(size)].some((name) => !isOuter(name));
  return tensorType(
    type.elem,
    type.shape.map((size) => (inner(size) ? anySize() : size)),
    type.encoding,
  );
}

function rankOf(declared: ValueInfoProto | undefined): number | undefined {
  return declared?.type.kind === 'tensor' ? declared.type.shape?.length : undefined;
}

function sequenceMap(n: NodeReader, b: ImportBuilder): readonly Value[] {
  checkSignature(n);
  const operands = n.all();
  const { symbols } = n.context.session;
  const inputs = n.graph('body').input;
  const itemOptions = new Map<Value, AddOptions>();
  operands.forEach((value, i) => {
    if (value.type.kind === 'sequence') itemOptions.set(value, readingOptions(n, b, i, rankOf(inputs[i])));
    else if (i === 0) n.invalid(`operand 0 is ${value.type.key}, not a sequence`);
  });
  const before = new Set(b.func.ranges.keys());
  const region = b.newRegion();
  const inside = b.at(region);
  const position = inside.param(b.freeName('position'), tensorType('i64', []));
  inside.param(b.freeName('going'), tensorType('bool', []));
  const items = operands.map((value) =>
    value.type.kind === 'sequence' ? inside.value('sequence_at', [value, position], {}, itemOptions.get(value)) : value,
  );
  const answers = importInline(n, 'body', n.graph('body'), items, region);
  const types = answers.map(({ type }) => {
    const item = coveringItem([itemOf(symbols.resolveType(type), (name) => before.has(name))]);
    return sequenceType(item ?? type);
  });
  const appended = types.map((type) => inside.param(b.freeName('so_far'), type));
  const next = answers.map((value, i) => inside.value('sequence_insert', [appended[i], value]));
  inside.results([b.constant(b.freeName('const'), tensorFromNumbers('bool', [], [1])), ...next]);
  const empty = types.map((type) => {
    const elem = 'elem' in type.of ? type.of.elem : n.invalid(`its body returns ${type.of.key}`);
    return b.value('sequence_empty', [], { elem });
  });
  const count = b.value('sequence_length', [n.in(0)]);
  return build.loop(b, count, undefined, empty, { carried: empty.length }, { body: region }, { types });
}

/** ONNX SequenceMap, as the standard defines it: a loop over the items that appends what the body answers. */
export const sequenceMapRule = importRule('ai.onnx', 'SequenceMap', { '17-': sequenceMap });
