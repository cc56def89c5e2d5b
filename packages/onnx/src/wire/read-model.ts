// Fields of ModelProto and FunctionProto, and the entry point that turns a file into a ModelProto.

import type { ByteSource, Diagnostics } from '@afterglow/core';
import { wireDiagnostics as codes } from '../diagnostics/wire.js';
import type {
  AttributeProto,
  FunctionProto,
  GraphProto,
  ModelProto,
  NodeProto,
  OperatorSetId,
  StringEntry,
  ValueInfoProto,
} from '../model/proto.js';
import { readAttribute, readGraph, readNode } from './read-graph.js';
import { readEntry } from './read-tensor.js';
import { readValueInfo } from './read-type.js';
import { recognize } from './recognize.js';
import { type Fields, WireReader } from './wire-reader.js';

interface OpsetDraft {
  domain: string;
  version: bigint;
}

const opsetFields: Fields<OpsetDraft> = {
  1: ['domain', (opset, r) => (opset.domain = r.string())],
  2: ['version', (opset, r) => (opset.version = r.int64())],
};

function readOpset(reader: WireReader): OperatorSetId {
  return reader.message<OpsetDraft>('OperatorSetIdProto', opsetFields, { domain: '', version: 0n });
}

interface FunctionDraft {
  at: number;
  name: string;
  domain: string;
  overload: string;
  input: string[];
  output: string[];
  attribute: string[];
  attributeProto: AttributeProto[];
  node: NodeProto[];
  opsetImport: OperatorSetId[];
  valueInfo: ValueInfoProto[];
  metadata: StringEntry[];
}

const functionFields: Fields<FunctionDraft> = {
  1: ['name', (func, r) => (func.name = r.string())],
  4: ['input', (func, r) => func.input.push(r.string())],
  5: ['output', (func, r) => func.output.push(r.string())],
  6: ['attribute', (func, r) => func.attribute.push(r.string())],
  7: ['node', (func, r) => func.node.push(readNode(r))],
  8: ['doc_string', (_, r) => r.skip()],
  9: ['opset_import', (func, r) => func.opsetImport.push(readOpset(r))],
  10: ['domain', (func, r) => (func.domain = r.string())],
  11: ['attribute_proto', (func, r) => func.attributeProto.push(readAttribute(r))],
  12: ['value_info', (func, r) => func.valueInfo.push(readValueInfo(r))],
  13: ['overload', (func, r) => (func.overload = r.string())],
  14: ['metadata_props', (func, r) => func.metadata.push(readEntry(r))],
};

function readFunction(reader: WireReader): FunctionProto {
  return reader.message<FunctionDraft>('FunctionProto', functionFields, {
    at: reader.position,
    name: '',
    domain: '',
    overload: '',
    input: [],
    output: [],
    attribute: [],
    attributeProto: [],
    node: [],
    opsetImport: [],
    valueInfo: [],
    metadata: [],
  });
}

interface ModelDraft {
  irVersion: bigint | undefined;
  producerName: string;
  producerVersion: string;
  domain: string;
  modelVersion: bigint;
  opsetImport: OperatorSetId[];
  graph: GraphProto | undefined;
  metadata: StringEntry[];
  functions: FunctionProto[];
}

const modelFields: Fields<ModelDraft> = {
  1: ['ir_version', (model, r) => (model.irVersion = r.int64())],
  2: ['producer_name', (model, r) => (model.producerName = r.string())],
  3: ['producer_version', (model, r) => (model.producerVersion = r.string())],
  4: ['domain', (model, r) => (model.domain = r.string())],
  5: ['model_version', (model, r) => (model.modelVersion = r.int64())],
  6: ['doc_string', (_, r) => r.skip()],
  7: [
    'graph',
    (model, r) => {
      if (model.graph) r.fail(codes.malformed, { what: 'ModelProto.graph is given twice' });
      else model.graph = readGraph(r);
    },
  ],
  8: ['opset_import', (model, r) => model.opsetImport.push(readOpset(r))],
  14: ['metadata_props', (model, r) => model.metadata.push(readEntry(r))],
  20: ['training_info', (_, r) => r.ignore('ModelProto.training_info')],
  25: ['functions', (model, r) => model.functions.push(readFunction(r))],
  26: ['configuration', (_, r) => r.ignore('ModelProto.configuration')],
};

/**
 * Decodes the structure of a model file of any size: payloads of tensors stay ranges of `source`. Answers undefined
 * after reporting what makes the bytes unreadable; whether the model makes sense is the importer's question.
 */
export function readModel(source: ByteSource, diagnostics: Diagnostics): ModelProto | undefined {
  const location = { kind: 'file', file: source.name } as const;
  if (source.size === 0) {
    diagnostics.report(codes.emptyFile, {}, { location });
    return undefined;
  }
  const other = recognize(source);
  if (other) {
    diagnostics.report(codes.notAModel, other, { location });
    return undefined;
  }
  const reader = new WireReader(source, diagnostics);
  const draft: ModelDraft = {
    irVersion: undefined,
    producerName: '',
    producerVersion: '',
    domain: '',
    modelVersion: 0n,
    opsetImport: [],
    graph: undefined,
    metadata: [],
    functions: [],
  };
  reader.root('ModelProto', modelFields, draft);
  return reader.failed ? undefined : { ...draft, ignored: reader.ignored };
}
