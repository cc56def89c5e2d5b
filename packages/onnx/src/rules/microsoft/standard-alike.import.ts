// Operators of com.microsoft that became operators of the standard, or differ from one in little.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { gatherNd } from '../shape/gather.import.js';
import { padRule } from '../shape/pad.import.js';
import { range } from '../shape/range.import.js';
import { trilu } from '../shape/trilu.import.js';
import { gridSampleRule } from '../vision/grid-sample.import.js';
import { bodyOf } from './body-of.js';

/** Unlike the standard's Unique: one axis, elements in the order in which they occur first, no indices. */
function unique(n: NodeReader, b: ImportBuilder): readonly Value[] {
  const [y, , inverse, counts] = build.unique(b, n.in(0), { sorted: false });
  return [y, inverse, counts];
}

function expandDims(n: NodeReader, b: ImportBuilder): Value {
  const [axis] = n.knownIntegers(1) ?? [];
  if (axis !== undefined) return build.unsqueeze(b, n.in(0), { axes: [n.axis(axis, n.rank(0) + 1)] });
  return build.dynamicUnsqueeze(b, n.in(0), b.reshape(b.cast(n.in(1), 'i64'), [1]));
}

export const standardAlikeRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'ExpandDims', { '1-': expandDims }),
  importRule('com.microsoft', 'GatherND', { '1-': bodyOf(gatherNd, 11) }),
  importRule('com.microsoft', 'GridSample', { '1-': bodyOf(gridSampleRule, 16) }),
  importRule('com.microsoft', 'Inverse', { '1-': (n, b) => build.inverse(b, n.in(0)) }),
  importRule('com.microsoft', 'Pad', {
    '1-': (n, b) => (n.rank(1) === 1 ? bodyOf(padRule, 11)(n, b) : n.unsupported('pads of two axes')),
  }),
  importRule('com.microsoft', 'Range', { '1-': bodyOf(range, 11) }),
  importRule('com.microsoft', 'TorchEmbedding', { '1-': (n, b) => build.gather(b, n.in(0), n.in(1), { axis: 0 }) }),
  importRule('com.microsoft', 'Trilu', { '1-': bodyOf(trilu, 14) }),
  importRule('com.microsoft', 'Unique', { '1-': unique }),
];
