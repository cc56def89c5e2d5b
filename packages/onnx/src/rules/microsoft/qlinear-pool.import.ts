// QLinearAveragePool and QLinearGlobalAveragePool; `channels_last` means (N, …, C).

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { poolKernel, windowOf } from '../nn/window.js';
import { channelsFirst, channelsLast } from '../quant/channels.js';
import { realsOf, storedAs } from './qlinear.js';

function averagePool(n: NodeReader, b: ImportBuilder): Value {
  const isLast = n.flag('channels_last');
  const { window, extraPads } = windowOf(n, poolKernel(n), isLast ? 1 : 2);
  if (extraPads) n.unsupported(`auto_pad="${n.string('auto_pad')}", strides and sizes that are not known`);
  const x = realsOf(n, b, 0);
  const y = build.averagePool(b, isLast ? channelsFirst(b, x, n.rank(0)) : x, {
    ...window,
    ceil_mode: n.flag('ceil_mode'),
    count_include_pad: n.flag('count_include_pad'),
  });
  return storedAs(n, b, isLast ? channelsLast(b, y, n.rank(0)) : y, 3, n.elem(0));
}

function globalAveragePool(n: NodeReader, b: ImportBuilder): Value {
  const first = n.flag('channels_last') ? 1 : 2;
  const axes = Array.from({ length: Math.max(0, n.rank(0) - 2) }, (_, i) => i + first);
  if (axes.length === 0) n.invalid(`its operand has rank ${n.rank(0)}, but needs batch, channels and spatial axes`);
  const y = build.reduceMean(b, realsOf(n, b, 0), { axes, keepdims: true });
  return storedAs(n, b, y, 3, n.elem(0));
}

export const qLinearPoolRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'QLinearAveragePool', { '1-': averagePool }),
  importRule('com.microsoft', 'QLinearGlobalAveragePool', { '1-': globalAveragePool }),
];
