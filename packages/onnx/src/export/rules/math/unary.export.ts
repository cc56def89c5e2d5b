// Element-wise ops of one operand.

import { exportFunction, exportRule } from '../../export-rule.js';
import { hasRelu, rectified } from '../../rectified.js';
import { isNarrow, widened } from '../../widened.js';

/** Our op → ONNX operator. */
const PLAIN: Readonly<Record<string, string>> = {
  abs: 'Abs',
  acos: 'Acos',
  acosh: 'Acosh',
  asin: 'Asin',
  asinh: 'Asinh',
  atan: 'Atan',
  atanh: 'Atanh',
  bitwise_not: 'BitwiseNot',
  ceil: 'Ceil',
  cos: 'Cos',
  cosh: 'Cosh',
  erf: 'Erf',
  exp: 'Exp',
  floor: 'Floor',
  hard_swish: 'HardSwish',
  identity: 'Identity',
  is_nan: 'IsNaN',
  log: 'Log',
  logical_not: 'Not',
  mish: 'Mish',
  neg: 'Neg',
  reciprocal: 'Reciprocal',
  round: 'Round',
  sigmoid: 'Sigmoid',
  sign: 'Sign',
  sin: 'Sin',
  sinh: 'Sinh',
  size_of: 'Size',
  softplus: 'Softplus',
  softsign: 'Softsign',
  sqrt: 'Sqrt',
  tan: 'Tan',
  tanh: 'Tanh',
};

/** Ops that take any type, sequences and quantized tensors included. */
const ANY: ReadonlySet<string> = new Set(['identity', 'size_of']);

/** Our op → ONNX operator, and the float attributes both have. */
const WITH_FLOATS: Readonly<Record<string, readonly [onnx: string, ...attributes: string[]]>> = {
  elu: ['Elu', 'alpha'],
  hard_sigmoid: ['HardSigmoid', 'alpha', 'beta'],
  leaky_relu: ['LeakyRelu', 'alpha'],
  selu: ['Selu', 'alpha', 'gamma'],
  thresholded_relu: ['ThresholdedRelu', 'alpha'],
};

export const unaryRules = [
  ...Object.entries(PLAIN).map(([op, onnx]) =>
    exportRule(
      op,
      (n, e) => widened(n, e, (inputs) => e.op(onnx, inputs)),
      (n) => ANY.has(op) || (!n.isQuantized && !isNarrow(n)),
    ),
  ),
  ...Object.entries(WITH_FLOATS).map(([op, [onnx, ...attributes]]) =>
    exportRule(op, (n, e) => {
      const values = Object.fromEntries(attributes.map((name) => [name, n.int(name)]));
      return e.op(onnx, [n.in(0)], values);
    }),
  ),
];

export const relu = exportRule(
  'relu',
  (n, e) => {
    const elem = isNarrow(n, 'short') ? 'i32' : n.elem(0);
    return widened(n, e, ([x = '']) => rectified(e, x, elem), 'short');
  },
  (n) => !n.isQuantized && hasRelu(n.elem(0)),
);

/** ONNX Celu takes numbers of 32 bits only, up to the operator set that is written. */
export const celu = exportRule(
  'celu',
  (n, e) => {
    const elem = n.elem(0);
    const write = (x: string) => e.op('Celu', [x], { alpha: n.int('alpha') });
    return elem === 'f32' ? write(n.in(0)) : e.cast(write(e.cast(n.in(0), 'f32')), elem);
  },
  (n) => !n.isQuantized && n.elem(0) === 'f32',
);

export const gelu = exportRule('gelu', (n, e) => e.op('Gelu', [n.in(0)], { approximate: n.word('approximate') }));

/** ONNX has Swish since opset 24 only. */
export const swish = exportFunction('swish', (n, e) => {
  const [x, alpha] = [n.in(0), n.int('alpha')];
  const scaled = alpha === 1 ? x : e.op('Mul', [x, e.scalar(n.result().elem, alpha)]);
  return e.op('Mul', [x, e.op('Sigmoid', [scaled])]);
});

export const isInf = exportRule('is_inf', (n, e) =>
  e.op('IsInf', [n.in(0)], {
    detect_negative: Number(n.flag('detect_negative')),
    detect_positive: Number(n.flag('detect_positive')),
  }),
);
