// Making ONNX files in code: for tests here and elsewhere, and for the scripts of examples.

export {
  type AttributeSpec,
  type AttributeValue,
  type DimSpec,
  GraphBuilder,
  type GraphOptions,
  type NodeOptions,
  type TypeSpec,
  tensorOf,
} from '../model/graph-builder.js';
export { operatorNames, operatorSchema } from '../schema/operator-schema.js';
export {
  type ExternalFile,
  type FunctionSpec,
  type WriteOptions,
  type WrittenModel,
  writeModel,
} from '../wire/write-model.js';
