// dot_interaction, DLRM's pairwise products: y[b, p] = Σd x[b, rows[p], d] · x[b, cols[p], d].
// Exact: summed in double, rounded once. Card: f32, d in order, one rounding per product and per add.
// Bounds: rows and cols are checked against F when the graph is verified.

import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { intsAttr, kernel, tensorAt } from '../../kernel.js';

export const dotInteraction = kernel('dot_interaction', (context) => {
  const x = tensorAt(context, 0);
  const [rows, cols] = [intsAttr(context, 'rows'), intsAttr(context, 'cols')];
  const [batch, features, width] = x.shape;
  const values = floatsOf(x);
  const out = newFloats(x.elem, batch * rows.length);
  const round = context.numerics === 'card' && x.elem !== 'f64' ? Math.fround : (v: number) => v;
  for (let b = 0; b < batch; b++) {
    for (let p = 0; p < rows.length; p++) {
      const [i, j] = [(b * features + rows[p]) * width, (b * features + cols[p]) * width];
      let sum = 0;
      for (let d = 0; d < width; d++) sum = round(sum + round(values[i + d] * values[j + d]));
      out[b * rows.length + p] = sum;
    }
  }
  return [sealFloats(x.elem, [batch, rows.length], out)];
});
