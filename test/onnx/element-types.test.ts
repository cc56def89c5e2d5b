// Every operator that only moves elements, at every version of it, on every element type that the standard lists there
// (`recorded/element-types.txt`). Each operator first moves the numbers 0, 1, 2, …, which f32 can hold at any version; where
// they went says where elements of other types have to go.

import { readFileSync } from 'node:fs';
import {
  arrayOf,
  ELEMENT_TYPES,
  type ElementType,
  emptyArray,
  isElementType,
  isFloat,
  numbersOf,
  stringTensor,
  type Tensor,
  tensorFromBytes,
  tensorFromNumbers,
} from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { type NodeCase, recordOf, runNode } from './run-node.js';

interface Version {
  readonly opset: number;
  readonly types: readonly ElementType[];
}

const table = new Map<string, readonly Version[]>();
for (const line of readFileSync(new URL('recorded/element-types.txt', import.meta.url), 'utf8').split('\n')) {
  const [op, rest] = line.split(': ');
  if (rest === undefined || line.startsWith('#')) continue;
  let types: readonly ElementType[] = [];
  table.set(
    op,
    rest.split('; ').map((part) => {
      const [opset, ...added] = part.split(' ');
      types = [...types, ...added.filter(isElementType)];
      return { opset: Number(opset), types };
    }),
  );
}

/** Elements of a type: two numbers for a complex one, text for strings, and patterns with every bit in use for the rest. */
function sample(elem: ElementType, shape: readonly number[]): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  if (elem === 'string')
    return stringTensor(
      shape,
      Array.from({ length: size }, (_, i) => `#${i}`),
    );
  const array = emptyArray(elem, size);
  const width = array.BYTES_PER_ELEMENT;
  if (elem === 'bool' || elem === 'c64' || elem === 'c128') {
    return tensorFromNumbers(
      elem,
      shape,
      Array.from({ length: array.length }, (_, i) => (elem === 'bool' ? (i % 3) % 2 : i)),
    );
  }
  const bytes = Uint8Array.from({ length: array.length * width }, (_, i) => (i * 89 + 7) & 255);
  if (array instanceof BigInt64Array || array instanceof BigUint64Array) return tensorFromBytes(elem, shape, bytes);
  // Below eight bits an unpacked array holds a value a byte.
  const perByte = { i4: 2, u4: 2, f4e2m1: 2, i2: 4, u2: 4 }[elem as string] ?? 1;
  return tensorFromBytes(elem, shape, bytes.subarray(0, Math.ceil(bytes.length / perByte)));
}

const ints = (...values: number[]) => tensorFromNumbers('i64', [values.length], values);
const bools = (...values: number[]) => tensorFromNumbers('bool', [values.length], values);

type Form = (
  opset: number,
  x: (shape: readonly number[]) => Tensor,
) => Pick<NodeCase, 'inputs' | 'attributes' | 'outputs'>;

/** Axes, sizes and the like were attributes once, and are constant operands since `opset`. */
const since =
  (at: number, name: string, values: readonly number[]): Form =>
  (opset, x) => ({
    inputs: opset < at ? [x([1, 2, 3])] : [x([1, 2, 3]), ints(...values)],
    attributes: opset < at ? { [name]: values } : {},
  });

