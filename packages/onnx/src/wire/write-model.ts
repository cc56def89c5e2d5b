// GraphBuilder → bytes of an ONNX file, with weights inside or in a file beside it.

import { ELEMENT_TYPES, type Tensor, tensorBytes, tensorChunks } from '@afterglow/core';
import protobuf from 'protobufjs/minimal.js';
import { writeInt64 as int64, writeTensorFields } from '../data/encode-value.js';
import {
  type AttributeSpec,
  GraphBuilder,
  isType,
  type NodeSpec,
  type TypeSpec,
  type ValueSpec,
} from '../model/graph-builder.js';
import { ATTRIBUTE_TYPES, type AttributeKind } from '../model/proto.js';

const [VARINT, BYTES, FIXED32] = [0, 2, 5];

export interface FunctionSpec {
  readonly domain: string;
  readonly name: string;
  readonly overload?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes that a call must give. */
  readonly attributes?: readonly string[];
  /** Attributes with defaults. */
  readonly defaults?: readonly AttributeSpec[];
  /** Its nodes are the body. */
  readonly body: GraphBuilder;
  /** Operator sets of the body; those of the model by default. */
  readonly opsets?: Readonly<Record<string, number>>;
  /** Types of values of the body. */
  readonly values?: readonly ValueSpec[];
}

export interface WriteOptions {
  readonly irVersion?: number;
  readonly producer?: string;
  /** Versions of operator sets besides that of the graph. */
  readonly opsets?: Readonly<Record<string, number>>;
  readonly functions?: readonly FunctionSpec[];
  readonly metadata?: Readonly<Record<string, string>>;
  /** Initializers of at least `atLeast` bytes (1024 by default) go to `file`, aligned. */
  readonly external?: { readonly file: string; readonly atLeast?: number; readonly align?: number };
}

export interface ExternalFile {
  readonly file: string;
  readonly size: number;
  /** The content, in pieces that are made while they are read. */
  readonly chunks: () => Iterable<Uint8Array>;
}

export interface WrittenModel {
  readonly bytes: Uint8Array;
  readonly external: ExternalFile | undefined;
}

class ModelWriter {
  readonly #options: WriteOptions;
  readonly #outside: { readonly tensor: Tensor; readonly offset: number }[] = [];
  #outsideSize = 0;

  constructor(options: WriteOptions) {
    this.#options = options;
  }

