// TypeProto → type of the graph IR. Named sizes become symbols, nameless ones fresh symbols named after their value.

import {
  type Diagnostics,
  type Dim,
  type DimRange,
  dim,
  elementTypeFromOnnx,
  isInteger,
  type Location,
} from '@afterglow/core';
import { anySize, mapType, openType, optionalType, sequenceType, type Type, tensorType } from '@afterglow/ir';
import { modelDiagnostics } from '../diagnostics/model.js';
import { tensorDiagnostics } from '../diagnostics/tensor.js';
import type { DimensionProto, TypeProto } from '../model/proto.js';
import type { Symbols } from './symbols.js';

/** A size as a user states it: a number, a name, or undefined for one that stays open. */
export type StatedSize = number | string | undefined;

/** Far above any real rank; everything here takes a step an axis, a type or a node. */
export const MAX_RANK = 64;

export interface TypeContext {
  readonly symbols: Pick<Symbols, 'declare'>;
  readonly diagnostics: Diagnostics;
  readonly location: Location;
  /** The thing in words, such as `input "x"`. */
  readonly what: string;
  /** Name for sizes that have none. */
  readonly name: string;
  readonly rangeOf: (symbol: string) => DimRange | undefined;
  /** Every size gets a symbol of its own, with this range where the user asks for no other. */
  readonly freeSizes?: DimRange | undefined;
  /** Shape that the user states for the tensor, or for those inside a sequence or optional. */
  readonly stated?: readonly StatedSize[] | undefined;
}

/** The type of a graph input, or undefined after a report. */
export function importType(proto: TypeProto, context: TypeContext): Type | undefined {
  return importNested(proto, context, 'value');
}

type Place = 'value' | 'optional' | 'sequence';

function importNested(proto: TypeProto, context: TypeContext, place: Place): Type | undefined {
  const { diagnostics, location, what } = context;
  const refuse = (type: string, advice: string) => {
    diagnostics.report(modelDiagnostics.unsupportedType, { what, type, advice }, { location });
    return undefined;
  };
  switch (proto.kind) {
    case 'none':
      return refuse('declared without a type', 'every graph input needs a type');
    case 'opaque':
      return refuse('of opaque type', 'inputs are tensors, or sequences, optionals and maps of tensors');
    case 'map': {
      const keys = elementTypeFromOnnx(proto.keyType);
      if (keys === undefined || !(keys === 'string' || isInteger(keys))) {
        return refuse(`a map with keys of type ${keys ?? proto.keyType}`, 'keys are integers or strings');
      }
      // What a map holds is declared without a shape where it is a scalar.
      const of = proto.of.kind === 'tensor' ? { ...proto.of, shape: proto.of.shape ?? [] } : proto.of;
      const values = importNested(of, context, 'value');
      return values && mapType(keys, values);
    }
    case 'sparse':
      return refuse('a sparse tensor', 'export the model with dense inputs');
    case 'sequence': {
      const of = importNested(proto.of, context, 'sequence');
      return of && sequenceType(of);
    }
    case 'optional': {
      const of = importNested(proto.of, context, place === 'sequence' ? place : 'optional');
      return of && optionalType(of);
    }
    case 'tensor': {
      const elem = elementTypeFromOnnx(proto.elemType);
      if (elem === undefined) {
        diagnostics.report(tensorDiagnostics.elementType, { what, dataType: proto.elemType }, { location });
        return undefined;
      }
      const sizes = sizesOf(proto.shape, context);
      if (sizes === 'contradiction') return undefined;
      if (!sizes) {
        if (place !== 'value') return openType(elem, 'any');
        return refuse(
          'a tensor of unknown rank',
          `state its shape: --shape '${context.name}=[N,3]' (? for an open size)`,
        );
      }
      if (sizes.length > MAX_RANK)
        return refuse(`a tensor of ${sizes.length} axes`, `tensors have at most ${MAX_RANK}`);
      const shape = sizes.map((size, axis) => importDim(size, axis, context, place === 'sequence'));
      const whole = shape.filter((size) => size !== undefined);
      return whole.length === shape.length ? tensorType(elem, whole) : undefined;
    }
  }
}

/** Declared and stated sizes put together; undefined where neither is there. */
function sizesOf(
  declared: readonly DimensionProto[] | undefined,
  context: TypeContext,
): readonly DimensionProto[] | undefined | 'contradiction' {
  const { stated, diagnostics, location, what } = context;
  const given = stated?.map(dimensionOf);
  if (!given || !declared) return given ?? declared;
  const agrees =
    given.length === declared.length &&
    given.every((size, i) => {
      const own = declared[i];
      return own?.kind !== 'value' || size.kind === 'unknown' || (size.kind === 'value' && size.value === own.value);
    });
  if (agrees) return given.map((size, i) => (size.kind === 'unknown' ? (declared[i] ?? size) : size));
  const print = (sizes: readonly DimensionProto[]) => `[${sizes.map(printDimension).join(', ')}]`;
  const params = { what, stated: print(given), declared: print(declared) };
  diagnostics.report(modelDiagnostics.statedShape, params, { location });
  return 'contradiction';
}

function dimensionOf(size: StatedSize): DimensionProto {
  if (typeof size === 'number') return { kind: 'value', value: BigInt(size) };
  return size === undefined ? { kind: 'unknown' } : { kind: 'param', name: size };
}

export function printDimension(size: DimensionProto): string {
  return size.kind === 'value' ? String(size.value) : size.kind === 'param' ? size.name : '?';
}

function importDim(proto: DimensionProto, axis: number, context: TypeContext, inSequence: boolean): Dim | undefined {
  const { symbols, diagnostics, location, what, rangeOf, freeSizes } = context;
  if (proto.kind === 'value' && !freeSizes) {
    if (proto.value >= 0n && proto.value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(proto.value);
    diagnostics.report(tensorDiagnostics.badDim, { what, axis, value: proto.value }, { location });
    return undefined;
  }
  // A name in the type of an item does not say that all items have that size.
  if (inSequence) return anySize();
  const named = proto.kind === 'param' && !freeSizes && proto.name.trim() !== '' ? proto.name : '';
  const isName = named !== '' && named !== dim.ANY_SIZE;
  const name = isName ? named : `${context.name.replace(/[^\w.]/g, '_')}_d${axis}`;
  return symbols.declare(name, rangeOf(name) ?? freeSizes);
}