const forms: Readonly<Record<string, Form>> = {
  Identity: (_, x) => ({ inputs: [x([2, 3])] }),
  Reshape: since(5, 'shape', [3, 2]),
  Transpose: (_, x) => ({ inputs: [x([2, 3])] }),
  Concat: (_, x) => ({ inputs: [x([2, 3]), x([2, 3])], attributes: { axis: 1 } }),
  Gather: (_, x) => ({ inputs: [x([2, 3]), ints(2, 0)], attributes: { axis: 1 } }),
  GatherElements: (_, x) => ({ inputs: [x([2, 3]), tensorFromNumbers('i64', [1, 3], [1, 0, 1])] }),
  GatherND: (_, x) => ({ inputs: [x([2, 3]), tensorFromNumbers('i64', [1, 2], [1, 2])] }),
  Slice: (opset, x) => ({
    inputs: opset < 10 ? [x([2, 3])] : [x([2, 3]), ints(1), ints(3), ints(1)],
    attributes: opset < 10 ? { starts: [1], ends: [3], axes: [1] } : {},
  }),
  Split: (_, x) => ({ inputs: [x([2, 4])], attributes: { axis: 1 }, outputs: 2 }),
  Squeeze: since(13, 'axes', [0]),
  Unsqueeze: since(13, 'axes', [1]),
  Expand: (_, x) => ({ inputs: [x([3, 1]), ints(2, 3, 2)] }),
  Tile: (opset, x) =>
    opset < 6
      ? { inputs: [x([2, 3]), tensorFromNumbers('f32', [], [2]), tensorFromNumbers('f32', [], [1])] }
      : { inputs: [x([2, 3]), ints(1, 2)] },
  Pad: (opset, x) => ({
    inputs: opset < 11 ? [x([2, 3])] : [x([2, 3]), ints(0, 1, 1, 0), ...(opset < 13 ? [] : [x([])])],
    attributes:
      opset < 2
        ? { paddings: [0, 1, 1, 0], mode: 'edge' }
        : opset < 13
          ? { ...(opset < 11 ? { pads: [0, 1, 1, 0] } : {}), mode: 'edge' }
          : {},
  }),
  Flatten: (_, x) => ({ inputs: [x([2, 3, 1])], attributes: { axis: 1 } }),
  DepthToSpace: (_, x) => ({ inputs: [x([1, 4, 1, 2])], attributes: { blocksize: 2 } }),
  SpaceToDepth: (_, x) => ({ inputs: [x([1, 1, 2, 4])], attributes: { blocksize: 2 } }),
  Scatter: (_, x) => ({ inputs: [x([2, 3]), tensorFromNumbers('i64', [1, 2], [1, 0]), x([1, 2])] }),
  ScatterElements: (_, x) => ({ inputs: [x([2, 3]), tensorFromNumbers('i64', [1, 2], [1, 0]), x([1, 2])] }),
  ScatterND: (_, x) => ({ inputs: [x([2, 3]), tensorFromNumbers('i64', [1, 1], [1]), x([1, 3])] }),
  Where: (_, x) => ({ inputs: [bools(1, 0, 1), x([2, 3]), x([1])] }),
  Compress: (_, x) => ({ inputs: [x([2, 3]), bools(0, 1, 1)], attributes: { axis: 1 } }),
  Trilu: (_, x) => ({ inputs: [x([2, 2]), tensorFromNumbers('i64', [], [-1])] }),
  ReverseSequence: (_, x) => ({ inputs: [x([3, 2]), ints(2, 3)] }),
};

/** The elements of `x`, as entries that can be compared. */
function entries(x: Tensor): readonly unknown[] {
  if (x.elem === 'c64' || x.elem === 'c128') {
    const parts = arrayOf(x) as Float64Array;
    return Array.from({ length: parts.length / 2 }, (_, i) => `${parts[2 * i]} ${parts[2 * i + 1]}`);
  }
  return Array.from(arrayOf(x) as ArrayLike<unknown>);
}

/** What the operator does to f32 at this version. */
function wanted(
  op: string,
  opset: number,
  form: Form,
): (readonly [shape: readonly number[], from: readonly number[]])[] {
  const counting = (shape: readonly number[]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    return tensorFromNumbers(
      'f32',
      shape,
      Array.from({ length: size }, (_, i) => i),
    );
  };
  return runNode({ op, opset, ...form(opset, counting) }).map((y) => [y.shape, Array.from(numbersOf(y))] as const);
}

describe.each(Object.entries(forms))('%s', (op, form) => {
  it.each((table.get(op) ?? []).map((version) => [version.opset, version.types] as const))('%i', (opset, types) => {
    const moves = wanted(op, opset, form);
    for (const elem of types) {
      const all = entries(sample(elem, [2, 3, 4]));
      for (const isConstant of [false, true]) {
        // Data is operand 0, and whatever else has its type; the rest is constant, as exporters have it.
        const made = form(opset, (shape) => sample(elem, shape));
        const constant = (i: number) => isConstant || made.inputs[i]?.elem === 'i64';
        const outputs = runNode({ op, opset, ...made, constant });
        outputs.forEach((y, i) => {
          const [shape, from] = moves[i];
          expect([op, elem, y.elem, y.shape]).toEqual([op, elem, elem, shape]);
          expect([elem, entries(y)]).toEqual([elem, from.map((index) => all[index])]);
        });
      }
    }
  });
});

/** The number of an element type in ONNX. */
const numberOf = (elem: ElementType) => ELEMENT_TYPES[elem].onnx;
/** 1 in a type; text says whether it was a float. */
const one = (elem: ElementType, from: ElementType = elem) =>
  elem === 'string' ? stringTensor([1], [isFloat(from) ? '1.0' : '1']) : tensorFromNumbers(elem, [1], [1]);
const versions = (op: string) => (table.get(op) ?? []).map(({ opset, types }) => [opset, types] as const);

