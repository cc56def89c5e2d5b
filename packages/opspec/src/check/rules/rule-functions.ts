// What conditions and replacements of rules may call beside the functions of the op language: questions about values.

import { functions, type SpecFunction } from '../functions.js';
import type { CheckedClass } from '../spec.js';
import { BOOL, DIM, ELEM, FLOAT, INT, SHAPE, TYPE, VALUE, type ValueType } from '../value-type.js';

const value = { name: 'value', types: [VALUE] };
const number = { name: 'number', types: [FLOAT] };

function question(summary: string, params: SpecFunction['params'], result: ValueType, name: string): SpecFunction {
  return { summary, params, result: () => result, code: (args) => `t.${name}(${args.join(', ')})` };
}

const valueFunctions: readonly (readonly [string, SpecFunction])[] = [
  ['shape', question('The shape of a value.', [value], SHAPE, 'shapeOf')],
  [
    'rank',
    {
      summary: 'Number of axes of a value or shape.',
      params: [{ name: 'value', types: [SHAPE, VALUE] }],
      result: () => INT,
      code: ([arg = ''], [type], wrap) => (type?.kind === 'value' ? `t.shapeOf(${arg}).length` : `${wrap(arg)}.length`),
    },
  ],
  ['elem', question('The element type of a value; a quantized one has none.', [value], ELEM, 'elementOf')],
  ['type', question('The whole type of a value.', [value], TYPE, 'typeOf')],
  ['constant', question('True for a constant.', [value], BOOL, 'isConstant')],
  ['uniform', question('True for a constant that holds one number throughout.', [value], BOOL, 'isUniform')],
  ['number', question('The number a constant holds throughout.', [value], FLOAT, 'numberOf')],
  [
    'entries',
    question('The integers that a small value will hold, as sizes, where they are known.', [value], SHAPE, 'entries'),
  ],
  [
    'wide',
    question(
      'f32 for a float type that is narrower, else the type itself.',
      [{ name: 'elem', types: [ELEM] }],
      ELEM,
      'wide',
    ),
  ],
  [
    'moderate',
    question(
      'True for a constant of numbers by which weights can be multiplied without overflow, and without vanishing.',
      [value],
      BOOL,
      'isModerate',
    ),
  ],
  ['zeros', question('True for a constant that holds a zero somewhere.', [value], BOOL, 'hasZero')],
  ['known', question('True for a size that is a number.', [{ name: 'size', types: [DIM] }], BOOL, 'isKnown')],
  ['readers', question('How many places read a value.', [value], INT, 'readers')],
  [
    'near',
    question(
      'True when two numbers differ by at most one part in ten thousand.',
      [number, { name: 'other', types: [FLOAT] }],
      BOOL,
      'near',
    ),
  ],
  ['negative_zero', question('True for -0.0 only.', [number], BOOL, 'isNegativeZero')],
  ['sqrt', question('The square root.', [number], FLOAT, 'sqrt')],
  [
    'lossless',
    question(
      'True when every number of the first element type is one of the second.',
      [
        { name: 'from', types: [ELEM] },
        { name: 'to', types: [ELEM] },
      ],
      BOOL,
      'isLossless',
    ),
  ],
];

function classFunction({ name, elements }: CheckedClass): readonly [string, SpecFunction] {
  const quantized = elements.includes('quantized') ? '' : ' and not quantized';
  return [
    name,
    {
      summary: `True for a value or element type that is in the class ${name}${quantized}.`,
      params: [{ name: 'value', types: [VALUE, ELEM] }],
      result: () => BOOL,
      code: ([arg]) => `t.isIn(${arg}, elementClasses.${name})`,
    },
  ];
}

/** All functions of rules: those of the op language, questions about values, and one for each class of element types. */
export function ruleFunctions(classes: readonly CheckedClass[]): ReadonlyMap<string, SpecFunction> {
  return new Map([...functions, ...classes.map(classFunction), ...valueFunctions]);
}
