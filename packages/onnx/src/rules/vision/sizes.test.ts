// Sizes that are constants, follow from shapes, or come as data: which op a rule makes, and of which shape.

import { Diagnostics, memorySource, renderDiagnostic, tensorFromNumbers } from '@afterglow/core';
import { printType, walk } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../import/import-model.js';
import { type AttributeValue, GraphBuilder, writeModel } from '../../testing/index.js';

/** Imports `op(x, …operands)` and answers the ops made and the type of the result, or what was reported. */
function load(
  op: string,
  opset: number,
  operands: (g: GraphBuilder) => readonly string[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
): { readonly ops: readonly string[]; readonly type: string; readonly text: string } {
  const g = new GraphBuilder({ opset });
  g.output(g.node(op, operands(g), attributes));
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { diagnostics });
  const body = module?.funcs.get('main')?.body;
  const [result] = body?.results ?? [];
  return {
    ops: body ? [...walk(body)].map((node) => node.op.name) : [],
    type: result ? printType(result.type) : '',
    text: diagnostics.list.map(renderDiagnostic).join('\n'),
  };
}

const ints = (g: GraphBuilder, name: string, ...values: number[]) =>
  g.initializer(name, tensorFromNumbers('i64', [values.length], values));
const image = (g: GraphBuilder) => g.input('x', 'f32', ['N', 3, 'H', 'W']);

describe('Resize', () => {
  it('is static where sizes follow from shapes, and dynamic for data', () => {
    const like = load('Resize', 19, (g) => [
      image(g),
      '',
      '',
      g.node('Shape', [g.input('y', 'f32', ['N', 3, 'P', 'Q'])]),
    ]);
    expect(like.type).toBe('f32[N, 3, P, Q]');
    const data = load('Resize', 19, (g) => [image(g), '', '', g.input('sizes', 'i64', [2])], { axes: [2, 3] });
    expect(data.ops).toEqual(['dynamic_resize']);
    expect(data.type).toBe('f32[N, 3, resized, resized.1]');
  });

  it('keeps the aspect ratio of unknown sizes at run time', () => {
    const attrs = { axes: [2, 3], keep_aspect_ratio_policy: 'not_larger' };
    const open = load('Resize', 19, (g) => [image(g), '', '', ints(g, 'sizes', 7, 8)], attrs);
    expect(open.ops).toEqual(['dynamic_resize']);
    const known = load('Resize', 19, (g) => [g.input('x', 'f32', [1, 3, 4, 2]), '', '', ints(g, 'sizes', 7, 8)], attrs);
    expect(known.type).toBe('f32[1, 3, 7, 4]');
  });

  it('refuses contradictions', () => {
    const both = load('Resize', 19, (g) => [
      image(g),
      '',
      g.initializer('s', tensorFromNumbers('f32', [4], [1, 1, 2, 2])),
      ints(g, 'sizes', 1, 3, 2, 2),
    ]);
    expect(both.text).toContain('exactly one of scales and sizes');
    expect(load('Resize', 19, (g) => [image(g), '', '', ints(g, 'sizes', 1, 3, -2, 2)]).text).toContain('a size is -2');
  });
});

