// A matrix product with bias and activation, tiled. Accumulators start at the bias, K tiles come in order and accumulate, and the
// f32 sums are rounded once into the result: the arithmetic is the same for every tile shape.
//
//   (load a, if it is one tile)
//   for n tiles: load bias, (weights, if K is one tile)
//     for m tiles: acc = bias; for k tiles: load, multiply-accumulate; convert, activate, store
//
// The innermost of these loops that runs more than once has two buffers for what it loads and writes.

import { type Dim, dim, invariant } from '@afterglow/core';
import { type Activation, emitActivation, prepareActivation, tableBytes } from './activation.js';
import type { LowerContext } from './context.js';
import type { Epilogue } from './epilogue.js';
import { chooseGemmTile, DOUBLED, type DoubledLoop, doubledLoop } from './gemm-tile.js';
import { emitRows, type Located } from './move.js';
import { type Place, type ProgramBuilder, placeAt } from './program-builder.js';

/** A matrix of packed rows, `rowStride` bytes apart. */
export interface Matrix extends Located {
  readonly rowStride: Dim;
}

export interface Gemm {
  readonly type: 'f16' | 'f32';
  readonly m: Dim;
  readonly n: Dim;
  readonly k: Dim;
  /** [m, k] */
  readonly a: Matrix;
  /** [k, n], or [n, k] when `bTransposed`. */
  readonly b: Matrix;
  readonly bTransposed: boolean;
  /** [n] */
  readonly bias?: (Located & { readonly type: 'f16' | 'f32' }) | undefined;
  readonly act: Activation;
  /** [m, n] */
  readonly out: Matrix;
  /** Where the operands of the epilogue start, and bytes they move along rows and columns; its result is first. */
  readonly finish?: GemmFinish | undefined;
}

export interface GemmFinish {
  readonly places: readonly Place[];
  readonly rows: readonly Dim[];
  readonly cols: readonly Dim[];
}

interface Tile {
  readonly place: Place;
  readonly stride: Dim;
}

/** Tiles and tables of one product; made before any loop. */
export interface GemmPlan {
  readonly tile: { readonly m: number; readonly n: number; readonly k: number };
  readonly doubled: DoubledLoop | undefined;
  readonly acc: Place;
  readonly a: Place | undefined;
  readonly b: Place | undefined;
  readonly bias: Place | undefined;
  readonly result: Place | undefined;
  readonly table: Place | undefined;
}

const bytesOf = { f16: 2, f32: 4 } as const;

/** Chooses the tile for the bounds of the sizes and reserves scratch space. */
export function planGemm(context: LowerContext, gemm: Omit<Gemm, 'act'>, act: Activation): GemmPlan {
  const { b } = context;
  const elemBytes = bytesOf[gemm.type];
  const size = { m: b.bound(gemm.m), n: b.bound(gemm.n), k: b.bound(gemm.k) };
  const inPlace = gemm.out.memory === 'sram';
  const room = {
    sramBytes: context.sramBytes - tableBytes(act, gemm.type),
    accBytes: context.accBytes,
    elemBytes,
    loadsA: gemm.a.memory !== 'sram',
    loadsB: gemm.b.memory !== 'sram',
    biasBytes: gemm.bias && gemm.bias.memory !== 'sram' ? bytesOf[gemm.bias.type] : 0,
    resultBytes: (inPlace ? 0 : elemBytes) + (context.epilogue?.bytesPerElement ?? 0),
  };
  const tile = chooseGemmTile(size, room);
  context.epilogue?.reserve({ rows: tile.m, cols: tile.n });
  return {
    tile,
    doubled: doubledLoop(size, tile),
    acc: b.temp('acc', 'acc', 'f32', [tile.m, tile.n]),
    a: room.loadsA ? b.temp('a', 'sram', gemm.type, [tile.m, tile.k]) : undefined,
    b: room.loadsB ? b.temp('b', 'sram', gemm.type, gemm.bTransposed ? [tile.n, tile.k] : [tile.k, tile.n]) : undefined,
    bias: room.biasBytes > 0 && gemm.bias ? b.temp('bias', 'sram', gemm.bias.type, [tile.n]) : undefined,
    result: inPlace ? undefined : b.temp('result', 'sram', gemm.type, [tile.m, tile.n]),
    table: prepareActivation(b, act, gemm.type),
  };
}

class GemmEmitter {
  readonly #b: ProgramBuilder;
  readonly #gemm: Gemm;
  readonly #plan: GemmPlan;
  readonly #bytes: number;
  readonly #epilogue: Epilogue | undefined;

  constructor(context: LowerContext, gemm: Gemm, plan: GemmPlan) {
    this.#b = context.b;
    this.#epilogue = context.epilogue;
    this.#gemm = gemm;
    this.#plan = plan;
    this.#bytes = bytesOf[gemm.type];
  }

