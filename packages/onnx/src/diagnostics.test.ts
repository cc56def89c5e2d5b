// Every declared code is provoked here by the smallest model that deserves it; a code without a model fails the test.

import { type Diagnostic, Diagnostics, memorySource, renderDiagnostic, tensorFromNumbers } from '@afterglow/core';
import { extendRegistry, type OpDef, type OpRegistry, ops, parseModule, verifyModule } from '@afterglow/ir';
import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { decodeOptionalProto } from './data/decode-value.js';
import { onnxDiagnostics } from './diagnostics.js';
import { exportOnnx } from './export/export-model.js';
import { type ImportOptions, importOnnx } from './import/import-model.js';
import { GraphBuilder, type WriteOptions, writeModel } from './testing/index.js';

type Make = () => readonly Diagnostic[];

function imported(bytes: Uint8Array, options: Partial<ImportOptions> = {}): readonly Diagnostic[] {
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('model.onnx', bytes), { ...options, diagnostics });
  // What is only remarked upon must still be sound.
  if (module) expect(verifyModule(module, new Diagnostics())).toBe(true);
  return diagnostics.list;
}

/** A graph with one input `x: f32[N, 4]` and one output `y`. */
function model(build: (g: GraphBuilder) => void, options: WriteOptions & { opset?: number } = {}): Make {
  return () => {
    const g = new GraphBuilder(options.opset === undefined ? {} : { opset: options.opset });
    g.input('x', 'f32', ['N', 4]);
    build(g);
    if (g.outputs.length === 0) g.output('y');
    return imported(writeModel(g, options).bytes);
  };
}

const node = (op: string, inputs: readonly string[], attributes = {}, extra = {}) =>
  model((g) => g.node(op, inputs, attributes, { name: 'n', outputs: ['y'], ...extra }));

/** A file written field by field. */
function raw(write: (w: protobuf.Writer) => void): Make {
  return () => {
    const w = new protobuf.Writer();
    write(w);
    return imported(w.finish());
  };
}

const tag = (w: protobuf.Writer, number: number, wire: number) => w.uint32((number << 3) | wire);

/** A model with one initializer `w` whose fields `write` adds. */
function initializer(write: (w: protobuf.Writer) => void): Make {
  return raw((w) => {
    tag(w, 1, 0).int64(8);
    tag(w, 8, 2).fork();
    tag(w, 2, 0).int64(17);
    w.ldelim();
    tag(w, 7, 2).fork();
    tag(w, 5, 2).fork();
    tag(w, 8, 2).string('w');
    write(w);
    w.ldelim();
    w.ldelim();
  });
}

function external(entries: Readonly<Record<string, string>>): Make {
  return initializer((w) => {
    tag(w, 1, 0).int64(4);
    tag(w, 2, 0).int32(1);
    for (const [key, value] of Object.entries(entries)) {
      tag(w, 13, 2).fork();
      tag(w, 1, 2).string(key);
      tag(w, 2, 2).string(value);
      w.ldelim();
    }
    tag(w, 14, 0).int32(1);
  });
}

const body = () => new GraphBuilder({ name: 'body' });
const functionOf = (name: string, calls: string) => {
  const inside = body();
  inside.node(calls, ['a'], {}, { domain: 'local', outputs: ['b'] });
  return { domain: 'local', name, inputs: ['a'], outputs: ['b'], body: inside };
};

