// The innermost loop of a matrix tile, four sums a vector. A sum of the card is a chain of roundings in the order of k, so vectors run
// across columns and never along k; the lanes of f32x4.mul and f32x4.add round each product and each sum to binary32 on its own,
// and WebAssembly forbids fusing the two. A product of two halves is exact in binary32, so the same loop serves both element types.

import { NAN_F32 } from '../views.js';
import { assembleModule, type Code, type WasmFunction, wasm } from './assemble.js';

/** Columns of one panel of the right operand: two vectors. */
export const PANEL = 8;
/** Rows that share one read of a panel's row; what is left over goes row by row. */
export const GROUP = 4;

/** Most rows, columns and depth of one block; its three operands fit into a second-level cache. */
export const BLOCK = { rows: 64, columns: 256, depth: 512 } as const;

const PAGE = 65536;

/** `groups` groups of `rows` rows, one panel: c += a · b. */
function sweep(name: string, rows: number): WasmFunction {
  const [a, b, c, stride, groups, depth] = [0, 1, 2, 3, 4, 5];
  const [at, end] = [6, 7];
  const row = (r: number) => 8 + r;
  const sum = (r: number, half: number) => 8 + rows + 2 * r + half;
  const right = (half: number) => 8 + 3 * rows + half;
  const factor = 8 + 3 * rows + 2;
  const each = (make: (r: number, half: number) => Code[]) =>
    Array.from({ length: 2 * rows }, (_, i) => make(i >> 1, i & 1)).flat();
  const step = [
    ...[0, 1].flatMap((half) => [wasm.get(at), wasm.load(16 * half), wasm.set(right(half))]),
    ...each((r, half) => [
      ...(half === 0 ? [wasm.get(a), wasm.load32Splat(4 * r), wasm.set(factor)] : []),
      ...[wasm.get(sum(r, half)), wasm.get(factor), wasm.get(right(half)), wasm.f32Mul, wasm.f32Add],
      wasm.set(sum(r, half)),
    ]),
    ...[wasm.get(a), wasm.i32Const(4 * rows), wasm.i32Add, wasm.set(a)],
    ...[wasm.get(at), wasm.i32Const(4 * PANEL), wasm.i32Add, wasm.set(at)],
    ...[wasm.get(at), wasm.get(end), wasm.i32Ne],
  ];
  const body = wasm.loop([
    ...Array.from({ length: rows }, (_, r) => [
      ...(r === 0 ? [wasm.get(c)] : [wasm.get(row(r - 1)), wasm.get(stride), wasm.i32Add]),
      wasm.set(row(r)),
    ]).flat(),
    ...each((r, half) => [wasm.get(row(r)), wasm.load(16 * half), wasm.set(sum(r, half))]),
    ...[wasm.get(b), wasm.set(at), wasm.get(b), wasm.get(depth), wasm.i32Add, wasm.set(end)],
    ...[wasm.get(depth), wasm.when([wasm.loop(step)])],
    ...each((r, half) => [
      ...[wasm.get(row(r)), wasm.const32(NAN_F32), wasm.get(sum(r, half))],
      ...[wasm.get(sum(r, half)), wasm.get(sum(r, half)), wasm.f32Ne, wasm.select],
      wasm.store(16 * half),
    ]),
    ...[wasm.get(row(rows - 1)), wasm.get(stride), wasm.i32Add, wasm.set(c)],
    ...[wasm.get(groups), wasm.i32Const(1), wasm.i32Sub, wasm.set(groups), wasm.get(groups)],
  ]);
  return { name, params: 6, i32s: 2 + rows, vectors: 2 * rows + 3, body: [body] };
}

/** Byte addresses of the operands, bytes between rows of c, groups (at least one), bytes of a panel. */
type Sweep = (a: number, b: number, c: number, stride: number, groups: number, panelBytes: number) => void;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly group: Sweep;
  readonly single: Sweep;
}

// Neither the language's library nor that of Node declares the parts of the interface that are used here.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Operands of one block in the memory of a kernel, and the kernel. */
export interface Multiplier {
  /** Groups of GROUP rows, then single rows; within a group, element p of each row, then element p + 1. */
  readonly a: Float32Array;
  /** Panels of PANEL columns, row by row. */
  readonly b: Float32Array;
  /** Row by row, BLOCK.columns apart. */
  readonly c: Float32Array;
  /** c += a · b for `rows` rows, `panels` panels and a depth of `k`; a NaN becomes the canonical one. */
  readonly run: (rows: number, panels: number, k: number) => void;
}

/** A kernel with a memory of its own. */
export function makeMultiplier(): Multiplier {
  const sizes = [BLOCK.rows * BLOCK.depth, BLOCK.columns * BLOCK.depth, BLOCK.rows * BLOCK.columns];
  const [aAt, bAt, cAt] = [0, 4 * sizes[0], 4 * (sizes[0] + sizes[1])];
  const pages = Math.ceil((cAt + 4 * sizes[2]) / PAGE);
  const code = assembleModule([sweep('group', GROUP), sweep('single', 1)], pages);
  // The module exports exactly this.
  const { memory, group, single } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports;
  const stride = 4 * BLOCK.columns;
  return {
    a: new Float32Array(memory.buffer, aAt, sizes[0]),
    b: new Float32Array(memory.buffer, bAt, sizes[1]),
    c: new Float32Array(memory.buffer, cAt, sizes[2]),
    run(rows, panels, k) {
      const groups = Math.floor(rows / GROUP);
      const grouped = groups * GROUP;
      const panelBytes = 4 * PANEL * k;
      for (let j = 0; j < panels; j++) {
        const [b, c] = [bAt + j * panelBytes, cAt + 4 * PANEL * j];
        if (groups > 0) group(aAt, b, c, stride, groups, panelBytes);
        if (rows > grouped) single(aAt + 4 * grouped * k, b, c + grouped * stride, stride, rows - grouped, panelBytes);
      }
    },
  };
}
