// reduce_*: folds over any axes in index order with f32 accumulators, then one rounding. Kept and reduced axes are merged where
// they touch; the innermost of each kind make the tile, the others are loops, reduced ones in the order of the model, so that each
// sum runs over its elements exactly as they lie.

import { type Dim, dim } from '@afterglow/core';
import { type Axis, collapse, packedStrides } from '../build/axes.js';
import {
  type GenericInstr,
  input,
  intsAttr,
  type LowerContext,
  type Lowering,
  normalAxis,
  type Operand,
  output,
  vectorType,
} from '../build/context.js';
import { emitLoops, emitRows, type Located } from '../build/move.js';
import { type Place, type ProgramBuilder, placeAt } from '../build/program-builder.js';
import { shareAxes } from '../build/share.js';

interface Fold {
  readonly op: 'sum' | 'max' | 'min' | 'prod';
  /** Bits of the value a fold over nothing has. */
  readonly start: number;
  readonly mean: boolean;
}

const folds: Readonly<Record<string, Fold>> = {
  reduce_sum: { op: 'sum', start: 0, mean: false },
  reduce_mean: { op: 'sum', start: 0, mean: true },
  reduce_max: { op: 'max', start: 0xff800000, mean: false },
  reduce_min: { op: 'min', start: 0x7f800000, mean: false },
  reduce_prod: { op: 'prod', start: 0x3f800000, mean: false },
};

const ALIGN = 64;

interface Plan {
  readonly fold: Fold;
  /** Elements a result is made of. */
  readonly count: Dim;
  /** Kept axes, outermost first, with byte strides of [result, source]; the last one is the tile's. */
  readonly kept: readonly Axis[];
  readonly n: Axis;
  /** Reduced axes likewise, strides of [source]. */
  readonly reduced: readonly Axis[];
  readonly r: Axis;
}

function planOf(instr: GenericInstr, x: Operand, y: Operand, fold: Fold): Plan {
  const rank = x.shape.length;
  const given = intsAttr(instr.attrs, 'axes').map((axis) => normalAxis(axis, rank));
  const axes = new Set(given.length === 0 ? x.shape.map((_, axis) => axis) : given);
  const source = packedStrides(x.shape, x.elemBytes);
  const keptShape = x.shape.filter((_, axis) => !axes.has(axis));
  const target = packedStrides(keptShape, y.elemBytes);
  let nextKept = 0;
  const all = x.shape.map((size, axis): Axis => {
    return { size, strides: [axes.has(axis) ? 0 : (target[nextKept++] ?? 0), source[axis] ?? 0] };
  });
  const pick = (kind: boolean) => collapse(all.filter((_, axis) => axes.has(axis) === kind));
  const [kept, reduced] = [pick(false), pick(true)];
  const n = kept.pop() ?? { size: 1, strides: [y.elemBytes, x.elemBytes] };
  const r = reduced.pop() ?? { size: 1, strides: [0, x.elemBytes] };
  return { fold, count: dim.product(x.shape.filter((_, axis) => axes.has(axis))), kept, n, reduced, r };
}

interface Tiles {
  readonly n: number;
  readonly r: number;
  readonly acc: Place;
  readonly source: Place | undefined;
  readonly result: Place | undefined;
  /** The innermost loop that runs more than once, if one over tiles: what it loads and writes has second buffers. */
  readonly doubled: 'n' | 'r' | undefined;
}

function makeTiles(context: LowerContext, plan: Plan, x: Operand, y: Operand): Tiles {
  const { b } = context;
  const resultBytes = y.elem === 'f32' ? 0 : y.elemBytes;
  const [nMax, rMax] = [Math.max(1, b.bound(plan.n.size)), Math.max(1, b.bound(plan.r.size))];
  const loopOf = (n: number, r: number) => {
    if (r < rMax) return 'r';
    return n < nMax && plan.reduced.length === 0 ? 'n' : undefined;
  };
  const fits = (n: number, r: number) => {
    const [sources, results] = [loopOf(n, r) ? 2 : 1, loopOf(n, r) === 'n' ? 2 : 1];
    const sram = n * (r * x.elemBytes * sources + resultBytes * results) + 4 * ALIGN;
    return results * (n * 4 + ALIGN) <= context.accBytes + ALIGN && sram <= context.sramBytes;
  };
  let [n, r] = [nMax, rMax];
  while (!fits(n, r) && (n > 1 || r > 1)) {
    if (n > 1 && (n >= r || !fits(n, 1))) n = Math.ceil(n / 2);
    else r = Math.ceil(r / 2);
  }
  return {
    ...{ n, r, doubled: loopOf(n, r) },
    acc: b.temp('acc', 'acc', 'f32', [n]),
    source: x.memory === 'sram' ? undefined : b.temp('x', 'sram', x.elem, [n, r]),
    result: resultBytes === 0 ? undefined : b.temp('result', 'sram', y.elem, [n]),
  };
}

