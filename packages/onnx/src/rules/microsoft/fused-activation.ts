// Activations that ONNX Runtime fuses behind products and convolutions.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';

/** A parameter of the activation, by its name there and its position among them; undefined where the node does not give it. */
export type ActivationParam = (name: string, position: number) => number | undefined;

type Activation = (b: ImportBuilder, x: Value, param: ActivationParam) => Value;

/** ONNX operator → its op. What is not given has the default of the operator's definition. */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  Clip: (b, x, param) => {
    const [min, max] = [param('min', 0), param('max', 1)];
    return build.clip(b, x, { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) });
  },
  Elu: (b, x, param) => build.elu(b, x, { alpha: param('alpha', 0) ?? 1 }),
  HardSigmoid: (b, x, param) => {
    return build.hardSigmoid(b, x, { alpha: param('alpha', 0) ?? 0.2, beta: param('beta', 1) ?? 0.5 });
  },
  LeakyRelu: (b, x, param) => build.leakyRelu(b, x, { alpha: param('alpha', 0) ?? 0.01 }),
  Relu: (b, x) => build.relu(b, x),
  Selu: (b, x, param) => {
    const [alpha, gamma] = [param('alpha', 0) ?? 1.6732631921768188, param('gamma', 1) ?? 1.0507010221481323];
    return build.selu(b, x, { alpha, gamma });
  },
  Sigmoid: (b, x) => build.sigmoid(b, x),
  Softplus: (b, x) => build.softplus(b, x),
  Softsign: (b, x) => build.softsign(b, x),
  Tanh: (b, x) => build.tanh(b, x),
  ThresholdedRelu: (b, x, param) => build.thresholdedRelu(b, x, { alpha: param('alpha', 0) ?? 1 }),
};

/** x after the activation that the node names, if it names one. */
export function activated(n: NodeReader, b: ImportBuilder, x: Value, param: ActivationParam): Value {
  if (!n.given('activation') || n.string('activation') === '') return x;
  return n.word('activation', ACTIVATIONS)(b, x, param);
}

/** Parameters that are attributes of their own: `activation_alpha` and so on. */
export function namedParams(n: NodeReader): ActivationParam {
  return (name) => n.maybeFloat(`activation_${name}`);
}

/** Parameters that are entries of `activation_params`. */
export function listedParams(n: NodeReader): ActivationParam {
  return (_, position) => n.maybeFloats('activation_params')?.[position];
}
