// RotaryEmbedding-23 of ai.onnx on [B, H, L, D]. Computed in double, rounded once.
// Bounds: positions were checked against the table; a row of angles has at most D / 2 entries.

import { floatsOf, integersAsNumbers, newFloats, sealFloats } from '../../data/elements.js';
import { badOperand, boolAttr, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';

export const rotaryEmbedding = kernel('rotary_embedding', (context) => {
  const [x, cosTable, sinTable] = [tensorAt(context, 0), tensorAt(context, 1), tensorAt(context, 2)];
  const [values, cos, sin] = [floatsOf(x), floatsOf(cosTable), floatsOf(sinTable)];
  const positions = optionalTensorAt(context, 3);
  const [, heads, length, depth] = x.shape;
  const pairs = cosTable.shape[cosTable.shape.length - 1];
  const interleaved = boolAttr(context, 'interleaved');
  // Without positions, row b · L + i of the angles belongs to position i of entry b.
  const rows = positions && integersAsNumbers(positions);
  const limit = cosTable.shape[0];
  const wrong = rows?.find((row) => row < 0 || row >= limit);
  if (wrong !== undefined) badOperand(context, `position ${wrong} is outside the table of ${limit} rows`);
  const out = newFloats(x.elem, values.length);
  out.set(values);
  for (let at = 0, line = 0; at < values.length; at += depth, line++) {
    const token = Math.floor(line / (heads * length)) * length + (line % length);
    const row = (rows ? rows[token] : token) * pairs;
    for (let p = 0; p < pairs; p++) {
      const [a, b] = interleaved ? [at + 2 * p, at + 2 * p + 1] : [at + p, at + pairs + p];
      out[a] = cos[row + p] * values[a] - sin[row + p] * values[b];
      out[b] = sin[row + p] * values[a] + cos[row + p] * values[b];
    }
  }
  return [sealFloats(x.elem, x.shape, out)];
});
