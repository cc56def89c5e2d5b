export * from './bind-dims.js';
export * from './byte-source.js';
export { canonicalJson } from './canonical-json.js';
export * from './convert/bf16.js';
export { decodeElement, encodeElement, roundTo } from './convert/element.js';
export {
  f16ArrayToF32,
  f16ToNumber,
  f32ArrayToF16,
  numberToF16,
  roundF16,
} from './convert/f16.js';
export type { EncodeOptions } from './convert/float-format.js';
export {
  f4e2m1ToNumber,
  f8e4m3fnToNumber,
  f8e4m3fnuzToNumber,
  f8e5m2fnuzToNumber,
  f8e5m2ToNumber,
  f8e8m0ToNumber,
  numberToF4e2m1,
  numberToF8e4m3fn,
  numberToF8e4m3fnuz,
  numberToF8e5m2,
  numberToF8e5m2fnuz,
  numberToF8e8m0,
  roundF4e2m1,
  roundF8e4m3fn,
  roundF8e4m3fnuz,
  roundF8e5m2,
  roundF8e5m2fnuz,
  roundF8e8m0,
} from './convert/float8.js';
export { packSubByte, unpackSubByte } from './convert/packed.js';
export * from './diagnostics.js';
export { Sha256, sha256Hex } from './digest.js';
export type { Dim, DimAtom, DimExpr, DimJson, DimRange, DimTerm } from './dim/index.js';
export * as dim from './dim/index.js';
export * from './element-type.js';
export * from './host-value.js';
export * as math from './math/index.js';
export { nearestName } from './nearest-name.js';
export * from './origin.js';
export { printFloat, printNumber } from './print-number.js';
export { randomNormal, randomUnit } from './random/philox.js';
export { renderDiagnostic, renderDiagnostics } from './render.js';
export { type SizeConditionKind, sizesSatisfy } from './size-condition.js';
export { emptyArray, type NumericArray } from './tensor/arrays.js';
export { convertArray } from './tensor/convert-array.js';
export { convertTensor, reshapeTensor } from './tensor/derive.js';
export { tensorDigest, tensorsEqual } from './tensor/identity.js';
export {
  sourceTensor,
  splatTensor,
  stringTensor,
  tensorFromArray,
  tensorFromBytes,
  tensorFromNumbers,
} from './tensor/make.js';
export { readElements, readTensorBytes, tensorChunks } from './tensor/read.js';
export {
  checkedBytes,
  checkedSize,
  tensorBytes,
  tensorSize,
} from './tensor/size.js';
export type { Storage, Tensor, TensorArray } from './tensor/tensor.js';
export { arrayOf, integersOf, numbersOf, scalarOf } from './tensor/values.js';
export { utf8Bytes } from './utf8.js';
