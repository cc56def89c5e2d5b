import { memorySource, utf8Bytes } from '@afterglow/core';
import { girText } from '@afterglow/ir/testing';
import { expect, it } from 'vitest';
import { compile } from './compile.js';
import type { DimOption } from './options.js';

async function sizes(range: string, dims: readonly DimOption[] = []) {
  const text = girText(`(%x: f32[N]) -> (%y: f32[N]) where N in ${range}`, '%y = relu(%x)\nreturn %y');
  const input = { name: 'm.gir', source: memorySource('m.gir', utf8Bytes(text)), open: () => undefined };
  const result = await compile(input, { target: 'interpreter', stopAfter: 'optimize', dims });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value.report.dims;
}

it('a bound of the model beyond any use is no bound, unless an option repeats it', async () => {
  expect(await sizes('0..512')).toEqual([{ name: 'N', lo: 0, hi: 512, from: 'option or model' }]);
  expect(await sizes('0..1000000000')).toEqual([{ name: 'N', lo: 0, hi: 2 ** 20, from: 'default' }]);
  const asked = [{ pattern: 'N', lo: 0, hi: 1e9 }];
  expect(await sizes('0..1000000000', asked)).toEqual([{ name: 'N', lo: 0, hi: 1e9, from: 'option or model' }]);
});
