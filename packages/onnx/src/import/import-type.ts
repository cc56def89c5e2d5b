// TypeProto → type of the graph IR. Named sizes become symbols, nameless ones fresh symbols named after their value.

import { type Diagnostics, type Dim, type DimRange, elementTypeFromOnnx, type Location } from '@afterglow/core';
import { optionalType, sequenceType, type Type, tensorType } from '@afterglow/ir';
import { modelDiagnostics } from '../diagnostics/model.js';
import { tensorDiagnostics } from '../diagnostics/tensor.js';
import type { DimensionProto, TypeProto } from '../model/proto.js';
import type { Symbols } from './symbols.js';

export interface TypeContext {
  readonly symbols: Symbols;
  readonly diagnostics: Diagnostics;
  readonly location: Location;
  /** The thing in words, such as `input "x"`. */
  readonly what: string;
  /** Name for sizes that have none. */
  readonly name: string;
  readonly rangeOf: (symbol: string) => DimRange | undefined;
  /** Every size gets a symbol of its own, with this range where the user asks for no other. */
  readonly freeSizes?: DimRange | undefined;
}

/** The type of a graph input, or undefined after a report. */
export function importType(proto: TypeProto, context: TypeContext): Type | undefined {
  const { diagnostics, location, what } = context;
  const refuse = (type: string, advice: string) => {
    diagnostics.report(modelDiagnostics.unsupportedType, { what, type, advice }, { location });
    return undefined;
  };
  switch (proto.kind) {
    case 'none':
      return refuse('declared without a type', 'every graph input needs a type');
    case 'map':
    case 'opaque':
      return refuse(`of ${proto.kind} type`, 'inputs are tensors, or sequences and optionals of tensors');
    case 'sparse':
      return refuse('a sparse tensor', 'export the model with dense inputs');
    case 'sequence':
    case 'optional': {
      const of = importType(proto.of, context);
      return of && (proto.kind === 'sequence' ? sequenceType(of) : optionalType(of));
    }
    case 'tensor': {
      const elem = elementTypeFromOnnx(proto.elemType);
      if (elem === undefined) {
        diagnostics.report(tensorDiagnostics.elementType, { what, dataType: proto.elemType }, { location });
      }
      if (!proto.shape) {
        return refuse('a tensor of unknown rank', 'give the input a shape; single sizes may stay unknown');
      }
      const shape = proto.shape.map((size, axis) => importDim(size, axis, context));
      const whole = shape.filter((size) => size !== undefined);
      return elem !== undefined && whole.length === shape.length ? tensorType(elem, whole) : undefined;
    }
  }
}

function importDim(proto: DimensionProto, axis: number, context: TypeContext): Dim | undefined {
  const { symbols, diagnostics, location, what, rangeOf, freeSizes } = context;
  if (proto.kind === 'value' && !freeSizes) {
    if (proto.value >= 0n && proto.value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(proto.value);
    diagnostics.report(tensorDiagnostics.badDim, { what, axis, value: proto.value }, { location });
    return undefined;
  }
  const named = proto.kind === 'param' && !freeSizes && proto.name.trim() !== '' ? proto.name : '';
  const name = named === '' ? `${context.name.replace(/[^\w.]/g, '_')}_d${axis}` : named;
  return symbols.declare(name, rangeOf(name) ?? freeSizes);
}
