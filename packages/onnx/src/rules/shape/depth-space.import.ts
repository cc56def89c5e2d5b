import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX DepthToSpace: the order of the channels can be chosen since opset 11. */
export const depthToSpace = importRule('ai.onnx', 'DepthToSpace', {
  '1-10': (n, b) => build.depthToSpace(b, n.in(0), { block: n.int('blocksize') }),
  '11-': (n, b) =>
    build.depthToSpace(b, n.in(0), { block: n.int('blocksize'), mode: n.word('mode', { DCR: 'dcr', CRD: 'crd' }) }),
});

export const spaceToDepth = importRule('ai.onnx', 'SpaceToDepth', {
  '1-': (n, b) => build.spaceToDepth(b, n.in(0), { block: n.int('blocksize') }),
});
