export { applicable } from './applicable.js';
export { decomposePass } from './decompose.pass.js';
export { definitions } from './definitions/index.js';
export { judge, type TargetOps, type Verdict, whyBeyond } from './judge.js';
export { boundOf, countable, countableSizes } from './open-sizes.js';
export * from './steps.js';
