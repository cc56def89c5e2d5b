import { exportMovement } from '../../export-rule.js';
import { dequantized, quantized } from '../../quantized.js';

/** ONNX QuantizeLinear. */
export const quantize = exportMovement('quantize', (n, e) => quantized(e, n.in(0), n.result(), n.elem(0)));

/** ONNX DequantizeLinear; with a Cast where another float than that of the scale is asked for. */
export const dequantize = exportMovement('dequantize', (n, e) => dequantized(e, n.in(0), n.type(0), n.elemAttr('to')));
