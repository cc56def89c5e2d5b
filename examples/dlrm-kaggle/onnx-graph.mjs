// Writes ONNX graphs with onnx-proto's types: nodes, attributes, weights. Values are named as PyTorch's exporter names
// them: the module's path, the operator, a count (`/emb_l.0/Slice_output_0`, `/emb_l.0/Slice_1_output_0`).

import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { AttributeProto, TensorProto } = onnx;
const { DataType } = TensorProto;

export const FLOAT = DataType.FLOAT;
export const INT64 = DataType.INT64;
export const BOOL = DataType.BOOL;

/** Little-endian bytes of a typed array, as `raw_data` holds them. */
function bytesOf(array) {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** `shape` may be empty: a scalar. */
export function tensor(name, shape, array) {
  const dataType =
    array instanceof Float32Array ? DataType.FLOAT : array instanceof BigInt64Array ? DataType.INT64 : DataType.BOOL;
  return { name, dims: [...shape], dataType, rawData: bytesOf(array) };
}

/** Declares an input or output; a dim is a number or the name of a free one. */
export function valueInfo(name, elemType, shape) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

const AttributeType = AttributeProto.AttributeType;
const int = (name, i) => ({ name, type: AttributeType.INT, i });
const ints = (name, values) => ({ name, type: AttributeType.INTS, ints: values });
const float = (name, f) => ({ name, type: AttributeType.FLOAT, f });
const tensorAttribute = (name, t) => ({ name, type: AttributeType.TENSOR, t });
const graphAttribute = (name, g) => ({ name, type: AttributeType.GRAPH, g });
export const attribute = { int, ints, float, tensor: tensorAttribute, graph: graphAttribute };

/** Nodes of one graph, in order. Graphs of one model share `counts`, so that names stay unique across them. */
export class GraphWriter {
  nodes = [];
  #counts;

  constructor(counts = new Map()) {
    this.#counts = counts;
  }

  /** A writer for the body of a control-flow node of this graph. */
  body() {
    return new GraphWriter(this.#counts);
  }

  /** Adds a node of the module at `path` and answers the name of its result. */
  node(path, opType, inputs, attributes = [], result = undefined) {
    const key = `${path}/${opType}`;
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    const name = count === 0 ? key : `${key}_${count}`;
    const output = result ?? `${name}_output_0`;
    this.nodes.push({ name, opType, input: inputs, output: [output], attribute: attributes });
    return output;
  }

  /** A Constant of int64: a scalar for a number, a vector for a list. */
  int64(path, value) {
    const [shape, values] = Array.isArray(value) ? [[value.length], value] : [[], [value]];
    return this.#constant(path, tensor('', shape, BigInt64Array.from(values, BigInt)));
  }

  bool(path, value) {
    return this.#constant(path, tensor('', [], Uint8Array.of(value ? 1 : 0)));
  }

  #constant(path, value) {
    return this.node(path, 'Constant', [], [attribute.tensor('value', value)]);
  }
}

/** Bytes of a model file with the header PyTorch 1.13 writes. */
export function encodeModel(graph, opset) {
  const model = {
    irVersion: 7,
    producerName: 'pytorch',
    producerVersion: '1.13.0',
    opsetImport: [{ version: opset }],
    graph,
  };
  return onnx.ModelProto.encode(onnx.ModelProto.fromObject(model)).finish();
}
