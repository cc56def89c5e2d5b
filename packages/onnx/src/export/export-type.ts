// Types of ours as ONNX types. Sizes that ONNX cannot say become the names of their text: `2*N + 1`.

import { type Dim, dim } from '@afterglow/core';
import { anySize, bareSymbol, storedForm, type Type } from '@afterglow/ir';
import type { DimSpec, TypeSpec } from '../model/graph-builder.js';

function exportDim(d: Dim): DimSpec {
  if (d === anySize()) return undefined;
  return typeof d === 'number' ? d : (bareSymbol(d) ?? dim.printDim(d));
}

/** The ONNX type of values of `type`; a quantized tensor is that of its stored numbers. */
export function exportType(type: Type): TypeSpec {
  if (type.kind === 'open') return { kind: 'tensor', elem: type.elem, shape: undefined };
  if (type.kind === 'map') return { kind: 'map', keys: type.keys, of: exportType(type.of) };
  if (type.kind !== 'tensor') return { kind: type.kind, of: exportType(type.of) };
  // Rows that carry their own scales are bytes.
  const stored = type.encoding?.kind === 'row' ? storedForm(type) : undefined;
  return { kind: 'tensor', elem: stored?.elem ?? type.elem, shape: stored?.shape ?? type.shape.map(exportDim) };
}
