// Element-wise operators of one operand that are one op of ours, attribute for attribute.

import { type ImportRule, importRule } from '../../import/import-rule.js';

/** ONNX operator → our op. */
const PLAIN: Readonly<Record<string, string>> = {
  Abs: 'abs',
  Acos: 'acos',
  Acosh: 'acosh',
  Asin: 'asin',
  Asinh: 'asinh',
  Atan: 'atan',
  Atanh: 'atanh',
  BitwiseNot: 'bitwise_not',
  Ceil: 'ceil',
  Cos: 'cos',
  Cosh: 'cosh',
  Erf: 'erf',
  Exp: 'exp',
  Floor: 'floor',
  HardSwish: 'hard_swish',
  IsNaN: 'is_nan',
  Log: 'log',
  Mish: 'mish',
  Neg: 'neg',
  Not: 'logical_not',
  Reciprocal: 'reciprocal',
  Relu: 'relu',
  Round: 'round',
  Sigmoid: 'sigmoid',
  Sign: 'sign',
  Sin: 'sin',
  Sinh: 'sinh',
  Softplus: 'softplus',
  Softsign: 'softsign',
  Sqrt: 'sqrt',
  Tan: 'tan',
  Tanh: 'tanh',
};

/** ONNX operator → our op and the float attributes both have. Defaults come from the operator's schema. */
const WITH_FLOATS: Readonly<Record<string, readonly [op: string, ...attributes: string[]]>> = {
  Celu: ['celu', 'alpha'],
  Elu: ['elu', 'alpha'],
  HardSigmoid: ['hard_sigmoid', 'alpha', 'beta'],
  LeakyRelu: ['leaky_relu', 'alpha'],
  Selu: ['selu', 'alpha', 'gamma'],
  ThresholdedRelu: ['thresholded_relu', 'alpha'],
};

export const unaryRules: readonly ImportRule[] = [
  ...Object.entries(PLAIN).map(([onnx, op]) => importRule('ai.onnx', onnx, { '1-': (n, b) => b.value(op, [n.in(0)]) })),
  ...Object.entries(WITH_FLOATS).map(([onnx, [op, ...attributes]]) =>
    importRule('ai.onnx', onnx, {
      '1-': (n, b) => b.value(op, [n.in(0)], Object.fromEntries(attributes.map((name) => [name, n.float(name)]))),
    }),
  ),
];
