// What the two attention kernels share: operands, sizes, and which keys a query may look at.

import { arrayOf, type ElementType, elementBits, type Tensor } from '@afterglow/core';
import { type Floats, floatsOf, integersAsNumbers } from '../../data/elements.js';
import { narrowing, narrowingSum } from '../../data/narrow.js';
import { broadcastStrides, printShape, sameShape, tryBroadcast } from '../../data/shape.js';
import { badOperand, type KernelContext, optionalNumberAttr, optionalTensorAt, tensorAt } from '../../kernel.js';

export interface AttentionSetup {
  readonly elem: ElementType;
  readonly batch: number;
  readonly heads: number;
  readonly groups: number;
  readonly queries: number;
  readonly keys: number;
  readonly depth: number;
  readonly q: Floats;
  readonly k: Floats;
  /** Factors of the two operands of the product: all of the scale on q, unless rounding makes a difference. */
  readonly qFactor: number;
  readonly kFactor: number;
  readonly softcap: number;
  /** To the element type of q, where it is narrow. */
  readonly round: (x: number) => number;
  /** To the element type of the softmax, where it is narrow. */
  readonly precise: (x: number) => number;
  /** Of the running sum in the softmax. */
  readonly preciseSum: (x: number) => number;
  readonly sink: Floats | undefined;
  readonly mask: Mask | undefined;
  /** Keys in use of every batch entry. */
  readonly lens: readonly number[] | undefined;
  /** Position of the first query of every batch entry. */
  readonly starts: readonly number[];
  readonly left: number;
  readonly right: number;
}

interface Mask {
  /** What is added to the score; -Infinity for false. */
  readonly biases: ArrayLike<number>;
  readonly strides: readonly number[];
}

/** Positions of the optional operands. */
interface Optionals {
  readonly mask: number;
  readonly lens: number;
  readonly starts: number;
  readonly sink: number;
}

/** Reads a node. */
export function setupOf(context: KernelContext, at: Optionals): AttentionSetup {
  const [q, k] = [tensorAt(context, 0), tensorAt(context, 1)];
  const [batch, heads, queries, depth] = q.shape;
  const [, groups, keys] = k.shape;
  if (groups === 0 ? heads > 0 : heads % groups !== 0) {
    badOperand(context, `${heads} query heads cannot share ${groups} key heads`);
  }
  const scale = optionalNumberAttr(context, 'scale') ?? 1 / Math.sqrt(depth);
  const round = narrowing(q.elem);
  // ONNX scales both operands by √scale, in their type.
  const split = elementBits(q.elem) < 32 && scale > 0;
  const root = round(Math.sqrt(scale));
  const optional = (index: number) => optionalTensorAt(context, index);
  const [lens, starts, sink] = [optional(at.lens), optional(at.starts), optional(at.sink)];
  const offset = optionalNumberAttr(context, 'offset') ?? 0;
  const precision = (context.attrs.precision as ElementType | undefined) ?? q.elem;
  return {
    elem: q.elem,
    batch,
    heads,
    groups,
    queries,
    keys,
    depth,
    q: floatsOf(q),
    k: floatsOf(k),
    qFactor: split ? root : scale,
    kFactor: split ? root : 1,
    softcap: optionalNumberAttr(context, 'softcap') ?? 0,
    round,
    precise: narrowing(precision),
    preciseSum: narrowingSum(precision),
    sink: sink && floatsOf(sink),
    mask: maskOf(context, optional(at.mask), [batch, heads, queries, keys]),
    lens: lens && integersAsNumbers(lens),
    starts: starts ? integersAsNumbers(starts) : new Array<number>(batch).fill(offset),
    left: optionalNumberAttr(context, 'left') ?? Number.POSITIVE_INFINITY,
    right: optionalNumberAttr(context, 'right') ?? Number.POSITIVE_INFINITY,
  };
}

function maskOf(context: KernelContext, mask: Tensor | undefined, shape: readonly number[]): Mask | undefined {
  if (!mask) return undefined;
  const whole = tryBroadcast([mask.shape, shape]);
  if (!whole || !sameShape(whole, shape)) {
    badOperand(context, `a mask ${printShape(mask.shape)} does not broadcast to ${printShape(shape)}`);
  }
  const strides = broadcastStrides(mask.shape, shape);
  if (mask.elem !== 'bool') return { biases: floatsOf(mask), strides };
  const flags = arrayOf(mask) as Uint8Array;
  return { biases: Float64Array.from(flags, (flag) => (flag === 0 ? Number.NEGATIVE_INFINITY : 0)), strides };
}

/** Writes what is added to the scores of a query; false where that is -Infinity for every key. */
export function biasRow(setup: AttentionSetup, b: number, h: number, i: number, bias: Float64Array): boolean {
  const { mask, keys } = setup;
  const used = setup.lens ? setup.lens[b] : keys;
  const position = i + setup.starts[b];
  const first = position - setup.left;
  const last = Math.min(position + setup.right, used - 1);
  let open = false;
  for (let j = 0; j < keys; j++) {
    let value = j < first || j > last ? Number.NEGATIVE_INFINITY : 0;
    if (mask) {
      const [sb, sh, si, sj] = mask.strides;
      value += mask.biases[b * sb + h * sh + i * si + j * sj];
    }
    bias[j] = value;
    open ||= value !== Number.NEGATIVE_INFINITY;
  }
  return open;
}
