import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** x with channels second, normalised by groups and activated, in its own layout again. */
function groupNorm(n: NodeReader, b: ImportBuilder, x: Value): Value {
  const [rank, isLast] = [n.rank(0), n.flag('channels_last')];
  if (rank < 3) n.invalid(`its operand has rank ${rank}`);
  const spatial = Array.from({ length: rank - 2 }, (_, i) => i + 1);
  const first = isLast ? build.transpose(b, x, { perm: [0, rank - 1, ...spatial] }) : x;
  const attrs = { groups: n.int('groups'), epsilon: n.float('epsilon') };
  const normal = build.groupNorm(b, first, n.in(1), n.in(2), attrs);
  const activation = n.int('activation');
  if (activation !== 0 && activation !== 1) n.unsupported(`activation=${activation}`);
  const y = activation === 1 ? build.mul(b, normal, build.sigmoid(b, normal)) : normal;
  return isLast ? build.transpose(b, y, { perm: [0, ...spatial.map((axis) => axis + 1), 1] }) : y;
}

/** The skip with axes of size 1 where it has only batch and channels. */
function skipOf(n: NodeReader, b: ImportBuilder): Value {
  if (n.rank(3) !== 2) return n.in(3);
  const spatial = Array.from({ length: n.rank(0) - 2 }, (_, i) => i + 1);
  return build.unsqueeze(b, n.in(3), { axes: n.flag('channels_last') ? spatial : spatial.map((axis) => axis + 1) });
}

function skipGroupNorm(n: NodeReader, b: ImportBuilder): readonly RuleResult[] {
  const skipped = build.add(b, n.in(0), skipOf(n, b));
  const channels = n.shape(1)[0] ?? n.invalid('gamma has no channels');
  const ones = Array.from({ length: n.rank(0) - 2 }, () => 1);
  const bias = () => b.reshape(n.in(4), n.flag('channels_last') ? [channels] : [channels, ...ones]);
  const sum = n.has(4) ? build.add(b, skipped, bias()) : skipped;
  return [groupNorm(n, b, sum), sum];
}

export const groupNormRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'GroupNorm', { '1-': (n, b) => groupNorm(n, b, n.in(0)) }),
  importRule('com.microsoft', 'SkipGroupNorm', { '1-': skipGroupNorm }),
];