/** Brings the [n, r] box at `from` into the tile; answers the tile's strides along n and r. */
function loadBox(
  b: ProgramBuilder,
  from: Located,
  tiles: Tiles,
  plan: Plan,
  nt: Dim,
  rt: Dim,
  elemBytes: number,
): { place: Place; strideN: Dim; strideR: Dim } {
  const [strideN, strideR] = [plan.n.strides[1] ?? 0, plan.r.strides[1] ?? 0];
  if (!tiles.source) return { place: from.place, strideN, strideR };
  const to = { place: tiles.source, memory: 'sram' };
  const alongR = strideR === elemBytes;
  if (alongR) emitRows(b, to, from, nt, dim.mul(rt, elemBytes), tiles.r * elemBytes, strideN);
  else emitRows(b, to, from, rt, dim.mul(nt, elemBytes), tiles.n * elemBytes, strideR);
  const place = tiles.source;
  return alongR
    ? { place, strideN: tiles.r * elemBytes, strideR: elemBytes }
    : { place, strideN: elemBytes, strideR: tiles.n * elemBytes };
}

export const lowerReduce: Lowering = (context, instr) => {
  const { b } = context;
  const [x, y] = [input(instr, 0), output(instr)];
  const fold = folds[instr.op];
  if (!fold) return;
  const whole = planOf(instr, x, y, fold);
  const { axes, places } = shareAxes(context, [...whole.kept, whole.n], [y.place, x.place]);
  const plan = { ...whole, kept: axes.slice(0, -1), n: axes.at(-1) ?? whole.n };
  const tiles = makeTiles(context, plan, x, y);
  const { acc, result } = tiles;
  const { elemBytes } = x;
  const sourceStride = (axis: Axis): Axis => ({ size: axis.size, strides: [axis.strides[1] ?? 0] });
  emitLoops(b, plan.kept, places, ([py, px]) => {
    if (!py || !px) return;
    const each = (n0: Dim, nt: Dim) => {
      b.emit('vfill.f32', { dst: acc }, { rows: 1, cols: nt, stride: 0, value: fold.start });
      const row = placeAt(px, dim.mul(n0, plan.n.strides[1] ?? 0));
      emitLoops(b, plan.reduced.map(sourceStride), [row], ([at]) => {
        const part = (r0: Dim, rt: Dim) => {
          if (!at) return;
          const from = { place: placeAt(at, dim.mul(r0, plan.r.strides[1] ?? 0)), memory: x.memory };
          const box = loadBox(b, from, tiles, plan, nt, rt, elemBytes);
          b.emit(
            `vred.${fold.op}.f32`,
            { dst: acc, src: box.place },
            { n: nt, r: rt, src_stride_n: box.strideN, src_stride_r: box.strideR },
            { accumulate: true, src_type: vectorType(x.elem) },
          );
        };
        if (tiles.doubled === 'r') b.doubledTiles('tr', plan.r.size, tiles.r, [tiles.source], part);
        else b.tiles('tr', plan.r.size, tiles.r, part);
      });
      // The mean over nothing is 0, as everywhere here.
      if (fold.mean) b.emit('vdivr.f32', { dst: acc, src: acc }, { n: nt, divisor: dim.max(plan.count, 1) });
      const target = { place: placeAt(py, dim.mul(n0, plan.n.strides[0] ?? 0)), memory: y.memory };
      const bytes = dim.mul(nt, y.elemBytes);
      if (!result) {
        emitRows(b, target, { place: acc, memory: 'acc' }, 1, bytes, 0, 0);
        return;
      }
      b.emit('vcvt.f32.f16', { dst: result, src: acc }, { rows: 1, cols: nt, dst_stride: 0, src_stride: 0 });
      emitRows(b, target, { place: result, memory: 'sram' }, 1, bytes, 0, 0);
    };
    if (tiles.doubled === 'n') b.doubledTiles('tn', plan.n.size, tiles.n, [acc, tiles.source, result], each);
    else b.tiles('tn', plan.n.size, tiles.n, each);
  });
};
