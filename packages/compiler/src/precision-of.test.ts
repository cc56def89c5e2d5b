// What report and manifest say a graph computes in: tables that are stored smaller are no arithmetic.

import { memorySource, utf8Bytes } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import type { CompileOptions } from './options.js';

function withTable(body: string, elem = 'f32'): string {
  return `gir 1
module @m {
  const %t : f32[2, 3] = [[0.0, 1.0, 2.0], [5.0, 5.0, 4.0]]
  func @main(%ids: i64[4], %off: i64[2]) -> (%y: ${elem}[2, 3]) {
    %bags = embedding_bag(%t, %ids, %off) : f32[2, 3]
    ${body}
    return %y
  }
}
`;
}

async function precision(text: string, options: CompileOptions) {
  const input = { name: 'm.gir', source: memorySource('m.gir', utf8Bytes(text)), open: () => undefined };
  const result = await compile(input, { target: 'card', machine: 'tiny', ...options });
  const codes = result.diagnostics.map(({ code }) => code);
  if (!result.ok) return codes;
  return [result.value.report.precision, result.value.bundle?.manifest.precision, ...codes];
}

describe('precision', () => {
  it('is what was asked for, however tables are stored', async () => {
    const text = withTable('%y = sqrt(%bags) : f32[2, 3]');
    for (const tables of ['int8', 'int4', 'fp16'] as const) {
      expect(await precision(text, { tables, precision: 'fp32' }), tables).toEqual(['fp32', 'fp32']);
      expect(await precision(text, { tables }), tables).toEqual(['fp16', 'fp16']);
    }
  });

  it('is that of the arithmetic where the model has it, with a warning', async () => {
    const half = withTable('%h = cast(%bags) {to = f16} : f16[2, 3]\n%y = sqrt(%h) : f16[2, 3]', 'f16');
    const kept = ['fp16', 'fp16', 'compile/precision-kept'];
    expect(await precision(half, { precision: 'fp32' })).toEqual(kept);
    expect(await precision(half, { precision: 'fp32', tables: 'int4' })).toEqual(kept);
  });
});
