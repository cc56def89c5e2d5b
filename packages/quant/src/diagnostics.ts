// Diagnostic codes of precision conversion.

import { diagnostic } from '@afterglow/core';

export const quantDiagnostics = {
  zeroScale: diagnostic<{ table: string; row: number; scale: number }>({
    code: 'quant/zero-scale',
    severity: 'error',
    message: ({ table, row, scale }) =>
      `table ${table}: the scale of row ${row}, ${scale}, is 0 in binary16, in which the card multiplies by it`,
    hint: () => 'keep the table in floating point (--tables fp16), or store the row with a larger scale',
    explanation:
      'Rows of integers carry a scale and a bias of their own, which the card rounds to binary16. A scale below 2^-25 becomes 0 ' +
      'there, and every element of the row the bias. That is never what was meant, so it is no warning.\n\n' +
      '    const %t : f32[1, 2] = [[0.0, 1e-9]]      // --tables int8: the scale would be 1e-9 / 255',
  }),
  tableKept: diagnostic<{ table: string; row: number; form: string }>({
    code: 'quant/table-kept',
    severity: 'warning',
    message: ({ table, row, form }) =>
      `table ${table} stays as it is: row ${row} holds numbers that ${form} rows cannot (infinite, NaN, or beyond ±65504)`,
    explanation:
      'Scale and bias of a row of integers are binary16 on the card, so that a row holds magnitudes up to 65504. A table with others keeps its type.\n\n' +
      '    const %t : f32[1, 2] = [[0.0, 1e6]]      // with --tables int8',
  }),
  overflowForecast: diagnostic<{ name: string; origin: string; largest: number; saturate: boolean }>({
    code: 'quant/overflow-forecast',
    severity: 'warning',
    message: ({ name, origin, largest, saturate }) =>
      `%${name} (${origin}) reaches ${Number(largest.toPrecision(3))} on the examples, and half precision holds ±65504: ` +
      (saturate ? 'larger results become that' : 'larger results become infinite'),
    hint: ({ origin, saturate }) =>
      `--keep-fp32 '${origin}' computes it in single precision${saturate ? '' : '; --saturate keeps results finite'}`,
    explanation:
      'With `--examples` the graph computes the example inputs in single precision before it is converted. A tensor that was larger there than ' +
      'half precision holds will overflow on such inputs. Nothing is said of tensors that no example took that far.\n\n' +
      '    %y = mul(%x, %x) : f32[4]      // an example with x = 300 makes 90000',
  }),
  constantOverflows: diagnostic<{
    name: string;
    largest: number;
    count: number;
    elem: string;
    clip: boolean;
    limit: number;
  }>({
    code: 'quant/constant-overflows',
    severity: 'warning',
    message: ({ name, largest, count, elem, clip, limit }) =>
      `constant ${name}: ${count} of its values are outside the range of ${elem} (largest magnitude ${largest}); ` +
      (clip ? `they become ±${limit}` : 'the nodes that read it stay f32'),
    hint: ({ clip, limit }) =>
      clip ? undefined : `--saturate (clip=true of the pass) makes the values ±${limit} and converts the nodes`,
    explanation:
      'Half precision holds magnitudes up to 65504. A larger constant would become infinite, and with it every result it ' +
      'touches, so what reads it stays f32. Where the value only means "very large", as in masks, clipping is harmless.\n\n' +
      '    const %w : f32[2] = [70000.0, 1.0]      // the first entry would become inf',
  }),
};
