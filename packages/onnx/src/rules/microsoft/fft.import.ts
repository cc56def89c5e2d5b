import { dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Only transforms of one axis, onesided and without a norm, are defined. */
function checkForm(n: NodeReader): void {
  if (n.int('signal_ndim') !== 1) n.unsupported(`signal_ndim=${n.int('signal_ndim')}`);
  if (!n.flag('onesided')) n.unsupported('onesided=0');
  if (n.flag('normalized')) n.unsupported('normalized=1');
}

/** Half of the spectrum of the last axis; parts become a new last axis. */
function rfft(n: NodeReader, b: ImportBuilder): Value {
  checkForm(n);
  const rank = n.rank(0);
  const length = n.shape(0).at(-1) ?? n.invalid('its operand is a scalar');
  const signal = build.unsqueeze(b, n.in(0), { axes: [rank] });
  return build.dft(b, signal, { axis: rank - 1, length, onesided: true, inverse: false });
}

/** The signal of an even number of samples that half a spectrum belongs to. */
function irfft(n: NodeReader, b: ImportBuilder): Value {
  checkForm(n);
  const axis = n.rank(0) - 2;
  const size = n.shape(0)[axis] ?? n.invalid(`its operand has rank ${n.rank(0)}`);
  const length = dim.mul(dim.sub(size, 1), 2);
  const signal = build.dft(b, n.in(0), { axis, length, onesided: true, inverse: true });
  return build.squeeze(b, signal, { axes: [-1] });
}

export const fftRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'Rfft', { '1-': rfft }),
  importRule('com.microsoft', 'Irfft', { '1-': irfft }),
];
