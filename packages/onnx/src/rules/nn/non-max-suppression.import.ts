import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const nonMaxSuppression = importRule('ai.onnx', 'NonMaxSuppression', {
  '10-': (n, b) =>
    build.nonMaxSuppression(b, n.in(0), n.in(1), n.maybe(2), n.maybe(3), n.maybe(4), {
      center: n.flag('center_point_box'),
    }),
});