  model(graph: GraphBuilder): WrittenModel {
    const w = new protobuf.Writer();
    const { irVersion = 8, producer, opsets = {}, functions = [], metadata = {} } = this.#options;
    tag(w, 1, VARINT).int64(irVersion);
    if (producer !== undefined) tag(w, 2, BYTES).string(producer);
    message(w, 7, () => this.#graph(w, graph));
    for (const [domain, version] of Object.entries({ '': graph.opset, ...opsets })) opset(w, 8, domain, version);
    writeEntries(w, 14, metadata);
    for (const func of functions) message(w, 25, () => this.#function(w, func, graph));
    return { bytes: w.finish(), external: this.#externalFile() };
  }

  #graph(w: protobuf.Writer, graph: GraphBuilder): void {
    for (const node of graph.nodes) message(w, 1, () => this.#node(w, node));
    tag(w, 2, BYTES).string(graph.name);
    for (const { name, tensor } of graph.initializers) message(w, 5, () => this.#initializer(w, name, tensor));
    for (const input of graph.inputs) message(w, 11, () => writeValue(w, input));
    for (const output of graph.outputs) message(w, 12, () => writeValue(w, output));
  }

  #node(w: protobuf.Writer, node: NodeSpec): void {
    for (const name of node.inputs) tag(w, 1, BYTES).string(name);
    for (const name of node.outputs) tag(w, 2, BYTES).string(name);
    tag(w, 3, BYTES).string(node.name);
    tag(w, 4, BYTES).string(node.op);
    for (const attribute of node.attributes) message(w, 5, () => this.#attribute(w, attribute));
    if (node.domain !== '') tag(w, 7, BYTES).string(node.domain);
    if (node.overload !== '') tag(w, 8, BYTES).string(node.overload);
    writeEntries(w, 9, node.metadata);
  }

  #attribute(w: protobuf.Writer, { name, kind, value }: AttributeSpec): void {
    tag(w, 1, BYTES).string(name);
    tag(w, 20, VARINT).int32(attributeNumber(kind));
    if (typeof value === 'number' && kind === 'float') tag(w, 2, FIXED32).float(value);
    else if (typeof value === 'number' || typeof value === 'bigint') int64(tag(w, 3, VARINT), value);
    else if (typeof value === 'string') tag(w, 4, BYTES).string(value);
    else if (value instanceof GraphBuilder) message(w, 6, () => this.#graph(w, value));
    else if ('ref' in value) tag(w, 21, BYTES).string(value.ref);
    else if (isType(value)) message(w, 14, () => writeType(w, value));
    else if ('storage' in value) message(w, 5, () => writeTensorFields(w, '', value));
    else {
      for (const entry of value) {
        if (typeof entry === 'string') tag(w, 9, BYTES).string(entry);
        else if (kind === 'floats') tag(w, 7, FIXED32).float(Number(entry));
        else int64(tag(w, 8, VARINT), entry);
      }
    }
  }

  #initializer(w: protobuf.Writer, name: string, tensor: Tensor): void {
    const { external } = this.#options;
    const bytes = tensorBytes(tensor);
    if (!external || tensor.elem === 'string' || bytes < (external.atLeast ?? 1024)) {
      writeTensorFields(w, name, tensor);
      return;
    }
    const align = external.align ?? 64;
    const offset = Math.ceil(this.#outsideSize / align) * align;
    this.#outside.push({ tensor, offset });
    this.#outsideSize = offset + bytes;
    message(w, 1, () => {
      for (const size of tensor.shape) w.int64(size);
    });
    tag(w, 2, VARINT).int32(ELEMENT_TYPES[tensor.elem].onnx);
    tag(w, 8, BYTES).string(name);
    writeEntries(w, 13, { location: external.file, offset: String(offset), length: String(bytes) });
    tag(w, 14, VARINT).int32(1);
  }

  #function(w: protobuf.Writer, func: FunctionSpec, graph: GraphBuilder): void {
    tag(w, 1, BYTES).string(func.name);
    for (const name of func.inputs) tag(w, 4, BYTES).string(name);
    for (const name of func.outputs) tag(w, 5, BYTES).string(name);
    for (const name of func.attributes ?? []) tag(w, 6, BYTES).string(name);
    for (const node of func.body.nodes) message(w, 7, () => this.#node(w, node));
    const opsets = func.opsets ?? { '': graph.opset, ...this.#options.opsets };
    for (const [domain, version] of Object.entries(opsets)) opset(w, 9, domain, version);
    tag(w, 10, BYTES).string(func.domain);
    for (const attribute of func.defaults ?? []) message(w, 11, () => this.#attribute(w, attribute));
    for (const value of func.values ?? []) message(w, 12, () => writeValue(w, value));
    if (func.overload !== undefined) tag(w, 13, BYTES).string(func.overload);
  }

  #externalFile(): ExternalFile | undefined {
    const { external } = this.#options;
    if (!external || this.#outside.length === 0) return undefined;
    const tensors = this.#outside;
    return {
      file: external.file,
      size: this.#outsideSize,
      *chunks() {
        let written = 0;
        for (const { tensor, offset } of tensors) {
          if (offset > written) yield new Uint8Array(offset - written);
          yield* tensorChunks(tensor);
          written = offset + tensorBytes(tensor);
        }
      },
    };
  }
}

function tag(w: protobuf.Writer, number: number, wire: number): protobuf.Writer {
  return w.uint32((number << 3) | wire);
}

function message(w: protobuf.Writer, number: number, write: () => void): void {
  tag(w, number, BYTES).fork();
  write();
  w.ldelim();
}

function writeEntries(w: protobuf.Writer, number: number, entries: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(entries)) {
    message(w, number, () => {
      tag(w, 1, BYTES).string(key);
      tag(w, 2, BYTES).string(value);
    });
  }
}

function opset(w: protobuf.Writer, number: number, domain: string, version: number): void {
  message(w, number, () => {
    if (domain !== '') tag(w, 1, BYTES).string(domain);
    tag(w, 2, VARINT).int64(version);
  });
}

/** `AttributeProto.AttributeType` by name. */
const ATTRIBUTE_NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries(ATTRIBUTE_TYPES).map(([number, kind]) => [kind, Number(number)]),
);

function attributeNumber(kind: AttributeKind): number {
  return ATTRIBUTE_NUMBERS.get(kind) ?? 0;
}

function writeValue(w: protobuf.Writer, { name, type }: ValueSpec): void {
  tag(w, 1, BYTES).string(name);
  if (type) message(w, 2, () => writeType(w, type));
}

function writeType(w: protobuf.Writer, type: TypeSpec): void {
  if (type.kind === 'map') {
    message(w, 5, () => {
      tag(w, 1, VARINT).int32(ELEMENT_TYPES[type.keys].onnx);
      message(w, 2, () => writeType(w, type.of));
    });
    return;
  }
  if (type.kind !== 'tensor') {
    message(w, type.kind === 'sequence' ? 4 : 9, () => message(w, 1, () => writeType(w, type.of)));
    return;
  }
  message(w, 1, () => {
    tag(w, 1, VARINT).int32(ELEMENT_TYPES[type.elem].onnx);
    const { shape } = type;
    if (!shape) return;
    message(w, 2, () => {
      for (const size of shape) {
        message(w, 1, () => {
          if (typeof size === 'number') tag(w, 1, VARINT).int64(size);
          else if (size !== undefined) tag(w, 2, BYTES).string(size);
        });
      }
    });
  });
}

/** Serializes a model. The graph's opset is that of the default domain. */
export function writeModel(graph: GraphBuilder, options: WriteOptions = {}): WrittenModel {
  return new ModelWriter(options).model(graph);
}
