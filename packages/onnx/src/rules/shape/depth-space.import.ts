import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

const MODES = { DCR: 'dcr', CRD: 'crd' } as const;

/** ONNX DepthToSpace: the order of the channels can be chosen since opset 11. */
export const depthToSpace = importRule('ai.onnx', 'DepthToSpace', {
  '1-10': (n, b) => build.depthToSpace(b, n.in(0), { block: n.int('blocksize') }),
  '11-': (n, b) => build.depthToSpace(b, n.in(0), { block: n.int('blocksize'), mode: n.word('mode', MODES) }),
});

/** ONNX SpaceToDepth: likewise since opset 28. */
export const spaceToDepth = importRule('ai.onnx', 'SpaceToDepth', {
  '1-27': (n, b) => build.spaceToDepth(b, n.in(0), { block: n.int('blocksize') }),
  '28-': (n, b) => build.spaceToDepth(b, n.in(0), { block: n.int('blocksize'), mode: n.word('mode', MODES) }),
});
