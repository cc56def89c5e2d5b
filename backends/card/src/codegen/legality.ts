// What the card can run, as data: op, element types, conditions, each with the reason a refusal gives.

import { type Legality, type LegalityCondition, type LegalityRow, whyIllegal } from '@afterglow/backend-api';
import { dim, ELEMENT_TYPES, type ElementType, isElementType } from '@afterglow/core';
import { type Node, nodesOf, symbolsOfType, typeBytes, undecidedAxes, walk } from '@afterglow/ir';
import { VIEW_OPS } from '@afterglow/lir';
import { VECTOR_FUNCTIONS } from './lower/elementwise.lower.js';

const FLOATS: readonly ElementType[] = ['f16', 'f32'];
const INDICES: readonly ElementType[] = ['i32', 'i64'];
/** Everything that is moved without being looked at: whole bytes. */
const MOVABLE: readonly ElementType[] = Object.keys(ELEMENT_TYPES)
  .filter(isElementType)
  .filter((elem) => ELEMENT_TYPES[elem].bits >= 8 && ELEMENT_TYPES[elem].class !== 'complex');

function tensorTypes(node: Node) {
  return [...node.operands, ...node.results].flatMap((value) => (value?.type.kind === 'tensor' ? [value.type] : []));
}

const plainNumbers: LegalityCondition = {
  because: 'it has no code for quantised values yet',
  holds: (node) => tensorTypes(node).every((type) => type.encoding === undefined),
};

const bounded: LegalityCondition = {
  because: 'a size has no upper bound, and memory is planned for the largest size',
  holds: (node) => {
    const ranges = node.region?.func.ranges;
    return tensorTypes(node).every((type) => Number.isFinite(dim.dimRange(typeBytes(type), ranges).hi));
  },
};

const rowEncoding: LegalityCondition = {
  because: 'it reads integers only from a constant table whose rows carry their own scale and bias',
  holds: ({ operands: [table, ...others], results }) => {
    const isRows = table?.type.kind === 'tensor' && table.type.encoding?.kind === 'row';
    const isPlain = [...others, ...results].every((value) => value?.type.kind !== 'tensor' || !value.type.encoding);
    return isRows && isPlain && table.def.kind === 'const';
  },
};

const common = [plainNumbers, bounded];

function sameElements(...operands: readonly number[]): LegalityCondition {
  return {
    because: 'its operands must have one element type',
    holds: (node) => {
      const elems = operands.flatMap((i) => {
        const type = node.operands[i]?.type;
        return type?.kind === 'tensor' ? [type.elem] : [];
      });
      return new Set(elems).size <= 1;
    },
  };
}

/** Strides are fixed when code is made, so an axis that may or may not be repeated at run time has none. */
const decidedBroadcast: LegalityCondition = {
  because: 'it cannot be known before the run which axes of an operand are repeated',
  holds: (node) => undecidedAxes(node).length === 0,
};

/** A copy that is whole or a repetition is written in both ways for each axis, and the run takes one: twice the code an axis. */
const fewUndecided: LegalityCondition = {
  because: 'it cannot be known before the run which of more than four axes are repeated',
  holds: (node) => undecidedAxes(node).length <= 4,
};

const fewAxes: LegalityCondition = {
  because: 'the operands must be tensors of at most 12 axes',
  holds: (node) => tensorTypes(node).every(({ shape }) => shape.length <= 12),
};

function row(op: string, elements: readonly ElementType[], extra: Partial<LegalityRow> = {}): LegalityRow {
  return { op, elements, ...extra, conditions: [...common, ...(extra.conditions ?? [])] };
}

/** Code reads a window tap by tap, so how many there are must be known. */
const knownKernel: LegalityCondition = {
  because: 'the sizes of the kernel are not known before the run',
  holds: (node) => {
    const weight = node.operands[1]?.type;
    return weight?.kind === 'tensor' && weight.shape.slice(2).every((size) => typeof size === 'number');
  },
};

/** Loops nest sixteen deep on the card: images, groups, and for every spatial axis tiles and steps of outputs and taps. */
const fewSpatialAxes: LegalityCondition = {
  because: 'it slides windows over at most three axes',
  holds: (node) => tensorTypes(node).every(({ shape }) => shape.length <= 5),
};

const SIMPLE_ACTIVATIONS: ReadonlySet<unknown> = new Set(['none', 'relu', 'sigmoid', 'tanh', undefined]);

