import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const nonZero = importRule('ai.onnx', 'NonZero', { '9-': (n, b) => build.nonZero(b, n.in(0)) });
