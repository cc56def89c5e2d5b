import type { Dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

const MODES = { constant: 'constant', edge: 'edge', reflect: 'reflect' } as const;

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
  const mode = n.version >= 19 ? n.word('mode', { ...MODES, wrap: 'wrap' as const }) : n.word('mode', MODES);
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

function padsOf(n: NodeReader): readonly Dim[] {
  return n.dims(1) ?? n.unsupported('pads that are computed from data');
}

/** ONNX Pad: pads and fill were attributes up to opset 10; since 18 only some axes may be padded. */
export const padRule = importRule('ai.onnx', 'Pad', {
  '1': (n, b) => pad(n, b, n.ints('paddings'), fillOf(n, b)),
  '2-10': (n, b) => pad(n, b, n.ints('pads'), fillOf(n, b)),
  '11-17': (n, b) => pad(n, b, padsOf(n), fillOperand(n, b)),
  '18-': (n, b) => pad(n, b, padsOf(n), fillOperand(n, b), n.has(3) ? n.integers(3, 'axes') : undefined),
});
