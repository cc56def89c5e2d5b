// Arithmetic of types the vector unit computes nothing in: narrow integers widen to 32 bits, unsigned ones to signed ones that hold them.
// Unsigned integers of 64 bits are the same bits as signed ones; where order matters, both sides are moved by 2^63.

import type { ElementType } from '@afterglow/core';
import type { Decomposition, NodeCondition, Value } from '@afterglow/ir';
import { operandOf, Steps, typeOf } from '@afterglow/passes';

const WIDE: Readonly<Partial<Record<ElementType, ElementType>>> = {
  i8: 'i32',
  u8: 'i32',
  i16: 'i32',
  u16: 'i32',
  u32: 'i64',
  bf16: 'f32',
};

const narrowOperands: NodeCondition = {
  because: 'it has no code for the type of its operands, nor for a wider one',
  holds: (node) => node.operands.every((value) => !value || WIDE[typeOf(value).elem] !== undefined),
};

const comparisons = ['equal', 'less', 'less_equal', 'greater', 'greater_equal'];

/** The op on wider elements. Modulo arithmetic narrows exactly, and no quotient or extreme leaves the range of its operands. */
function widened(op: string): Decomposition {
  return {
    op,
    summary: 'the same on wider elements',
    // The op itself on wider elements is a form that `where` refuses.
    steps: ['cast', op],
    where: [narrowOperands],
    build(node, builder) {
      const s = new Steps(builder, node);
      const { elem } = typeOf(node.operands[0]);
      const operands = node.operands.flatMap((value) => (value ? [s.cast(value, WIDE[elem] ?? elem)] : []));
      const y = s.op(op, operands, node.attrs);
      return [comparisons.includes(op) ? y : s.cast(y, elem)];
    },
  };
}

const unsigned64: NodeCondition = {
  because: 'it has no code for the type of its operands',
  holds: (node) => typeOf(node.operands[0]).elem === 'u64',
};

const signed = (s: Steps, x: Value) => s.op('bit_cast', [x], { to: 'i64' });

/** The same bits, ordered as signed integers are: zero becomes the least. */
const biased = (s: Steps, x: Value) => s.add(x, s.number(-(2 ** 63), 'i64'));

/** The op on the bits as signed integers, biased where it goes by their order. */
function asSigned(op: string, ordered: boolean): Decomposition {
  return {
    op,
    summary: 'the same bits as signed integers',
    steps: ['bit_cast', 'add', op],
    where: [unsigned64],
    build(node, builder) {
      const s = new Steps(builder, node);
      const seen = node.operands.flatMap((value) => (value ? [signed(s, value)] : []));
      const y = s.op(op, ordered ? seen.map((value) => biased(s, value)) : seen, node.attrs);
      if (comparisons.includes(op)) return [y];
      return [s.op('bit_cast', [ordered ? biased(s, y) : y], { to: 'u64' })];
    },
  };
}

const UNSIGNED: readonly ElementType[] = ['u8', 'u16', 'u32', 'u64'];

const unsignedBits: NodeCondition = {
  because: 'it shifts unsigned integers only',
  holds: (node) => UNSIGNED.includes(typeOf(node.operands[0]).elem),
};

const SHIFT_STEPS = [
  'cast',
  'bit_cast',
  'less',
  'where',
  'minimum',
  'gather',
  'mul',
  'div',
  'sub',
  'add',
  'mod',
  'equal',
];

/** Powers of two by the operand's numbers, as signed integers; from 64 on, and where a number is too large to have a sign, the last one. */
function powers(s: Steps, count: Value, last: number): Value {
  const { elem } = typeOf(count);
  const number = elem === 'u64' ? signed(s, count) : s.cast(count, 'i64');
  const limit = s.number(last, 'i64');
  const usual = s.op('where', [s.op('less', [number, s.number(0, 'i64')]), limit, s.op('minimum', [number, limit])]);
  let table = s.number(1, 'i64');
  const list = [s.reshape(table, [1])];
  for (let i = 1; i <= last; i++) {
    table = i === 64 ? s.number(0, 'i64') : s.number(i === 63 ? -(2 ** 63) : 2 ** i, 'i64');
    list.push(s.reshape(table, [1]));
  }
  return s.op('gather', [s.concat(list, 0), usual], { axis: 0 });
}

