import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX AffineGrid: of the size operand, which is a whole shape, batch and channels do not matter. */
export const affineGrid = importRule('ai.onnx', 'AffineGrid', {
  '20-': (n, b) => {
    const attrs = { align_corners: n.flag('align_corners') };
    const size = n.dims(1);
    n.lengthOf(1, 'sizes', (rank) => rank);
    if (!size) return build.dynamicAffineGrid(b, n.in(0), n.in(1), attrs);
    const negative = size.find((d) => typeof d === 'number' && d < 0);
    if (negative !== undefined) n.invalid(`a size is ${negative}`);
    return build.affineGrid(b, n.in(0), { ...attrs, sizes: size.slice(2) });
  },
});
