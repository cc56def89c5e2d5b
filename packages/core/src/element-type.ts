// Element types: the closed set of scalar formats a tensor can hold, as data.
// One row a type; code asks the row, never switches over names.

/** How a scalar's bits are read. */
export type ElementClass = 'float' | 'signed' | 'unsigned' | 'bool' | 'string' | 'complex';

interface ElementRow {
  /** Storage width in bits; 0 for strings. Types below 8 bits are packed, first element in the low bits. */
  readonly bits: number;
  readonly class: ElementClass;
  /** `TensorProto.DataType` number in ONNX. */
  readonly onnx: number;
}

export const ELEMENT_TYPES = {
  f64: { bits: 64, class: 'float', onnx: 11 },
  f32: { bits: 32, class: 'float', onnx: 1 },
  f16: { bits: 16, class: 'float', onnx: 10 },
  bf16: { bits: 16, class: 'float', onnx: 16 },
  f8e4m3fn: { bits: 8, class: 'float', onnx: 17 },
  f8e4m3fnuz: { bits: 8, class: 'float', onnx: 18 },
  f8e5m2: { bits: 8, class: 'float', onnx: 19 },
  f8e5m2fnuz: { bits: 8, class: 'float', onnx: 20 },
  f8e8m0: { bits: 8, class: 'float', onnx: 24 },
  f4e2m1: { bits: 4, class: 'float', onnx: 23 },
  i64: { bits: 64, class: 'signed', onnx: 7 },
  i32: { bits: 32, class: 'signed', onnx: 6 },
  i16: { bits: 16, class: 'signed', onnx: 5 },
  i8: { bits: 8, class: 'signed', onnx: 3 },
  i4: { bits: 4, class: 'signed', onnx: 22 },
  i2: { bits: 2, class: 'signed', onnx: 26 },
  u64: { bits: 64, class: 'unsigned', onnx: 13 },
  u32: { bits: 32, class: 'unsigned', onnx: 12 },
  u16: { bits: 16, class: 'unsigned', onnx: 4 },
  u8: { bits: 8, class: 'unsigned', onnx: 2 },
  u4: { bits: 4, class: 'unsigned', onnx: 21 },
  u2: { bits: 2, class: 'unsigned', onnx: 25 },
  bool: { bits: 8, class: 'bool', onnx: 9 },
  string: { bits: 0, class: 'string', onnx: 8 },
  c64: { bits: 64, class: 'complex', onnx: 14 },
  c128: { bits: 128, class: 'complex', onnx: 15 },
} as const satisfies Record<string, ElementRow>;

export type ElementType = keyof typeof ELEMENT_TYPES;

const byOnnx = new Map<number, ElementType>(
  Object.entries(ELEMENT_TYPES).map(([name, row]) => [row.onnx, name as ElementType]),
);

/** The element type of an ONNX `TensorProto.DataType` number, or undefined when there is none. */
export function elementTypeFromOnnx(dataType: number): ElementType | undefined {
  return byOnnx.get(dataType);
}

export function isElementType(name: string): name is ElementType {
  return Object.hasOwn(ELEMENT_TYPES, name);
}

export function elementBits(elem: ElementType): number {
  return ELEMENT_TYPES[elem].bits;
}

/** Bytes that `count` packed elements occupy (0 for strings, whose storage is not packed). */
export function packedBytes(elem: ElementType, count: number): number {
  return Math.ceil((ELEMENT_TYPES[elem].bits * count) / 8);
}

export function isFloat(elem: ElementType): boolean {
  return ELEMENT_TYPES[elem].class === 'float';
}

/** True for signed and unsigned integers (not bool). */
export function isInteger(elem: ElementType): boolean {
  const kind = ELEMENT_TYPES[elem].class;
  return kind === 'signed' || kind === 'unsigned';
}