const shiftLeft: Decomposition = {
  op: 'shift_left',
  summary: 'a product with a power of two',
  steps: [...SHIFT_STEPS, 'reshape', 'concat'],
  where: [unsignedBits],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, count] = [operandOf(node, 0), operandOf(node, 1)];
    const { elem } = typeOf(x);
    if (elem === 'u64') return [s.op('bit_cast', [s.mul(signed(s, x), powers(s, count, 64))], { to: 'u64' })];
    return [s.cast(s.mul(s.cast(x, 'i64'), powers(s, count, 64)), elem)];
  },
};

const shiftRight: Decomposition = {
  op: 'shift_right',
  summary: 'a quotient by a power of two',
  steps: [...SHIFT_STEPS, 'reshape', 'concat'],
  where: [unsignedBits],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, count] = [operandOf(node, 0), operandOf(node, 1)];
    const { elem } = typeOf(x);
    // Below 2^32 nothing is left of a shift by 62.
    if (elem !== 'u64') return [s.cast(s.div(s.cast(x, 'i64'), powers(s, count, 62)), elem)];
    // One place first, which leaves a number that is not negative, then the others.
    const bits = signed(s, x);
    const half = s.div(s.sub(bits, s.op('mod', [bits, s.number(2, 'i64')])), s.number(2, 'i64'));
    const negative = s.op('less', [bits, s.number(0, 'i64')]);
    const first = s.op('where', [negative, biased(s, half), half]);
    const none = s.op('equal', [signed(s, count), s.number(0, 'i64')]);
    const rest = s.sub(s.op('where', [none, s.number(1, 'i64'), signed(s, count)]), s.number(1, 'i64'));
    const shifted = s.div(first, powers(s, s.op('bit_cast', [rest], { to: 'u64' }), 62));
    // 2^62 divides what is left of a shift by 62 more into 1 or 0; nothing is left of more.
    const gone = s.op('less', [s.number(62, 'i64'), rest]);
    const value = s.op('where', [none, bits, s.op('where', [gone, s.number(0, 'i64'), shifted])]);
    return [s.op('bit_cast', [value], { to: 'u64' })];
  },
};

const wholeExponent: NodeCondition = {
  because: 'only the exponent may be of another type than f32',
  holds: (node) => {
    const [base, exponent] = [typeOf(node.operands[0]).elem, typeOf(node.operands[1]).elem];
    return (base === 'f32' || base === 'f16') && exponent !== base && exponent !== 'f64';
  },
};

const pow: Decomposition = {
  op: 'pow',
  summary: 'the exponent as a float',
  steps: ['cast', 'bit_cast', 'pow'],
  where: [wholeExponent],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, given] = [operandOf(node, 0), operandOf(node, 1)];
    // Beyond 2^63 a power is 0, 1 or infinite all the same.
    const exponent = typeOf(given).elem === 'u64' ? signed(s, given) : given;
    const y = s.op('pow', [s.cast(x, 'f32'), s.cast(exponent, 'f32')]);
    return [s.cast(y, typeOf(x).elem)];
  },
};

export const narrow: readonly Decomposition[] = [
  ...['add', 'sub', 'mul', 'div', 'mod', 'maximum', 'minimum', ...comparisons].map(widened),
  ...['neg', 'abs', 'sign', 'relu', 'clip', 'celu', 'sqrt', 'exp'].map(widened),
  ...['add', 'sub', 'mul', 'equal'].map((op) => asSigned(op, false)),
  ...['maximum', 'minimum', 'less', 'less_equal', 'greater', 'greater_equal'].map((op) => asSigned(op, true)),
  shiftLeft,
  shiftRight,
  pow,
];
