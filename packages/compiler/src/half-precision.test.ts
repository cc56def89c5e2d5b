// What a person may say about the conversion to half precision: nodes that stay, examples to forecast from, and what changes nothing.

import { memorySource, tensorFromNumbers, utf8Bytes } from '@afterglow/core';
import { printModule } from '@afterglow/ir';
import { girText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import type { CompileOptions, ReadExample } from './options.js';

const TEXT = girText('(%x: f32[2]) -> (%y: f32[2])', '%h = mul(%x, %x)\n%y = sqrt(%h)\nreturn %y');

async function converted(options: CompileOptions) {
  const input = { name: 'm.gir', source: memorySource('m.gir', utf8Bytes(TEXT)), open: () => undefined };
  const result = await compile(input, { target: 'card', machine: 'tiny', stopAfter: 'quantize', ...options });
  const codes = result.diagnostics.map(({ code, severity }) => `${severity} ${code}`);
  const messages = result.diagnostics.map(({ message }) => message);
  return { ok: result.ok, codes, messages, text: result.ok ? printModule(result.value.module) : '' };
}

/** An example with all inputs at one number. */
const example =
  (x: number): ReadExample =>
  ({ inputs }) =>
    new Map(inputs.map(({ name }) => [name, tensorFromNumbers('f32', [2], [x, x])]));

describe('--keep-fp32', () => {
  it('leaves the nodes it names in single precision, by value or by pattern', async () => {
    expect((await converted({})).text).toContain('%h = mul(%x.f16, %x.f16) : f16[2]');
    for (const pattern of ['h', 'h*']) {
      const { text, codes } = await converted({ keepFp32: [pattern] });
      expect(codes).toEqual([]);
      expect(text).toContain('%h = mul(%x, %x) : f32[2]');
      expect(text).toMatch(/sqrt\(%h\.f16\) : f16\[2\]/);
    }
  });

  it('refuses a name that nothing has', async () => {
    const { ok, codes, messages } = await converted({ keepFp32: ['h', '/head/*'] });
    expect([ok, codes]).toEqual([false, ['error compile/unused-keep-fp32']]);
    expect(messages[0]).toContain('/head/*');
  });
});

describe('examples', () => {
  it('forecast what will overflow', async () => {
    const { ok, codes, messages } = await converted({ examples: [example(1), example(300)] });
    expect([ok, codes]).toEqual([true, ['warning quant/overflow-forecast']]);
    expect(messages[0]).toContain('%h (mul) reaches 90000');
    expect((await converted({ examples: [example(200)] })).codes).toEqual([]);
    expect((await converted({ examples: [example(300)], keepFp32: ['h', 'y'] })).codes).toEqual([]);
  });

  it('that do not fit the model are its errors', async () => {
    const { ok, codes } = await converted({ examples: [() => new Map()] });
    expect(ok).toBe(false);
    expect(codes).toContain('error interpreter/missing-input');
  });
});

describe('options about half precision', () => {
  it('that change nothing say so', async () => {
    const all = { saturate: true, keepFp32: ['h'], examples: [example(300)] };
    expect((await converted({ ...all, precision: 'fp32' })).messages).toEqual([
      '--saturate changes nothing: the graph computes in fp32',
      '--keep-fp32 changes nothing: the graph computes in fp32',
      '--examples changes nothing: the graph computes in fp32',
    ]);
    const host = await converted({ saturate: true, target: 'interpreter', machine: undefined });
    expect(host.codes).toEqual(['warning compile/no-effect']);
    expect(host.messages).toEqual(['--saturate changes nothing: interpreter converts nothing']);
    expect((await converted({ saturate: true })).codes).toEqual([]);
  });

  it('or about cards say so on the host', async () => {
    const host = { target: 'interpreter', machine: undefined } as const;
    const asked = { ...host, machine: 'tiny', precision: 'fp16', fallback: false } as const;
    const plan = { file: 'plan.yaml', text: 'no plan at all' };
    expect((await converted({ ...asked, plan, stopAfter: 'partition' })).messages).toEqual([
      "--precision changes nothing: interpreter keeps the graph's own types",
      '--machine changes nothing: interpreter runs on the host',
      '--plan changes nothing: interpreter runs on the host, where nothing is placed',
      '--no-fallback changes nothing: interpreter runs on the host, where everything goes',
    ]);
    expect((await converted(host)).codes).toEqual([]);
    expect((await converted({ precision: 'fp16', fallback: false })).codes).toEqual([]);
  });

  it('that find no table say so', async () => {
    for (const target of ['card', 'interpreter']) {
      expect((await converted({ tables: 'int8', target })).codes).toContain('warning compile/no-table');
    }
    expect((await converted({})).codes).toEqual([]);
  });
});
