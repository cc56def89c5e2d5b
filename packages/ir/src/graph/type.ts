// Types of values: tensor, sequence, optional, map. Types are immutable and interned: equality is `===`.

import { type Dim, dim, ELEMENT_TYPES, type ElementType } from '@afterglow/core';

/** A shape: one dim expression an axis. `[]` is a scalar. */
export type Shape = readonly Dim[];

/** Scale or zero point of an encoding: a number, or the name of a module constant that holds one an axis entry or row. */
export type EncodingParameter = number | { readonly const: string };

/**
 * How stored integers stand for real numbers: `real = (stored - zp) * scale`.
 * `tensor`: one scale. `axis`: one a slice along `axis`. `row`: every row of a 2-D table carries its own scale and bias
 * (`real = stored * scale + bias`), stored behind the row's elements in `params` precision.
 */
export type Encoding =
  | { readonly kind: 'tensor'; readonly scale: EncodingParameter; readonly zp: EncodingParameter }
  | { readonly kind: 'axis'; readonly axis: number; readonly scale: EncodingParameter; readonly zp: EncodingParameter }
  | { readonly kind: 'row'; readonly params: 'f32' | 'f16' };

export interface TensorType {
  readonly kind: 'tensor';
  readonly elem: ElementType;
  readonly shape: Shape;
  readonly encoding: Encoding | undefined;
  readonly key: string;
}
export interface SequenceType {
  readonly kind: 'sequence';
  readonly of: Type;
  readonly key: string;
}
export interface OptionalType {
  readonly kind: 'optional';
  readonly of: Type;
  readonly key: string;
}
/**
 * What is left of a tensor type where tensors do not agree in rank (`f32[..]`), or where there is no tensor to ask
 * (`f32[!]`, in an empty sequence). Only inside sequences and optionals: every value that is a tensor has a rank.
 */
export interface OpenType {
  readonly kind: 'open';
  readonly elem: ElementType;
  /** How many tensors are of this type. */
  readonly holds: 'any' | 'none';
  readonly key: string;
}
/** Values of one type by keys, which are integers or strings. Only on the host. */
export interface MapType {
  readonly kind: 'map';
  readonly keys: ElementType;
  readonly of: Type;
  readonly key: string;
}
export type Type = TensorType | SequenceType | OptionalType | MapType | OpenType;

const interned = new Map<string, Type>();

function intern<T extends Type>(type: T): T {
  const known = interned.get(type.key);
  // Keys print the whole type, so a hit has the same kind.
  if (known) return known as T;
  interned.set(type.key, type);
  return type;
}

/** Text form of a name: bare when it is `[\w.]+`, quoted otherwise. */
export function printName(name: string): string {
  return /^[\w.]+$/.test(name) ? `%${name}` : `%${JSON.stringify(name)}`;
}

function printParameter(parameter: EncodingParameter): string {
  return typeof parameter === 'number' ? String(parameter) : printName(parameter.const);
}

function printEncoding(encoding: Encoding): string {
  switch (encoding.kind) {
    case 'tensor':
      return `<scale=${printParameter(encoding.scale)}, zp=${printParameter(encoding.zp)}>`;
    case 'axis':
      return `<axis=${encoding.axis}, scale=${printParameter(encoding.scale)}, zp=${printParameter(encoding.zp)}>`;
    case 'row':
      return `<row=${encoding.params}>`;
  }
}

/** The tensor type `elem[shape]`, such as `f32[N, 784]`. */
export function tensorType(elem: ElementType, shape: Shape, encoding?: Encoding): TensorType {
  const key = `${elem}[${shape.map(dim.printSize).join(', ')}]${encoding ? printEncoding(encoding) : ''}`;
  const known = interned.get(key);
  if (known) return known as TensorType;
  return intern({ kind: 'tensor', elem, shape: Object.freeze([...shape]), encoding, key });
}

/** `f32[..]` or `f32[!]`. */
export function openType(elem: ElementType, holds: OpenType['holds']): OpenType {
  return intern({ kind: 'open', elem, holds, key: `${elem}[${holds === 'any' ? '..' : '!'}]` });
}

/** A size that each item of a sequence has of its own, printed `?`. Sizes of any other form hold for all items. */
export function anySize(): Dim {
  return dim.symbol(dim.ANY_SIZE);
}

export function sequenceType(of: Type): SequenceType {
  return intern({ kind: 'sequence', of, key: `seq<${of.key}>` });
}

export function optionalType(of: Type): OptionalType {
  return intern({ kind: 'optional', of, key: `opt<${of.key}>` });
}

export function mapType(keys: ElementType, of: Type): MapType {
  return intern({ kind: 'map', keys, of, key: `map<${keys}, ${of.key}>` });
}

/** Canonical text of a type; parses back to the same type. */
export function printType(type: Type): string {
  return type.key;
}

/** Element count of a tensor type. */
export function elementCount(type: TensorType): Dim {
  return dim.product(type.shape);
}

/** Bytes of a tensor of this type as stored, including per-row parameters. Strings count as 0. */
export function typeBytes(type: TensorType): Dim {
  const bits = ELEMENT_TYPES[type.elem].bits;
  const packed = dim.ceilDiv(dim.mul(elementCount(type), bits), 8);
  if (type.encoding?.kind !== 'row') return packed;
  const rows = type.shape[0] ?? 1;
  return dim.add(packed, dim.mul(rows, type.encoding.params === 'f32' ? 8 : 4));
}

/** The type inside all sequences, optionals and maps. */
export function innermost(type: Type): TensorType | OpenType {
  return type.kind === 'tensor' || type.kind === 'open' ? type : innermost(type.of);
}

/** Adds the names of the symbols that a type mentions. */
export function symbolsOfType(type: Type, into: Set<string>): void {
  const inner = innermost(type);
  if (inner.kind === 'open') return;
  for (const d of inner.shape) if (d !== anySize()) dim.symbolsOf(d, into);
}

/** Applies `substitute` to every dim of a type. */
export function substituteType(type: Type, lookup: (name: string) => Dim | undefined): Type {
  switch (type.kind) {
    case 'tensor':
      return tensorType(
        type.elem,
        type.shape.map((d) => dim.substitute(d, lookup)),
        type.encoding,
      );
    case 'open':
      return type;
    case 'sequence':
      return sequenceType(substituteType(type.of, lookup));
    case 'optional':
      return optionalType(substituteType(type.of, lookup));
    case 'map':
      return mapType(type.keys, substituteType(type.of, lookup));
  }
}
