// ONNX messages as plain objects, field for field as in onnx.proto3 (IR version 14). 64-bit integers are bigints, payloads
// of tensors stay ranges of the file, and `at` is the byte at which a message starts.
// Invariant: nothing the format carries is lost without being counted in `ModelProto.ignored`.

/** A run of bytes of the model file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** One encoded piece of a repeated number field. An unpacked run is a sequence of tag and value pairs. */
export interface DataRun extends ByteRange {
  readonly packed: boolean;
}

export interface StringEntry {
  readonly key: string;
  readonly value: string;
}

/** Repeated number fields of `TensorProto`, in the order in which a reader looks for data. */
export const TYPED_FIELDS = ['floatData', 'int32Data', 'int64Data', 'doubleData', 'uint64Data'] as const;
export type TypedField = (typeof TYPED_FIELDS)[number];

export interface TensorProto extends Record<TypedField, readonly DataRun[]> {
  readonly at: number;
  readonly dims: readonly bigint[];
  /** `TensorProto.DataType` number; 0 when the file gives none. */
  readonly dataType: number;
  readonly name: string;
  readonly rawData: ByteRange | undefined;
  readonly stringData: readonly string[];
  readonly externalData: readonly StringEntry[];
  /** 0 inside the file, 1 external. */
  readonly dataLocation: number;
  /** Part of a tensor that was split over several messages; no tool writes it. */
  readonly hasSegment: boolean;
  readonly metadata: readonly StringEntry[];
}

export interface SparseTensorProto {
  readonly at: number;
  readonly values: TensorProto | undefined;
  readonly indices: TensorProto | undefined;
  readonly dims: readonly bigint[];
}

export type DimensionProto =
  | { readonly kind: 'value'; readonly value: bigint }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'unknown' };

export type TypeProto =
  | {
      readonly kind: 'tensor' | 'sparse';
      readonly elemType: number;
      readonly shape: readonly DimensionProto[] | undefined;
    }
  | { readonly kind: 'sequence' | 'optional'; readonly of: TypeProto }
  | { readonly kind: 'map'; readonly keyType: number; readonly of: TypeProto }
  | { readonly kind: 'opaque' | 'none' };

export interface ValueInfoProto {
  readonly at: number;
  readonly name: string;
  readonly type: TypeProto;
  readonly metadata: readonly StringEntry[];
}

/** Names of `AttributeProto.AttributeType`, by number. */
export const ATTRIBUTE_TYPES = {
  1: 'float',
  2: 'int',
  3: 'string',
  4: 'tensor',
  5: 'graph',
  6: 'floats',
  7: 'ints',
  8: 'strings',
  9: 'tensors',
  10: 'graphs',
  11: 'sparse_tensor',
  12: 'sparse_tensors',
  13: 'type_proto',
  14: 'type_protos',
} as const;
export type AttributeKind = (typeof ATTRIBUTE_TYPES)[keyof typeof ATTRIBUTE_TYPES];

export interface AttributeProto {
  readonly at: number;
  readonly name: string;
  /** Declared type; inferred from the fields that are present where the file is too old to say. */
  readonly kind: AttributeKind | undefined;
  /** Number of the declared type, for messages about one that does not exist. */
  readonly typeNumber: number;
  /** Inside a function: the attribute of the calling node whose value this one takes. */
  readonly refAttrName: string;
  readonly f: number;
  readonly i: bigint;
  readonly s: Uint8Array;
  readonly t: TensorProto | undefined;
  readonly g: GraphProto | undefined;
  readonly tp: TypeProto | undefined;
  readonly floats: readonly number[];
  readonly ints: readonly bigint[];
  readonly strings: readonly Uint8Array[];
  readonly tensors: readonly TensorProto[];
  readonly graphs: readonly GraphProto[];
  readonly sparseTensor: SparseTensorProto | undefined;
  readonly sparseTensors: readonly SparseTensorProto[];
  readonly typeProtos: readonly TypeProto[];
}

export interface NodeProto {
  readonly at: number;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly domain: string;
  readonly overload: string;
  readonly attribute: readonly AttributeProto[];
  readonly metadata: readonly StringEntry[];
  /** Present when the node carries sharding for several devices. */
  readonly deviceConfigurations: number;
}

export interface QuantizationAnnotation {
  readonly tensorName: string;
  readonly parameters: readonly StringEntry[];
}

export interface GraphProto {
  readonly at: number;
  readonly name: string;
  readonly node: readonly NodeProto[];
  readonly initializer: readonly TensorProto[];
  readonly sparseInitializer: readonly SparseTensorProto[];
  readonly input: readonly ValueInfoProto[];
  readonly output: readonly ValueInfoProto[];
  readonly valueInfo: readonly ValueInfoProto[];
  readonly quantizationAnnotation: readonly QuantizationAnnotation[];
  readonly metadata: readonly StringEntry[];
}

export interface OperatorSetId {
  readonly domain: string;
  readonly version: bigint;
}

export interface FunctionProto {
  readonly at: number;
  readonly name: string;
  readonly domain: string;
  readonly overload: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  /** Attributes without a default, by name. */
  readonly attribute: readonly string[];
  /** Attributes with a default. */
  readonly attributeProto: readonly AttributeProto[];
  readonly node: readonly NodeProto[];
  readonly opsetImport: readonly OperatorSetId[];
  readonly valueInfo: readonly ValueInfoProto[];
  readonly metadata: readonly StringEntry[];
}

export interface ModelProto {
  readonly irVersion: bigint | undefined;
  readonly producerName: string;
  readonly producerVersion: string;
  readonly domain: string;
  readonly modelVersion: bigint;
  readonly opsetImport: readonly OperatorSetId[];
  readonly graph: GraphProto | undefined;
  readonly metadata: readonly StringEntry[];
  readonly functions: readonly FunctionProto[];
  /** Parts of the file that mean nothing to a compiler for inference, and fields newer than our schema, with counts. */
  readonly ignored: ReadonlyMap<string, number>;
}
