// Compares the type an output is declared with to the type that was computed. Declarations may name what is computed
// (a size that follows from data), but never restrict the inputs of the model.

import { type Dim, dim, elementTypeFromOnnx } from '@afterglow/core';
import type { Type } from '@afterglow/ir';
import type { DimensionProto, TypeProto } from '../model/proto.js';
import { printDimension } from './import-type.js';
import type { Symbols } from './symbols.js';

/** Undefined when both agree, else the declared type as text. */
export function reconcile(declared: TypeProto, computed: Type, symbols: Symbols): string | undefined {
  if (declared.kind === 'none') return undefined;
  if (declared.kind === 'sequence' || declared.kind === 'optional') {
    // What a declaration says of the sizes of items says nothing of others, and exporters take them from an example.
    if (declared.kind === 'sequence' && computed.kind === 'sequence') return reconcileItem(declared.of, computed.of);
    return computed.kind === declared.kind ? reconcile(declared.of, computed.of, symbols) : declared.kind;
  }
  if (declared.kind === 'map') return reconcileItem(declared, computed);
  if (declared.kind !== 'tensor') return declared.kind;
  const elem = elementTypeFromOnnx(declared.elemType);
  const shape = declared.shape && `[${declared.shape.map(printDimension).join(', ')}]`;
  const text = `${elem ?? declared.elemType}${shape ?? ' without a shape'}`;
  if (computed.kind !== 'tensor' || elem !== computed.elem) return text;
  if (!declared.shape) return undefined;
  if (declared.shape.length !== computed.shape.length) return text;
  const agrees = declared.shape.every((size, axis) => agree(size, computed.shape[axis] ?? 0, symbols));
  return agrees ? undefined : text;
}

function reconcileItem(declared: TypeProto, computed: Type): string | undefined {
  if (declared.kind === 'none') return undefined;
  if (declared.kind === 'sequence' || declared.kind === 'optional') {
    return computed.kind === declared.kind ? reconcileItem(declared.of, computed.of) : declared.kind;
  }
  if (declared.kind === 'map') {
    const keys = elementTypeFromOnnx(declared.keyType);
    if (computed.kind !== 'map' || computed.keys !== keys) return `a map with keys of type ${keys ?? declared.keyType}`;
    return reconcileItem(declared.of, computed.of);
  }
  if (declared.kind !== 'tensor') return declared.kind;
  const elem = elementTypeFromOnnx(declared.elemType);
  return 'elem' in computed && computed.elem === elem ? undefined : `a sequence of ${elem ?? declared.elemType}`;
}

function agree(declared: DimensionProto, computed: Dim, symbols: Symbols): boolean {
  const actual = symbols.resolve(computed);
  if (declared.kind === 'unknown') return true;
  const isFree = typeof actual !== 'number' && [...dim.symbolsOf(actual)].every((name) => !symbols.isDeclared(name));
  if (declared.kind === 'value') {
    const size = Number(declared.value);
    // A size the graph leaves open may be what is declared: taken on trust where it follows from data, since the
    // exporter saw the data.
    return typeof actual === 'number' ? actual === size : isFree && symbols.unify(actual, size);
  }
  // Names that occur in outputs only are labels.
  if (!symbols.isDeclared(declared.name)) return true;
  const named = symbols.resolve(dim.symbol(declared.name));
  if (named === actual) return true;
  if (isFree) return symbols.unify(actual, named);
  return typeof actual !== 'number' && dim.dimRange(dim.sub(actual, named)).lo <= 0;
}

/** The type with its rank, but no sizes. */
export function withoutSizes(type: TypeProto): TypeProto {
  if (type.kind === 'sequence' || type.kind === 'optional' || type.kind === 'map') {
    return { ...type, of: withoutSizes(type.of) };
  }
  if (type.kind !== 'tensor' || !type.shape) return type;
  return { ...type, shape: type.shape.map(() => ({ kind: 'unknown' })) };
}