const plainConv: LegalityCondition = {
  because: 'it has no code for an addend or this activation of a convolution',
  holds: ({ operands, attrs }) => operands[3] === undefined && SIMPLE_ACTIVATIONS.has(attrs['act']),
};

const positionsUnused: LegalityCondition = {
  because: 'it has no code for the positions of the largest elements, which are read here',
  holds: (node) => (node.results[1]?.uses.size ?? 0) === 0,
};

/** The embedding unit writes whole rows; further entries of index tuples are multiplied out before. */
const rowScatter: readonly LegalityCondition[] = [
  {
    because: 'index tuples must have one entry',
    holds: (node) => {
      const type = node.operands[1]?.type;
      return type?.kind === 'tensor' && type.shape.at(-1) === 1;
    },
  },
  {
    because: 'only f16, f32, i32 and i64 are combined',
    holds: (node) => {
      const [type] = tensorTypes(node);
      const { reduction = 'none' } = node.attrs;
      return reduction === 'none' || (type !== undefined && NUMBERS.includes(type.elem));
    },
  },
];

const broadcasting = [fewAxes, decidedBroadcast];

const INTEGERS: readonly ElementType[] = ['i32', 'i64'];
const NUMBERS: readonly ElementType[] = [...FLOATS, ...INTEGERS];
const BOOL: readonly ElementType[] = ['bool'];

const floatOps = [
  ...VECTOR_FUNCTIONS,
  ...['sigmoid', 'tanh', 'gelu', 'leaky_relu', 'hard_sigmoid', 'elu', 'celu', 'selu', 'thresholded_relu'],
  ...['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'],
  'dot_interaction',
];

/** A bound that an integer type does not hold exactly would have to be rounded the right way. */
const wholeBounds: LegalityCondition = {
  because: 'a bound of the clip is not a number of its type',
  holds: (node) => {
    const [elem] = tensorTypes(node).map((type) => type.elem);
    const limit = elem === 'i32' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
    const fits = (value: unknown) =>
      value === undefined || (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= limit);
    return (elem !== 'i32' && elem !== 'i64') || (fits(node.attrs['min']) && fits(node.attrs['max']));
  },
};

/** Integers of whole bytes. */
const WHOLE: readonly ElementType[] = ['i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64'];

/** Floats that are only converted. */
const SMALL_FLOATS: readonly ElementType[] = ['bf16', 'f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0'];

/** Conversions the vector unit has; everything else of `cast` stays on the host. */
const casts: readonly (readonly [readonly ElementType[], readonly ElementType[]])[] = [
  [FLOATS, [...FLOATS, ...WHOLE, 'bool']],
  [
    [...WHOLE.filter((elem) => elem !== 'u64'), 'bool'],
    [...FLOATS, ...WHOLE, 'bool'],
  ],
  [['u64'], [...WHOLE, 'bool']],
  // Through f32, which holds what lies between exactly.
  [SMALL_FLOATS, [...FLOATS, ...WHOLE, ...SMALL_FLOATS]],
  [[...FLOATS, 'i8', 'u8', 'i16', 'u16'], SMALL_FLOATS],
];

/** A direction of rounding is for powers of two alone. */
const nearestOnly: LegalityCondition = {
  because: 'it rounds to the nearest only',
  holds: ({ attrs }) => (attrs['round'] ?? 'nearest') === 'nearest',
};

/** A byte that is neither 0 nor 1 is no truth value. */
const sameMeaning: LegalityCondition = {
  because: 'bits that become truth values are looked at',
  holds: ({ attrs, operands: [x] }) => attrs['to'] !== 'bool' || (x?.type.kind === 'tensor' && x.type.elem === 'bool'),
};

const plainSwish: LegalityCondition = {
  because: 'it has an instruction only where alpha is 1',
  holds: ({ attrs }) => (attrs['alpha'] ?? 1) === 1,
};

/** Slices are cut and written where they belong by one loop, which one engine runs. */
const knownSteps: readonly LegalityCondition[] = [
  {
    because: 'something in its body has no code',
    holds: ({ regions }) => regions.every((region) => [...nodesOf(region)].every((inner) => !cardLegality(inner))),
  },
  {
    because: 'a size in its body changes from step to step',
    holds: (node) => {
      const [known, inner] = [new Set<string>(), new Set<string>()];
      for (const type of tensorTypes(node)) symbolsOfType(type, known);
      for (const region of node.regions) {
        for (const { type } of region.params) symbolsOfType(type, inner);
        for (const { results } of walk(region)) for (const { type } of results) symbolsOfType(type, inner);
      }
      return [...inner].every((name) => known.has(name));
    },
  },
  {
    because: 'what it carries changes its type',
    holds: ({ attrs, operands, results, regions: [body] }) =>
      results.slice(0, Number(attrs['carried'])).every(({ type }, i) => {
        return [operands[i], body?.params[i], body?.results[i]].every((value) => value?.type === type);
      }),
  },
];

