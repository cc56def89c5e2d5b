import { createRequire } from 'node:module';
import { type ByteSource, Diagnostics, ELEMENT_TYPES, memorySource, tensorFromNumbers } from '@afterglow/core';
import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_TYPES } from '../model/proto.js';
import { GraphBuilder, writeModel } from '../testing/index.js';
import { readModel } from './read-model.js';

// onnx-proto is CommonJS and carries an older protobufjs of its own: the independent reader to compare with.
const { onnx } = createRequire(import.meta.url)('onnx-proto') as typeof import('onnx-proto');

const tag = (w: protobuf.Writer, number: number, wire: number) => w.uint32((number << 3) | wire);

function read(source: ByteSource | Uint8Array) {
  const diagnostics = new Diagnostics();
  const model = readModel(source instanceof Uint8Array ? memorySource('m.onnx', source) : source, diagnostics);
  return { model, codes: diagnostics.list.map((entry) => entry.code), messages: diagnostics.list };
}

function example() {
  const g = new GraphBuilder({ name: 'main', opset: 13 });
  g.input('x', 'f32', ['N', 3]);
  g.initializer('w', tensorFromNumbers('f32', [3, 2], [1, 2, 3, 4, 5, 6]));
  g.node('Gemm', ['x', 'w'], { alpha: 0.5, transB: 0 }, { name: 'fc', outputs: ['h'], metadata: { source: 'a.py:1' } });
  g.node('Slice', ['h'], { starts: [-1n], ends: [2n ** 63n - 1n], axes: [1] }, { outputs: ['y'] });
  g.output('y', 'f32', ['N', 1]);
  return g;
}

describe('the reader', () => {
  it('agrees with onnx-proto on everything that reader knows', () => {
    const { bytes } = writeModel(example(), { producer: 'test', metadata: { key: 'value' } });
    const theirs = onnx.ModelProto.toObject(onnx.ModelProto.decode(bytes), {
      longs: String,
      arrays: true,
      defaults: true,
    });
    const ours = read(bytes).model;
    expect(String(ours?.irVersion)).toBe(theirs['irVersion']);
    expect(ours?.producerName).toBe(theirs['producerName']);
    expect(ours?.metadata).toEqual(theirs['metadataProps']);
    const { graph } = theirs;
    expect(ours?.graph?.name).toBe(graph.name);
    ours?.graph?.node.forEach((node, i) => {
      const other = graph.node[i];
      expect([node.name, node.opType, node.input, node.output]).toEqual([
        other.name,
        other.opType,
        other.input,
        other.output,
      ]);
      node.attribute.forEach((attribute, k) => {
        const { name, f, i, ints, type } = other.attribute[k];
        expect([attribute.name, attribute.f, String(attribute.i), attribute.ints.map(String)]).toEqual([
          name,
          f,
          i,
          ints,
        ]);
        expect(attribute.typeNumber).toBe(type);
      });
    });
    const [w] = ours?.graph?.initializer ?? [];
    expect(bytes.subarray(w?.rawData?.offset, (w?.rawData?.offset ?? 0) + 24)).toEqual(
      new Uint8Array(graph.initializer[0].rawData),
    );
    expect(ours?.graph?.input[0]?.type).toEqual({
      kind: 'tensor',
      elemType: 1,
      shape: [
        { kind: 'param', name: 'N' },
        { kind: 'value', value: 3n },
      ],
    });
  });

  it('numbers element and attribute types as onnx-proto does', () => {
    const theirs = onnx.TensorProto.DataType as unknown as Record<string, number>;
    const names: Record<string, string> = {
      f32: 'FLOAT',
      f64: 'DOUBLE',
      i64: 'INT64',
      u8: 'UINT8',
      bool: 'BOOL',
      bf16: 'BFLOAT16',
      string: 'STRING',
    };
    for (const [elem, name] of Object.entries(names)) {
      expect(ELEMENT_TYPES[elem as keyof typeof ELEMENT_TYPES].onnx).toBe(theirs[name]);
    }
    for (const [number, kind] of Object.entries(ATTRIBUTE_TYPES)) {
      expect((onnx.AttributeProto.AttributeType as unknown as Record<string, string>)[number]).toBe(kind.toUpperCase());
    }
  });

  it('keeps what onnx-proto drops', () => {
    const { bytes } = writeModel(example());
    expect(read(bytes).model?.graph?.node[0]?.metadata).toEqual([{ key: 'source', value: 'a.py:1' }]);
  });

  it('takes packed and unpacked integers', () => {
    const w = new protobuf.Writer();
    tag(w, 1, 0).int64(8);
    tag(w, 7, 2).fork();
    tag(w, 1, 2).fork();
    tag(w, 5, 2).fork();
    tag(w, 1, 2).string('axes');
    tag(w, 8, 0).int64(1);
    tag(w, 8, 2).fork().int64(2).int64(-3).ldelim();
    tag(w, 8, 0).int64(4);
    w.ldelim().ldelim().ldelim();
    const attribute = read(w.finish()).model?.graph?.node[0]?.attribute[0];
    expect(attribute?.ints).toEqual([1n, 2n, -3n, 4n]);
    expect(attribute?.kind).toBe('ints');
  });

  it('counts fields it does not know instead of dropping them', () => {
    const w = new protobuf.Writer();
    tag(w, 1, 0).int64(8);
    tag(w, 500, 2).string('new');
    tag(w, 501, 5).float(1);
    tag(w, 502, 1).double(1);
    tag(w, 500, 0).int32(3);
    const { model } = read(w.finish());
    expect([...(model?.ignored ?? [])]).toEqual([
      ['ModelProto field 500', 2],
      ['ModelProto field 501', 1],
      ['ModelProto field 502', 1],
    ]);
  });

  it('reads names and payloads that cross its window', () => {
    const g = new GraphBuilder();
    const long = 'n'.repeat(70_000);
    for (let i = 0; i < 3000; i++) g.node('Relu', [i === 0 ? 'x' : `v${i - 1}`], {}, { outputs: [`v${i}`] });
    g.node('Relu', ['v2999'], {}, { name: long, outputs: ['y'] });
    g.initializer('big', tensorFromNumbers('f32', [50_000], new Float64Array(50_000)));
    const { model } = read(writeModel(g).bytes);
    expect(model?.graph?.node.length).toBe(3001);
    expect(model?.graph?.node[3000]?.name).toBe(long);
    expect(model?.graph?.initializer[0]?.rawData?.length).toBe(200_000);
  });

  it('reads a file of many gigabytes by offset, without its payload', () => {
    const gigabytes = 5 * 2 ** 30;
    const head = new protobuf.Writer();
    const tensor = new protobuf.Writer();
    tag(tensor, 1, 0).int64(gigabytes);
    tag(tensor, 2, 0).int32(2);
    tag(tensor, 8, 2).string('w');
    tag(tensor, 9, 2).uint64(gigabytes);
    const tensorHead = tensor.finish();
    const graph = new protobuf.Writer();
    tag(graph, 2, 2).string('huge');
    tag(graph, 5, 2).uint64(tensorHead.length + gigabytes);
    const graphHead = graph.finish();
    tag(head, 1, 0).int64(8);
    tag(head, 7, 2).uint64(graphHead.length + tensorHead.length + gigabytes);
    const start = new Uint8Array([...head.finish(), ...graphHead, ...tensorHead]);
    const tail = new protobuf.Writer();
    tag(tail, 2, 2).string('producer');
    const end = tail.finish();
    let bytesRead = 0;
    const source: ByteSource = {
      name: 'huge.onnx',
      size: start.length + gigabytes + end.length,
      read(offset, into) {
        bytesRead += into.length;
        into.fill(0);
        for (let i = 0; i < into.length; i++) {
          const at = offset + i;
          if (at < start.length) into[i] = start[at] ?? 0;
          else if (at >= start.length + gigabytes) into[i] = end[at - start.length - gigabytes] ?? 0;
        }
      },
    };
    const { model, codes } = read(source);
    expect(codes).toEqual([]);
    expect(model?.graph?.name).toBe('huge');
    expect(model?.graph?.initializer[0]?.rawData).toEqual({ offset: start.length, length: gigabytes });
    expect(model?.producerName).toBe('producer');
    expect(bytesRead).toBeLessThan(1 << 20);
  });
});

