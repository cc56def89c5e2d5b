// Maps of ai.onnx.ml: ZipMap-1, CastMap-1 (without the cast) and DictVectorizer-1.

import { arrayOf, type HostMap, invariant, isTensorValue, type Tensor, tensorFromArray } from '@afterglow/core';
import { integersAsNumbers, type Movable, moved, newElements, wordsOf } from '../../data/elements.js';
import { sequenceOf } from '../../data/sequence.js';
import { badOperand, type KernelContext, kernel, optionalNumberAttr, tensorAt } from '../../kernel.js';

/** One element of a tensor as a scalar. */
function scalarAt(tensor: Tensor, words: Movable, at: number): Tensor {
  const elements = newElements(tensor.elem, 1);
  wordsOf(elements)[0] = words[at];
  return tensorFromArray(tensor.elem, [], elements);
}

export const zipMap = kernel('zip_map', (context) => {
  const [x, keys] = [tensorAt(context, 0), tensorAt(context, 1)];
  const [rows, columns] = x.shape;
  const words = wordsOf(arrayOf(x));
  const maps = Array.from({ length: rows }, (_, row): HostMap => {
    const values = Array.from({ length: columns }, (__, i) => scalarAt(x, words, row * columns + i));
    return { kind: 'map', keys, values };
  });
  return [sequenceOf(maps)];
});

function mapOf(context: KernelContext): { readonly keys: Tensor; readonly values: readonly Tensor[] } {
  const map = context.operands[0];
  invariant(map && !isTensorValue(map) && map.kind === 'map', `${context.op}: operand 0 is not a map`);
  const values = map.values.filter(isTensorValue);
  const bad = values.find((value) => value.elem !== context.results[0]?.elem || wordsOf(arrayOf(value)).length !== 1);
  if (bad || values.length < map.values.length)
    badOperand(context, `a value of the map is no ${context.results[0]?.elem}`);
  return { keys: map.keys, values };
}

/** A row of `size` with some of its elements given. */
function row(elem: Tensor['elem'], size: number, entries: Iterable<readonly [place: number, value: Tensor]>): Tensor {
  return moved(elem, [1, size], (out) => {
    for (const [place, value] of entries) out[place] = wordsOf(arrayOf(value))[0];
  });
}

function resultElem(context: KernelContext): Tensor['elem'] {
  const elem = context.results[0]?.elem;
  invariant(elem, `${context.op}: the result has no element type`);
  return elem;
}

export const mapValues = kernel('map_values', (context) => {
  const { keys, values } = mapOf(context);
  const numbers = integersAsNumbers(keys);
  const size = optionalNumberAttr(context, 'size');
  if (size !== undefined) {
    const wrong = numbers.find((key) => key < 0 || key >= size);
    if (wrong !== undefined) badOperand(context, `key ${wrong} is none of ${size} places`);
    return [
      row(
        resultElem(context),
        size,
        numbers.map((key, i) => [key, values[i]] as const),
      ),
    ];
  }
  const order = [...numbers.keys()].sort((i, j) => numbers[i] - numbers[j]);
  return [
    row(
      resultElem(context),
      order.length,
      order.map((i, place) => [place, values[i]] as const),
    ),
  ];
});

export const dictVectorizer = kernel('dict_vectorizer', (context) => {
  const { keys, values } = mapOf(context);
  const vocabulary = wordsOf(arrayOf(tensorAt(context, 1)));
  const places = new Map<unknown, number>(Array.from(vocabulary, (word, place) => [word, place] as const));
  const words: ArrayLike<unknown> = wordsOf(arrayOf(keys));
  const entries = Array.from(words, (key, i) => [places.get(key) ?? -1, values[i]] as const);
  const known = entries.filter(([place]) => place >= 0);
  return [row(resultElem(context), vocabulary.length, known)];
});
