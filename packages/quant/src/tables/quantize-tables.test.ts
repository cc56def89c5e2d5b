import {
  type ByteSource,
  Diagnostics,
  readTensorBytes,
  renderDiagnostics,
  tensorBytes,
  tensorFromNumbers,
} from '@afterglow/core';
import { constTensor, type Module, ops, parseModule, printModule, verifyModule } from '@afterglow/ir';
import { runPipeline, step } from '@afterglow/passes';
import { describe, expect, it } from 'vitest';
import { type ConvertedTable, quantizeTablesPass, type TableForm } from './quantize-tables.pass.js';
import { quantizeRow, readRow, rowBytes, rowParams } from './row-format.js';
import { encodedTable, encodeRow } from './row-table.js';

function parse(text: string): Module {
  const diagnostics = new Diagnostics();
  const module = parseModule(text, { file: 'test.gir', registry: ops, diagnostics });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

function convert(table: string, form: TableForm | 'none', params: 'f16' | 'f32' = 'f16', result = 'f32') {
  const type = /: (.*) =/.exec(table)?.[1] ?? '';
  const width = /, (\d+)\]/.exec(type)?.[1] ?? '';
  const module = parse(`gir 1
module @m {
  const ${table}
  func @main(%ids: i64[N], %off: i64[B]) -> (%y: ${result}[B, ${width}]) where B in 1..8, N in 0..64 {
    %y = embedding_bag(%t, %ids, %off) : ${result}[B, ${width}]
    return %y
  }
}
`);
  const [diagnostics, tables] = [new Diagnostics(), [] as ConvertedTable[]];
  const pass = quantizeTablesPass((converted) => tables.push(converted));
  runPipeline(module, [step(pass, { form, params })], { registry: ops, diagnostics });
  const problems = new Diagnostics();
  if (!verifyModule(module, problems)) throw new Error(renderDiagnostics(problems.list));
  const value = module.consts.get('t');
  return { module, diagnostics: diagnostics.list, tables, type: value?.type.key, tensor: value && constTensor(value) };
}

describe('a row', () => {
  it('comes back within half a step', () => {
    const row = Float64Array.from({ length: 37 }, (_, i) => Math.sin(i) * 3);
    for (const elem of ['u8', 'u4'] as const) {
      for (const params of ['f16', 'f32'] as const) {
        const format = { elem, params };
        const bytes = new Uint8Array(rowBytes(format, 37));
        encodeRow(row, format, bytes, 0);
        const step = 6 / (elem === 'u8' ? 255 : 15);
        // A rounded scale may leave the last integer short of the largest element, and a rounded bias moves all.
        const slack = params === 'f16' ? 6 * 2 ** -11 : 1e-6;
        readRow(bytes, 37, format).forEach((x, i) => {
          expect(Math.abs(x - (row[i] ?? 0))).toBeLessThanOrEqual(step / 2 + slack);
        });
      }
    }
  });

  it('of one value has a scale all the same', () => {
    const format = { elem: 'u8', params: 'f16' } as const;
    expect(rowParams(-2.5, -2.5, format)).toEqual({ scale: 1, bias: -2.5 });
    expect([...quantizeRow([-2.5, -2.5], rowParams(-2.5, -2.5, format), format)]).toEqual([0, 0]);
  });
});

describe('a table on disk', () => {
  it('is read a piece at a time, and any range of it is the same bytes', () => {
    const [rows, width] = [5000, 33];
    let largest = 0;
    const source: ByteSource = {
      name: 'weights.bin',
      size: rows * width * 4,
      read(offset, into) {
        largest = Math.max(largest, into.length);
        const view = new DataView(into.buffer, into.byteOffset);
        for (let at = 0; at < into.length; at += 4) view.setFloat32(at, Math.sin((offset + at) / 4), true);
      },
    };
    const table = { elem: 'f32', shape: [rows, width], storage: { kind: 'source', source, offset: 0 } } as const;
    const encoded = encodedTable(table, { elem: 'u4', params: 'f16' });
    expect(encoded.shape).toEqual([rows, 17 + 4]);
    const whole = new Uint8Array(tensorBytes(encoded));
    readTensorBytes(encoded, 0, whole);
    expect(largest).toBeLessThan(300_000);
    for (const [from, length] of [
      [0, 1],
      [20, 3],
      [21, 21],
      [12345, 70_001],
    ] as const) {
      const part = new Uint8Array(length);
      readTensorBytes(encoded, from, part);
      expect(Buffer.compare(part, whole.subarray(from, from + length))).toBe(0);
    }
  });
});

