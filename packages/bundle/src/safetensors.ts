// Lays tensors out as one `.safetensors` file: an 8-byte header length, a JSON header, then the packed data.
// Format: https://github.com/huggingface/safetensors (README, "Format").

import { type ElementType, type Tensor, tensorBytes, tensorChunks } from '@afterglow/core';

const TYPE_NAMES: Readonly<Partial<Record<ElementType, string>>> = {
  f64: 'F64',
  f32: 'F32',
  f16: 'F16',
  bf16: 'BF16',
  i64: 'I64',
  i32: 'I32',
  i16: 'I16',
  i8: 'I8',
  u64: 'U64',
  u32: 'U32',
  u16: 'U16',
  u8: 'U8',
  bool: 'BOOL',
  f8e4m3fn: 'F8_E4M3',
  f8e5m2: 'F8_E5M2',
};

/** Data start at a multiple of this, so that views of a mapped file are aligned. */
const ALIGNMENT = 64;

export interface SafetensorsFile {
  /** Offset of each tensor's first byte from the start of the file. */
  readonly offsets: ReadonlyMap<string, number>;
  readonly bytes: number;
  chunks(): Iterable<Uint8Array>;
}

function roundUp(n: number): number {
  return Math.ceil(n / ALIGNMENT) * ALIGNMENT;
}

/** Types the format has no name for are stored as bytes. */
function headerEntry(tensor: Tensor, start: number): unknown {
  const bytes = tensorBytes(tensor);
  const dtype = TYPE_NAMES[tensor.elem];
  const shape = dtype === undefined ? [bytes] : tensor.shape;
  return { dtype: dtype ?? 'U8', shape, data_offsets: [start, start + bytes] };
}

/** The file that holds `tensors`, in order. Nothing is read before `chunks` is. */
export function layOutSafetensors(tensors: ReadonlyMap<string, Tensor>): SafetensorsFile {
  const header: Record<string, unknown> = {};
  const starts = new Map<string, number>();
  let at = 0;
  for (const [name, tensor] of tensors) {
    header[name] = headerEntry(tensor, at);
    starts.set(name, at);
    // The format wants data without gaps, so alignment of single tensors is not padded.
    at += tensorBytes(tensor);
  }
  const json = JSON.stringify(header);
  const text = new TextEncoder().encode(json);
  const headerBytes = roundUp(8 + text.length) - 8;
  const base = 8 + headerBytes;
  return {
    offsets: new Map([...starts].map(([name, start]) => [name, base + start])),
    bytes: base + at,
    *chunks() {
      const head = new Uint8Array(base).fill(0x20);
      new DataView(head.buffer).setBigUint64(0, BigInt(headerBytes), true);
      head.set(text, 8);
      yield head;
      for (const tensor of tensors.values()) yield* tensorChunks(tensor);
    },
  };
}
