import type { Dim } from '@afterglow/core';
import { build, freshSymbol, type Type, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

const MODES = { constant: 'constant', edge: 'edge', reflect: 'reflect' } as const;

type Mode = (typeof MODES)[keyof typeof MODES] | 'wrap';

function modeOf(n: NodeReader): Mode {
  return n.version >= 19 ? n.word('mode', { ...MODES, wrap: 'wrap' as const }) : n.word('mode', MODES);
}

function pad(
  n: NodeReader,
  b: ImportBuilder,
  pads: readonly Dim[],
  value: Value | undefined,
  given?: readonly number[],
): Value {
  const rank = n.rank(0);
  const axes = n.axes(given ?? Array.from({ length: rank }, (_, i) => i), rank);
  if (pads.length !== 2 * axes.length) n.invalid(`${pads.length} pads for ${axes.length} axes`);
  const mode = modeOf(n);
  return build.pad(b, n.in(0), mode === 'constant' ? value : undefined, { pads, axes, mode });
}

/** A fill of zero is the op's own default. */
function fillOf(n: NodeReader, b: ImportBuilder): Value | undefined {
  const value = n.float('value');
  return value === 0 ? undefined : b.scalar(n.elem(0), value);
}

function fillOperand(n: NodeReader, b: ImportBuilder): Value | undefined {
  const value = n.maybe(2);
  return value && b.reshape(value, []);
}

/** Pads, and since opset 18 axes, as operands: they follow from shapes, or are data. */
function padOperand(n: NodeReader, b: ImportBuilder): Value {
  const [pads, axes] = [n.dims(1), n.has(3) ? n.knownIntegers(3) : undefined];
  if (pads && (axes || !n.has(3))) return pad(n, b, pads, fillOperand(n, b), axes);
  const mode = modeOf(n);
  const fill = mode === 'constant' ? fillOperand(n, b) : undefined;
  const types = axes ? { types: [paddedType(n, b, axes)] } : {};
  return build.dynamicPad(b, n.in(0), n.in(1), fill, n.maybe(3), { mode }, types);
}

/** Only the sizes of padded axes are unknown. */
function paddedType(n: NodeReader, b: ImportBuilder, axes: readonly number[]): Type {
  const padded = new Set(n.axes(axes, n.rank(0)));
  const shape = n.shape(0).map((size, axis) => (padded.has(axis) ? freshSymbol(b.func, 'padded') : size));
  return tensorType(n.elem(0), shape);
}

/** ONNX Pad: pads and fill were attributes up to opset 10; since 18 only some axes may be padded. */
export const padRule = importRule('ai.onnx', 'Pad', {
  '1': (n, b) => pad(n, b, n.ints('paddings'), fillOf(n, b)),
  '2-10': (n, b) => pad(n, b, n.ints('pads'), fillOf(n, b)),
  '11-': padOperand,
});