describe('quantize-tables', () => {
  const table = '%t : f32[2, 3] = [[0.0, 1.0, 2.0], [5.0, 5.0, 4.0]]';

  it('gives each form its type, and says what it saves and costs', () => {
    const int8 = convert(table, 'int8', 'f32');
    expect(int8.type).toBe('u8[2, 3]<row=f32>');
    expect(int8.tables).toEqual([
      {
        ...{ table: 't', form: 'int8', params: 'f32', rows: 2, bytesBefore: 24, bytesAfter: 22 },
        worst: { row: 0, error: expect.closeTo(2 / 255 / 2, 4) },
      },
    ]);
    expect(convert(table, 'int8').type).toBe('u8[2, 3]<row=f16>');
    // Rows of int4 have parameters in half precision whatever was asked for.
    expect(convert(table, 'int4', 'f32').type).toBe('u4[2, 3]<row=f16>');
    expect(printModule(convert(table, 'int4').module)).toContain('cast(%y.rows) {to = f32');
    const half = convert(table, 'fp16');
    expect(half.type).toBe('f16[2, 3]');
    expect(half.tables[0]).toMatchObject({
      form: 'fp16',
      params: undefined,
      bytesAfter: 12,
      worst: { row: 0, error: 0 },
    });
    // One step of half precision near 3 is 2⁻⁹: 2049 and 1/1024 lie in the middle of two.
    const rounded = convert('%t : f32[2, 2] = [[0.0, 3.0009765625], [2049.0, inf]]', 'fp16');
    expect(rounded.tables[0]?.worst).toEqual({ row: 1, error: 1 });
    expect(convert('%t : f16[1, 2] = [[1.0, 2.0]]', 'fp16', 'f16', 'f16').tables).toEqual([]);
  });

  it('refuses a scale that is 0 in binary16, by the name of the table', () => {
    for (const params of ['f16', 'f32'] as const) {
      const { diagnostics } = convert('%t : f32[2, 2] = [[0.0, 1.0], [0.0, 1e-6]]', 'int8', params);
      expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['quant/zero-scale', 'error']]);
      expect(diagnostics[0]?.message).toContain('table t: the scale of row 1');
    }
  });

  it('leaves a table with numbers that rows cannot hold, with a warning', () => {
    for (const form of ['int8', 'int4', 'fp16'] as const) {
      const { diagnostics, type, tables } = convert('%t : f32[2, 2] = [[0.0, 1.0], [0.0, 1e6]]', form);
      expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['quant/table-kept', 'warning']]);
      expect(diagnostics[0]?.message).toContain('row 1');
      expect([type, tables]).toEqual(['f32[2, 2]', []]);
    }
    expect(convert('%t : f32[1, 2] = [[0.0, nan]]', 'int8').type).toBe('f32[1, 2]');
  });

  it('keeps a table that is encoded already, and checks its scales', () => {
    const bytes = (scale: number) => [...new Uint8Array(Float32Array.of(scale, 0).buffer)].join(', ');
    const encoded = (scale: number) => `%t : i8[1, 2]<row=f32> = [[1, 2, ${bytes(scale)}]]`;
    const kept = convert(encoded(0.5), 'int4');
    expect([kept.type, kept.tables, kept.diagnostics]).toEqual(['i8[1, 2]<row=f32>', [], []]);
    for (const form of ['int4', 'none'] as const) {
      expect(convert(encoded(1e-9), form).diagnostics.map(({ code }) => code)).toEqual(['quant/zero-scale']);
    }
  });

  it('looks at one row of a table of one value', () => {
    const { tables, tensor } = convert('%t : f32[1000000, 64] = splat(0.25)', 'int8');
    expect(tables[0]).toMatchObject({ bytesBefore: 256e6, bytesAfter: 68e6, worst: { row: 0, error: 0 } });
    const row = new Uint8Array(68);
    if (tensor) readTensorBytes(tensor, 68 * 999_999, row);
    expect(readRow(row, 64, { elem: 'u8', params: 'f16' })).toEqual(new Array(64).fill(0.25));
  });

  it('reads rows of any float type', () => {
    const half = tensorFromNumbers('f16', [1, 3], [1, 2, 3]);
    const bytes = new Uint8Array(7);
    readTensorBytes(encodedTable(half, { elem: 'u8', params: 'f16' }), 0, bytes);
    expect(readRow(bytes, 3, { elem: 'u8', params: 'f16' }).map(Math.round)).toEqual([1, 2, 3]);
  });
});
