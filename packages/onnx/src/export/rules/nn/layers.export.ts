// Products of matrices and convolutions. Quantized ones compute with what their numbers stand for; an activation follows.

import { type ElementType, isFloat } from '@afterglow/core';
import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { type ExportRule, exportRule } from '../../export-rule.js';
import { dequantized, quantized } from '../../quantized.js';
import { rectified } from '../../rectified.js';
import { convByMatMul } from './conv-by-matmul.js';

type Activate = (e: Emitter, y: string, elem: ElementType, n: ExportNode) => string;

const ACTIVATIONS: Readonly<Record<string, Activate>> = {
  relu: rectified,
  sigmoid: (e, y) => e.op('Sigmoid', [y]),
  tanh: (e, y) => e.op('Tanh', [y]),
  leaky_relu: (e, y, _, n) => e.op('LeakyRelu', [y], { alpha: n.int('act_alpha') }),
  hard_sigmoid: (e, y, _, n) => {
    return e.op('HardSigmoid', [y], { alpha: n.int('act_alpha'), beta: n.int('act_beta') });
  },
  hard_swish: (e, y) => e.op('HardSwish', [y]),
  silu: (e, y) => e.op('Mul', [y, e.op('Sigmoid', [y])]),
  clip: (e, y, elem, n) => {
    const bound = (name: 'act_alpha' | 'act_beta') => (n.given(name) ? e.scalar(elem, n.int(name)) : '');
    return e.op('Clip', [y, bound('act_alpha'), bound('act_beta')]);
  },
};

/** Element types that MatMul and Gemm take. */
const MATRIX: ReadonlySet<ElementType> = new Set(['f64', 'f32', 'f16', 'bf16', 'i64', 'i32', 'u64', 'u32']);

type Write = (inputs: readonly string[], n: ExportNode, e: Emitter) => string;

function activated(n: ExportNode, e: Emitter, y: string, elem: ElementType): string {
  const activation = n.given('act') ? ACTIVATIONS[n.word('act')] : undefined;
  return activation === undefined ? y : activation(e, y, elem, n);
}

/** All operands as numbers of one type, the layer, its activation, and the result as it is stored. */
function layer(op: string, write: Write, hasOperator: (n: ExportNode) => boolean = () => true): ExportRule {
  return exportRule(
    op,
    (n, e) => {
      const isPlain = !n.isQuantized && MATRIX.has(n.elem(0));
      const elem = n.isQuantized ? 'f32' : isPlain || isFloat(n.elem(0)) ? n.elem(0) : 'i32';
      const inputs = isPlain
        ? n.all()
        : n.node.operands.map((value, i) => (value ? dequantized(e, n.in(i), n.type(i), elem) : ''));
      const y = activated(n, e, write(inputs, n, e), elem);
      const result = n.result();
      if (result.encoding) return quantized(e, y, result, elem);
      return isPlain || result.elem === elem ? y : e.cast(y, result.elem);
    },
    (n) => {
      const isActivated = n.given('act') && n.word('act') in ACTIVATIONS;
      return !n.isQuantized && MATRIX.has(n.elem(0)) && hasOperator(n) && !n.has(3) && !isActivated;
    },
  );
}

/** ONNX Runtime has Gemm for floats only. */
const isGemm = (n: ExportNode) => n.rank(0) === 2 && (n.isQuantized || isFloat(n.elem(0)));

/** ONNX Gemm, whose second factor is transposed as ours is, for matrices; MatMul for other ranks. */
export const fullyConnected = layer(
  'fully_connected',
  (inputs, n, e) => {
    if (isGemm(n)) return e.op('Gemm', inputs, { transB: 1 });
    const [x = '', weight = '', bias = ''] = inputs;
    const y = e.op('MatMul', [x, e.op('Transpose', [weight], { perm: [1, 0] })]);
    return bias === '' ? y : e.op('Add', [y, bias]);
  },
  isGemm,
);

export const matmul = layer('matmul', (inputs, _, e) => e.op('MatMul', inputs));

const window = (n: ExportNode) => ({
  strides: n.ints('strides'),
  pads: n.ints('pads'),
  dilations: n.ints('dilations'),
  group: n.int('groups'),
});

const isWide = (n: ExportNode) => n.elem(0) === 'f64' && !n.isQuantized;

export const conv = layer(
  'conv',
  (inputs, n, e) => {
    const [x = '', weight = '', bias = '', addend = ''] = inputs;
    const y = isWide(n) ? convByMatMul(n, e, inputs) : e.op('Conv', [x, weight, bias], window(n));
    return addend === '' ? y : e.op('Add', [y, addend]);
  },
  (n) => !isWide(n),
);

export const convTranspose = layer('conv_transpose', (inputs, n, e) =>
  e.op('ConvTranspose', inputs, { ...window(n), output_padding: n.ints('output_padding') }),
);
