import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX BitCast: the same bits under a type of the same width. */
export const bitCast = importRule('ai.onnx', 'BitCast', {
  '26-': (n, b) => build.bitCast(b, n.in(0), { to: n.elementType('to') }),
});
