// Writing a module as ONNX and reading it back, for the tests here.

import {
  type ByteSource,
  Diagnostics,
  memorySource,
  renderDiagnostics,
  tensorBytes,
  tensorDigest,
} from '@afterglow/core';
import { type Module, printModule } from '@afterglow/ir';
import { exportOnnx, importOnnx, type WrittenModel } from '@afterglow/onnx';

/** The text of a module, whatever file its weights are in. */
export function textOf(module: Module): string {
  return printModule(module, {
    blob: (tensor) => ({ file: 'w', offset: 0, bytes: tensorBytes(tensor), digest: tensorDigest(tensor) }),
  });
}

function bytesOf(chunks: Iterable<Uint8Array>, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

export interface Exported {
  readonly written: WrittenModel;
  readonly open: (file: string) => ByteSource | undefined;
}

/** Exports a module; anything to say about it fails the test. */
export function exported(module: Module): Exported {
  const diagnostics = new Diagnostics();
  const written = exportOnnx(module, { diagnostics, file: 'model.onnx' });
  if (!written || diagnostics.list.length > 0) throw new Error(renderDiagnostics(diagnostics.list));
  const { external } = written;
  const data = external && memorySource(external.file, bytesOf(external.chunks(), external.size));
  return { written, open: (file) => (file === external?.file ? data : undefined) };
}

/** Imports a file; answers the module with what there was to say. */
export function imported(bytes: Uint8Array, open?: Exported['open']): { module: Module | undefined; codes: string[] } {
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('model.onnx', bytes), {
    diagnostics,
    ...(open ? { openExternal: open } : {}),
  });
  return { module, codes: diagnostics.list.map(({ code }) => code) };
}

/** The module after a way through ONNX; anything to say fails the test. */
export function thereAndBack(module: Module): Module {
  const { written, open } = exported(module);
  const { module: back, codes } = imported(written.bytes, open);
  if (!back || codes.length > 0) throw new Error(codes.join(', '));
  return back;
}
