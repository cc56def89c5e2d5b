// MelWeightMatrix-17: band b rises from edge b to edge b + 1 and falls to edge b + 2. Edges are evenly spaced on the mel
// scale, from lower to upper in bands + 2 steps, and lie at the spectrum bin floor((length + 1) · hertz / rate). A band whose
// first two edges share a bin peaks there.
// Bounds: bins outside the spectrum are left out.

import { math } from '@afterglow/core';
import { allocate, floatsOf, integersAsNumbers, sealNumbers } from '../../data/elements.js';
import { badOperand, type KernelContext, kernel, tensorAt } from '../../kernel.js';

const mel = (hertz: number) => (2595 * math.log1p(hertz / 700)) / Math.LN10;
const hertz = (value: number) => 700 * math.expm1((value / 2595) * Math.LN10);

function sizeAt(context: KernelContext, index: number): number {
  const value = integersAsNumbers(tensorAt(context, index))[0];
  return value >= 0 ? value : badOperand(context, `operand ${index} is ${value}`);
}

export const melWeightMatrix = kernel('mel_weight_matrix', (context) => {
  const [bands, length, rate] = [0, 1, 2].map((index) => sizeAt(context, index));
  const [lower, upper] = [3, 4].map((index) => floatsOf(tensorAt(context, index))[0]);
  if (rate === 0) badOperand(context, 'a sample rate of 0');
  const bins = Math.floor(length / 2) + 1;
  const step = (mel(upper) - mel(lower)) / (bands + 2);
  const edge = (i: number) => Math.floor(((length + 1) * hertz(mel(lower) + i * step)) / rate);
  const out = allocate(`${bins} bins of ${bands} bands`, () => new Float64Array(bins * bands));
  for (let band = 0; band < bands; band++) {
    const [left, centre, right] = [edge(band), edge(band + 1), edge(band + 2)];
    const set = (bin: number, value: number) => {
      if (bin >= 0 && bin < bins) out[bin * bands + band] = value;
    };
    if (centre === left) set(centre, 1);
    else
      for (let bin = Math.max(left, 0); bin <= Math.min(centre, bins - 1); bin++)
        set(bin, (bin - left) / (centre - left));
    for (let bin = Math.max(centre, 0); bin < Math.min(right, bins); bin++) set(bin, (right - bin) / (right - centre));
  }
  return [sealNumbers(context.results[0]?.elem ?? 'f32', [bins, bands], out)];
});
