import { build } from '@afterglow/ir';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import { centered, scalarOf } from '../quant/scales.js';

/** Operators of com.microsoft that leave integers integers. */
export const integerRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'MulInteger', {
    '1-': (n, b) => {
      const [left, right] = [0, 2].map((at) =>
        centered(b, n.in(at), n.has(at + 1) ? scalarOf(n, b, at + 1) : undefined),
      );
      return b.value('mul', [left, right]);
    },
  }),
  importRule('com.microsoft', 'ReduceSumInteger', {
    '1-': (n, b) => {
      const wide = b.cast(n.in(0), n.elem(0) === 'u8' ? 'u32' : 'i32');
      return build.reduceSum(b, wide, { axes: n.axes(n.ints('axes'), n.rank(0)), keepdims: n.flag('keepdims') });
    },
  }),
];
