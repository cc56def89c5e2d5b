// Normalisations and what runs along one axis.

import { exportRule } from '../../export-rule.js';

export const batchNorm = exportRule('batch_norm', (n, e) =>
  e.op('BatchNormalization', n.all(), { epsilon: n.int('epsilon') }),
);

export const instanceNorm = exportRule('instance_norm', (n, e) =>
  e.op('InstanceNormalization', n.all(), { epsilon: n.int('epsilon') }),
);

export const layerNorm = exportRule('layer_norm', (n, e) =>
  e.op('LayerNormalization', n.all(), { axis: n.int('axis'), epsilon: n.int('epsilon') }),
);

/** ONNX RMSNormalization. */
export const rmsNorm = exportRule('rms_norm', (n, e) => {
  e.needs(23);
  return e.op('RMSNormalization', n.all(), { axis: n.int('axis'), epsilon: n.int('epsilon') });
});

export const groupNorm = exportRule('group_norm', (n, e) =>
  e.op('GroupNormalization', n.all(), { num_groups: n.int('groups'), epsilon: n.int('epsilon') }),
);

export const lrn = exportRule('lrn', (n, e) =>
  e.op('LRN', n.all(), { size: n.int('size'), alpha: n.int('alpha'), beta: n.int('beta'), bias: n.int('bias') }),
);

export const axisRules = [
  ['softmax', 'Softmax'],
  ['log_softmax', 'LogSoftmax'],
  ['hardmax', 'Hardmax'],
].map(([op = '', onnx = '']) => exportRule(op, (n, e) => e.op(onnx, n.all(), { axis: n.int('axis') })));
