import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { poolKernel, windowOf } from '../nn/window.js';
import { channelsFirst, channelsLast } from '../quant/channels.js';

function nhwcMaxPool(n: NodeReader, b: ImportBuilder): Value {
  const { window, extraPads } = windowOf(n, poolKernel(n), 1);
  const attrs = { ...window, pads: extraPads ?? window.pads, ceil_mode: n.flag('ceil_mode') };
  const [y] = build.maxPool(b, channelsFirst(b, n.in(0), n.rank(0)), attrs);
  return channelsLast(b, y, n.rank(0));
}

/** com.microsoft NhwcMaxPool: MaxPool of 8-bit integers with channels last. */
export const microsoftNhwcMaxPool = importRule('com.microsoft', 'NhwcMaxPool', { '1-': nhwcMaxPool });
