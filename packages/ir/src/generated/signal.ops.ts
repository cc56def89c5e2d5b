// Generated from ir-spec/ops/signal.op by `npm run generate`. Do not edit.
// Spectra of signals. Complex numbers are a last axis of two: real and imaginary part.

import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** Discrete Fourier transform along an axis. The last axis of x is 1 for a real signal, 2 for a complex one. */
export const dftOp = /* @__PURE__ */ defineOp({
  name: 'dft',
  family: 'signal',
  summary: 'Discrete Fourier transform along an axis. The last axis of x is 1 for a real signal, 2 for a complex one.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', summary: 'Counted over all axes of x, the last one included.', kind: 'i64' },
    { name: 'length', summary: 'The signal is cut or filled with zeros to this length.', kind: 'dim' },
    { name: 'inverse', summary: 'Conjugate, and divided by the length.', kind: 'bool', default: false },
    { name: 'onesided', summary: 'Half of the spectrum, of which the other half follows: that is the result, or (inverse) the operand.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S', 'P']);
    t.elements('T', 'float', elementClasses.float);
    const axis = t.int('axis');
    const length = t.size('length');
    const inverse = t.bool('inverse');
    const onesided = t.bool('onesided');
    const S = t.shape('S');
    const P = t.dim('P');
    const a = t.axis(axis, [...S, 1].length);
    const parts = (onesided && inverse) ? 1 : 2;
    t.require(t.lessEqual(1, P) && t.lessEqual(P, 2), 'the last axis holds real and imaginary parts');
    t.require(a < S.length, 'the last axis holds the parts of a number');
    return [t.tensor('T', [...t.replace(S, a, (onesided && !inverse) ? dim.add(t.floorDiv(length, 2), 1) : length), parts])];
  },
});

/** DFT of an axis (default: the last but one) or a length known only when the data are. */
export const dynamicDftOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_dft',
  family: 'signal',
  summary: 'DFT of an axis (default: the last but one) or a length known only when the data are.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'length', arity: 'optional' }, { name: 'axis', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'inverse', kind: 'bool', default: false },
    { name: 'onesided', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S', 'P']);
    t.operand('length', 'I', []);
    t.operand('axis', 'i64', []);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('I', 'index', elementClasses.index);
    const inverse = t.bool('inverse');
    const onesided = t.bool('onesided');
    const S = t.shape('S');
    const P = t.dim('P');
    t.require(S.length > 0, 'there must be a signal axis');
    t.require(t.lessEqual(1, P) && t.lessEqual(P, 2), 'the last axis holds real and imaginary parts');
    return [t.tensor('T', [...t.range(S.length).map(() => t.fresh('dft')), (onesided && inverse) ? 1 : 2])];
  },
});

/** STFT of a step or a length known only when the data are. Without a length: that of the window, or of the signal. */
export const dynamicStftOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_stft',
  family: 'signal',
  summary: 'STFT of a step or a length known only when the data are. Without a length: that of the window, or of the signal.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'step', arity: 'one' }, { name: 'window', arity: 'optional' }, { name: 'length', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'onesided', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'L', 'P']);
    t.operand('step', 'I', []);
    t.operand('window', 'T', ['M']);
    t.operand('length', 'I', []);
    t.elements('T', 'float', elementClasses.float);
    t.elements('I', 'index', elementClasses.index);
    const N = t.dim('N');
    const P = t.dim('P');
    t.require(t.lessEqual(1, P) && t.lessEqual(P, 2), 'the last axis holds real and imaginary parts');
    return [t.tensor('T', [N, t.fresh('frames'), t.fresh('bins'), 2])];
  },
});

/** Triangles that sum the bins of a spectrum into bands evenly spaced on the mel scale, 2595 · log10(1 + f / 700). */
export const melWeightMatrixOp = /* @__PURE__ */ defineOp({
  name: 'mel_weight_matrix',
  family: 'signal',
  summary: 'Triangles that sum the bins of a spectrum into bands evenly spaced on the mel scale, 2595 · log10(1 + f / 700).',
  operands: [{ name: 'bands', arity: 'one' }, { name: 'length', arity: 'one' }, { name: 'rate', arity: 'one' }, { name: 'lower', arity: 'one' }, { name: 'upper', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'elem', kind: 'elem' },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('bands', 'I', []);
    t.operand('length', 'I', []);
    t.operand('rate', 'I', []);
    t.operand('lower', 'F', []);
    t.operand('upper', 'F', []);
    t.elements('I', 'index', elementClasses.index);
    t.elements('F', 'float', elementClasses.float);
    t.elementAttr('elem', 'numeric', elementClasses.numeric);
    const elem = t.elem('elem');
    return [t.plain(elem, [t.fresh('bins'), t.fresh('bands')])];
  },
});

/** The first lengths[i] elements along the time axis in reverse order, for each entry i of the batch axis; the others stay. */
export const reverseSequenceOp = /* @__PURE__ */ defineOp({
  name: 'reverse_sequence',
  family: 'signal',
  summary: 'The first lengths[i] elements along the time axis in reverse order, for each entry i of the batch axis; the others stay.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'lengths', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'time_axis', kind: 'i64' },
    { name: 'batch_axis', kind: 'i64' },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('lengths', 'I', ['N']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const time_axis = t.int('time_axis');
    const batch_axis = t.int('batch_axis');
    const S = t.shape('S');
    const N = t.dim('N');
    t.require(t.axis(time_axis, S.length) !== t.axis(batch_axis, S.length), 'time and batch must be two axes');
    t.require(t.same(N, t.at(S, t.axis(batch_axis, S.length))), 'there must be a length for each batch entry');
    return [t.tensor('T', S)];
  },
});

/** Fourier transforms of windows of a signal, every step elements. */
export const stftOp = /* @__PURE__ */ defineOp({
  name: 'stft',
  family: 'signal',
  summary: 'Fourier transforms of windows of a signal, every step elements.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'window', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'step', kind: 'dim' },
    { name: 'length', kind: 'dim' },
    { name: 'onesided', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'L', 'P']);
    t.operand('window', 'T', ['M']);
    t.elements('T', 'float', elementClasses.float);
    const step = t.size('step');
    const length = t.size('length');
    const onesided = t.bool('onesided');
    const N = t.dim('N');
    const L = t.dim('L');
    const P = t.dim('P');
    t.require(t.lessEqual(1, P) && t.lessEqual(P, 2), 'the last axis holds real and imaginary parts');
    t.require(!t.has('window') || t.same(t.dim('M'), length), 'the window must be as long as a frame');
    t.require(t.lessEqual(1, step), 'the step must be positive');
    t.require(t.lessEqual(length, L), 'a frame is longer than the signal');
    return [t.tensor('T', [N, dim.add(t.floorDiv(dim.sub(L, length), step), 1), onesided ? dim.add(t.floorDiv(length, 2), 1) : length, 2])];
  },
});

/** Ops of the family signal, by name. */
export const signalOps: readonly OpDef[] = [
  dftOp,
  dynamicDftOp,
  dynamicStftOp,
  melWeightMatrixOp,
  reverseSequenceOp,
  stftOp,
];
