import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

const PADDING = { zeros: 'zeros', border: 'border', reflection: 'reflection' } as const;
const MODES = { linear: 'linear', nearest: 'nearest', cubic: 'cubic' } as const;
/** Opset 16 knew images of two axes only. */
const MODES_2D = { bilinear: 'linear', nearest: 'nearest', bicubic: 'cubic' } as const;

type Mode = keyof typeof MODES;

function gridSample(n: NodeReader, b: ImportBuilder, modes: Readonly<Record<string, Mode>>): Value {
  const attrs = { padding: n.word('padding_mode', PADDING), align_corners: n.flag('align_corners') };
  return build.gridSample(b, n.in(0), n.in(1), { ...attrs, mode: n.word('mode', modes) });
}

/** ONNX GridSample: of any number of spatial axes since opset 20, when the modes got shorter names. */
export const gridSampleRule = importRule('ai.onnx', 'GridSample', {
  '16-19': (n, b) => gridSample(n, b, MODES_2D),
  // Exporters that raise the opset of a model keep the old names at times; they mean the same.
  '20-': (n, b) => gridSample(n, b, { ...MODES, ...MODES_2D }),
});
