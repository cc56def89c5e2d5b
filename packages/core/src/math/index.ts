// Transcendental functions with the same result on every engine: built on + - × ÷, square roots and bit patterns only.
// Engines are free to differ in Math.exp and its like, which would make outputs depend on where they were computed.

export { erf } from './erf.js';
export { exp, expm1 } from './exp.js';
export { acosh, asinh, atanh, cosh, sinh, tanh } from './hyperbolic.js';
export { acos, asin, atan, atan2 } from './inverse-trigonometric.js';
export { log, log1p, log2, log10 } from './log.js';
export { pow } from './pow.js';
export { cos, sin, tan } from './trigonometric.js';
