// Checks types that no inference made: encodings, and the constants they name.

import { ELEMENT_TYPES, isFloat, isInteger } from '@afterglow/core';
import type { Module } from '../graph/graph.js';
import {
  anySize,
  type Encoding,
  type EncodingParameter,
  type MapType,
  type TensorType,
  type Type,
} from '../graph/type.js';

function parameterProblem(
  parameter: EncodingParameter,
  what: 'scale' | 'zp',
  length: number | undefined,
  module: Module | undefined,
): string | undefined {
  if (typeof parameter === 'number') {
    if (!Number.isFinite(parameter)) return `the ${what} is not finite`;
    return what === 'scale' && parameter <= 0 ? 'the scale is not positive' : undefined;
  }
  const found = module?.consts.get(parameter.const)?.type;
  if (!module) return undefined;
  if (!found) return `the ${what} names constant %${parameter.const}, which does not exist`;
  if (found.kind !== 'tensor') return `the ${what} %${parameter.const} is not a tensor`;
  const right = what === 'scale' ? isFloat(found.elem) : isFloat(found.elem) || isInteger(found.elem);
  if (!right) return `the ${what} %${parameter.const} has element type ${found.elem}`;
  const [size] = found.shape;
  const shaped = length === undefined ? found.shape.length === 0 : found.shape.length === 1 && size === length;
  return shaped ? undefined : `the ${what} %${parameter.const} has type ${found.key}, one entry a slice is needed`;
}

function encodingProblem(type: TensorType, encoding: Encoding, module: Module | undefined): string | undefined {
  if (encoding.kind === 'row') {
    return type.shape.length === 2 ? undefined : 'a row encoding needs a table of two axes';
  }
  if (!isInteger(type.elem) && !isFloat(type.elem)) return `${type.elem} cannot carry an encoding`;
  let length: number | undefined;
  if (encoding.kind === 'axis') {
    const size = Number.isInteger(encoding.axis) ? type.shape[encoding.axis] : undefined;
    if (size === undefined) return `axis ${encoding.axis} is not an axis of the shape`;
    if (typeof size !== 'number') return 'the axis of an encoding must have a known size';
    length = size;
  }
  return (
    parameterProblem(encoding.scale, 'scale', length, module) ?? parameterProblem(encoding.zp, 'zp', length, module)
  );
}

/** What is wrong with a type by itself (and in `module`, whose constants its encoding may name), or undefined. */
export function typeProblem(type: Type, module?: Module): string | undefined {
  if (type.kind === 'map') return mapProblem(type, module);
  if (type.kind === 'open') return 'a value that is a tensor has a rank; only inside seq<> and opt<> it may be open';
  if (type.kind !== 'tensor') return itemProblem(type.of, type.kind === 'sequence', module);
  if (type.shape.includes(anySize())) return 'a size ? is one of each item; it can only stand inside seq<>';
  return tensorProblem(type, module);
}

function itemProblem(type: Type, inSequence: boolean, module: Module | undefined): string | undefined {
  if (type.kind === 'sequence' || type.kind === 'optional') {
    return itemProblem(type.of, inSequence || type.kind === 'sequence', module);
  }
  if (type.kind === 'map') return mapProblem(type, module);
  if (type.kind === 'tensor') return (inSequence ? tensorProblem : typeProblem)(type, module);
  return elementProblem(type.elem);
}

function mapProblem(type: MapType, module: Module | undefined): string | undefined {
  const isKey = type.keys === 'string' || isInteger(type.keys);
  return isKey ? typeProblem(type.of, module) : `the keys of a map are integers or strings, not ${type.keys}`;
}

function elementProblem(elem: string): string | undefined {
  return Object.hasOwn(ELEMENT_TYPES, elem) ? undefined : `there is no element type ${elem}`;
}

function tensorProblem(type: TensorType, module: Module | undefined): string | undefined {
  const unknown = elementProblem(type.elem);
  if (unknown !== undefined) return unknown;
  const bad = type.shape.find((d) => typeof d === 'number' && !(Number.isSafeInteger(d) && d >= 0));
  if (bad !== undefined) return `${type.key} has a negative or fractional size`;
  return type.encoding && encodingProblem(type, type.encoding, module);
}
