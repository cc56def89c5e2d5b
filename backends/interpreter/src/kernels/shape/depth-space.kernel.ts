// DepthToSpace-13 and SpaceToDepth-28: blocks of channels become blocks of pixels and back. Both are a reshape to six
// axes, a transpose and a reshape.

import { reshapeTensor, type Tensor } from '@afterglow/core';
import { strided } from '../../data/move.js';
import { printShape, stridesOf } from '../../data/shape.js';
import { badOperand, intAttr, kernel, tensorAt, wordAttr } from '../../kernel.js';

function shuffled(x: Tensor, six: readonly number[], perm: readonly number[], shape: readonly number[]): Tensor {
  const strides = stridesOf(six);
  const moved = strided(
    x,
    perm.map((axis) => six[axis]),
    perm.map((axis) => strides[axis]),
  );
  return reshapeTensor(moved, shape);
}

export const depthToSpace = kernel('depth_to_space', (context) => {
  const x = tensorAt(context, 0);
  const b = intAttr(context, 'block');
  const [n, c, h, w] = x.shape;
  const channels = c / (b * b);
  if (!Number.isInteger(channels)) badOperand(context, `${printShape(x.shape)} has no blocks of ${b}`);
  const dcr = wordAttr(context, 'mode', 'dcr') === 'dcr';
  const six = dcr ? [n, b, b, channels, h, w] : [n, channels, b, b, h, w];
  return [shuffled(x, six, dcr ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3], [n, channels, h * b, w * b])];
});

export const spaceToDepth = kernel('space_to_depth', (context) => {
  const x = tensorAt(context, 0);
  const b = intAttr(context, 'block');
  const [n, c, h, w] = x.shape;
  if (h % b !== 0 || w % b !== 0) badOperand(context, `${printShape(x.shape)} has no blocks of ${b}`);
  const perm = wordAttr(context, 'mode', 'dcr') === 'dcr' ? [0, 3, 5, 1, 2, 4] : [0, 1, 3, 5, 2, 4];
  return [shuffled(x, [n, c, h / b, b, w / b, b], perm, [n, c * b * b, h / b, w / b])];
});
