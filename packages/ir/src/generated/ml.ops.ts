// Generated from ir-spec/ops/ml.op by `npm run generate`. Do not edit.
// Classical machine learning. What a model has learnt may be large, so it comes as operands, not as attributes.

import type { OpDef } from '../graph/op-def.js';
import { defineOp } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/**
 * values[k] where x is keys[k], the last such k; the default where it is none of them. NaN is a key like others, and 0 is -0.
 * Without a default, every element must be a key.
 */
export const labelEncoderOp = /* @__PURE__ */ defineOp({
  name: 'label_encoder',
  family: 'ml',
  summary: 'values[k] where x is keys[k], the last such k; the default where it is none of them. NaN is a key like others, and 0 is -0. Without a default, every element must be a key.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'keys', arity: 'one' }, { name: 'values', arity: 'one' }, { name: 'default', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('keys', 'T', ['K']);
    t.operand('values', 'U', ['K']);
    t.operand('default', 'U', []);
    t.elements('T', '{ f64, f32, integer, bool, string }', ['f64', 'f32', ...elementClasses.integer, 'bool', 'string']);
    t.elements('U', 'any', elementClasses.any);
    const S = t.shape('S');
    return [t.tensor('U', S)];
  },
});

/**
 * What decision trees say of each row of x. Node m sends a row to branches[m, 0] where the comparison modes[m] of
 * x[features[m]] with splits[m] holds, else to branches[m, 1]; a NaN goes by missing[m]. A number b >= 0 is a node, b < 0 leaf
 * -1 - b. Leaf l votes weights[v] for output targets[v], for v from leaves[l] up to leaves[l + 1].
 */
export const treeEnsembleOp = /* @__PURE__ */ defineOp({
  name: 'tree_ensemble',
  family: 'ml',
  summary: 'What decision trees say of each row of x. Node m sends a row to branches[m, 0] where the comparison modes[m] of x[features[m]] with splits[m] holds, else to branches[m, 1]; a NaN goes by missing[m]. A number b >= 0 is a node, b < 0 leaf -1 - b. Leaf l votes weights[v] for output targets[v], for v from leaves[l] up to leaves[l + 1].',
  operands: [{ name: 'x', arity: 'one' }, { name: 'roots', arity: 'one' }, { name: 'modes', arity: 'one' }, { name: 'features', arity: 'one' }, { name: 'splits', arity: 'one' }, { name: 'missing', arity: 'one' }, { name: 'branches', arity: 'one' }, { name: 'leaves', arity: 'one' }, { name: 'targets', arity: 'one' }, { name: 'weights', arity: 'one' }, { name: 'base', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'outputs', kind: 'i64' },
    { name: 'aggregate', summary: 'How the votes of trees for an output become one number, before base is added.', kind: 'enum', values: ['sum', 'average', 'min', 'max'], default: 'sum' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'F']);
    t.operand('roots', 'i64', ['R']);
    t.operand('modes', 'u8', ['M']);
    t.operand('features', 'i64', ['M']);
    t.operand('splits', 'S', ['M']);
    t.operand('missing', 'bool', ['M']);
    t.operand('branches', 'i64', ['M', 2]);
    t.operand('leaves', 'i64', ['L']);
    t.operand('targets', 'i64', ['W']);
    t.operand('weights', 'V', ['W']);
    t.operand('base', 'V', ['B']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('u8', 'u8', ['u8']);
    t.elements('bool', 'bool', ['bool']);
    t.elements('T', 'numeric', elementClasses.numeric);
    t.elements('S', 'float', elementClasses.float);
    t.elements('V', 'float', elementClasses.float);
    const outputs = t.int('outputs');
    const N = t.dim('N');
    const L = t.dim('L');
    t.require(outputs >= 0, 'there cannot be fewer than no outputs');
    t.require(!t.has('base') || t.same(t.dim('B'), outputs), 'there must be a base for each output');
    t.require(t.less(0, L), 'leaves has an entry more than there are leaves');
    return [t.tensor('V', [N, outputs])];
  },
});

/** Ops of the family ml, by name. */
export const mlOps: readonly OpDef[] = [
  labelEncoderOp,
  treeEnsembleOp,
];
