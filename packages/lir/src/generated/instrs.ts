// Generated from ir-spec/instrs by `npm run generate`. Do not edit.

import type { InstrDef } from '../instr-def.js';

/** Instructions that every device understands, by name. */
export const GENERIC_INSTRS: readonly InstrDef[] = [
  {
    name: 'abs',
    summary: 'Writes the absolute value of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'acos',
    summary: 'Writes the inverse cosine of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'acosh',
    summary: 'Writes the inverse hyperbolic cosine of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'add',
    summary: 'Writes a + b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'asin',
    summary: 'Writes the inverse sine of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'asinh',
    summary: 'Writes the inverse hyperbolic sine of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'atan',
    summary: 'Writes the inverse tangent of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'atanh',
    summary: 'Writes the inverse hyperbolic tangent of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'average_pool',
    summary: 'Writes the mean of each window.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'kernel', kind: 'i64', list: {} },
      { name: 'strides', kind: 'i64', list: {} },
      { name: 'pads', kind: 'dim', list: {} },
      { name: 'dilations', kind: 'i64', list: {} },
      { name: 'ceil_mode', kind: 'bool', default: false },
      { name: 'count_include_pad', kind: 'bool', default: false },
    ],
  },
  {
    name: 'bitwise_and',
    summary: 'Writes the bits set in both, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'bitwise_not',
    summary: 'Writes every element with all bits flipped.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'bitwise_or',
    summary: 'Writes the bits set in either, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'bitwise_xor',
    summary: 'Writes the bits set in exactly one, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'cast',
    summary: 'Converts every element to another type.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'to', kind: 'elem' },
      { name: 'saturate', kind: 'bool', default: true },
    ],
  },
  {
    name: 'ceil',
    summary: 'Writes the smallest integer not below every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'celu',
    summary: 'Writes x, or alpha * (exp(x / alpha) - 1) below zero, of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'alpha', kind: 'f64' },
    ],
  },
  {
    name: 'clip',
    summary: 'Limits every element to the bounds that are there.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'min', kind: 'f64', optional: true },
      { name: 'max', kind: 'f64', optional: true },
    ],
  },
  {
    name: 'concat',
    summary: 'Joins buffers along an axis.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'xs', access: 'in', arity: 'variadic' },
    ],
    scalars: [],
    attrs: [
      { name: 'axis', kind: 'i64' },
    ],
  },
  {
    name: 'conv',
    summary: 'Convolves with any number of spatial axes, adds a bias and an addend, applies an activation.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
      { name: 'weight', access: 'in', arity: 'one' },
      { name: 'bias', access: 'in', arity: 'optional' },
      { name: 'addend', access: 'in', arity: 'optional' },
    ],
    scalars: [],
    attrs: [
      { name: 'strides', kind: 'i64', list: {} },
      { name: 'pads', kind: 'i64', list: {} },
      { name: 'dilations', kind: 'i64', list: {} },
      { name: 'groups', kind: 'i64', default: 1 },
      { name: 'act', kind: 'enum', values: ['none', 'relu', 'sigmoid', 'tanh', 'leaky_relu', 'clip', 'hard_sigmoid', 'hard_swish', 'silu'], default: 'none' },
      { name: 'act_alpha', kind: 'f64', optional: true },
      { name: 'act_beta', kind: 'f64', optional: true },
    ],
  },
  {
    name: 'copy',
    summary: 'Copies the bytes of one buffer to another.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'cos',
    summary: 'Writes the cosine of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'cosh',
    summary: 'Writes the hyperbolic cosine of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'div',
    summary: 'Writes a / b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'dot_interaction',
    summary: 'Writes dot products of pairs of feature vectors.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'rows', kind: 'i64', list: {} },
      { name: 'cols', kind: 'i64', list: {} },
    ],
  },
  {
    name: 'elu',
    summary: 'Writes x, or alpha * (exp(x) - 1) below zero, of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'alpha', kind: 'f64' },
    ],
  },
  {
    name: 'embedding_bag',
    summary: 'Gathers table rows and reduces them bag by bag.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'table', access: 'in', arity: 'one' },
      { name: 'indices', access: 'in', arity: 'one' },
      { name: 'offsets', access: 'in', arity: 'optional' },
      { name: 'weights', access: 'in', arity: 'optional' },
    ],
    scalars: [],
    attrs: [
      { name: 'mode', kind: 'enum', values: ['sum', 'mean', 'max'], default: 'sum' },
      { name: 'last_offset', kind: 'bool', default: false },
    ],
  },
  {
    name: 'embedding_bag_rows',
    summary: 'The same for a table of rows of bytes: packed integers of type `stored`, then scale and bias of type `result` (real = stored * scale + bias).',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'table', access: 'in', arity: 'one' },
      { name: 'indices', access: 'in', arity: 'one' },
      { name: 'offsets', access: 'in', arity: 'optional' },
      { name: 'weights', access: 'in', arity: 'optional' },
    ],
    scalars: [],
    attrs: [
      { name: 'result', kind: 'elem' },
      { name: 'stored', kind: 'elem' },
      { name: 'width', kind: 'i64' },
      { name: 'mode', kind: 'enum', values: ['sum', 'mean', 'max'], default: 'sum' },
      { name: 'last_offset', kind: 'bool', default: false },
    ],
  },
  {
    name: 'equal',
    summary: 'Writes whether a = b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'erf',
    summary: 'Writes the error function of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'exp',
    summary: 'Writes e to the power of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'expand',
    summary: 'Repeats a buffer along axes of size 1.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'shape', kind: 'dim', list: {} },
    ],
  },
  {
    name: 'floor',
    summary: 'Writes the largest integer not above every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'fully_connected',
    summary: 'Multiplies by a transposed weight, adds a bias, applies an activation.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
      { name: 'weight', access: 'in', arity: 'one' },
      { name: 'bias', access: 'in', arity: 'optional' },
    ],
    scalars: [],
    attrs: [
      { name: 'act', kind: 'enum', values: ['none', 'relu', 'sigmoid', 'tanh'], default: 'none' },
    ],
  },
  {
    name: 'gather',
    summary: 'Picks slices along an axis.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
      { name: 'indices', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'axis', kind: 'i64' },
    ],
  },
  {
    name: 'gelu',
    summary: 'Writes x times the normal distribution function of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'approximate', kind: 'enum', values: ['none', 'tanh'], default: 'none' },
    ],
  },
  {
    name: 'greater',
    summary: 'Writes whether a > b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'greater_equal',
    summary: 'Writes whether a >= b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'hard_sigmoid',
    summary: 'Writes max(0, min(1, alpha * x + beta)) of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'alpha', kind: 'f64' },
      { name: 'beta', kind: 'f64' },
    ],
  },
  {
    name: 'hard_swish',
    summary: 'Writes x * max(0, min(1, x / 6 + 0.5)) of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'insert',
    summary: 'Writes a slice of a buffer, at one place of an axis.',
    operands: [
      { name: 'ys', access: 'inout', arity: 'one' },
      { name: 'y', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'axis', kind: 'i64' },
      { name: 'at', kind: 'dim' },
    ],
  },
  {
    name: 'is_inf',
    summary: 'Writes whether every element is infinite with a sign that is asked for.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'detect_negative', kind: 'bool', default: true },
      { name: 'detect_positive', kind: 'bool', default: true },
    ],
  },
  {
    name: 'is_nan',
    summary: 'Writes whether every element is not a number.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'leaky_relu',
    summary: 'Writes x, or alpha * x below zero, of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'alpha', kind: 'f64' },
    ],
  },
  {
    name: 'less',
    summary: 'Writes whether a < b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'less_equal',
    summary: 'Writes whether a <= b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'log',
    summary: 'Writes the natural logarithm of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'logical_and',
    summary: 'Writes true where both are, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'logical_not',
    summary: 'Writes true where an element is false.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'logical_or',
    summary: 'Writes true where one is, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'logical_xor',
    summary: 'Writes true where exactly one is, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'matmul',
    summary: 'Multiplies matrices in the last two axes; the others broadcast.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'act', kind: 'enum', values: ['none', 'relu', 'sigmoid', 'tanh'], default: 'none' },
    ],
  },
  {
    name: 'max_pool',
    summary: 'Writes the largest element of each window, and where it was if somebody wants to know.',
    operands: [
      { name: 'values', access: 'out', arity: 'one' },
      { name: 'indices', access: 'out', arity: 'optional' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'kernel', kind: 'i64', list: {} },
      { name: 'strides', kind: 'i64', list: {} },
      { name: 'pads', kind: 'dim', list: {} },
      { name: 'dilations', kind: 'i64', list: {} },
      { name: 'ceil_mode', kind: 'bool', default: false },
      { name: 'column_major', kind: 'bool', default: false },
    ],
  },
  {
    name: 'maximum',
    summary: 'Writes the larger, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'minimum',
    summary: 'Writes the smaller, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'mish',
    summary: 'Writes x * tanh(softplus(x)) of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'mod',
    summary: 'Writes the remainder of a / b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'fmod', kind: 'bool', default: false },
    ],
  },
  {
    name: 'mul',
    summary: 'Writes a * b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'neg',
    summary: 'Writes every element negated.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'pow',
    summary: 'Writes a to the power of b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'prelu',
    summary: 'Writes a, or a * b where a is below zero; b broadcasts to a.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'reciprocal',
    summary: 'Writes 1 / x of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'reduce_max',
    summary: 'Keeps the largest along axes.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'axes', kind: 'i64', list: {} },
      { name: 'keepdims', kind: 'bool', default: true },
    ],
  },
  {
    name: 'reduce_mean',
    summary: 'Averages along axes, in index order.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'axes', kind: 'i64', list: {} },
      { name: 'keepdims', kind: 'bool', default: true },
    ],
  },
  {
    name: 'reduce_min',
    summary: 'Keeps the smallest along axes.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'axes', kind: 'i64', list: {} },
      { name: 'keepdims', kind: 'bool', default: true },
    ],
  },
  {
    name: 'reduce_prod',
    summary: 'Multiplies along axes, in index order.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'axes', kind: 'i64', list: {} },
      { name: 'keepdims', kind: 'bool', default: true },
    ],
  },
  {
    name: 'reduce_sum',
    summary: 'Adds along axes, in index order.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'axes', kind: 'i64', list: {} },
      { name: 'keepdims', kind: 'bool', default: true },
    ],
  },
  {
    name: 'relu',
    summary: 'Writes max(x, 0) of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'round',
    summary: 'Writes the integer nearest to every element, ties to even.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'scatter_nd',
    summary: 'Copies a buffer, with rows of it written, or combined with what is there, in the order of the indices.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
      { name: 'indices', access: 'in', arity: 'one' },
      { name: 'updates', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'reduction', kind: 'enum', values: ['none', 'add', 'mul', 'max', 'min'], default: 'none' },
    ],
  },
  {
    name: 'selu',
    summary: 'Writes gamma * elu(x) of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'alpha', kind: 'f64' },
      { name: 'gamma', kind: 'f64' },
    ],
  },
  {
    name: 'sigmoid',
    summary: 'Writes 1 / (1 + exp(-x)) of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'sign',
    summary: 'Writes -1, 0 or 1 by the sign of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'sin',
    summary: 'Writes the sine of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'sinh',
    summary: 'Writes the hyperbolic sine of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'slice',
    summary: 'Cuts a strided box out of a buffer.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'starts', kind: 'dim', list: {} },
      { name: 'ends', kind: 'dim', list: {} },
      { name: 'axes', kind: 'i64', list: {} },
      { name: 'steps', kind: 'i64', list: {} },
    ],
  },
  {
    name: 'softplus',
    summary: 'Writes log(exp(x) + 1) of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'softsign',
    summary: 'Writes x / (1 + |x|) of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'split',
    summary: 'Cuts a buffer along an axis.',
    operands: [
      { name: 'ys', access: 'out', arity: 'variadic' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'axis', kind: 'i64' },
      { name: 'sizes', kind: 'dim', list: {} },
    ],
  },
  {
    name: 'sqrt',
    summary: 'Writes the square root of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'sub',
    summary: 'Writes a - b, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'swish',
    summary: 'Writes x times the logistic function of alpha * x.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'alpha', kind: 'f64', default: 1 },
    ],
  },
  {
    name: 'tan',
    summary: 'Writes the tangent of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'tanh',
    summary: 'Writes the hyperbolic tangent of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
  {
    name: 'thresholded_relu',
    summary: 'Writes x above alpha, else 0, of every element.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'alpha', kind: 'f64' },
    ],
  },
  {
    name: 'transpose',
    summary: 'Permutes axes.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'x', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [
      { name: 'perm', kind: 'i64', list: {} },
    ],
  },
  {
    name: 'where',
    summary: 'Writes a where the condition is true and b elsewhere, broadcast as NumPy does.',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'cond', access: 'in', arity: 'one' },
      { name: 'a', access: 'in', arity: 'one' },
      { name: 'b', access: 'in', arity: 'one' },
    ],
    scalars: [],
    attrs: [],
  },
];