  run(): void {
    const { m, n, k } = this.#gemm;
    const { tile } = this.#plan;
    const b = this.#b;
    const wholeK = b.bound(k) <= tile.k;
    const left = wholeK && b.bound(m) <= tile.m ? this.#loadA(0, m, 0, k) : undefined;
    this.#tiles('n', n, (n0, nt) => {
      const bias = this.#loadBias(n0, nt);
      const weights = wholeK ? this.#loadB(n0, nt, 0, k) : undefined;
      this.#tiles('m', m, (m0, mt) => {
        this.#start(bias, mt, nt);
        this.#tiles('k', k, (k0, kt) => {
          const right = weights ?? this.#loadB(n0, nt, k0, kt);
          this.#multiply(left ?? this.#loadA(m0, mt, k0, kt), right, mt, nt, kt);
        });
        this.#finish(m0, mt, n0, nt);
      });
    });
  }

  #tiles(loop: DoubledLoop, count: Dim, body: (start: Dim, size: Dim) => void): void {
    const plan = this.#plan;
    if (plan.doubled !== loop) {
      this.#b.tiles(`t${loop}`, count, plan.tile[loop], body);
      return;
    }
    const places = DOUBLED[loop].map((name) => plan[name]);
    this.#b.doubledTiles(`t${loop}`, count, plan.tile[loop], places, body);
  }

  /** A box of a matrix as a tile: itself when it is in reach, else loaded. */
  #load(from: Matrix, to: Place | undefined, row0: Dim, rows: Dim, col0: Dim, cols: Dim, width: number): Tile {
    const bytes = this.#bytes;
    const place = placeAt(from.place, dim.add(dim.mul(row0, from.rowStride), dim.mul(col0, bytes)));
    if (!to) return { place, stride: from.rowStride };
    const stride = width * bytes;
    emitRows(
      this.#b,
      { place: to, memory: 'sram' },
      { place, memory: from.memory },
      rows,
      dim.mul(cols, bytes),
      stride,
      from.rowStride,
    );
    return { place: to, stride };
  }

  #loadA(m0: Dim, mt: Dim, k0: Dim, kt: Dim): Tile {
    return this.#load(this.#gemm.a, this.#plan.a, m0, mt, k0, kt, this.#plan.tile.k);
  }

  #loadB(n0: Dim, nt: Dim, k0: Dim, kt: Dim): Tile {
    const { b, bTransposed } = this.#gemm;
    const { tile } = this.#plan;
    if (bTransposed) return this.#load(b, this.#plan.b, n0, nt, k0, kt, tile.k);
    return this.#load(b, this.#plan.b, k0, kt, n0, nt, tile.n);
  }

  #loadBias(n0: Dim, nt: Dim): Place | undefined {
    const { bias } = this.#gemm;
    if (!bias) return undefined;
    const bytes = bytesOf[bias.type];
    const place = placeAt(bias.place, dim.mul(n0, bytes));
    if (!this.#plan.bias) return place;
    emitRows(
      this.#b,
      { place: this.#plan.bias, memory: 'sram' },
      { place, memory: bias.memory },
      1,
      dim.mul(nt, bytes),
      0,
      0,
    );
    return this.#plan.bias;
  }

  get #accStride(): number {
    return this.#plan.tile.n * 4;
  }

  #start(bias: Place | undefined, rows: Dim, cols: Dim): void {
    const { acc } = this.#plan;
    if (!bias) {
      this.#b.emit('vfill.f32', { dst: acc }, { rows, cols, stride: this.#accStride, value: 0 });
      return;
    }
    const op = this.#gemm.bias?.type === 'f16' ? 'vcvt.f16.f32' : 'v1.copy.f32';
    this.#b.emit(op, { dst: acc, src: bias }, { rows, cols, dst_stride: this.#accStride, src_stride: 0 });
  }

  #multiply(a: Tile, b: Tile, m: Dim, n: Dim, k: Dim): void {
    const op = this.#gemm.type === 'f16' ? 'mm.f16' : 'vmm.f32';
    this.#b.emit(
      op,
      { c: this.#plan.acc, a: a.place, b: b.place },
      { m, n, k, ldc: this.#accStride, lda: a.stride, ldb: b.stride },
      { accumulate: true, b_transposed: this.#gemm.bTransposed },
    );
  }

  #finish(m0: Dim, rows: Dim, n0: Dim, cols: Dim): void {
    const { type, act, out } = this.#gemm;
    const { acc, result, tile, table } = this.#plan;
    const target = placeAt(out.place, dim.add(dim.mul(m0, out.rowStride), dim.mul(n0, this.#bytes)));
    const dst = result ?? target;
    const stride = result ? tile.n * this.#bytes : out.rowStride;
    const round = type === 'f16' ? 'vcvt.f32.f16' : 'v1.copy.f32';
    this.#b.emit(round, { dst, src: acc }, { rows, cols, dst_stride: stride, src_stride: this.#accStride });
    emitActivation(this.#b, act, type, table, { dst, src: dst, rows, cols, dstStride: stride, srcStride: stride });
    if (this.#epilogue) this.#hand(this.#epilogue, dst, stride, m0, rows, n0, cols);
    if (!result || this.#epilogue) return;
    const bytes = dim.mul(cols, this.#bytes);
    emitRows(
      this.#b,
      { place: target, memory: out.memory },
      { place: result, memory: 'sram' },
      rows,
      bytes,
      out.rowStride,
      stride,
    );
  }

  /** Gives a tile to what is done to it before it is stored. */
  #hand(epilogue: Epilogue, tile: Place, stride: Dim, m0: Dim, rows: Dim, n0: Dim, cols: Dim): void {
    const { finish } = this.#gemm;
    invariant(finish, 'the operands of the epilogue are known');
    const places = finish.places.map((place, i) =>
      placeAt(place, dim.add(dim.mul(m0, finish.rows[i] ?? 0), dim.mul(n0, finish.cols[i] ?? 0))),
    );
    const along = (size: Dim, strides: readonly Dim[]) => ({ size, strides });
    epilogue.finish(tile, stride, { places, rows: along(rows, finish.rows), cols: [along(cols, finish.cols)] });
  }
}

/** Writes one product; `plan` may serve many products of the same sizes. */
export function emitGemm(context: LowerContext, gemm: Gemm, plan: GemmPlan): void {
  new GemmEmitter(context, gemm, plan).run();
}
