// The float8 forms and f4 by name, on the table-driven encoder and decoder.
// Tables are made on first use, so that a program that never meets a float8 pays nothing.

import { decodeTable, makeEncoder } from './float-format.js';
import { FLOAT_FORMATS, type SmallFloat } from './formats.js';

const tables = new Map<SmallFloat, Float64Array>();

/** Values of all bit patterns of a small float. */
export function smallFloatTable(elem: SmallFloat): Float64Array {
  let table = tables.get(elem);
  if (!table) {
    table = decodeTable(FLOAT_FORMATS[elem]);
    tables.set(elem, table);
  }
  return table;
}

function decoder(elem: SmallFloat): (bits: number) => number {
  return (bits) => smallFloatTable(elem)[bits] ?? Number.NaN;
}

export const f8e4m3fnToNumber = decoder('f8e4m3fn');
export const f8e4m3fnuzToNumber = decoder('f8e4m3fnuz');
export const f8e5m2ToNumber = decoder('f8e5m2');
export const f8e5m2fnuzToNumber = decoder('f8e5m2fnuz');
export const f8e8m0ToNumber = decoder('f8e8m0');
export const f4e2m1ToNumber = decoder('f4e2m1');

export const numberToF8e4m3fn = makeEncoder(FLOAT_FORMATS.f8e4m3fn);
export const numberToF8e4m3fnuz = makeEncoder(FLOAT_FORMATS.f8e4m3fnuz);
export const numberToF8e5m2 = makeEncoder(FLOAT_FORMATS.f8e5m2);
export const numberToF8e5m2fnuz = makeEncoder(FLOAT_FORMATS.f8e5m2fnuz);
export const numberToF8e8m0 = makeEncoder(FLOAT_FORMATS.f8e8m0);
export const numberToF4e2m1 = makeEncoder(FLOAT_FORMATS.f4e2m1);

export const roundF8e4m3fn = (x: number): number => f8e4m3fnToNumber(numberToF8e4m3fn(x));
export const roundF8e4m3fnuz = (x: number): number => f8e4m3fnuzToNumber(numberToF8e4m3fnuz(x));
export const roundF8e5m2 = (x: number): number => f8e5m2ToNumber(numberToF8e5m2(x));
export const roundF8e5m2fnuz = (x: number): number => f8e5m2fnuzToNumber(numberToF8e5m2fnuz(x));
export const roundF8e8m0 = (x: number): number => f8e8m0ToNumber(numberToF8e8m0(x));
export const roundF4e2m1 = (x: number): number => f4e2m1ToNumber(numberToF4e2m1(x));
