// Shape-value rules of element-wise ops.

import { dim, type ElementType, isElementType, isFloat } from '@afterglow/core';
import type { Node } from '../../graph/graph.js';
import { type Entry, type Facts, isDimEntry, mapFacts, type RuleInput, type ShapeRule } from './facts.js';
import { combineFloats, floatEntry, floatOfInteger, integerPart, isFloatEntry } from './float-entry.js';
import { combineIntegers, comparisons, fit } from './integer-entry.js';

/** Element type of result or operand; rules run only on tensors. */
function elemOf(node: Node, which: 'operand' | 'result', index = 0): ElementType {
  const type = (which === 'operand' ? node.operands[index] : node.results[index])?.type;
  return type?.kind === 'tensor' ? type.elem : 'f32';
}

function map(input: RuleInput, combine: (entries: readonly Entry[]) => Entry): Facts | undefined {
  const inputs: Facts[] = [];
  for (const operand of input.operands) {
    if (!operand) return undefined;
    inputs.push(operand);
  }
  return mapFacts(inputs, combine);
}

function binary(opName: string): ShapeRule {
  return (input) => {
    const elem = elemOf(input.node, 'result');
    const name = opName === 'mod' && input.node.attrs['fmod'] === true ? 'fmod' : opName;
    return map(input, ([a, b]) => {
      if (isFloatEntry(a) && isFloatEntry(b)) return combineFloats(name, a, b, elem, input.range);
      return isFloat(elem) ? undefined : combineIntegers(name, a, b, elem, input.range);
    });
  };
}

function comparison(name: string): ShapeRule {
  return (input) =>
    map(input, ([a, b]) => (isDimEntry(a) && isDimEntry(b) ? comparisons[name]?.(a, b, input.range) : undefined));
}

function logic(combine: (a: boolean, b: boolean) => boolean): ShapeRule {
  return (input) =>
    map(input, ([a, b]) =>
      typeof a === 'number' && typeof b === 'number' ? Number(combine(a !== 0, b !== 0)) : undefined,
    );
}

function rounding(how: 'floor' | 'ceil'): ShapeRule {
  return (input) => {
    const elem = elemOf(input.node, 'result');
    return map(input, ([x]) => {
      if (!isFloatEntry(x)) return undefined;
      if (x.kind === 'float') return floatEntry(Math[how](x.value));
      const whole = integerPart(how, x, elem, input.range);
      return whole === undefined ? undefined : floatOfInteger(whole, elem, input.range);
    });
  };
}

function castEntry(x: Entry, from: ElementType, to: ElementType, range: RuleInput['range']): Entry {
  if (isFloatEntry(x)) {
    if (isFloat(to)) return x.kind === 'float' ? combineFloats('mul', x, floatEntry(1), to, range) : undefined;
    if (to === 'bool') return x.kind === 'float' ? Number(x.value !== 0) : undefined;
    const whole = integerPart('trunc', x, from, range);
    return whole === undefined ? undefined : fit(whole, to, range);
  }
  if (!isDimEntry(x)) return to === 'i64' || to === 'u64' ? x : undefined;
  if (isFloat(to)) return floatOfInteger(x, to, range);
  if (to === 'bool') return comparisons['equal']?.(x, 0, range) === 0 ? 1 : x === 0 ? 0 : undefined;
  return to === 'string' ? undefined : fit(x, to, range);
}

const negate: ShapeRule = (input) =>
  map(input, ([x]) => {
    if (isDimEntry(x)) return fit(dim.negate(x), elemOf(input.node, 'result'), input.range);
    if (!isFloatEntry(x)) return undefined;
    return x.kind === 'float' ? floatEntry(-x.value) : { ...x, num: dim.negate(x.num) };
  });

const absolute: ShapeRule = (input) =>
  map(input, ([x]) => {
    if (!isDimEntry(x)) return isFloatEntry(x) && x.kind === 'float' ? floatEntry(Math.abs(x.value)) : undefined;
    const { lo, hi } = input.range(x);
    if (lo >= 0) return x;
    return hi <= 0 ? fit(dim.negate(x), elemOf(input.node, 'result'), input.range) : undefined;
  });

export const elementwiseRules: Readonly<Record<string, ShapeRule>> = {
  identity: (input) => input.operands[0],
  add: binary('add'),
  sub: binary('sub'),
  mul: binary('mul'),
  div: binary('div'),
  mod: binary('mod'),
  pow: binary('pow'),
  maximum: binary('maximum'),
  minimum: binary('minimum'),
  neg: negate,
  abs: absolute,
  floor: rounding('floor'),
  ceil: rounding('ceil'),
  equal: comparison('equal'),
  less: comparison('less'),
  less_equal: comparison('less_equal'),
  greater: comparison('greater'),
  greater_equal: comparison('greater_equal'),
  logical_and: logic((a, b) => a && b),
  logical_or: logic((a, b) => a || b),
  logical_xor: logic((a, b) => a !== b),
  logical_not: (input) => map(input, ([x]) => (typeof x === 'number' ? Number(x === 0) : undefined)),
  where: (input) =>
    map(input, ([condition, a, b]) => {
      if (typeof condition === 'number') return condition !== 0 ? a : b;
      return isDimEntry(a) && a === b ? a : undefined;
    }),
  cast: (input) => {
    const to = input.node.attrs['to'];
    if (typeof to !== 'string' || !isElementType(to)) return undefined;
    const from = elemOf(input.node, 'operand');
    return map(input, ([x]) => (from === to ? x : castEntry(x, from, to, input.range)));
  },
};
