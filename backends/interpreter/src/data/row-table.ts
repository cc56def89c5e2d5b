// Rows of an embedding table as numbers: in place, from disk where the table is large, and decoded where every row
// carries its own scale and bias (real = stored · scale + bias).

import {
  decodeElement,
  type ElementType,
  elementBits,
  f16ToNumber,
  packedBytes,
  readElements,
  type Tensor,
  tensorFromBytes,
  unpackSubByte,
} from '@afterglow/core';
import { type KernelContext, unsupported } from '../kernel.js';
import { type Floats, floatsOf } from './elements.js';
import { isLarge } from './table.js';

export interface TableReader {
  /** Numbers a row has. */
  readonly width: number;
  /** A row: its numbers stand at `at` of `values`, which may be reused. */
  readonly read: (row: number) => { readonly values: Floats; readonly at: number };
}

/** Reads operand 0 of a node as a table of rows. */
export function tableReader(context: KernelContext, table: Tensor): TableReader {
  const type = context.operandTypes[0];
  const encoding = type?.kind === 'tensor' ? type.encoding : undefined;
  if (type?.kind === 'tensor' && encoding?.kind === 'row') {
    const width = type.shape[1];
    if (typeof width !== 'number') unsupported(context, 'an encoded table of unknown width');
    return { width, read: encodedRows(table, type.elem, width, encoding.params) };
  }
  if (encoding) unsupported(context, `a table encoded per ${encoding.kind}`);
  const width = table.shape[1];
  if (!isLarge(table)) {
    const values = floatsOf(table);
    return { width, read: (row) => ({ values, at: row * width }) };
  }
  return {
    width,
    read: (row) => {
      const array = readElements(table, row * width, width);
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      return { values: floatsOf(tensorFromBytes(table.elem, [width], bytes)), at: 0 };
    },
  };
}

/** Stored bytes of a row: its packed integers, then scale and bias in `params` precision. */
function encodedRows(table: Tensor, elem: ElementType, width: number, params: 'f32' | 'f16'): TableReader['read'] {
  const stride = table.shape[1];
  const packed = packedBytes(elem, width);
  const values = new Float64Array(width);
  const signed = elem.startsWith('i');
  const decode = decodeElement(elem);
  return (row) => {
    const bytes = Uint8Array.from(readElements(table, row * stride, stride) as Uint8Array);
    const view = new DataView(bytes.buffer);
    const parameter = (index: number) =>
      params === 'f32'
        ? view.getFloat32(packed + 4 * index, true)
        : f16ToNumber(view.getUint16(packed + 2 * index, true));
    const [scale, bias] = [parameter(0), parameter(1)];
    const stored = signed ? new Int8Array(width) : new Uint8Array(width);
    const bits = elementBits(elem);
    if (bits < 8) unpackSubByte(bytes, bits, 0, stored);
    else stored.set(bytes.subarray(0, width));
    for (let d = 0; d < width; d++) values[d] = decode(stored[d]) * scale + bias;
    return { values, at: 0 };
  };
}
