import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const imageDecoder = importRule('ai.onnx', 'ImageDecoder', {
  '20-': (n, b) =>
    build.decodeImage(b, n.in(0), {
      format: n.word('pixel_format', { RGB: 'rgb', BGR: 'bgr', Grayscale: 'grayscale' }),
    }),
});
