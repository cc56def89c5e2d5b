import { arrayOf, Diagnostics, type ElementType, memorySource, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { constTensor } from '@afterglow/ir';
import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../import/import-model.js';
import { writeTensorFields } from './encode-value.js';

const tag = (w: protobuf.Writer, number: number, wire: number) => w.uint32((number << 3) | wire);

function sparse(w: protobuf.Writer, dims: readonly number[], values: Tensor, indices: Tensor | undefined): void {
  writeTensorFields(tag(w, 1, 2).fork(), 'w', values).ldelim();
  if (indices) writeTensorFields(tag(w, 2, 2).fork(), '', indices).ldelim();
  for (const size of dims) tag(w, 3, 0).int64(size);
}

/** A model whose output is a sparse initializer, or a Constant with a `sparse_value`. */
function model(dims: readonly number[], values: Tensor, indices: Tensor | undefined, isAttribute: boolean) {
  const w = new protobuf.Writer();
  tag(w, 1, 0).int64(8);
  tag(tag(w, 8, 2).fork(), 2, 0)
    .int64(17)
    .ldelim();
  tag(w, 7, 2).fork();
  if (isAttribute) {
    tag(w, 1, 2).fork();
    tag(w, 2, 2).string('w');
    tag(w, 4, 2).string('Constant');
    tag(w, 5, 2).fork();
    tag(w, 1, 2).string('sparse_value');
    tag(w, 20, 0).int32(11);
    sparse(tag(w, 22, 2).fork(), dims, values, indices);
    w.ldelim().ldelim().ldelim();
  } else {
    sparse(tag(w, 15, 2).fork(), dims, values, indices);
    w.ldelim();
  }
  tag(tag(w, 12, 2).fork(), 1, 2)
    .string('w')
    .ldelim();
  const bytes = w.ldelim().finish();
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('m.onnx', bytes), { diagnostics });
  const tensor = module && constTensor(module.consts.get('w'));
  return { tensor, text: diagnostics.list.map(({ code, message }) => `${code}: ${message}`).join('\n') };
}

const ints = (shape: readonly number[], values: readonly number[]) => tensorFromNumbers('i64', shape, values);
const of = (elem: ElementType, values: readonly number[]) => tensorFromNumbers(elem, [values.length], values);

describe.each([
  ['initializer', false],
  ['attribute', true],
])('a sparse %s', (_, isAttribute) => {
  const dense = (dims: readonly number[], values: Tensor, indices?: Tensor) =>
    model(dims, values, indices, isAttribute);

  it('is filled in, whether its indices count elements or name axes', () => {
    const linear = dense([2, 3], of('f32', [5, 6]), ints([2], [1, 5])).tensor;
    const axes = dense([2, 3], of('f32', [5, 6]), ints([2, 2], [0, 1, 1, 2])).tensor;
    for (const tensor of [linear, axes]) {
      expect(tensor?.shape).toEqual([2, 3]);
      expect(Array.from(arrayOf(tensor as Tensor) as Float32Array)).toEqual([0, 5, 0, 0, 0, 6]);
    }
    const narrow = dense([3], of('i4', [-1]), ints([1], [2])).tensor;
    expect(Array.from(arrayOf(narrow as Tensor) as Int8Array)).toEqual([0, 0, -1]);
    const none = dense([2], of('i32', []), undefined).tensor;
    expect(Array.from(arrayOf(none as Tensor) as Int32Array)).toEqual([0, 0]);
  });

  it.each([
    ['index 6 of value 0 is out of range', [2, 3], [6]],
    ['index -1 of value 0 is out of range', [2, 3], [-1]],
    ['value 1 is not behind the one before it', [2, 3], [3, 3]],
    ['and at most 67108864 are filled in', [1e9, 1e9], [0]],
    ['its indices have type i64[1]', [2, 3], [0], 2],
  ] as const)('is refused where %s', (problem, dims, indices, count?: number) => {
    const values = of('f32', new Array(count ?? indices.length).fill(1));
    expect(dense(dims, values, ints([indices.length], indices)).text).toContain(problem);
  });
});
