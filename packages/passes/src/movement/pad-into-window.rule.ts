// Zeros around an image are the padding of the window that runs over it.
//
//   %p = pad(%x) {pads = [1, 1, 1, 1], axes = [2, 3], mode = constant}
//   %y = conv(%p, %w) {pads = [0, 0, 0, 0], …}
//   →
//   %y = conv(%x, %w) {pads = [1, 1, 1, 1], …}
//
// The mean of a window counts such zeros, so an average_pool without padding counts its padding afterwards. Removes a node, so the
// rule ends.

import { fusedOrigin } from '@afterglow/core';
import type { Node } from '@afterglow/ir';
import { hasOneReader, madeBy, numbersAttr, tensorTypeOf, uniformConst } from '../basic/look.js';
import { defineRule } from '../manager/rule.js';
import { rankOf } from './ranges.js';

interface Padded {
  readonly node: Node;
  readonly pad: Node;
}

/** Pads of all spatial axes, begins before ends; undefined where other axes are padded or one is cut. */
function spatialPads(pad: Node): readonly number[] | undefined {
  const rank = rankOf(pad.operands[0]);
  const [pads, axes] = [numbersAttr(pad, 'pads'), numbersAttr(pad, 'axes')];
  if (!pads || !axes || pads.some((count) => count < 0)) return undefined;
  const all: number[] = new Array(2 * rank).fill(0);
  for (const [i, axis] of axes.entries()) {
    const at = axis < 0 ? axis + rank : axis;
    all[at] = pads[i] ?? 0;
    all[at + rank] = pads[i + axes.length] ?? 0;
  }
  if ([0, 1, rank, rank + 1].some((i) => all[i] !== 0)) return undefined;
  return [...all.slice(2, rank), ...all.slice(rank + 2)];
}

export const padIntoWindow = defineRule<Padded>({
  name: 'pad-into-window',
  summary: 'zeros around an image are the padding of the convolution or mean after them',
  root: ['conv', 'average_pool'],
  match: (node) => {
    const pad = madeBy(node.operands[0], 'pad');
    return pad && { node, pad };
  },
  where: [
    { if: ({ pad }) => pad.results.every(hasOneReader), because: 'the padded image is read elsewhere too' },
    // A stored zero stands for another number where the zero point is not 0.
    { if: ({ pad }) => !tensorTypeOf(pad.results[0])?.encoding, because: 'the image is quantized' },
    {
      if: ({ pad }) =>
        pad.attrs['mode'] === 'constant' && (pad.operands[1] === undefined || uniformConst(pad.operands[1]) === 0),
      because: 'it is not padded with zeros',
    },
    {
      if: ({ pad }) => spatialPads(pad) !== undefined,
      because: 'it is cut, or padded on other axes than those of space',
    },
    {
      if: ({ node }) => {
        if (node.op.name === 'conv') return true;
        return node.attrs['ceil_mode'] === false && numbersAttr(node, 'pads')?.every((count) => count === 0) === true;
      },
      because: 'the mean has padding of its own, or windows that reach beyond it',
    },
    {
      if: ({ node, pad }) => {
        const [kernel, pads] = [numbersAttr(node, 'kernel'), spatialPads(pad)];
        return !kernel || !pads || pads.every((count, i) => count < (kernel[i % kernel.length] ?? 0));
      },
      because: 'a window of the mean would lie in the padding altogether',
    },
  ],
  build: ({ node, pad }, rewriter) => {
    const own = numbersAttr(node, 'pads');
    const added = spatialPads(pad);
    if (!own || !added) return { because: 'the padding is not known' };
    const pads = own.map((count, i) => count + (added[i] ?? 0));
    const counted = node.op.name === 'average_pool' ? { count_include_pad: true } : {};
    const operands = [pad.operands[0], ...node.operands.slice(1)];
    const origin = fusedOrigin('pad-into-window', [pad.origin, node.origin]);
    return rewriter.before(node, origin).value(node.op.name, operands, { ...node.attrs, pads, ...counted });
  },
});