describe('damaged bytes', () => {
  const prefix = [0x08, 0x08];
  it.each([
    ['group wire type', [...prefix, 0x3b, 0x3c], 'onnx/malformed'],
    ['wire type 7', [...prefix, 0x3f, 0x00], 'onnx/malformed'],
    ['wrong wire type of a known field', [...prefix, 0x38, 0x01], 'onnx/malformed'],
    ['field number 0', [...prefix, 0x02, 0x00], 'onnx/malformed'],
    ['integer of eleven bytes', [0x08, ...Array(10).fill(0xff), 0x01], 'onnx/malformed'],
    ['integer that does not end', [0x08, 0xff, 0xff], 'onnx/truncated'],
    ['tag that does not end', [...prefix, 0xff], 'onnx/truncated'],
    ['length of 2^63', [...prefix, 0x3a, ...Array(9).fill(0x80), 0x01], 'onnx/truncated'],
    [
      'float that leaves its message',
      [...prefix, 0x3a, 0x07, 0x0a, 0x05, 0x2a, 0x03, 0x15, 0, 0, 0, 0, 0, 0],
      'onnx/overrun',
    ],
    ['name that is not UTF-8', [...prefix, 0x12, 0x02, 0xc3, 0x28], 'onnx/malformed'],
    ['two graphs', [...prefix, 0x3a, 0x00, 0x3a, 0x00], 'onnx/malformed'],
  ])('%s', (_, bytes, code) => {
    const { model, codes } = read(new Uint8Array(bytes as number[]));
    expect(codes).toEqual([code]);
    expect(model).toBeUndefined();
  });

  it.each([
    ['ir_version: 8\ngraph {', /text form of a protobuf message/],
    ['{"irVersion": 8}', /text/],
    ['version https://git-lfs.github.com/spec/v1', /Git LFS pointer/],
    ['\u001f\u008b\u0008', /gzip/],
    ['\u0093NUMPY\u0001', /NumPy array/],
  ])('%j is told apart', (text, message) => {
    const { messages } = read(Uint8Array.from(text, (char) => char.charCodeAt(0)));
    expect(messages[0]?.code).toBe('onnx/not-a-model');
    expect(messages[0]?.message).toMatch(message);
  });
});
