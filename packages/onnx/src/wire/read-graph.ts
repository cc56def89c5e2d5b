// Fields of AttributeProto, NodeProto and GraphProto, which contain each other.

import {
  ATTRIBUTE_TYPES,
  type AttributeKind,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  type QuantizationAnnotation,
  type StringEntry,
} from '../model/proto.js';
import { readEntry, readSparseTensor, readTensor } from './read-tensor.js';
import { readType, readValueInfo } from './read-type.js';
import type { Fields, WireReader } from './wire-reader.js';

type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

type AttributeDraft = Draft<AttributeProto>;

const attributeFields: Fields<AttributeDraft> = {
  1: ['name', (attribute, r) => (attribute.name = r.string())],
  2: ['f', (attribute, r) => (attribute.f = present(attribute, 'float', r.float()))],
  3: ['i', (attribute, r) => (attribute.i = present(attribute, 'int', r.int64()))],
  4: ['s', (attribute, r) => (attribute.s = present(attribute, 'string', r.bytes()))],
  5: ['t', (attribute, r) => (attribute.t = present(attribute, 'tensor', readTensor(r)))],
  6: ['g', (attribute, r) => (attribute.g = present(attribute, 'graph', readGraph(r)))],
  7: ['floats', (attribute, r) => present(attribute, 'floats', r.floats(attribute.floats))],
  8: ['ints', (attribute, r) => present(attribute, 'ints', r.int64s(attribute.ints))],
  9: ['strings', (attribute, r) => present(attribute, 'strings', attribute.strings.push(r.bytes()))],
  10: ['tensors', (attribute, r) => present(attribute, 'tensors', attribute.tensors.push(readTensor(r)))],
  11: ['graphs', (attribute, r) => present(attribute, 'graphs', attribute.graphs.push(readGraph(r)))],
  13: ['doc_string', (_, r) => r.skip()],
  14: ['tp', (attribute, r) => (attribute.tp = present(attribute, 'type_proto', readType(r)))],
  15: ['type_protos', (attribute, r) => present(attribute, 'type_protos', attribute.typeProtos.push(readType(r)))],
  20: ['type', (attribute, r) => (attribute.typeNumber = r.int32())],
  21: ['ref_attr_name', (attribute, r) => (attribute.refAttrName = r.string())],
  22: [
    'sparse_tensor',
    (attribute, r) => (attribute.sparseTensor = present(attribute, 'sparse_tensor', readSparseTensor(r))),
  ],
  23: [
    'sparse_tensors',
    (attribute, r) => present(attribute, 'sparse_tensors', attribute.sparseTensors.push(readSparseTensor(r))),
  ],
};

/** Files of IR version 1 and 2 do not say the type: the field that is there tells. */
function present<T>(attribute: AttributeDraft, kind: AttributeKind, value: T): T {
  attribute.kind ??= kind;
  return value;
}

export function readAttribute(reader: WireReader): AttributeProto {
  const draft: AttributeDraft = {
    at: reader.position,
    name: '',
    kind: undefined,
    typeNumber: 0,
    refAttrName: '',
    f: 0,
    i: 0n,
    s: new Uint8Array(),
    t: undefined,
    g: undefined,
    tp: undefined,
    floats: [],
    ints: [],
    strings: [],
    tensors: [],
    graphs: [],
    sparseTensor: undefined,
    sparseTensors: [],
    typeProtos: [],
  };
  reader.message('AttributeProto', attributeFields, draft);
  const declared = (ATTRIBUTE_TYPES as Readonly<Record<number, AttributeKind>>)[draft.typeNumber];
  if (draft.typeNumber !== 0) draft.kind = declared;
  return draft;
}

type NodeDraft = Draft<NodeProto>;

const nodeFields: Fields<NodeDraft> = {
  1: ['input', (node, r) => node.input.push(r.string())],
  2: ['output', (node, r) => node.output.push(r.string())],
  3: ['name', (node, r) => (node.name = r.string())],
  4: ['op_type', (node, r) => (node.opType = r.string())],
  5: ['attribute', (node, r) => node.attribute.push(readAttribute(r))],
  6: ['doc_string', (_, r) => r.skip()],
  7: ['domain', (node, r) => (node.domain = r.string())],
  8: ['overload', (node, r) => (node.overload = r.string())],
  9: ['metadata_props', (node, r) => node.metadata.push(readEntry(r))],
  10: [
    'device_configurations',
    (node, r) => {
      node.deviceConfigurations++;
      r.ignore('NodeProto.device_configurations');
    },
  ],
};

export function readNode(reader: WireReader): NodeProto {
  return reader.message<NodeDraft>('NodeProto', nodeFields, {
    at: reader.position,
    input: [],
    output: [],
    name: '',
    opType: '',
    domain: '',
    overload: '',
    attribute: [],
    metadata: [],
    deviceConfigurations: 0,
  });
}

interface AnnotationDraft {
  tensorName: string;
  parameters: StringEntry[];
}

const annotationFields: Fields<AnnotationDraft> = {
  1: ['tensor_name', (annotation, r) => (annotation.tensorName = r.string())],
  2: ['quant_parameter_tensor_names', (annotation, r) => annotation.parameters.push(readEntry(r))],
};

function readAnnotation(reader: WireReader): QuantizationAnnotation {
  return reader.message<AnnotationDraft>('TensorAnnotation', annotationFields, { tensorName: '', parameters: [] });
}

const graphFields: Fields<Draft<GraphProto>> = {
  1: ['node', (graph, r) => graph.node.push(readNode(r))],
  2: ['name', (graph, r) => (graph.name = r.string())],
  5: ['initializer', (graph, r) => graph.initializer.push(readTensor(r))],
  10: ['doc_string', (_, r) => r.skip()],
  11: ['input', (graph, r) => graph.input.push(readValueInfo(r))],
  12: ['output', (graph, r) => graph.output.push(readValueInfo(r))],
  13: ['value_info', (graph, r) => graph.valueInfo.push(readValueInfo(r))],
  14: ['quantization_annotation', (graph, r) => graph.quantizationAnnotation.push(readAnnotation(r))],
  15: ['sparse_initializer', (graph, r) => graph.sparseInitializer.push(readSparseTensor(r))],
  16: ['metadata_props', (graph, r) => graph.metadata.push(readEntry(r))],
};

export function readGraph(reader: WireReader): GraphProto {
  return reader.message<Draft<GraphProto>>('GraphProto', graphFields, {
    at: reader.position,
    name: '',
    node: [],
    initializer: [],
    sparseInitializer: [],
    input: [],
    output: [],
    valueInfo: [],
    quantizationAnnotation: [],
    metadata: [],
  });
}
