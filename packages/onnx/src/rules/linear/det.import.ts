import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const det = importRule('ai.onnx', 'Det', { '11-': (n, b) => build.det(b, n.in(0)) });
