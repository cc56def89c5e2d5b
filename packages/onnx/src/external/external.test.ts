import { Diagnostics, memorySource, numbersOf, tensorFromNumbers } from '@afterglow/core';
import { constTensor } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../import/import-model.js';
import { GraphBuilder, writeModel } from '../testing/index.js';
import { externalPathFault } from './external-path.js';

describe('paths of external data', () => {
  it.each([
    ['weights.bin', undefined],
    ['sub/folder/weights.bin', undefined],
    ['./weights.bin', undefined],
    ['..weights', undefined],
    ['a..b/c', undefined],
    ['weights file (1).bin', undefined],
    ['../weights.bin', 'escape'],
    ['a/../../b', 'escape'],
    ['a/../b', 'escape'],
    ['..', 'escape'],
    ['a\\..\\..\\b', 'escape'],
    ['/etc/passwd', 'absolute'],
    ['\\\\server\\share', 'absolute'],
    ['C:\\weights', 'absolute'],
    ['c:weights', 'absolute'],
    ['file:///etc/passwd', 'absolute'],
    ['weights.bin:stream', 'absolute'],
    ['~/weights', 'absolute'],
    ['', 'invalid'],
    ['folder/', 'invalid'],
    ['.', 'invalid'],
    ['a\u0000b', 'invalid'],
    ['a\nb', 'invalid'],
  ])('%j: %s', (path, fault) => {
    expect(externalPathFault(path)).toBe(fault);
  });
});

describe('external weights', () => {
  const values = Float64Array.from({ length: 512 }, (_, i) => i / 8);
  const g = new GraphBuilder();
  g.input('x', 'f32', [2, 512]);
  g.initializer('first', tensorFromNumbers('f32', [512], values));
  g.initializer('small', tensorFromNumbers('f32', [1], [3]));
  g.initializer('second', tensorFromNumbers('i8', [512], values));
  g.node('Mul', [g.node('Add', ['x', 'first']), g.node('Cast', ['second'], { to: 1 })], {}, { outputs: ['y'] });
  g.output('y', 'f32', [2, 512]);
  const written = writeModel(g, { external: { file: 'data/weights.bin', atLeast: 512, align: 4096 } });
  const file = Uint8Array.from([...(written.external?.chunks() ?? [])].flatMap((chunk) => [...chunk]));

  const load = (bytes: Uint8Array | undefined) => {
    const diagnostics = new Diagnostics();
    const opened: string[] = [];
    const openExternal = (path: string) => {
      opened.push(path);
      return bytes && memorySource(path, bytes);
    };
    const module = importOnnx(memorySource('m.onnx', written.bytes), { diagnostics, openExternal });
    return { module, opened, codes: diagnostics.list.map((entry) => entry.code) };
  };

  it('are views of their file', () => {
    expect(file.length).toBe(written.external?.size);
    const { module, opened } = load(file);
    expect(opened, 'a file is opened once').toEqual(['data/weights.bin']);
    const first = constTensor(module?.consts.get('first'));
    const second = constTensor(module?.consts.get('second'));
    expect(first?.storage).toMatchObject({ kind: 'source', offset: 0 });
    expect(second?.storage).toMatchObject({ kind: 'source', offset: 4096 });
    expect(first && numbersOf(first)).toEqual(values);
  });

  it('must be there, whole', () => {
    expect(load(undefined).codes).toEqual(['onnx/external-missing', 'onnx/external-missing']);
    expect(load(file.subarray(0, 4600)).codes).toEqual(['onnx/external-range']);
  });
});
