// Random numbers. ONNX leaves the generator open: another runtime draws other numbers from the same distribution.

import { splatTensor } from '@afterglow/core';
import { type Emitter, onnxElement } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportRule } from '../../export-rule.js';

/** RandomUniform and RandomNormal take sizes that are known; others are those of a tensor made for it. */
function drawn(n: ExportNode, e: Emitter, onnx: string, parameters: readonly string[]): string {
  const values = Object.fromEntries(parameters.map((name) => [name, n.int(name)]));
  const attributes = { ...values, dtype: onnxElement(n.elemAttr('elem')), seed: n.int('seed') };
  const shape = n.dims('shape');
  const known = shape.filter((size) => typeof size === 'number');
  if (known.length === shape.length) return e.op(onnx, [], { ...attributes, shape: known });
  const like = e.op('ConstantOfShape', [e.dims(shape)], { value: splatTensor('f32', [1], 0) });
  return e.op(`${onnx}Like`, [like], attributes);
}

export const randomUniform = exportRule('random_uniform', (n, e) => drawn(n, e, 'RandomUniform', ['low', 'high']));

export const randomNormal = exportRule('random_normal', (n, e) => drawn(n, e, 'RandomNormal', ['mean', 'scale']));

export const bernoulli = exportRule('bernoulli', (n, e) =>
  e.op('Bernoulli', n.all(), { dtype: onnxElement(n.elemAttr('elem')), seed: n.int('seed') }),
);

export const multinomial = exportRule('multinomial', (n, e) =>
  e.op('Multinomial', n.all(), {
    sample_size: n.int('samples'),
    dtype: onnxElement(n.elemAttr('elem')),
    seed: n.int('seed'),
  }),
);

/** ONNX Dropout, whose seed is an integer. */
export const dropout = exportRule('dropout', (n, e) =>
  e.ops('Dropout', n.all(), { seed: Math.trunc(n.int('seed')) }, [true, n.wants(1)]),
);
