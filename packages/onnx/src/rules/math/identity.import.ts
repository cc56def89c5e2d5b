import { importRule } from '../../import/import-rule.js';

/** ONNX Identity: the operand itself under another name; a constant stays one. */
export const identity = importRule('ai.onnx', 'Identity', { '1-': (n) => n.constant(0) ?? n.in(0) });
