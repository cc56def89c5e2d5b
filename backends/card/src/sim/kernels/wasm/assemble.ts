// Just enough of the WebAssembly binary format (core specification 2.0, chapter 5) to write numeric kernels here, one instruction a
// call, instead of checking in bytes that nobody can review. Every function takes and answers numbers; there are no imports.

/** Encoded instructions. */
export type Code = readonly number[];

/** Unsigned LEB128. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

function vector(items: readonly Code[]): number[] {
  return [...leb(items.length), ...items.flat()];
}

function sized(bytes: Code): number[] {
  return [...leb(bytes.length), ...bytes];
}

function simd(opcode: number, ...rest: readonly number[]): Code {
  return [0xfd, ...leb(opcode), ...rest];
}

/** A constant below 64 has one byte in the signed form; larger ones are never needed. */
function small(value: number): number {
  if (!(value >= 0 && value < 64)) throw new RangeError(`${value} is no small constant`);
  return value;
}

const VOID = 0x40;

/** Instructions by their names in the specification. Memory is addressed as `local + offset` by the caller's operands. */
export const wasm = {
  get: (local: number): Code => [0x20, ...leb(local)],
  set: (local: number): Code => [0x21, ...leb(local)],
  i32Const: (value: number): Code => [0x41, small(value)],
  i32Ne: [0x47] as Code,
  i32Add: [0x6a] as Code,
  i32Sub: [0x6b] as Code,
  /** The body runs again while it leaves something other than 0. */
  loop: (body: readonly Code[]): Code => [0x03, VOID, ...body.flat(), 0x0d, 0x00, 0x0b],
  /** The body runs unless 0 is on the stack. */
  when: (body: readonly Code[]): Code => [0x04, VOID, ...body.flat(), 0x0b],
  load: (offset: number): Code => simd(0x00, 0x02, ...leb(offset)),
  load32Splat: (offset: number): Code => simd(0x09, 0x02, ...leb(offset)),
  store: (offset: number): Code => simd(0x0b, 0x02, ...leb(offset)),
  /** Four copies of a 32-bit pattern. */
  const32: (bits: number): Code => simd(0x0c, ...Array.from({ length: 16 }, (_, i) => (bits >>> (8 * (i % 4))) & 0xff)),
  select: simd(0x52),
  f32Ne: simd(0x42),
  f32Add: simd(0xe4),
  f32Mul: simd(0xe6),
};

/** A function of i32 parameters without a result. Locals follow the parameters: first those of i32, then vectors. */
export interface WasmFunction {
  readonly name: string;
  readonly params: number;
  readonly i32s: number;
  readonly vectors: number;
  readonly body: readonly Code[];
}

const I32 = 0x7f;
const V128 = 0x7b;

function section(id: number, items: readonly Code[]): number[] {
  return [id, ...sized(vector(items))];
}

function name(text: string): number[] {
  return sized([...text].map((letter) => letter.charCodeAt(0)));
}

/** A module that exports its functions and a memory `memory` of so many pages of 64 KiB. */
export function assembleModule(functions: readonly WasmFunction[], pages: number): Uint8Array {
  const types = functions.map(({ params }) => [0x60, ...vector(new Array<Code>(params).fill([I32])), 0]);
  const bodies = functions.map(({ i32s, vectors, body }) => {
    const locals = [
      [...leb(i32s), I32],
      [...leb(vectors), V128],
    ];
    return sized([...vector(locals), ...body.flat(), 0x0b]);
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(
      3,
      functions.map((_, i) => leb(i)),
    ),
    ...section(5, [[0x00, ...leb(pages)]]),
    ...section(7, [[...name('memory'), 0x02, 0], ...functions.map((each, i) => [...name(each.name), 0x00, ...leb(i)])]),
    ...section(10, bodies),
  ]);
}
