// Ranks that a graph states, as far back as nodes go that keep the shape of their operand: where only the data decide the rank of a
// result, a model often states it one or two nodes later.
//
//   %s = ReduceSum(%x, %axes) {keepdims = 0}          axes: i64[K]
//   %y = Sqrt(%s)                                     y is stated as a vector, so s is one

import type { NodeProto } from '../model/proto.js';
import type { Scope } from './scope.js';
import { domainOf } from './session.js';

/** Operators of one operand, or of one and parameters, whose result has the shape of the first. */
const SHAPE_KEEPING: ReadonlySet<string> = new Set([
  ...[
    'Abs',
    'Cast',
    'CastLike',
    'Ceil',
    'Clip',
    'Elu',
    'Erf',
    'Exp',
    'Floor',
    'Gelu',
    'HardSigmoid',
    'HardSwish',
    'Identity',
  ],
  ...[
    'LeakyRelu',
    'Log',
    'LogSoftmax',
    'Neg',
    'Not',
    'Reciprocal',
    'Relu',
    'Round',
    'Selu',
    'Sigmoid',
    'Sign',
    'Softmax',
  ],
  ...['Softplus', 'Softsign', 'Sqrt', 'Tanh'],
]);

/** `nodes` in an order in which they can run. */
export function spreadRanks(nodes: readonly NodeProto[], scope: Scope): void {
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    if (!node || domainOf(node.domain) !== 'ai.onnx' || !SHAPE_KEEPING.has(node.opType)) continue;
    const [input = '', output = ''] = [node.input[0], node.output[0]];
    const rank = scope.rankOf(output);
    if (rank !== undefined && input !== '' && scope.rankOf(input) === undefined) scope.declareRank(input, rank);
  }
}
