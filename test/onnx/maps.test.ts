// Maps as values of the host: operators of ai.onnx.ml that make and read them, their text, and their data files.

import { interpret } from '@afterglow/backend-interpreter';
import {
  Diagnostics,
  type HostMap,
  type HostValue,
  hostValuesEqual,
  memorySource,
  renderDiagnostic,
  stringTensor,
  type Tensor,
  tensorFromNumbers,
} from '@afterglow/core';
import { ops, parseModule, printModule } from '@afterglow/ir';
import { decodeMapProto, decodeSequenceProto, encodeValueProto, importOnnx } from '@afterglow/onnx';
import { type AttributeValue, GraphBuilder, type TypeSpec, tensorOf, writeModel } from '@afterglow/onnx/testing';
import { describe, expect, it } from 'vitest';

const i64 = (values: readonly number[]) => tensorFromNumbers('i64', [values.length], values);
const f32 = (shape: readonly number[], values: readonly number[]) => tensorFromNumbers('f32', shape, values);
const text = (values: readonly string[]) => stringTensor([values.length], values);

function mapOf(keys: Tensor, values: readonly number[]): HostMap {
  return { kind: 'map', keys, values: values.map((value) => f32([], [value])) };
}

/** Runs one operator of ai.onnx.ml; problems are thrown with their text. */
function run(op: string, type: TypeSpec, attributes: Readonly<Record<string, AttributeValue>>, x: HostValue) {
  const g = new GraphBuilder();
  g.input('x', type);
  g.node(op, ['x'], attributes, { domain: 'ai.onnx.ml', outputs: ['y'] });
  g.output('y');
  const diagnostics = new Diagnostics();
  const { bytes } = writeModel(g, { opsets: { 'ai.onnx.ml': 1 } });
  const module = importOnnx(memorySource('m.onnx', bytes), { diagnostics });
  const func = module?.funcs.get('main');
  const outputs = func && interpret(func, new Map([['x', x]]), { diagnostics });
  const y = outputs?.get('y');
  if (!module || !y) throw new Error(diagnostics.list.map(renderDiagnostic).join('\n'));
  return { y, printed: printModule(module) };
}

const fromText = { kind: 'map', keys: 'string', of: tensorOf('f32', []) } as const;
const fromIntegers = { kind: 'map', keys: 'i64', of: tensorOf('f32', []) } as const;

describe('ZipMap', () => {
  it('makes a map of each row', () => {
    const x = f32([2, 2], [0.25, 0.75, 1, 0]);
    const { y, printed } = run('ZipMap', tensorOf('f32', ['N', 2]), { classlabels_strings: ['b', 'a'] }, x);
    const items = [mapOf(text(['b', 'a']), [0.25, 0.75]), mapOf(text(['b', 'a']), [1, 0])];
    expect(hostValuesEqual(y, { kind: 'sequence', items })).toBe(true);
    expect(printed).toContain(': seq<map<string, f32[]>>');
    const diagnostics = new Diagnostics();
    const parsed = parseModule(printed, { file: 'm.gir', registry: ops, diagnostics });
    expect(parsed && printModule(parsed)).toBe(printed);
  });

  it('takes a vector for one row, and as many columns as keys', () => {
    const { y } = run('ZipMap', tensorOf('f32', [2]), { classlabels_int64s: [3, 1] }, f32([2], [1, 2]));
    expect(hostValuesEqual(y, { kind: 'sequence', items: [mapOf(i64([3, 1]), [1, 2])] })).toBe(true);
    const three = () => run('ZipMap', tensorOf('f32', [2]), { classlabels_int64s: [3, 1, 2] }, f32([2], [1, 2]));
    expect(three).toThrow('onnx/invalid-node');
  });
});

describe('CastMap', () => {
  const map = mapOf(i64([5, 1]), [1.5, -2.75]);

  it('orders values by their keys, and converts them', () => {
    expect(run('CastMap', fromIntegers, {}, map).y).toEqual(f32([1, 2], [-2.75, 1.5]));
    const { y } = run('CastMap', fromIntegers, { cast_to: 'TO_INT64' }, map);
    expect(hostValuesEqual(y, tensorFromNumbers('i64', [1, 2], [-2, 1]))).toBe(true);
  });

  it('puts them where their keys are in the sparse form', () => {
    const sparse = (size: number) => run('CastMap', fromIntegers, { map_form: 'SPARSE', max_map: size }, map);
    expect(sparse(7).y).toEqual(f32([1, 7], [0, -2.75, 0, 0, 0, 1.5, 0]));
    expect(() => sparse(5)).toThrow('key 5 is none of 5 places');
  });

  it('refuses maps from strings', () => {
    expect(() => run('CastMap', fromText, {}, mapOf(text(['a']), [1]))).toThrow('the keys are string, not i64');
  });
});

describe('DictVectorizer', () => {
  it('follows the example of the standard', () => {
    const vocabulary = { string_vocabulary: ['a', 'c', 'b', 'z'] };
    const { y } = run('DictVectorizer', fromText, vocabulary, mapOf(text(['a', 'c', 'new']), [4, 8, 9]));
    expect(y).toEqual(f32([1, 4], [4, 8, 0, 0]));
  });
});

describe('data files', () => {
  it('hold maps, and sequences of maps', () => {
    const maps = [mapOf(text(['x', 'y']), [1, 2]), mapOf(i64([2 ** 40, -1]), [3, 4])];
    for (const map of maps) {
      const back = decodeMapProto(encodeValueProto('m', map));
      expect(back && hostValuesEqual(back, map)).toBe(true);
    }
    const sequence = { kind: 'sequence', items: maps } as const;
    const back = decodeSequenceProto(encodeValueProto('s', sequence));
    expect(back && hostValuesEqual(back, sequence)).toBe(true);
  });

  it('are refused where they are no maps', () => {
    const read = (map: HostMap) => {
      const diagnostics = new Diagnostics();
      decodeMapProto(encodeValueProto('m', map), diagnostics);
      return diagnostics.list.map(({ message }) => message).join();
    };
    expect(read(mapOf(i64([1, 1]), [1, 2]))).toContain('a key comes twice');
    expect(read(mapOf(i64([1, 2]), [1]))).toContain('it has 2 keys, but 1 values');
  });
});
