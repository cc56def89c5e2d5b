// Functions of the op language: what they take, what they give, and the runtime call they compile to.

import { ANYTHING, CLAIM, DIM, INT, INTS, listOf, SHAPE, STRING, type ValueType } from './value-type.js';

export interface SpecFunction {
  readonly summary: string;
  /** Types each parameter may have, first fit wins. */
  readonly params: readonly { readonly name: string; readonly types: readonly ValueType[] }[];
  /** How many trailing parameters may be left out; `more` when the last may repeat. */
  readonly optional?: number;
  readonly more?: true;
  readonly result: (args: readonly ValueType[]) => ValueType;
  /** `wrap` puts parentheses around an argument where it needs them. */
  readonly code: (args: readonly string[], types: readonly ValueType[], wrap: (code: string) => string) => string;
}

const ANY_LIST = listOf(ANYTHING);

function fixed(type: ValueType): () => ValueType {
  return () => type;
}

function isInt(type: ValueType | undefined): boolean {
  return type?.kind === 'int' || type?.kind === 'never';
}

function method(name: string): (args: readonly string[]) => string {
  return (args) => `t.${name}(${args.join(', ')})`;
}

const shape = { name: 'shape', types: [SHAPE] };
const axes = { name: 'axes', types: [INT, INTS] };

function extremum(name: 'max' | 'min'): SpecFunction {
  return {
    summary: name === 'max' ? 'The largest argument.' : 'The smallest argument.',
    params: [{ name: 'value', types: [INT, DIM] }],
    more: true,
    result: (args) => (args.every(isInt) ? INT : DIM),
    code: (args, types) => `${types.every(isInt) ? 'Math' : 'dim'}.${name}(${args.join(', ')})`,
  };
}

export const functions: ReadonlyMap<string, SpecFunction> = new Map<string, SpecFunction>([
  [
    'rank',
    {
      summary: 'Number of axes of a shape.',
      params: [shape],
      result: fixed(INT),
      code: ([s = ''], _, wrap) => `${wrap(s)}.length`,
    },
  ],
  [
    'len',
    {
      summary: 'Number of entries of a list.',
      params: [{ name: 'list', types: [ANY_LIST] }],
      result: fixed(INT),
      code: ([l = ''], _, wrap) => `${wrap(l)}.length`,
    },
  ],
  [
    'begins',
    {
      summary: 'Where parts of the given sizes begin when they stand one after the other: 0 for the first.',
      params: [{ name: 'sizes', types: [SHAPE] }],
      result: fixed(SHAPE),
      code: method('begins'),
    },
  ],
  [
    'product',
    {
      summary: 'Product of the sizes of a shape; 1 for a scalar.',
      params: [shape],
      result: fixed(DIM),
      code: ([s]) => `dim.product(${s})`,
    },
  ],
  ['max', extremum('max')],
  ['min', extremum('min')],
  [
    'broadcast',
    {
      summary: 'The NumPy broadcast of shapes.',
      params: [shape],
      more: true,
      result: fixed(SHAPE),
      code: method('broadcast'),
    },
  ],
  [
    'permute',
    {
      summary: 'The shape with axes in another order; refuses what is no permutation.',
      params: [shape, { name: 'perm', types: [INTS] }],
      result: fixed(SHAPE),
      code: method('permute'),
    },
  ],
  [
    'drop',
    {
      summary: 'The shape without an axis or several.',
      params: [shape, axes],
      result: fixed(SHAPE),
      code: method('drop'),
    },
  ],
  [
    'insert',
    {
      summary: 'The shape with a size inserted, at positions of the result.',
      params: [shape, axes, { name: 'size', types: [DIM] }],
      result: fixed(SHAPE),
      code: method('insert'),
    },
  ],
  [
    'replace',
    {
      summary: 'The shape with the sizes of some axes replaced, by one size or by a list of them.',
      params: [shape, axes, { name: 'sizes', types: [DIM, SHAPE] }],
      result: fixed(SHAPE),
      code: method('replace'),
    },
  ],
  [
    'axis',
    {
      summary: 'An axis counted from the front; negative axes count from the back, others are refused.',
      params: [{ name: 'axis', types: [INT] }, shape],
      result: fixed(INT),
      code: ([axis, s = ''], _, wrap) => `t.axis(${axis}, ${wrap(s)}.length)`,
    },
  ],
  [
    'axes',
    {
      summary: 'Several axes counted from the front, no axis twice.',
      params: [{ name: 'axes', types: [INTS] }, shape],
      result: fixed(INTS),
      code: ([list, s = ''], _, wrap) => `t.axes(${list}, ${wrap(s)}.length)`,
    },
  ],
  [
    'range',
    {
      summary: 'The list 0, 1, … n - 1.',
      params: [{ name: 'n', types: [INT] }],
      result: fixed(INTS),
      code: method('range'),
    },
  ],
  [
    'known',
    {
      summary: 'A dim that must be a number for the op to have a type.',
      params: [{ name: 'dim', types: [DIM] }],
      result: fixed(INT),
      code: method('known'),
    },
  ],
  [
    'ceil_div',
    {
      summary: 'Division rounded up.',
      params: [
        { name: 'a', types: [DIM] },
        { name: 'b', types: [DIM] },
      ],
      result: fixed(DIM),
      code: method('ceilDiv'),
    },
  ],
  [
    'divides',
    {
      summary: 'Claims that an integer divides a dim.',
      params: [
        { name: 'divisor', types: [INT] },
        { name: 'dim', types: [DIM] },
      ],
      result: fixed(CLAIM),
      code: method('divides'),
    },
  ],
  [
    'broadcasts',
    {
      summary: 'Claims that a shape broadcasts to another: each size of the first is 1, or that of the second.',
      params: [
        { name: 'from', types: [SHAPE] },
        { name: 'to', types: [SHAPE] },
      ],
      result: fixed(CLAIM),
      code: method('broadcasts'),
    },
  ],
  [
    'fresh',
    {
      summary: 'A size known only when the data are: a new symbol called like the hint, at most the bound.',
      params: [
        { name: 'hint', types: [STRING] },
        { name: 'bound', types: [DIM] },
      ],
      optional: 1,
      result: fixed(DIM),
      code: method('fresh'),
    },
  ],
]);

/** Functions with a binder, `all(x in list, …)`; checked in `compile-expr.ts`. */
export const quantifiers: ReadonlyMap<string, string> = new Map([
  ['all', 'True when the condition holds for every entry of a list.'],
  ['any', 'True when the condition holds for some entry of a list.'],
  ['sum', 'The sum of a value over the entries of a list.'],
]);

/** Functions that take a name; checked in `compile-expr.ts`. */
export const questions: ReadonlyMap<string, string> = new Map([
  ['bits', 'Width of an element type variable or attribute in bits.'],
  ['has', 'True when an optional operand or attribute is there.'],
  ['quantized', 'True when an element type variable stands for a quantized type.'],
]);
