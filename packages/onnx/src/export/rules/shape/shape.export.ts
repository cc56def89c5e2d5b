// Shapes and views: the same elements, seen otherwise.

import type { Dim } from '@afterglow/core';
import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportMovement, exportRule } from '../../export-rule.js';
import { isNarrow, widened } from '../../widened.js';

export const shapeOf = exportMovement('shape_of', (n, e) =>
  e.op('Shape', [n.in(0)], { start: n.int('start'), end: n.given('end') ? n.int('end') : undefined }),
);

/**
 * The shape operand of Reshape without computing sizes: 0 for a size that stays where it is, -1 for one other. Undefined
 * where more is not known, or a size is 0.
 */
function plainShape(n: ExportNode, shape: readonly Dim[]): readonly number[] | undefined {
  const from = n.shape(0);
  if (shape.includes(0)) return undefined;
  const open = shape.filter((size) => typeof size !== 'number');
  if (open.length <= 1) return shape.map((size) => (typeof size === 'number' ? size : -1));
  const entries = shape.map((size, i) => (typeof size === 'number' ? size : size === from[i] ? 0 : -1));
  return entries.filter((entry) => entry === -1).length <= 1 ? entries : undefined;
}

/** ONNX Reshape. */
export const reshape = exportMovement('reshape', (n, e) => {
  const shape = n.dims('shape');
  const plain = plainShape(n, shape);
  if (plain) return e.op('Reshape', [n.in(0), e.ints(plain)]);
  return e.op('Reshape', [n.in(0), e.dims(shape)], { allowzero: 1 });
});

export const dynamicReshape = exportMovement('dynamic_reshape', (n, e) =>
  e.op('Reshape', n.all(), { allowzero: Number(n.flag('allow_zero')) }),
);

export const transpose = exportMovement('transpose', (n, e) => e.op('Transpose', n.all(), { perm: n.ints('perm') }));

const alongAxes = (onnx: string) => (n: ExportNode, e: Emitter) => e.op(onnx, [n.in(0), e.ints(n.ints('axes'))]);

export const squeeze = exportMovement('squeeze', alongAxes('Squeeze'));

export const unsqueeze = exportMovement('unsqueeze', alongAxes('Unsqueeze'));

/** An operator that repeats elements of 8 bits and more. */
const repeating = (op: string, onnx: string, sizes: (n: ExportNode, e: Emitter) => string) =>
  exportRule(
    op,
    (n, e) => widened(n, e, ([x = '']) => e.op(onnx, [x, sizes(n, e)])),
    (n) => !isNarrow(n),
  );

export const expand = repeating('expand', 'Expand', (n, e) => e.dims(n.dims('shape')));

export const dynamicExpand = repeating('dynamic_expand', 'Expand', (n) => n.in(1));

export const tile = repeating('tile', 'Tile', (n, e) => e.dims(n.dims('repeats')));

export const depthToSpace = exportMovement('depth_to_space', (n, e) =>
  e.op('DepthToSpace', n.all(), { blocksize: n.int('block'), mode: n.word('mode').toUpperCase() }),
);

export const spaceToDepth = exportMovement('space_to_depth', (n, e) =>
  e.op('SpaceToDepth', n.all(), { blocksize: n.int('block') }),
);
