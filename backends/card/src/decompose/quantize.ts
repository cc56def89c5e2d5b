// quantize_linear and dequantize_linear with scales that are operands, in f32: products and quotients with what each slice or block has.

import { type Dim, dim, ELEMENT_TYPES, type ElementType, elementBits, isFloat } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { axisOf, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';

/** A scale or zero point for each element of x that has its own, broadcast as far as it goes. */
function spreadOver(s: Steps, node: Node, value: Value): Value {
  const own = typeOf(value).shape;
  const { shape } = typeOf(node.operands[0]);
  if (own.length === 0) return value;
  const axis = axisOf(node, shape.length);
  const block = numberOf(node, 'block');
  if (block === 0) {
    return s.reshape(
      value,
      shape.map((size, i) => (i === axis ? size : 1)),
    );
  }
  // Each block's value, repeated along the axis; the last block may be short.
  const [before, behind] = [own.slice(0, axis), own.slice(axis + 1)];
  const count = own[axis] ?? 1;
  const wide = s.fill(s.reshape(value, [...before, count, 1, ...behind]), [...before, count, block, ...behind]);
  const joined = s.reshape(wide, [...before, dim.mul(count, block), ...behind]);
  const size: Dim = shape[axis] ?? 1;
  return dim.mul(count, block) === size ? joined : s.slice(joined, axis, 0, size);
}

function limitsOf(elem: ElementType): [number, number] {
  const steps = 2 ** (ELEMENT_TYPES[elem].class === 'signed' ? elementBits(elem) - 1 : elementBits(elem));
  return [ELEMENT_TYPES[elem].class === 'signed' ? -steps : 0, steps - 1];
}

const exactSteps: NodeCondition = {
  because: 'its results, or what its quotient is rounded to, are not held by f32',
  holds: (node) => {
    const { elem } = resultOf(node);
    const { precision = 'f32' } = node.attrs;
    return (precision === 'f32' || precision === 'f16') && (isFloat(elem) || elementBits(elem) <= 16);
  },
};

const STEPS = ['reshape', 'expand', 'slice', 'cast', 'sub', 'mul', 'div', 'round', 'is_nan', 'where', 'add', 'clip'];

export const quantizeLinear: Decomposition = {
  op: 'quantize_linear',
  summary: 'the quotient by the scale, rounded, moved by the zero point and limited',
  steps: STEPS,
  where: [exactSteps],
  build(node, builder) {
    const s = new Steps(builder, node);
    const { elem } = resultOf(node);
    const precision = node.attrs['precision'] === 'f16' ? 'f16' : 'f32';
    const rounded = (value: Value) => s.cast(value, precision);
    const quotient = s.div(rounded(operandOf(node, 0)), rounded(spreadOver(s, node, operandOf(node, 1))));
    const zero = node.operands[2] && s.cast(spreadOver(s, node, node.operands[2]), 'f32');
    const shifted = (value: Value) => (zero ? s.add(value, zero) : value);
    const wide = s.cast(quotient, 'f32');
    if (isFloat(elem)) {
      const saturate = node.attrs['saturate'] !== false;
      return [s.op('cast', [shifted(wide)], { to: elem, saturate })];
    }
    // What is not a number becomes the zero point.
    const steps = s.op('where', [s.op('is_nan', [wide]), s.number(0, 'f32'), s.op('round', [wide])]);
    const [min, max] = limitsOf(elem);
    return [s.cast(s.op('clip', [shifted(steps)], { min, max }), elem)];
  },
};

const exactValues: NodeCondition = {
  because: 'its elements are not held by f32',
  holds: (node) => {
    const [{ elem }, to] = [typeOf(node.operands[0]), resultOf(node).elem];
    return (to === 'f32' || to === 'f16') && (isFloat(elem) || elementBits(elem) <= 16 || elem === 'i32');
  },
};

export const dequantizeLinear: Decomposition = {
  op: 'dequantize_linear',
  summary: 'the distance to the zero point, multiplied by the scale',
  steps: STEPS,
  where: [exactValues],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const zero = node.operands[2] && spreadOver(s, node, node.operands[2]);
    const scale = s.cast(spreadOver(s, node, operandOf(node, 1)), 'f32');
    // Differences of 32 bits are exact as integers only.
    const distance =
      typeOf(x).elem === 'i32'
        ? s.cast(zero ? s.sub(x, zero) : x, 'f32')
        : zero
          ? s.sub(s.cast(x, 'f32'), s.cast(zero, 'f32'))
          : s.cast(x, 'f32');
    return [s.cast(s.mul(distance, scale), resultOf(node).elem)];
  },
};
