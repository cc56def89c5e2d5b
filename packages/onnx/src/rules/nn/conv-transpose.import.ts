import { type Dim, dim } from '@afterglow/core';
import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { convKernel } from './window.js';

interface Transposed {
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly pads: readonly Dim[];
  readonly output_padding: readonly number[];
}

function readWindow(n: NodeReader): Transposed {
  const kernel = convKernel(n);
  const fill = (name: string, value: number) => {
    const given = n.maybeInts(name);
    return given && given.length > 0 ? given : kernel.map(() => value);
  };
  const [strides, dilations, output_padding] = [fill('strides', 1), fill('dilations', 1), fill('output_padding', 0)];
  const base = { strides, dilations, output_padding };
  const wanted = n.maybeInts('output_shape');
  const mode = n.word('auto_pad', { NOTSET: 'explicit', VALID: 'none', SAME_UPPER: 'upper', SAME_LOWER: 'lower' });
  if ((mode === 'explicit' || mode === 'none') && !wanted) {
    const given = mode === 'explicit' ? n.maybeInts('pads') : undefined;
    return { ...base, pads: given && given.length > 0 ? given : [...kernel, ...kernel].map(() => 0) };
  }
  const spatial = wanted && wanted.length > kernel.length ? wanted.slice(-kernel.length) : wanted;
  // What the operator would make without pads, less what is asked for (a multiple of the input where nothing is).
  const totals = kernel.map((size, i) => {
    const stride = strides[i] ?? 1;
    const reach = dim.add(dim.mul(dim.sub(size, 1), dilations[i] ?? 1), 1 + (output_padding[i] ?? 0));
    if (!spatial) return dim.max(0, dim.sub(reach, stride));
    const whole = dim.add(dim.mul(dim.sub(n.shape(0)[i + 2] ?? 1, 1), stride), reach);
    return dim.sub(whole, spatial[i] ?? 0);
  });
  const halves = totals.map((total) => dim.floorDiv(total, 2));
  const rests = totals.map((total, i) => dim.sub(total, halves[i] ?? 0));
  return { ...base, pads: mode === 'upper' ? [...halves, ...rests] : [...rests, ...halves] };
}

/**
 * ONNX ConvTranspose: `output_shape` and `auto_pad` become pads by the formula of the operator's documentation. An output shape
 * that is larger than what there is makes them negative.
 */
export const convTranspose = importRule('ai.onnx', 'ConvTranspose', {
  '1-': (n, b) => build.convTranspose(b, n.in(0), n.in(1), n.maybe(2), { ...readWindow(n), groups: n.int('group') }),
});
