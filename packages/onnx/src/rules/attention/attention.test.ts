import { Diagnostics, memorySource } from '@afterglow/core';
import { type Module, printModule, printType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../import/import-model.js';
import { GraphBuilder, writeModel } from '../../testing/index.js';

function load(g: GraphBuilder): { module: Module | undefined; text: string; results: string[] } {
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('m.onnx', writeModel(g, { opsets: { 'ai.onnx.preview': 1 } }).bytes), {
    diagnostics,
  });
  const results = module?.funcs.get('main')?.body.results.map((value) => printType(value.type)) ?? [];
  const text = module ? printModule(module) : diagnostics.list.map(({ code, message }) => `${code}: ${message}`).join();
  return { module, text, results };
}

/** Attention of `heads` over packed operands with free sizes. */
function packed(opset: number, attributes = {}, mask?: readonly (number | string)[], outputs = 1): GraphBuilder {
  const g = new GraphBuilder({ opset });
  g.input('q', 'f32', ['B', 'L', 16]);
  g.input('k', 'f32', ['B', 'S', 8]);
  g.input('v', 'f32', ['B', 'S', 6]);
  const inputs = ['q', 'k', 'v'];
  if (mask) inputs.push(g.input('mask', 'bool', mask));
  const names = g.nodeOutputs('Attention', inputs, { q_num_heads: 4, kv_num_heads: 2, ...attributes }, { outputs });
  for (const name of names) g.output(name);
  return g;
}

describe('Attention', () => {
  it('packed operands gain an axis of heads, and results lose it', () => {
    const { results } = load(packed(23, {}, undefined, 4));
    expect(results).toEqual(['f32[B, L, 12]', 'f32[B, 2, S, 4]', 'f32[B, 2, S, 3]', 'f32[B, 4, L, S]']);
  });

  it('causal attention is a window; a window to the right ends there', () => {
    const attributes = { is_causal: 1, left_window_size: 3, right_window_size: 2, softcap: 2.5 };
    expect(load(packed(25, attributes)).text).toContain('{softcap = 2.5, left = 3, right = 0}');
    expect(load(packed(25, { left_window_size: -2 })).text).toContain('its window is -2 and -1 wide');
  });

  it('a mask that is too short is padded since opset 24', () => {
    expect(load(packed(24, {}, ['L', 'M'])).text).toContain('pad(%mask) {pads = [0, -1*M + S], axes = [1], ');
    expect(load(packed(23, {}, ['L', 1])).text).not.toContain('pad(');
    expect(load(packed(23, {}, [1, 1, 1, 'L', 1])).text).toContain('the mask has more axes');
  });

  it('the cache is concatenated, and moves the queries', () => {
    const g = new GraphBuilder({ opset: 23 });
    for (const name of ['q', 'k', 'v']) g.input(name, 'f32', [1, 2, 1, 4]);
    for (const name of ['pk', 'pv']) g.input(name, 'f32', [1, 2, 'P', 4]);
    for (const name of g.nodeOutputs('Attention', ['q', 'k', 'v', '', 'pk', 'pv'], { is_causal: 1 }, { outputs: 3 })) {
      g.output(name);
    }
    const { text, results } = load(g);
    expect(text).toContain('offset = P');
    expect(results.slice(1)).toEqual(['f32[1, 2, P + 1, 4]', 'f32[1, 2, P + 1, 4]']);
  });

  it('half a cache is invalid, and so is one inside and one outside', () => {
    const g = new GraphBuilder({ opset: 24 });
    for (const name of ['q', 'k', 'v', 'pk', 'pv']) g.input(name, 'f32', [1, 2, 1, 4]);
    g.input('lens', 'i64', [1]);
    g.output(g.node('Attention', ['q', 'k', 'v', '', 'pk'], {}));
    g.output(g.node('Attention', ['q', 'k', 'v', '', 'pk', 'pv', 'lens'], {}));
    const { text } = load(g);
    expect(text).toContain('past_key and past_value go together');
    expect(text).toContain('nonpad_kv_seqlen and past_key exclude each other');
  });
});

describe('RotaryEmbedding', () => {
  it('refuses caches that contradict rotary_embedding_dim', () => {
    const g = new GraphBuilder({ opset: 23 });
    g.input('x', 'f32', [1, 2, 3, 8]);
    for (const name of ['cos', 'sin']) g.input(name, 'f32', [1, 3, 4]);
    g.output(g.node('RotaryEmbedding', ['x', 'cos', 'sin'], { rotary_embedding_dim: 4 }));
    expect(load(g).text).toContain('rotary_embedding_dim is 4, but the caches have 4 angles');
  });
});

describe('LinearAttention', () => {
  it('refuses operands that its update rule does not have', () => {
    const g = new GraphBuilder({ opset: 27 });
    for (const name of ['q', 'k', 'v', 'd']) g.input(name, 'f32', ['B', 'T', 8]);
    const heads = { q_num_heads: 2, kv_num_heads: 2 };
    g.output(g.node('LinearAttention', ['q', 'k', 'v', '', 'd'], { ...heads, update_rule: 'linear' }, { outputs: 2 }));
    g.output(g.node('LinearAttention', ['q', 'k', 'v'], heads, { outputs: 2, name: 'second' }));
    const { text } = load(g);
    expect(text).toContain('update_rule="linear" and decay do not go together');
    expect(text).toContain('update_rule="gated_delta" and decay do not go together');
  });
});

describe('FlexAttention', () => {
  /** Adds one to the scores; with `extra`, takes a second input that nobody gives. */
  function modifier(extra: boolean): GraphBuilder {
    const inner = new GraphBuilder({ opset: 26 });
    inner.input('s');
    if (extra) inner.input('t');
    inner.output(inner.node('Abs', ['s'], {}, { outputs: ['out'] }));
    return inner;
  }

  function flex(attributes: Readonly<Record<string, GraphBuilder>>): GraphBuilder {
    const g = new GraphBuilder({ opset: 26 });
    g.input('q', 'f32', ['B', 4, 'L', 'D']);
    for (const name of ['k', 'v']) g.input(name, 'f32', ['B', 2, 'S', 'D']);
    g.output(g.node('FlexAttention', ['q', 'k', 'v'], attributes, { domain: 'ai.onnx.preview' }));
    return g;
  }

  it('is attention, or what its graphs make of the steps', () => {
    expect(load(flex({})).text).toContain('attention(%q, %k, %v)');
    const { text, results } = load(flex({ score_mod: modifier(false) }));
    expect(text.match(/= (\w+)\(/g)?.map((word) => word.slice(2, -1))).toEqual([
      'attention_scores',
      'abs',
      'softmax',
      'shape_of',
      'reshape',
      'shape_of',
      'reshape',
      'div',
      'shape_of',
      'reshape',
      'range',
      'div',
      'gather',
      'matmul',
    ]);
    expect(results).toEqual(['f32[B, 4, L, D]']);
  });

  it('refuses graphs of another signature', () => {
    const { text } = load(flex({ prob_mod: modifier(true) }));
    expect(text).toContain('prob_mod of FlexAttention takes 2 inputs and returns 1 values, but has one of each');
  });
});
