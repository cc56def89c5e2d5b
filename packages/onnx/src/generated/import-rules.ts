// Generated from packages/onnx/src/rules/**/*.import.ts by `npm run generate`. Do not edit.

import * as mathBinaryImport from '../rules/math/binary.import.js';
import * as mathBitShiftImport from '../rules/math/bit-shift.import.js';
import * as mathCastImport from '../rules/math/cast.import.js';
import * as mathClipImport from '../rules/math/clip.import.js';
import * as mathGeluImport from '../rules/math/gelu.import.js';
import * as mathIdentityImport from '../rules/math/identity.import.js';
import * as mathIsInfImport from '../rules/math/is-inf.import.js';
import * as mathModImport from '../rules/math/mod.import.js';
import * as mathPreluImport from '../rules/math/prelu.import.js';
import * as mathShrinkImport from '../rules/math/shrink.import.js';
import * as mathSwishImport from '../rules/math/swish.import.js';
import * as mathUnaryImport from '../rules/math/unary.import.js';
import * as mathVariadicImport from '../rules/math/variadic.import.js';
import * as mathWhereImport from '../rules/math/where.import.js';
import * as reduceArgReduceImport from '../rules/reduce/arg-reduce.import.js';
import * as reduceReduceImport from '../rules/reduce/reduce.import.js';

/** Every file with import rules, by path; each value is all that one file exports. */
export const importRuleModules: readonly Readonly<Record<string, unknown>>[] = [
  mathBinaryImport,
  mathBitShiftImport,
  mathCastImport,
  mathClipImport,
  mathGeluImport,
  mathIdentityImport,
  mathIsInfImport,
  mathModImport,
  mathPreluImport,
  mathShrinkImport,
  mathSwishImport,
  mathUnaryImport,
  mathVariadicImport,
  mathWhereImport,
  reduceArgReduceImport,
  reduceReduceImport,
];
