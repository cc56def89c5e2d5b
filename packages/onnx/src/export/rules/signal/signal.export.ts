// Spectra.

import type { Dim } from '@afterglow/core';
import { type Emitter, onnxElement } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportMovement, exportRule } from '../../export-rule.js';

function scalarSize(e: Emitter, size: Dim): string {
  return typeof size === 'number' ? e.scalar('i64', size) : e.op('Squeeze', [e.dims([size]), e.ints([0])]);
}

const sides = (n: ExportNode) => ({ inverse: Number(n.flag('inverse')), onesided: Number(n.flag('onesided')) });

/** ONNX DFT, whose axis is an operand. */
export const dft = exportRule('dft', (n, e) =>
  e.op('DFT', [n.in(0), scalarSize(e, n.dim('length')), e.scalar('i64', n.int('axis'))], sides(n)),
);

export const dynamicDft = exportRule('dynamic_dft', (n, e) => e.op('DFT', n.all(), sides(n)));

export const stft = exportRule('stft', (n, e) =>
  e.op('STFT', [n.in(0), scalarSize(e, n.dim('step')), n.in(1), scalarSize(e, n.dim('length'))], {
    onesided: Number(n.flag('onesided')),
  }),
);

export const dynamicStft = exportRule('dynamic_stft', (n, e) =>
  e.op('STFT', n.all(), { onesided: Number(n.flag('onesided')) }),
);

export const melWeightMatrix = exportRule('mel_weight_matrix', (n, e) =>
  e.op('MelWeightMatrix', n.all(), { output_datatype: onnxElement(n.elemAttr('elem')) }),
);

/** ONNX ReverseSequence knows the first two axes only: others are brought there and back. */
export const reverseSequence = exportMovement('reverse_sequence', (n, e) => {
  const rank = n.rank(0);
  const [time = 0, batch = 0] = [n.int('time_axis'), n.int('batch_axis')].map((axis) =>
    axis < 0 ? axis + rank : axis,
  );
  const lengths = n.elem(1) === 'i64' ? n.in(1) : e.cast(n.in(1), 'i64');
  const reverse = (x: string, first: number, second: number) =>
    e.op('ReverseSequence', [x, lengths], { time_axis: first, batch_axis: second });
  if (time < 2 && batch < 2) return reverse(n.in(0), time, batch);
  const others = Array.from({ length: rank }, (_, i) => i).filter((axis) => axis !== time && axis !== batch);
  const perm = [time, batch, ...others];
  const back = perm.map((_, axis) => perm.indexOf(axis));
  return e.op('Transpose', [reverse(e.op('Transpose', [n.in(0)], { perm }), 0, 1)], { perm: back });
});
