// Names of element-wise ops by form. Each has cases of its own, and random graphs draw from them.

/** One float operand, no parameters that need to be given. */
export const FUNCTIONS: readonly string[] = [
  ...['relu', 'neg', 'abs', 'sign', 'sqrt', 'reciprocal', 'exp', 'log', 'erf', 'sigmoid', 'tanh', 'floor', 'ceil'],
  ...['round', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'asinh', 'acosh', 'atanh', 'softplus'],
  ...['softsign', 'mish', 'hard_swish', 'gelu', 'elu', 'celu', 'selu', 'thresholded_relu', 'is_nan', 'is_inf'],
];

/** Two operands of one numeric type. */
export const PAIRS: readonly string[] = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'mod', 'pow', 'prelu'];

export const COMPARISONS: readonly string[] = ['equal', 'less', 'less_equal', 'greater', 'greater_equal'];

/** Two operands of bools. */
export const LOGIC: readonly string[] = ['logical_and', 'logical_or', 'logical_xor'];

/** Two operands of bytes. */
export const BITS: readonly string[] = ['bitwise_and', 'bitwise_or', 'bitwise_xor'];