describe('Cast and CastLike', () => {
  it.each(versions('Cast'))('%i: 1 is 1 in every type, from and to f32', (opset, types) => {
    // Up to opset 5 the type was named by a word.
    const words: Partial<Record<ElementType, string>> = { f32: 'FLOAT', f64: 'DOUBLE', f16: 'FLOAT16', bool: 'BOOL' };
    const to = (elem: ElementType) =>
      opset < 6 ? (words[elem] ?? elem.replace('i', 'INT').replace('u', 'UINT')) : numberOf(elem);
    for (const elem of types) {
      const there = runNode({ op: 'Cast', opset, attributes: { to: to(elem) }, inputs: [one('f32')] });
      expect([elem, there.map(recordOf)]).toEqual([elem, [recordOf(one(elem, 'f32'))]]);
      const back = runNode({ op: 'Cast', opset, attributes: { to: to('f32') }, inputs: [one(elem)] });
      expect([elem, back.map(recordOf)]).toEqual([elem, [recordOf(one('f32'))]]);
    }
  });

  it.each(versions('CastLike').slice(-1))('%i: 1 is 1 from every type to every other', (opset, types) => {
    for (const from of types) {
      for (const to of types) {
        const y = runNode({ op: 'CastLike', opset, inputs: [one(from), one(to)] });
        expect([from, to, y.map(recordOf)]).toEqual([from, to, [recordOf(one(to, from))]]);
      }
    }
  });
});

describe('constants', () => {
  it.each(versions('Constant'))('Constant %i holds every type', (opset, types) => {
    for (const elem of types) {
      const value = sample(elem, [2, 3]);
      const [y] = runNode({ op: 'Constant', opset, attributes: { value }, inputs: [] });
      expect([elem, y.shape, entries(y)]).toEqual([elem, [2, 3], entries(value)]);
    }
  });

  it.each(versions('ConstantOfShape'))('ConstantOfShape %i repeats every type', (opset, types) => {
    for (const elem of types) {
      const value = sample(elem, [1]);
      for (const isConstant of [true, false]) {
        const inputs = [ints(2, 1)];
        const [y] = runNode({
          op: 'ConstantOfShape',
          opset,
          attributes: { value },
          inputs,
          constant: () => isConstant,
        });
        const [entry] = entries(value);
        expect([elem, y.shape, entries(y)]).toEqual([elem, [2, 1], [entry, entry]]);
      }
    }
  });
});

describe.each(['Shape', 'Size'])('%s', (op) => {
  it.each(versions(op))('%i counts elements of every type', (opset, types) => {
    for (const elem of types) {
      const y = runNode({ op, opset, inputs: [sample(elem, [2, 3])] });
      expect([elem, y.map((tensor) => recordOf(tensor).values)]).toEqual([elem, [op === 'Shape' ? ['2', '3'] : ['6']]]);
    }
  });
});

it.each(versions('TopK'))('TopK %i orders every type', (opset, types) => {
  for (const elem of types) {
    const x = tensorFromNumbers(elem, [4], [1, 3, 0, 2]);
    const inputs = opset < 10 ? [x] : [x, ints(2)];
    const y = runNode({ op: 'TopK', opset, attributes: opset < 10 ? { k: 2 } : {}, inputs, outputs: 2 });
    const best = recordOf(tensorFromNumbers(elem, [2], [3, 2]));
    expect([elem, y.map(recordOf)]).toEqual([elem, [best, { elem: 'i64', shape: [2], values: ['1', '3'] }]]);
  }
});

it.each(versions('BitCast'))('BitCast %i reads every type as those of its width and back', (opset, types) => {
  for (const from of types) {
    for (const to of types.filter((type) => ELEMENT_TYPES[type].bits === ELEMENT_TYPES[from].bits)) {
      // A truth value is 0 or 1.
      const x =
        from === 'bool' || to === 'bool' ? tensorFromBytes(from, [4], Uint8Array.of(0, 1, 1, 0)) : sample(from, [2, 3]);
      const [there] = runNode({ op: 'BitCast', opset, attributes: { to: numberOf(to) }, inputs: [x] });
      const [back] = runNode({ op: 'BitCast', opset, attributes: { to: numberOf(from) }, inputs: [there] });
      expect([from, to, there.elem, entries(back)]).toEqual([from, to, to, entries(x)]);
    }
  }
});

describe('elements that are not zero', () => {
  const run = (op: string, opset: number, x: Tensor) =>
    runNode({ op, opset, inputs: [x] }).map((y) => recordOf(y).values);

  it('are found among texts and complex numbers', () => {
    expect(run('NonZero', 13, stringTensor([3], ['', '0', 'a']))).toEqual([['1', '2']]);
    expect(run('NonZero', 13, tensorFromNumbers('c64', [3], [0, 0, 0, 1, 2, 0]))).toEqual([['1', '2']]);
  });

  it('Erf of integers is truncated: 1 only where it rounds to 1', () => {
    for (const elem of ['i8', 'i64', 'u16'] as const) {
      expect(
        run('Erf', 9, tensorFromNumbers(elem, [3], [0, 3, 7]))
          .flat()
          .map(Number),
      ).toEqual([0, 0, 1]);
    }
  });
});
