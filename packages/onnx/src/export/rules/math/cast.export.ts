import { onnxElement } from '../../emitter.js';
import { exportRule } from '../../export-rule.js';

/** ONNX Cast; `saturate` concerns 8-bit floats alone, and rounding powers of two. */
export const cast = exportRule('cast', (n, e) => {
  const saturate = n.flag('saturate') ? undefined : 0;
  const round = n.given('round') ? n.word('round') : 'nearest';
  const rounding = n.elemAttr('to') === 'f8e8m0' ? round : undefined;
  return e.op('Cast', [n.in(0)], { to: onnxElement(n.elemAttr('to')), saturate, round_mode: rounding });
});

/** ONNX Clip: the bounds are operands. */
export const clip = exportRule('clip', (n, e) => {
  const bound = (name: string) => (n.given(name) ? e.scalar(n.elem(0), n.int(name)) : '');
  return e.op('Clip', [n.in(0), bound('min'), bound('max')]);
});
