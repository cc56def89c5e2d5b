// SparseTensorProto → dense Tensor: zeros with the stored values written at their positions. Sparse weights are a way to store,
// not to compute; what would take more than a bound when dense is refused, because a few bytes could ask for any amount.

import {
  arrayOf,
  ELEMENT_TYPES,
  type ElementType,
  emptyArray,
  integersOf,
  type Location,
  type Tensor,
  type TensorArray,
  tensorFromArray,
} from '@afterglow/core';
import { tensorDiagnostics as codes } from '../diagnostics/tensor.js';
import type { SparseTensorProto } from '../model/proto.js';
import { decodeTensor, type TensorContext } from './decode-tensor.js';

const MOST_BYTES = 2 ** 26;

/** Row-major positions of the values, or what is wrong with them. */
function positionsOf(indices: Tensor, count: number, shape: readonly number[]): readonly number[] | string {
  const numbers = integersOf(indices)?.map(Number) ?? [];
  const [rows, columns] = indices.shape;
  const isLinear = indices.shape.length === 1;
  const fits = isLinear ? rows === count : indices.shape.length === 2 && rows === count && columns === shape.length;
  if (indices.elem !== 'i64' || !fits) return `its indices have type ${indices.elem}[${indices.shape.join(', ')}]`;
  const sizes = isLinear ? [shape.reduce((product, size) => product * size, 1)] : shape;
  const positions: number[] = [];
  for (let i = 0; i < count; i++) {
    let position = 0;
    for (const [axis, size] of sizes.entries()) {
      const index = numbers[i * sizes.length + axis] ?? -1;
      if (index < 0 || index >= size) return `index ${index} of value ${i} is out of range`;
      position = position * size + index;
    }
    if (position <= (positions.at(-1) ?? -1)) return `value ${i} is not behind the one before it`;
    positions.push(position);
  }
  return positions;
}

function bytesOf(elem: ElementType, shape: readonly bigint[]): bigint {
  const bytes = BigInt(Math.max(1, ELEMENT_TYPES[elem].bits / 8));
  return shape.reduce((product, size) => product * size, elem === 'string' ? 8n : bytes);
}

function filled(
  elem: ElementType,
  shape: readonly number[],
  values: TensorArray,
  positions: readonly number[],
): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const dense = elem === 'string' ? new Array<string>(size).fill('') : emptyArray(elem, size);
  const slots = positions.length === 0 ? 1 : values.length / positions.length;
  // Values and their dense form are arrays of one kind, which no common type says.
  const [from, into] = [values as ArrayLike<unknown>, dense as { [index: number]: unknown }];
  for (const [i, position] of positions.entries()) {
    for (let slot = 0; slot < slots; slot++) into[position * slots + slot] = from[i * slots + slot];
  }
  return tensorFromArray(elem, shape, dense);
}

/** The dense tensor, or undefined after a report. */
export function decodeSparse(proto: SparseTensorProto, context: TensorContext): Tensor | undefined {
  const location: Location = context.location ?? { kind: 'bytes', file: context.source.name, offset: proto.at };
  const bad = (problem: string) => {
    context.diagnostics.report(codes.sparseTensor, { what: context.what, problem }, { location });
    return undefined;
  };
  if (!proto.values) return bad('it has no values');
  const values = decodeTensor(proto.values, { ...context, what: `the values of ${context.what}` });
  const indices = proto.indices && decodeTensor(proto.indices, { ...context, what: `the indices of ${context.what}` });
  if (!values || (proto.indices && !indices)) return undefined;
  if (proto.dims.some((size) => size < 0n)) return bad(`its shape is [${proto.dims.join(', ')}]`);
  const bytes = bytesOf(values.elem, proto.dims);
  if (bytes > MOST_BYTES) return bad(`it would take ${bytes} bytes, and at most ${MOST_BYTES} are filled in`);
  const [count = 0, ...rest] = values.shape;
  if (values.shape.length === 0 || rest.length > 0) return bad('its values are not a vector');
  const shape = proto.dims.map(Number);
  const positions = indices ? positionsOf(indices, count, shape) : count === 0 ? [] : 'it has no indices';
  return typeof positions === 'string' ? bad(positions) : filled(values.elem, shape, arrayOf(values), positions);
}
