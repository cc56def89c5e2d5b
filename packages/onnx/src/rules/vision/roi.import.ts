import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function roiAlign(n: NodeReader, b: ImportBuilder, halfPixel: boolean): Value {
  return build.roiAlign(b, n.in(0), n.in(1), n.in(2), {
    mode: n.word('mode', { avg: 'avg', max: 'max' }),
    height: n.int('output_height'),
    width: n.int('output_width'),
    samples: n.int('sampling_ratio'),
    scale: n.float('spatial_scale'),
    half_pixel: halfPixel,
  });
}

/** ONNX RoiAlign: coordinates can be shifted by half a pixel, and are by default, since opset 16. */
export const roiAlignRule = importRule('ai.onnx', 'RoiAlign', {
  '10-15': (n, b) => roiAlign(n, b, false),
  '16-': (n, b) =>
    roiAlign(n, b, n.word('coordinate_transformation_mode', { half_pixel: true, output_half_pixel: false })),
});

export const maxRoiPool = importRule('ai.onnx', 'MaxRoiPool', {
  '1-': (n, b) => {
    const [height, width, ...rest] = n.ints('pooled_shape');
    if (height === undefined || width === undefined || rest.length > 0)
      return n.invalid('pooled_shape has two entries');
    return build.maxRoiPool(b, n.in(0), n.in(1), { height, width, scale: n.float('spatial_scale') });
  },
});
