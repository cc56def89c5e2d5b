// Rows of an embedding table by index, as the f32 they stand for: scales are picked along with the rows.

import type { EncodingParameter, TensorType } from '@afterglow/ir';
import type { Emitter } from './emitter.js';
import { unpackRows } from './row-bytes.js';

export function tableRows(e: Emitter, table: string, type: TensorType, indices: string): string {
  const rows = e.op('Gather', [table, indices]);
  const { encoding, elem } = type;
  if (!encoding) return elem === 'f32' ? rows : e.cast(rows, 'f32');
  if (encoding.kind === 'row') return unpackRows(e, rows, type);
  // One number, one a column (which broadcasts as it is), or one a row.
  const parameter = (given: EncodingParameter): string => {
    if (typeof given === 'number') return e.scalar('f32', given);
    const all = e.cast(e.constant(given.const), 'f32');
    if (encoding.kind !== 'axis' || encoding.axis !== 0) return all;
    return e.op('Unsqueeze', [e.op('Gather', [all, indices]), e.ints([-1])]);
  };
  const shifted = encoding.zp === 0 ? e.cast(rows, 'f32') : e.op('Sub', [e.cast(rows, 'f32'), parameter(encoding.zp)]);
  return e.op('Mul', [shifted, parameter(encoding.scale)]);
}
