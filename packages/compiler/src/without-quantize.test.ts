// What only the quantize stage does is not passed over in silence where that stage does not run.

import { memorySource, utf8Bytes } from '@afterglow/core';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import type { CompileOptions } from './options.js';

const TEXT = girText('(%x: f32[4]) -> (%y: f32[4])', '%y = relu(%x)\nreturn %y');

async function messagesOf(options: CompileOptions): Promise<string[]> {
  const input = { name: 'm.gir', source: memorySource('m.gir', utf8Bytes(TEXT)), open: () => undefined };
  const { ok, diagnostics } = await compile(input, { target: 'interpreter', ...options });
  expect(ok).toBe(true);
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe('a compilation without its quantize stage', () => {
  it('says that it leaves tables and results as they are', async () => {
    expect(await messagesOf({ tables: 'int8', saturate: true, stopAfter: 'optimize' })).toEqual([
      'compile/without-quantize --tables changes nothing: the compilation stops after optimize',
      'compile/without-quantize --saturate changes nothing: the compilation stops after optimize',
    ]);
    expect(await messagesOf({ tables: 'int4', resumeFrom: 'partition', stopAfter: 'partition' })).toEqual([
      'compile/without-quantize --tables changes nothing: it goes on from partition',
    ]);
  });

  it('says that it converts nothing, to a backend that would', async () => {
    const asked = { target: 'card', machine: 'tiny', precision: 'fp16', stopAfter: 'optimize' } as const;
    expect(await messagesOf(asked)).toEqual([
      'compile/without-quantize --precision changes nothing: the compilation stops after optimize',
    ]);
    expect(await messagesOf({ ...asked, stopAfter: 'quantize' })).toEqual([]);
  });

  it('is silent where nothing was asked for, or the stage runs', async () => {
    expect(await messagesOf({ saturate: false, stopAfter: 'optimize' })).toEqual([]);
    expect(await messagesOf({ stopAfter: 'quantize' })).toEqual([]);
  });
});
