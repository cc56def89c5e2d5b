// Tile-6 with repeats that are data.

import { integersAsNumbers } from '../../data/elements.js';
import { badOperand, kernel, tensorAt } from '../../kernel.js';
import { tile } from '../shape/tile.kernel.js';
import { runAs } from './run-as.js';

export const dynamicTile = kernel('dynamic_tile', (context) => {
  const x = tensorAt(context, 0);
  const repeats = integersAsNumbers(tensorAt(context, 1));
  if (repeats.length !== x.shape.length) badOperand(context, `${repeats.length} repeats for rank ${x.shape.length}`);
  return runAs(tile, context, [x], { repeats });
});
