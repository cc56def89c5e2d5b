// Tensors out of nothing but sizes.

import { type ElementType, isFloat, splatTensor } from '@afterglow/core';
import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportMovement, exportRule } from '../../export-rule.js';

/** ONNX ConstantOfShape. */
function filled(n: ExportNode, e: Emitter, shape: string): string {
  const { elem } = n.result();
  return e.op('ConstantOfShape', [shape], { value: splatTensor(elem, [1], n.int('value')) });
}

export const splat = exportMovement('splat', (n, e) => filled(n, e, e.dims(n.dims('shape'))));

export const dynamicSplat = exportMovement('dynamic_splat', (n, e) => filled(n, e, n.in(0)));

/** Element types that Range takes. */
const COUNTED: ReadonlySet<ElementType> = new Set(['f64', 'f32', 'i64', 'i32', 'i16']);

/** ONNX Range; other types count in one that holds them. */
export const range = exportRule(
  'range',
  (n, e) => {
    const elem = n.elem(0);
    if (COUNTED.has(elem)) return e.op('Range', n.all());
    const wide = isFloat(elem) ? 'f32' : 'i64';
    const counted = e.op(
      'Range',
      n.all().map((x) => e.cast(x, wide)),
    );
    return e.cast(counted, elem);
  },
  (n) => COUNTED.has(n.elem(0)),
);