describe('other sizes', () => {
  it('AffineGrid takes the spatial part of a shape', () => {
    const theta = (g: GraphBuilder) => g.input('theta', 'f32', ['N', 2, 3]);
    expect(load('AffineGrid', 20, (g) => [theta(g), g.node('Shape', [image(g)])]).type).toBe('f32[N, H, W, 2]');
    const data = load('AffineGrid', 20, (g) => [theta(g), g.input('size', 'i64', [4])]);
    expect(data.type).toBe('f32[N, grid, grid.1, 2]');
  });

  it('Col2Im has a channel for each block', () => {
    const columns = (g: GraphBuilder) => g.input('x', 'f32', ['N', 12, 6]);
    const known = load('Col2Im', 18, (g) => [columns(g), ints(g, 'image', 3, 4), ints(g, 'block', 2, 2)]);
    expect(known.type).toBe('f32[N, 3, 3, 4]');
    const wrong = load('Col2Im', 18, (g) => [columns(g), ints(g, 'image', 3, 5), ints(g, 'block', 2, 2)]);
    expect(wrong.text).toContain('a column for each place of a block');
    const data = load('Col2Im', 18, (g) => [columns(g), g.input('i', 'i64', [2]), g.input('b', 'i64', [2])]);
    expect(data.type).toBe('f32[N, channels, image, image.1]');
  });

  it('MaxUnpool and CenterCropPad pad', () => {
    const indices = (g: GraphBuilder) => g.input('i', 'i64', ['N', 3, 'H', 'W']);
    const attrs = { kernel_shape: [2, 2], strides: [2, 2] };
    expect(load('MaxUnpool', 22, (g) => [image(g), indices(g)], attrs).type).toBe('f32[N, 3, 2*H, 2*W]');
    const crop = load('CenterCropPad', 18, (g) => [image(g), ints(g, 'shape', 5, 6)], { axes: [-2, -1] });
    expect([crop.ops, crop.type]).toEqual([['pad'], 'f32[N, 3, 5, 6]']);
    const data = load('CenterCropPad', 18, (g) => [image(g), g.input('shape', 'i64', [2])], { axes: [-2, -1] });
    expect([data.ops.at(-1), data.type]).toEqual(['dynamic_pad', 'f32[N, 3, cropped, cropped.1]']);
    const larger = load('MaxUnpool', 22, (g) => [image(g), indices(g), g.input('shape', 'i64', [4])], attrs);
    expect(larger.ops.at(-1)).toBe('dynamic_pad');
  });

  it('DFT knows all axes but the one it runs along', () => {
    const signal = (g: GraphBuilder) => g.input('x', 'f32', ['B', 'L', 1]);
    expect(load('DFT', 20, (g) => [signal(g)], { onesided: 1 }).type).toBe('f32[B, (L div 2) + 1, 2]');
    const half = (g: GraphBuilder) => g.input('x', 'f32', ['B', 'L', 2]);
    expect(load('DFT', 20, (g) => [half(g)], { onesided: 1, inverse: 1 }).type).toBe('f32[B, 2*L - 2, 1]');
    expect(load('DFT', 20, (g) => [signal(g), g.input('n', 'i64', [])]).type).toBe('f32[B, dft, 2]');
    expect(load('DFT', 20, (g) => [signal(g), '', g.input('a', 'i64', [])]).type).toBe('f32[dft, dft.1, 2]');
    expect(load('DFT', 19, (g) => [signal(g)], { axis: 2 }).text).toContain('the last axis holds the parts');
  });

  it('STFT, windows and mel matrices count from their operands', () => {
    const signal = (g: GraphBuilder) => g.input('x', 'f32', ['B', 100, 1]);
    const step = (g: GraphBuilder) => g.initializer('step', tensorFromNumbers('i64', [], [10]));
    const frame = (g: GraphBuilder) => g.initializer('frame', tensorFromNumbers('i64', [], [16]));
    expect(load('STFT', 17, (g) => [signal(g), step(g), '', frame(g)]).type).toBe('f32[B, 9, 9, 2]');
    expect(load('STFT', 17, (g) => [signal(g), step(g), g.input('w', 'f32', [20])], { onesided: 0 }).type).toBe(
      'f32[B, 9, 20, 2]',
    );
    expect(load('HannWindow', 17, (g) => [frame(g)], { output_datatype: 11 }).type).toBe('f64[16]');
    expect(load('HammingWindow', 17, (g) => [g.input('n', 'i32', [])]).type).toBe('f32[range]');
    const hertz = (g: GraphBuilder, name: string) => g.input(name, 'f32', []);
    const mel = load('MelWeightMatrix', 17, (g) => [
      step(g),
      frame(g),
      g.input('rate', 'i64', []),
      hertz(g, 'lo'),
      hertz(g, 'hi'),
    ]);
    expect(mel.type).toBe('f32[9, 10]');
  });
});

describe('windows over open sizes', () => {
  it('pools pad by expressions where auto_pad depends on sizes', () => {
    const attrs = { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'SAME_UPPER' };
    const pool = load('MaxPool', 12, (g) => [image(g)], attrs);
    expect([pool.ops, pool.type]).toEqual([['max_pool'], 'f32[N, 3, ((H + 1) div 2), ((W + 1) div 2)]']);
  });

  it('ConvTranspose reaches an output shape from an open one', () => {
    const weight = (g: GraphBuilder) => g.input('w', 'f32', [3, 2, 2, 2]);
    const made = load('ConvTranspose', 11, (g) => [image(g), weight(g)], { output_shape: [9, 7], strides: [2, 2] });
    expect(made.type).toBe('f32[N, 2, 9, 7]');
  });
});

describe('Einsum', () => {
  const einsum = (equation: string, ...shapes: readonly (readonly (number | string)[])[]) =>
    load('Einsum', 12, (g) => shapes.map((shape, i) => g.input(`x${i}`, 'f32', shape)), { equation });
  it('keeps symbolic sizes', () => {
    expect(einsum('bij,bjk->bki', ['B', 'I', 4], ['B', 4, 5]).type).toBe('f32[B, 5, I]');
    expect(einsum('...ii->...i', ['B', 3, 3]).type).toBe('f32[B, 3]');
    expect(einsum('a,b,c', ['A'], ['B'], ['C']).type).toBe('f32[A, B, C]');
    expect(einsum('ij->', ['A', 3]).type).toBe('f32[]');
  });

  it('refuses what is no equation', () => {
    expect(einsum('ij->ik', [2, 2]).text).toContain('equation "ij->ik"');
  });
});
