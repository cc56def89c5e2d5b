import type { Emitter } from '../../emitter.js';
import { exportFunction } from '../../export-rule.js';
import { sizes } from '../../sizes.js';

/** Beyond every size. */
const END = Number.MAX_SAFE_INTEGER;

function cut(e: Emitter, x: string, from: string, to: string, step = 1): string {
  return e.op('Slice', [x, from, to, e.ints([-1]), e.ints([step])]);
}

/** Features in pairs turned by an angle; those behind the pairs stay. */
export const rotaryEmbedding = exportFunction('rotary_embedding', (n, e) => {
  const x = n.in(0);
  const angles = (index: number) => {
    const rows = n.has(3) ? e.op('Gather', [n.in(index), n.in(3)]) : n.in(index);
    return e.op('Unsqueeze', [rows, e.ints([1])]);
  };
  const [cos, sin] = [angles(1), angles(2)];
  const pairs = sizes(e, n.in(1), n.rank(1) - 1);
  const both = e.op('Mul', [pairs, e.ints([2])]);
  const zero = e.ints([0]);
  const turning = cut(e, x, zero, both);
  const isInterleaved = n.flag('interleaved');
  const a = isInterleaved ? cut(e, turning, zero, e.ints([END]), 2) : cut(e, turning, zero, pairs);
  const b = isInterleaved ? cut(e, turning, e.ints([1]), e.ints([END]), 2) : cut(e, turning, pairs, both);
  const real = e.op('Sub', [e.op('Mul', [cos, a]), e.op('Mul', [sin, b])]);
  const imaginary = e.op('Add', [e.op('Mul', [sin, a]), e.op('Mul', [cos, b])]);
  const rest = cut(e, x, both, e.ints([END]));
  if (!isInterleaved) return e.op('Concat', [real, imaginary, rest], { axis: -1 });
  const column = (part: string) => e.op('Unsqueeze', [part, e.ints([-1])]);
  const paired = e.op('Concat', [column(real), column(imaginary)], { axis: -1 });
  const turned = e.op('Reshape', [paired, e.op('Shape', [turning])]);
  return e.op('Concat', [turned, rest], { axis: -1 });
});
