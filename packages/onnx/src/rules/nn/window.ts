// What convolutions and poolings share: kernel, strides, pads and dilations with their defaults, and `auto_pad` resolved to
// explicit pads.

import { type Dim, dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Poolings say the size of their windows; that of a convolution is the shape of its weight, which may be open. */
export interface Window<K extends Dim = Dim> {
  readonly kernel: readonly K[];
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
}

/** Pads to be added to the operand before the window runs, where they depend on sizes. */
export interface WindowPlan<K extends Dim = Dim> {
  readonly window: Window<K>;
  readonly extraPads: readonly Dim[] | undefined;
}

/** A list attribute of `length` entries, which may be left out. */
export function windowList(n: NodeReader, name: string, length: number, fallback: number): readonly number[] {
  const given = n.maybeInts(name);
  const list = given && given.length > 0 ? given : Array.from({ length }, () => fallback);
  if (list.length !== length) n.invalid(`${name} has ${list.length} entries where ${length} belong`);
  return list;
}

/** Reads the window attributes of a node whose operand 0 has `kernel.length` spatial axes, from axis `first` on. */
export function windowOf<K extends Dim>(n: NodeReader, kernel: readonly K[], first = 2): WindowPlan<K> {
  const rank = kernel.length;
  const strides = windowList(n, 'strides', rank, 1);
  const dilations = windowList(n, 'dilations', rank, 1);
  const zeros = Array.from({ length: 2 * rank }, () => 0);
  const mode = n.word('auto_pad', { NOTSET: 'explicit', VALID: 'none', SAME_UPPER: 'upper', SAME_LOWER: 'lower' });
  if (mode === 'explicit') {
    const given = n.maybeInts('pads');
    const pads = given && given.length > 0 ? given : zeros;
    if (pads.length !== 2 * rank) n.invalid(`pads has ${pads.length} entries for ${rank} spatial axes`);
    return { window: { kernel, strides, pads, dilations }, extraPads: undefined };
  }
  if (mode === 'none') return { window: { kernel, strides, pads: zeros, dilations }, extraPads: undefined };
  const totals = kernel.map((size, i) => {
    const input = n.shape(0)[i + first] ?? 1;
    return sameTotal(input, size, strides[i] ?? 1, dilations[i] ?? 1);
  });
  const halves = totals.map((total) => dim.floorDiv(total, 2));
  const rests = totals.map((total, i) => dim.sub(total, halves[i] ?? 0));
  const pads = mode === 'upper' ? [...halves, ...rests] : [...rests, ...halves];
  const known = pads.filter((d) => typeof d === 'number');
  if (known.length === pads.length)
    return { window: { kernel, strides, pads: known, dilations }, extraPads: undefined };
  return { window: { kernel, strides, pads: zeros, dilations }, extraPads: pads };
}

/** Padding of one axis for which the result has ceil(input / stride) elements. Independent of the input for stride 1. */
function sameTotal(input: Dim, kernel: Dim, stride: number, dilation: number): Dim {
  const reach = dim.add(dim.mul(dim.sub(kernel, 1), dilation), 1);
  if (stride === 1) return dim.sub(reach, 1);
  const covered = dim.add(dim.mul(dim.sub(dim.ceilDiv(input, stride), 1), stride), reach);
  const total = dim.sub(covered, input);
  // Windows that touch cover at least the input. Without the bound, sizes cancel.
  return dim.dimRange(dim.sub(reach, stride)).lo >= 0 ? total : dim.max(0, total);
}

/** The operand with pads that depend on sizes added to its spatial axes. */
export function padded(b: ImportBuilder, x: Value, plan: WindowPlan, value?: Value): Value {
  if (!plan.extraPads) return x;
  const axes = plan.window.kernel.map((_, i) => i + 2);
  return build.pad(b, x, value, { pads: plan.extraPads, axes });
}

/** The kernel of a pooling, which is an attribute. */
export function poolKernel(n: NodeReader): readonly number[] {
  const kernel = n.ints('kernel_shape');
  const spatial = n.rank(0) - 2;
  if (kernel.length !== spatial) n.invalid(`kernel_shape has ${kernel.length} entries for ${spatial} spatial axes`);
  return kernel;
}

/** The kernel of a convolution, which is the shape of its weight (operand `at`) and may be repeated as an attribute. */
export function convKernel(n: NodeReader, at = 1): readonly Dim[] {
  const weight = n.shape(at).slice(2);
  const given = n.maybeInts('kernel_shape') ?? [];
  const { symbols } = n.context.session;
  const problems: string[] = [];
  if (
    given.length > 0 &&
    (given.length !== weight.length || !given.every((d, i) => symbols.unify(weight[i] ?? 0, d)))
  ) {
    problems.push(
      `kernel_shape is [${given.join(', ')}], but the weight is [${n.shape(at).map(dim.printDim).join(', ')}]`,
    );
  }
  // Where the operand is unknown, what is wrong with the weight is still said.
  if (n.isKnown(0) && n.rank(0) < 3) {
    problems.push(`its operand has rank ${n.rank(0)}, but needs batch, channels and spatial axes`);
  } else if (n.isKnown(0) && n.rank(0) !== n.rank(at)) {
    problems.push(`operand and weight have ranks ${n.rank(0)} and ${n.rank(at)}`);
  }
  if (problems.length > 0) n.invalid(problems.join('; '));
  return given.length > 0 ? given : weight;
}
