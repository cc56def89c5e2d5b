// Files that hold weights or say what a dump folder holds: `.safetensors`, `weights.bin`, `index.json` of dumps.

import { printBytes } from '@afterglow/machine';
import { type Inspector, readText } from './inspection.js';

/** More than any header of ours, and little to read. */
const MAX_HEADER = 64 * 1024 * 1024;

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function describeEntry(name: string, entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { dtype, shape } = entry as { dtype?: unknown; shape?: unknown };
  return typeof dtype === 'string' && Array.isArray(shape) ? `${name}: ${dtype}[${shape.join(', ')}]` : undefined;
}

export const inspectSafetensors: Inspector = ({ name, source }) => {
  if (!name.endsWith('.safetensors') || source.size < 8) return 'unknown';
  const length = new Uint8Array(8);
  source.read(0, length);
  const bytes = Number(new DataView(length.buffer).getBigUint64(0, true));
  if (bytes > MAX_HEADER || 8 + bytes > source.size) return 'unknown';
  const header = new Uint8Array(bytes);
  source.read(8, header);
  const json = parseObject(new TextDecoder().decode(header));
  if (!json) return 'unknown';
  const lines = Object.entries(json).flatMap(([tensor, entry]) => describeEntry(tensor, entry) ?? []);
  return { kind: 'weights', text: [`${lines.length} tensors, ${printBytes(source.size)}`, ...lines].join('\n'), json };
};

/** Bytes without a form of their own: the text beside them says what they are. */
export const inspectWeights: Inspector = ({ name, source }) => {
  if (!/(^|\.)weights\.bin$/.test(name)) return 'unknown';
  const text = `${printBytes(source.size)} of weights, which the .gir or .lir texts beside them refer to by offset`;
  return { kind: 'raw weights', text, json: { bytes: source.size } };
};

export const inspectDumpIndex: Inspector = ({ name, source }) => {
  if (!name.endsWith('.json')) return 'unknown';
  const json = parseObject(readText(source));
  const { dumps, rules } = json ?? {};
  if (!Array.isArray(dumps) || !Array.isArray(rules)) return 'unknown';
  const files = dumps.flatMap((entry: { file?: unknown }) => (typeof entry.file === 'string' ? [entry.file] : []));
  return { kind: 'dump index', text: [`${files.length} dumps, ${rules.length} rules`, ...files].join('\n'), json };
};