const CASES: Readonly<Record<string, Make>> = {
  'onnx/empty-file': () => imported(new Uint8Array()),
  'onnx/not-a-model': () => imported(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])),
  'onnx/truncated': () => imported(new Uint8Array([0x08, 0x08, 0x3a, 0x20, 0x0a])),
  'onnx/overrun': () => imported(new Uint8Array([0x3a, 0x02, 0x12, 0x05, 0, 0, 0, 0, 0])),
  'onnx/malformed': () => imported(new Uint8Array([0x0f, 0])),
  'onnx/too-deep': raw((w) => {
    const fill = (levels: number): void => {
      // A graph with a node with an attribute with a graph …
      for (const field of [1, 5, 6]) tag(w, field, 2).fork();
      if (levels > 0) fill(levels - 1);
      for (let i = 0; i < 3; i++) w.ldelim();
    };
    tag(w, 7, 2).fork();
    fill(40);
    w.ldelim();
  }),
  'onnx/ignored-field': raw((w) => {
    tag(w, 1, 0).int64(8);
    tag(w, 20, 2).fork().ldelim();
  }),
  'onnx/element-type': node('Cast', ['x'], { to: 99 }),
  'onnx/bad-dim': model((g) => {
    g.input('z', 'f32', [-3]);
    g.node('Relu', ['x'], {}, { outputs: ['y'] });
  }),
  'onnx/tensor-size': initializer((w) => {
    tag(w, 1, 0).int64(3);
    tag(w, 2, 0).int32(1);
    tag(w, 9, 2).bytes(new Uint8Array(8));
  }),
  'onnx/tensor-data': initializer((w) => {
    tag(w, 1, 0).int64(1);
    tag(w, 2, 0).int32(3);
    tag(w, 5, 0).int32(300);
  }),
  'onnx/sparse-tensor': () => {
    const w = new protobuf.Writer();
    tag(w, 1, 0).int64(8);
    tag(w, 8, 2).fork();
    tag(w, 2, 0).int64(17);
    w.ldelim();
    tag(w, 7, 2).fork();
    tag(w, 1, 2).fork();
    tag(w, 2, 2).string('y');
    tag(w, 4, 2).string('Constant');
    tag(w, 5, 2).fork();
    tag(w, 1, 2).string('sparse_value');
    tag(w, 20, 0).int32(11);
    tag(w, 22, 2).fork().ldelim();
    w.ldelim();
    w.ldelim();
    w.ldelim();
    return imported(w.finish());
  },
  'onnx/external-escape': external({ location: 'a/../../b' }),
  'onnx/external-absolute': external({ location: 'C:\\weights.bin' }),
  'onnx/external-entry': external({ location: 'w.bin', offset: '-1' }),
  'onnx/external-range': external({ location: 'w.bin', offset: '9223372036854775807' }),
  'onnx/external-missing': external({ location: 'w.bin' }),
  'onnx/not-a-value': () => {
    const diagnostics = new Diagnostics();
    decodeOptionalProto(new Uint8Array([0x32, 0x00]), diagnostics);
    return diagnostics.list;
  },
  'onnx/missing-field': raw((w) => {
    tag(w, 1, 0).int64(8);
  }),
  'onnx/ir-version': model((g) => g.node('Relu', ['x'], {}, { outputs: ['y'] }), { irVersion: 99 }),
  'onnx/unknown-opset': model((g) => g.node('Relu', ['x'], {}, { outputs: ['y'] }), { opset: 9000 }),
  'onnx/duplicate-opset-import': model((g) => g.node('Relu', ['x'], {}, { outputs: ['y'] }), {
    opsets: { 'ai.onnx': 11 },
  }),
  'onnx/duplicate-function': model((g) => g.node('Relu', ['x'], {}, { outputs: ['y'] }), {
    functions: [functionOf('F', 'F'), functionOf('F', 'F')],
  }),
  'onnx/recursive-function': model((g) => g.node('F', ['x'], {}, { domain: 'local', outputs: ['y'] }), {
    opsets: { local: 1 },
    functions: [functionOf('F', 'G'), functionOf('G', 'F')],
  }),
  'onnx/expansion': model((g) => g.node('F0', ['x'], {}, { domain: 'local', outputs: ['y'] }), {
    opsets: { local: 1 },
    functions: Array.from({ length: 5000 }, (_, i) => functionOf(`F${i}`, `F${i + 1}`)),
  }),
  'onnx/assumed-branch': model((g) => {
    // A window that ends somewhere: whether one place is left cannot be solved for the size of the image.
    const image = g.input('image', 'f32', [1, 1, 'K']);
    const pooled = g.node('MaxPool', [image], { kernel_shape: [2], strides: [2] });
    const last = g.node('Gather', [g.node('Shape', [pooled]), g.initializer('two', tensorFromNumbers('i64', [], [2]))]);
    const cond = g.node('Equal', [last, g.initializer('one', tensorFromNumbers('i64', [], [1]))]);
    const then = new GraphBuilder();
    then.output(then.node('Squeeze', [pooled, g.initializer('axis', tensorFromNumbers('i64', [1], [2]))]));
    const other = new GraphBuilder();
    other.output(other.node('Identity', [pooled]));
    g.node('If', [cond], { then_branch: then, else_branch: other }, { outputs: ['y'] });
  }),
  'onnx/duplicate-value': model((g) => {
    g.node('Relu', ['x'], {}, { outputs: ['y'] });
    g.node('Abs', ['x'], {}, { outputs: ['y'] });
  }),
  'onnx/undefined-value': node('Relu', ['nothing']),
  'onnx/cycle': model((g) => {
    g.node('Add', ['x', 'b'], {}, { outputs: ['a'] });
    g.node('Relu', ['a'], {}, { outputs: ['b'] });
    g.output('b');
  }),
  'onnx/subgraph-signature': model((g) => {
    const bad = body();
    bad.input('i');
    g.node('Loop', ['', ''], { body: bad }, { outputs: ['y'] });
  }),
  'onnx/unsupported-type': model((g) => {
    g.input('z', 'f32');
    g.node('Relu', ['z'], {}, { outputs: ['y'] });
  }),
  'onnx/declared-type': model((g) => {
    g.node('Relu', ['x'], {}, { outputs: ['y'] });
    g.output('y', 'f32', [1, 5]);
  }),
  'onnx/stated-shape': () => {
    const g = new GraphBuilder();
    g.input('x', 'f32', ['N', 4]);
    g.output('x');
    return imported(writeModel(g).bytes, { shapes: () => [2, 3] });
  },
  'onnx/dim-equation': model((g) => {
    g.input('z', 'f32', ['M', 4]);
    g.node('Concat', ['x', 'z'], { axis: 1 }, { outputs: ['y'] });
  }),
  'onnx/dim-range': model((g) => {
    const ints = (values: number[]) =>
      g.initializer(`c${g.initializers.length}`, tensorFromNumbers('i64', [values.length], values));
    const rest = g.node('Slice', ['x', ints([1]), ints([2 ** 53]), ints([0])]);
    const first = g.node('Slice', ['x', ints([0]), ints([-1]), ints([0])]);
    g.node('Concat', [rest, first], { axis: 1 }, { outputs: ['y'] });
    g.input('z', 'f32', ['M', 4]);
    g.node('Concat', [rest, 'z'], { axis: 1 }, { outputs: ['u'] });
    g.output('y').output('u');
  }),
  'onnx/dim-multiple': model((g) => {
    g.input('image', 'f32', [1, 1, 'H', 1]);
    const pooled = g.node('MaxPool', ['image'], { kernel_shape: [2, 1], strides: [2, 1] });
    const scales = g.initializer('scales', tensorFromNumbers('f32', [4], [1, 1, 2, 1]));
    const back = g.node('Resize', [pooled, '', scales], { mode: 'nearest' });
    g.node('Concat', ['image', back], { axis: 1 }, { outputs: ['y'] });
  }),
  'onnx/unsupported-op': model(
    (g) => g.node('CropAndResize', ['x', 'x', 'x', 'x'], {}, { domain: 'com.microsoft', outputs: ['y'] }),
    { opsets: { 'com.microsoft': 1 } },
  ),
  'onnx/unneeded-op': model(
    (g) => {
      g.node('CropAndResize', ['x', 'x', 'x', 'x'], {}, { domain: 'com.microsoft', outputs: ['left'] });
      g.node('Relu', ['x'], {}, { outputs: ['y'] });
    },
    { opsets: { 'com.microsoft': 1 } },
  ),
  'onnx/unknown-op': node('Gemmm', ['x']),
  'onnx/missing-opset-import': node('Gelu', ['x'], {}, { domain: 'com.example' }),
  'onnx/attribute': node('Concat', ['x', 'x'], { axis: 'one' }),
  'onnx/operand-count': node('MatMul', ['x']),
  'onnx/invalid-node': node('Concat', ['x', 'x'], { axis: 2 }),
  'onnx/assumed-rank': node('Squeeze', ['x']),
  'onnx/too-large': model((g) => {
    g.initializer('shape', tensorFromNumbers('i64', [2], [2 ** 30, 2 ** 30]));
    g.node('ConstantOfShape', ['shape'], {}, { outputs: ['y'] });
  }),
  'onnx/export-op': written(
    'gir 1 module @m { func @main(%x: f32[]) -> (%y: f32[]) { %y = vendor.twice(%x) : f32[] return %y } }',
    extendRegistry(ops, [{ ...(ops.get('neg') as OpDef), name: 'vendor.twice' }]),
  ),
  'onnx/export-form': written(
    'gir 1 module @m { func @main(%x: f32[]) -> (%y: f32[N]) where N in 1..4 { %y = expand(%x) {shape = [N]} : f32[N] return %y } }',
  ),
  'onnx/export-main': written('gir 1 module @m { func @dense(%x: f32[]) -> (%x: f32[]) { return %x } }'),
  'onnx/edited-module': model((g) => g.node('Relu', ['x'], {}, { outputs: ['y'] }), {
    metadata: { 'ai.afterglow.module': 'gir 1 module @m { func @main(%x: f32[]) -> (%x: f32[]) { return %x } }' },
  }),
};

