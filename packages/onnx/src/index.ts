export {
  decodeMapProto,
  decodeOptionalProto,
  decodeSequenceProto,
  decodeTensorProto,
  decodeValueProto,
  type ValueData,
} from './data/decode-value.js';
export {
  encodeMapProto,
  encodeOptionalProto,
  encodeSequenceProto,
  encodeTensorProto,
  encodeValueProto,
} from './data/encode-value.js';
export { onnxDiagnostics } from './diagnostics.js';
export { type ExportOptions, exportOnnx } from './export/export-model.js';
export { externalPathFault, type PathFault } from './external/external-path.js';
export { type ImportOptions, importOnnx, type UndeclaredShape } from './import/import-model.js';
export { type ImportRule, importRule } from './import/import-rule.js';
export type { StatedSize } from './import/import-type.js';
export {
  describeModel,
  type ModelDescription,
  type OperatorCount,
  type WeightDescription,
} from './model/describe-model.js';
export * from './model/proto.js';
export { NEWEST_IR_VERSION, NEWEST_OPSET } from './schema/operator-table.js';
export { readModel } from './wire/read-model.js';
export type { ExternalFile, WrittenModel } from './wire/write-model.js';
