// Why a node runs on the host: what was in the way of taking it apart, where that could have been done.

import { memorySource, utf8Bytes } from '@afterglow/core';
import { girText } from '@afterglow/ir/testing';
import { expect, it } from 'vitest';
import { compile } from './compile.js';

async function refusals(params: string, node: string, type: string): Promise<readonly string[]> {
  const text = girText(`(${params}) -> (%y: ${type}) where N in 1..4096`, `%y = ${node} : ${type}\nreturn %y`);
  const input = { name: 'm.gir', source: memorySource('m.gir', utf8Bytes(text)), open: () => undefined };
  const options = { target: 'card', machine: 'tiny', precision: 'fp32', fallback: false } as const;
  const { diagnostics } = await compile(input, options);
  return diagnostics.map(({ message }) => message);
}

it.each([
  ['%x: f32[2, N], %a: i64[]', 'cumsum(%x, %a)', 'f32[2, N]', 'the axis is not known before the run'],
  ['%x: f32[2, N]', 'arg_max(%x) {axis = 1}', 'i64[2, 1]', undefined],
  ['%x: f64[2]', 'add(%x, %x)', 'f64[2]', 'it has no f64 form'],
  ['%x: f32[N, 2, 2]', 'det(%x)', 'f32[N]', 'it has no code for det'],
])('%s: %s', async (params, node, type, because) => {
  const messages = await refusals(params, node, type);
  if (because === undefined) expect(messages).toEqual([]);
  else expect(messages.join('\n')).toContain(because);
});