/** A module in the text form, written as ONNX. */
function written(text: string, registry: OpRegistry = ops): Make {
  return () => {
    const diagnostics = new Diagnostics();
    const module = parseModule(text, { file: 'x.gir', registry, diagnostics });
    if (module) exportOnnx(module, { file: 'model.onnx', diagnostics });
    return diagnostics.list;
  };
}

describe('diagnostics', () => {
  const codes = Object.values(onnxDiagnostics).map((spec) => spec.code);

  it('all codes are provoked here', () => {
    expect(Object.keys(CASES).sort()).toEqual([...codes].sort());
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(Object.keys(CASES))('%s', (code) => {
    const list = CASES[code]?.() ?? [];
    const found = list.find((entry) => entry.code === code);
    expect(found, list.map(renderDiagnostic).join('\n')).toBeDefined();
    expect(found?.location, 'a report has a place').toBeDefined();
    const errors = list.filter((entry) => entry.severity === 'error' && entry.code !== code);
    if (found?.severity === 'error') expect(errors.map(renderDiagnostic), 'one cause, one report').toEqual([]);
  });

  it.each(Object.values(onnxDiagnostics))('$code is explained with an example', (spec) => {
    expect(spec.code).toMatch(/^onnx\/[a-z-]+$/);
    expect(spec.explanation).toMatch(/Example/);
  });
});
