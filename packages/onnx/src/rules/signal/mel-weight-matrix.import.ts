import { dim } from '@afterglow/core';
import { build, freshSymbol, tensorType } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX MelWeightMatrix: its shape follows from the first two operands, where they are known. */
export const melWeightMatrix = importRule('ai.onnx', 'MelWeightMatrix', {
  '17-': (n, b) => {
    const elem = n.elementType('output_datatype');
    const [bands, length] = [n.dims(0)?.[0], n.dims(1)?.[0]];
    const bins = length === undefined ? freshSymbol(b.func, 'bins') : dim.add(dim.floorDiv(length, 2), 1);
    const type = tensorType(elem, [bins, bands ?? freshSymbol(b.func, 'bands')]);
    const scalar = (i: number) => b.reshape(n.in(i), []);
    return build.melWeightMatrix(b, scalar(0), scalar(1), scalar(2), scalar(3), scalar(4), { elem }, { types: [type] });
  },
});
