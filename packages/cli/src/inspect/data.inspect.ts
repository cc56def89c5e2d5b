// Data files: .npy arrays and .pb values.

import { Diagnostics, type HostValue, isFloat, isTensorValue, numbersOf, printNumber } from '@afterglow/core';
import { decodeMapProto, decodeOptionalProto, decodeSequenceProto, decodeTensorProto } from '@afterglow/onnx';
import { describeValue, readNpy } from '@afterglow/runtime';
import type { Inspector } from './inspection.js';

function describe(value: HostValue, kind: string) {
  const summary = describeValue(value);
  const shown = isTensorValue(value) && value.elem !== 'string' ? [...numbersOf(value).subarray(0, 16)] : [];
  const print = isTensorValue(value) && !isFloat(value.elem) ? String : printNumber;
  const text = `${kind}: ${summary}\n${shown.map(print).join(', ')}`.trimEnd();
  return { kind, text, json: { type: summary, first: shown } };
}

export const inspectNpy: Inspector = ({ name, source }, diagnostics) => {
  if (!name.endsWith('.npy')) return 'unknown';
  const bytes = new Uint8Array(source.size);
  source.read(0, bytes);
  const tensor = readNpy(bytes, name, diagnostics);
  return tensor && describe(tensor, 'array');
};

export const inspectPb: Inspector = ({ name, source }, diagnostics) => {
  if (!name.endsWith('.pb')) return 'unknown';
  // The messages cannot be told apart by their first bytes: the first reading without complaint wins.
  const readings = [
    ['tensor', decodeTensorProto],
    ['sequence', decodeSequenceProto],
    ['optional', decodeOptionalProto],
    ['map', decodeMapProto],
  ] as const;
  for (const [kind, decode] of readings) {
    const attempt = new Diagnostics();
    const value = decode(source, attempt);
    if (value && !attempt.hasErrors) return describe(value, kind);
  }
  decodeTensorProto(source, diagnostics);
  return undefined;
};
