// Tells files of other formats apart by their first bytes, so that the message says what the file is instead of which
// protobuf rule it breaks.

import type { ByteSource } from '@afterglow/core';

export interface OtherFormat {
  readonly looksLike: string;
  readonly advice: string;
}

const exportAgain = 'give the .onnx file that the exporter wrote';
const unpack = 'unpack it and give the .onnx file inside';

/** First bytes (as Latin-1 text), what they belong to, and what to do. */
const SIGNATURES: readonly (readonly [magic: string, looksLike: string, advice: string])[] = [
  ['version https://git-lfs', 'a Git LFS pointer', 'fetch the real file with `git lfs pull`'],
  ['PK\u0003\u0004', 'a ZIP archive (PyTorch checkpoints are ZIP files too)', unpack],
  ['\u001f\u008b', 'a gzip file', unpack],
  ['BZh', 'a bzip2 file', unpack],
  ['\u0028\u00b5\u002f\u00fd', 'a Zstandard file', unpack],
  ['\u0089HDF', 'an HDF5 file (Keras)', exportAgain],
  ['\u0080\u0002', 'a Python pickle', exportAgain],
  ['\u0080\u0004', 'a Python pickle', exportAgain],
  ['\u0093NUMPY', 'a NumPy array', exportAgain],
  ['GGUF', 'a GGUF file', exportAgain],
  ['\u007fELF', 'an ELF binary', exportAgain],
  ['ORTM', 'a model in ORT format', exportAgain],
];

/** The format of a file that is certainly not an ONNX model, or undefined. */
export function recognize(source: ByteSource): OtherFormat | undefined {
  const head = new Uint8Array(Math.min(256, source.size));
  source.read(0, head);
  const text = String.fromCharCode(...head);
  for (const [magic, looksLike, advice] of SIGNATURES) if (text.startsWith(magic)) return { looksLike, advice };
  if (text.slice(4, 8) === 'ORTM') return { looksLike: 'a model in ORT format', advice: exportAgain };
  if (text.slice(4, 8) === 'TFL3') return { looksLike: 'a TensorFlow Lite model', advice: exportAgain };
  if (text.charCodeAt(8) === 0x7b && text.slice(4, 8) === '\0\0\0\0') {
    return { looksLike: 'a safetensors file', advice: exportAgain };
  }
  // A model starts with its IR version: byte 8, which no text has in front.
  if (!/^[\t\n\r\x20-\x7e\x80-\xff]+$/.test(text)) return undefined;
  if (/^\s*(ir_version|graph|opset_import|producer_name)\s*[:{]/.test(text)) {
    return { looksLike: 'the text form of a protobuf message', advice: 'convert it to the binary form first' };
  }
  return { looksLike: 'text', advice: exportAgain };
}
