export {
  decodeOptionalProto,
  decodeSequenceProto,
  decodeTensorProto,
  decodeValueProto,
  type ValueData,
} from './data/decode-value.js';
export { encodeOptionalProto, encodeSequenceProto, encodeTensorProto, encodeValueProto } from './data/encode-value.js';
export { externalPathFault, type PathFault } from './external/external-path.js';
export * from './model/proto.js';
export { readModel } from './wire/read-model.js';
