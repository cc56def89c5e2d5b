// Seeded inputs for a bundle, for a first run without data. Sizes come from the caller or the ranges; row numbers and bag
// offsets stay within what the manifest says they mean.

import { dimOf, type InputInfo, type Manifest, type Wrapper } from '@afterglow/bundle';
import {
  type DimJson,
  dim,
  type HostValue,
  isFloat,
  stringTensor,
  type Tensor,
  tensorFromArray,
  tensorFromNumbers,
} from '@afterglow/core';

/** Uniform numbers in [0, 1) from a 32-bit seed (mulberry32): the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A size for each launch parameter: the one asked for, or a small one within its range. */
export function chooseSizes(
  manifest: Pick<Manifest, 'params'>,
  sizes: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map(manifest.params.map(({ name, lo, hi }) => [name, sizes.get(name) ?? Math.min(hi, Math.max(lo, 4))]));
}

function integers(info: InputInfo, count: number, sizes: ReadonlyMap<string, number>, random: () => number): number[] {
  const bound = (json: DimJson) => dim.evaluate(dimOf(json), sizes) ?? 0;
  const [lo, hi] = info.values ? [bound(info.values.lo), bound(info.values.hi)] : [0, 1];
  const values = Array.from({ length: count }, () => lo + Math.floor(random() * Math.max(1, hi - lo + 1)));
  if (!info.values?.sorted) return values;
  values.sort((a, b) => a - b);
  if (values.length > 0) values[0] = lo;
  return values;
}

function randomTensor(info: InputInfo, sizes: ReadonlyMap<string, number>, random: () => number): Tensor {
  const shape = info.shape.map((json) => dim.evaluate(dimOf(json), sizes) ?? 1);
  const count = shape.reduce((product, size) => product * size, 1);
  // The manifest was checked when it was parsed, so the name is an element type.
  const elem = info.elem as Tensor['elem'];
  if (isFloat(elem)) {
    return tensorFromNumbers(
      elem,
      shape,
      Float64Array.from({ length: count }, () => random() * 2 - 1),
    );
  }
  const values = integers(info, count, sizes, random);
  if (elem === 'i64') return tensorFromArray(elem, shape, BigInt64Array.from(values, BigInt));
  if (elem === 'string')
    return stringTensor(
      shape,
      values.map((value) => `text ${value}`),
    );
  // Two numbers an element: real and imaginary part.
  if (elem === 'c64' || elem === 'c128') {
    const parts = Float64Array.from({ length: 2 * count }, () => random() * 2 - 1);
    return tensorFromArray(elem, shape, elem === 'c64' ? Float32Array.from(parts) : parts);
  }
  return tensorFromNumbers(elem, shape, values);
}

/** Items of a made-up sequence, and entries of a made-up map. */
const ITEMS = 2;

/** A tensor in what it is wrapped in: sequences and maps of a few of them, optionals that hold one. */
function wrapped(wrappers: readonly Wrapper[], make: () => Tensor): HostValue {
  const [outer, ...rest] = wrappers;
  if (outer === undefined) return make();
  if (outer === 'optional') return { kind: 'optional', value: wrapped(rest, make) };
  const values = Array.from({ length: ITEMS }, () => wrapped(rest, make));
  if (outer === 'sequence') return { kind: 'sequence', items: values };
  const isText = outer === 'map of string';
  return {
    kind: 'map',
    keys: isText
      ? stringTensor([ITEMS], ['text 0', 'text 1'])
      : tensorFromArray('i64', [ITEMS], BigInt64Array.of(0n, 1n)),
    values,
  } as HostValue;
}

/** One value for every input of the model. */
export function randomInputs(
  manifest: Pick<Manifest, 'inputs' | 'params'>,
  seed: number,
  sizes: ReadonlyMap<string, number> = new Map(),
): Map<string, HostValue> {
  const random = seededRandom(seed);
  const chosen = chooseSizes(manifest, sizes);
  return new Map(
    manifest.inputs.map((info) => [info.name, wrapped(info.wrap ?? [], () => randomTensor(info, chosen, random))]),
  );
}