export const CARD_LEGALITY: Legality = [
  ...floatOps.map((op) => row(op, FLOATS, { conditions: [fewAxes] })),
  ...['relu', 'neg', 'abs', 'sign'].map((op) => row(op, NUMBERS, { conditions: [fewAxes] })),
  row('clip', NUMBERS, { conditions: [fewAxes, wholeBounds] }),
  ...['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'mod'].map((op) =>
    row(op, NUMBERS, { conditions: broadcasting }),
  ),
  ...['pow', 'prelu'].map((op) => row(op, FLOATS, { conditions: [sameElements(0, 1), ...broadcasting] })),
  ...['less', 'less_equal', 'greater', 'greater_equal'].map((op) =>
    row(op, [...NUMBERS, 'u8'], { results: { 0: BOOL }, conditions: broadcasting }),
  ),
  row('equal', [...NUMBERS, 'u8', 'i8', 'bool'], { results: { 0: BOOL }, conditions: broadcasting }),
  ...['and', 'or', 'xor'].flatMap((op) => [
    row(`logical_${op}`, BOOL, { conditions: broadcasting }),
    row(`bitwise_${op}`, WHOLE, { conditions: broadcasting }),
  ]),
  row('logical_not', BOOL, { conditions: [fewAxes] }),
  row('bitwise_not', WHOLE, { conditions: [fewAxes] }),
  row('swish', FLOATS, { conditions: [fewAxes, plainSwish] }),
  row('where', MOVABLE, { operands: { 0: BOOL }, conditions: broadcasting }),
  ...['is_nan', 'is_inf'].map((op) => row(op, FLOATS, { results: { 0: BOOL }, conditions: [fewAxes] })),
  ...casts.map(([from, to]) => row('cast', from, { results: { 0: to }, conditions: [nearestOnly] })),
  row('fully_connected', FLOATS, { conditions: [sameElements(0, 1), fewAxes] }),
  row('matmul', FLOATS, { conditions: [sameElements(0, 1), fewAxes, decidedBroadcast] }),
  row('conv', FLOATS, { conditions: [sameElements(0, 1), plainConv, knownKernel, fewSpatialAxes] }),
  row('max_pool', FLOATS, { results: { 1: ['i64'] }, conditions: [fewSpatialAxes, positionsUnused] }),
  row('average_pool', FLOATS, { conditions: [fewSpatialAxes] }),
  row('embedding_bag', FLOATS, { operands: { 1: INDICES, 2: INDICES } }),
  {
    ...{ op: 'embedding_bag', elements: FLOATS, operands: { 0: ['u8', 'i8', 'u4', 'i4'], 1: INDICES, 2: INDICES } },
    conditions: [rowEncoding, bounded],
  },
  row('gather', MOVABLE, { operands: { 1: INDICES }, conditions: [fewAxes] }),
  row('scatter_nd', MOVABLE, { operands: { 1: INDICES }, conditions: [fewAxes, ...rowScatter] }),
  ...['concat', 'split', 'slice', 'transpose'].map((op) => row(op, MOVABLE, { conditions: [fewAxes] })),
  row('scan', MOVABLE, { conditions: [fewAxes, ...knownSteps] }),
  row('expand', MOVABLE, { conditions: [fewAxes, fewUndecided] }),
  ...[...VIEW_OPS].map((op) => row(op, MOVABLE, op === 'bit_cast' ? { conditions: [sameMeaning] } : {})),
];

/** Why the card cannot run a node, or undefined when it can. */
export function cardLegality(node: Node): string | undefined {
  return whyIllegal(CARD_LEGALITY, node);
}

/** The ops whose operands are repeated where it is decided, each once. */
export const CARD_BROADCASTS: readonly string[] = [
  ...new Set(CARD_LEGALITY.flatMap(({ op, conditions }) => (conditions?.includes(decidedBroadcast) ? [op] : []))),
];
