// NumPy's `.npy` files: read every version and both byte orders, write version 1.0 little-endian.
// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

import {
  type Diagnostics,
  type ElementType,
  type Location,
  readTensorBytes,
  type Tensor,
  tensorBytes,
  tensorFromBytes,
} from '@afterglow/core';
import { runtimeDiagnostics } from './diagnostics.js';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const MAX_HEADER = 1 << 20;

/** Element types by NumPy kind and item size. */
const FROM_NUMPY: Readonly<Record<string, ElementType>> = {
  f8: 'f64',
  f4: 'f32',
  f2: 'f16',
  i8: 'i64',
  i4: 'i32',
  i2: 'i16',
  i1: 'i8',
  u8: 'u64',
  u4: 'u32',
  u2: 'u16',
  u1: 'u8',
  b1: 'bool',
};
const TO_NUMPY = new Map(Object.entries(FROM_NUMPY).map(([numpy, elem]) => [elem, numpy]));

interface Header {
  readonly elem: ElementType;
  readonly bigEndian: boolean;
  readonly itemBytes: number;
  readonly fortran: boolean;
  readonly shape: readonly number[];
}

function parseHeader(text: string): Header | string {
  const descr = /'descr'\s*:\s*'([<>|=])([a-z])(\d+)'/.exec(text);
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const shape = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(text);
  if (!descr || !fortran || !shape) return 'its header is not the usual dictionary of a plain array';
  const elem = FROM_NUMPY[`${descr[2]}${descr[3]}`];
  if (!elem) return `it holds NumPy type ${descr[2]}${descr[3]}, which has no element type here`;
  const dims = (shape[1] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number);
  if (dims.some((size) => !Number.isSafeInteger(size))) return 'a dimension is too large';
  const bigEndian = descr[1] === '>';
  return {
    elem,
    bigEndian,
    itemBytes: Number(descr[3]),
    fortran: fortran[1] === 'True',
    shape: dims,
  };
}

function swapBytes(data: Uint8Array, itemBytes: number): Uint8Array {
  const swapped = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += itemBytes) {
    for (let i = 0; i < itemBytes; i++) swapped[at + i] = data[at + itemBytes - 1 - i] as number;
  }
  return swapped;
}

/** Column-major data in row-major order. */
function toRowMajor(data: Uint8Array, itemBytes: number, shape: readonly number[]): Uint8Array {
  const result = new Uint8Array(data.length);
  const index = shape.map(() => 0);
  for (let at = 0; at < data.length; at += itemBytes) {
    let [from, stride] = [0, 1];
    for (const [axis, size] of shape.entries()) {
      from += (index[axis] as number) * stride;
      stride *= size;
    }
    result.set(data.subarray(from * itemBytes, (from + 1) * itemBytes), at);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
  return result;
}

/** The tensor in the bytes of a `.npy` file; a damaged file or a type without a counterpart is reported. */
export function readNpy(bytes: Uint8Array, file: string, diagnostics: Diagnostics): Tensor | undefined {
  const location: Location = { kind: 'file', file };
  const fail = (problem: string) => {
    diagnostics.report(runtimeDiagnostics.badData, { file, problem }, { location });
    return undefined;
  };
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte))
    return fail('it does not start like a .npy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = (bytes[6] ?? 0) >= 2;
  if (wide && bytes.length < 12) return fail('it ends inside the header');
  const headerBytes = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = (wide ? 12 : 10) + headerBytes;
  if (headerBytes > MAX_HEADER || start > bytes.length) return fail('it ends inside the header');
  const header = parseHeader(new TextDecoder('latin1').decode(bytes.subarray(wide ? 12 : 10, start)));
  if (typeof header === 'string') return fail(header);
  const expected = header.shape.reduce((product, size) => product * size, header.itemBytes);
  if (expected !== bytes.length - start)
    return fail(`its shape needs ${expected} bytes, ${bytes.length - start} follow`);
  let data: Uint8Array = bytes.slice(start);
  if (header.bigEndian && header.itemBytes > 1) data = swapBytes(data, header.itemBytes);
  if (header.fortran && header.shape.length > 1) data = toRowMajor(data, header.itemBytes, header.shape);
  return tensorFromBytes(header.elem, header.shape, data);
}

/** Bytes of a `.npy` file, or undefined for element types NumPy does not have. */
export function writeNpy(tensor: Tensor): Uint8Array | undefined {
  const numpy = TO_NUMPY.get(tensor.elem);
  if (!numpy) return undefined;
  const order = numpy.endsWith('1') ? '|' : '<';
  const shape = tensor.shape.length === 1 ? `${tensor.shape[0]},` : tensor.shape.join(', ');
  const dictionary = `{'descr': '${order}${numpy}', 'fortran_order': False, 'shape': (${shape}), }`;
  // NumPy pads the header so that data start at a multiple of 64.
  const padded = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const bytes = new Uint8Array(padded + tensorBytes(tensor));
  bytes.set([...MAGIC, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, padded - 10, true);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(padded - 11, ' ')}\n`), 10);
  readTensorBytes(tensor, 0, bytes.subarray(padded));
  return bytes;
}
