// The generic instruction set: one instruction an op, on whole buffers. A backend lowers these further or runs them as they are.

import type { AttrSpec } from '@afterglow/ir';
import { type InstrDef, type InstrOperandSpec, type InstrSet, instrSet } from '../instr-def.js';

function operands(text: string): InstrOperandSpec[] {
  return text.split(' ').map((word) => {
    const [access, name = ''] = word.split(':');
    const arity = name.endsWith('?') ? 'optional' : name.endsWith('...') ? 'variadic' : 'one';
    return { name: name.replace(/\?$|\.\.\.$/, ''), access: access === 'out' ? 'out' : 'in', arity };
  });
}

const act: AttrSpec = { name: 'act', kind: 'enum', values: ['none', 'relu', 'sigmoid', 'tanh'], default: 'none' };
const alpha: AttrSpec = { name: 'alpha', kind: 'f64' };
const i64s = (name: string): AttrSpec => ({ name, kind: 'i64', list: {} });
const dims = (name: string): AttrSpec => ({ name, kind: 'dim', list: {} });
const axis: AttrSpec = { name: 'axis', kind: 'i64' };

function row(name: string, signature: string, summary: string, attrs: readonly AttrSpec[] = []): InstrDef {
  return { name, summary, operands: operands(signature), scalars: [], attrs };
}

const unary = ['relu', 'neg', 'abs', 'sqrt', 'reciprocal', 'exp', 'log', 'erf', 'sigmoid', 'tanh'];
const binary = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum'];
const reductions = ['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'];

export const GENERIC_INSTRS: readonly InstrDef[] = [
  ...unary.map((name) => row(name, 'out:y in:x', `Writes ${name} of every element.`)),
  ...binary.map((name) => row(name, 'out:y in:a in:b', `Writes ${name} of two buffers, broadcast as NumPy does.`)),
  ...reductions.map((name) =>
    row(name, 'out:y in:x', 'Folds along axes, in index order.', [
      i64s('axes'),
      { name: 'keepdims', kind: 'bool', default: true },
    ]),
  ),
  row('leaky_relu', 'out:y in:x', 'Scales negative elements.', [alpha]),
  row('hard_sigmoid', 'out:y in:x', 'Clips a line to 0 … 1.', [alpha, { name: 'beta', kind: 'f64' }]),
  row('hard_swish', 'out:y in:x', 'Writes x times a clipped line.'),
  row('clip', 'out:y in:x', 'Limits every element.', [
    { name: 'min', kind: 'f64', optional: true },
    { name: 'max', kind: 'f64', optional: true },
  ]),
  row('cast', 'out:y in:x', 'Converts element types.', [
    { name: 'to', kind: 'elem' },
    { name: 'saturate', kind: 'bool', default: true },
  ]),
  row('copy', 'out:y in:x', 'Copies bytes.'),
  row(
    'fully_connected',
    'out:y in:x in:weight in:bias?',
    'Multiplies by a weight [out, in], adds a bias, applies an activation.',
    [act],
  ),
  row('matmul', 'out:y in:a in:b', 'Multiplies matrices, batches broadcast.', [act]),
  row('dot_interaction', 'out:y in:x', 'Writes dot products of pairs of rows.', [i64s('rows'), i64s('cols')]),
  row(
    'embedding_bag',
    'out:y in:table in:indices in:offsets? in:weights?',
    'Gathers table rows and reduces them bag by bag.',
    [
      { name: 'mode', kind: 'enum', values: ['sum', 'mean', 'max'], default: 'sum' },
      { name: 'last_offset', kind: 'bool', default: false },
    ],
  ),
  row('gather', 'out:y in:x in:indices', 'Picks slices along an axis.', [axis]),
  row('concat', 'out:y in:xs...', 'Joins along an axis.', [axis]),
  row('split', 'out:ys... in:x', 'Cuts along an axis.', [axis, dims('sizes')]),
  row('slice', 'out:y in:x', 'Cuts a strided box out.', [dims('starts'), dims('ends'), i64s('axes'), i64s('steps')]),
  row('transpose', 'out:y in:x', 'Permutes axes.', [i64s('perm')]),
  row('expand', 'out:y in:x', 'Repeats along axes of size 1.', [dims('shape')]),
];

export const GENERIC_SET: InstrSet = instrSet('generic', GENERIC_INSTRS);
