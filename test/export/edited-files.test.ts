// Exported files that somebody changed, and files of others that claim to be ours: the graph of the file counts.

import { interpret } from '@afterglow/backend-interpreter';
import {
  Diagnostics,
  dim,
  type HostValue,
  isTensorValue,
  numbersOf,
  type Tensor,
  tensorFromNumbers,
} from '@afterglow/core';
import { type Module, nodesOf, type Type } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { opInstances } from './op-instances.js';
import { exported, imported, textOf } from './support.js';

const latin = (text: string) => Buffer.from(text, 'latin1');

/** The file with one text replaced by another of the same length. */
function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  expect(to.length).toBe(from.length);
  return latin(Buffer.from(bytes).toString('latin1').replaceAll(from, to));
}

/** Without the text of the module: what any tool leaves that drops metadata. */
const withoutText = (bytes: Uint8Array) => replaced(bytes, 'ai.afterglow.module', 'xx.afterglow.module');

/** With a version of the domain that nobody knows: only the bodies of functions say what calls mean. */
const withoutOps = (bytes: Uint8Array) =>
  replaced(withoutText(bytes), 'ai.afterglow\u0010\u0001', 'ai.afterglow\u0010\u0002');

function valueFor(type: Type): Tensor | undefined {
  if (type.kind !== 'tensor') return undefined;
  const shape = type.shape.map((d) => {
    const sizes = new Map([...dim.symbolsOf(d)].map((name) => [name, 3 + (name.charCodeAt(0) % 2)]));
    return dim.evaluate(d, sizes) ?? 1;
  });
  const size = shape.reduce((a, b) => a * b, 1);
  const isFloating = /^(f|bf)/.test(type.elem);
  const numbers = Array.from({ length: size }, (_, i) => (isFloating ? ((i * 37) % 17) / 4 - 2 : i === 0 ? 1 : i % 2));
  return tensorFromNumbers(type.elem, shape, numbers);
}

/** What `@main` computes of made-up inputs; undefined where it takes others than tensors. */
function computed(module: Module): readonly (readonly number[])[] | undefined {
  const main = module.funcs.get('main');
  const inputs = new Map<string, HostValue>();
  for (const param of main?.body.params ?? []) {
    const value = valueFor(param.type);
    if (!value) return undefined;
    inputs.set(param.name, value);
  }
  const outputs = main && interpret(main, inputs, { diagnostics: new Diagnostics() });
  return outputs && [...outputs.values()].map((value) => (isTensorValue(value) ? [...numbersOf(value)] : []));
}

function expectClose(
  found: readonly (readonly number[])[] | undefined,
  expected: readonly (readonly number[])[],
): void {
  expect(found?.map((list) => list.length)).toEqual(expected.map((list) => list.length));
  expected.flat().forEach((value, i) => {
    const other = found?.flat()[i] ?? Number.NaN;
    if (Number.isFinite(value)) expect(Math.abs(other - value)).toBeLessThan(2e-3 * Math.max(1, Math.abs(value)));
    else expect(other).toBe(value);
  });
}

const calls = opInstances.filter(({ build }) =>
  Buffer.from(exported(build()).written.bytes).includes('ai.afterglow\u0010\u0001'),
);

describe('a call in the domain ai.afterglow', () => {
  it.each(calls)('$line is the op where the text is missing', ({ op, build }) => {
    const module = build();
    const { written, open } = exported(module);
    const { module: back } = imported(withoutText(written.bytes), open);
    const main = back?.funcs.get('main');
    if (module.funcs.size === 1 && !textOf(module).includes('<')) {
      expect(main && [...nodesOf(main.body)].map((node) => node.op.name)).toContain(op);
    }
    const expected = computed(module);
    if (back && expected) expectClose(computed(back), expected);
  });

  it.each(calls)('$line means what the body says', ({ build }) => {
    const module = build();
    const { written, open } = exported(module);
    const { module: back, codes } = imported(withoutOps(written.bytes), open);
    expect(codes.filter((code) => code !== 'onnx/dim-equation' && code !== 'onnx/dim-range')).toEqual([]);
    expect(back).toBeDefined();
    const expected = computed(module);
    if (back && expected) expectClose(computed(back), expected);
  });
});

describe('an edited file', () => {
  const relu = opInstances.find(({ op }) => op === 'relu');
  const { written } = exported((relu as (typeof opInstances)[number]).build());

  it.each([
    ['another operator', replaced(written.bytes, 'Relu', 'Ceil'), 'ceil'],
    ['another text', replaced(written.bytes, 'relu(', 'ceil('), 'relu'],
    ['a text that is none', replaced(written.bytes, 'gir 1', 'gir x'), 'relu'],
    ['another input', replaced(written.bytes, '\u0001x', '\u0001X'), 'relu'],
  ])('with %s is what its graph says', (_, bytes, op) => {
    const { module, codes } = imported(bytes);
    expect(codes).toEqual(['onnx/edited-module']);
    const main = module?.funcs.get('main');
    expect(main && [...nodesOf(main.body)].map((node) => node.op.name)).toEqual([op]);
  });

  it('never ends in anything but a module or diagnostics', () => {
    let seed = 1;
    const random = (limit: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % limit;
    };
    const bag = opInstances.find(({ op }) => op === 'embedding_bag');
    const file = exported((bag as (typeof opInstances)[number]).build()).written.bytes;
    for (let round = 0; round < 500; round++) {
      const bytes = Uint8Array.from(file);
      for (let k = 0; k <= random(3); k++) bytes[random(bytes.length)] = random(256);
      const { module, codes } = imported(bytes);
      expect(module !== undefined || codes.length > 0).toBe(true);
    }
  });
});
