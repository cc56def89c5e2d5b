// Operators that make random numbers, with the generator of our own that the ops are documented with.

import { type ElementType, elementBits, isFloat } from '@afterglow/core';
import { build, type Shape, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { seedOf } from './seed.js';

function seed(n: NodeReader): number {
  return seedOf(n, n.maybeFloat('seed'));
}

/** The attribute, or the type of the operand. */
function likeOperand(n: NodeReader): ElementType {
  return n.given('dtype') ? n.elementType('dtype') : n.elem(0);
}

/** Draws are floats of 16 bits and more. Bernoulli and Multinomial convert theirs to any type. */
function checkFloat(n: NodeReader, elem: ElementType): void {
  if (!isFloat(elem) || elementBits(elem) < 16) n.invalid(`its results are floats, not ${elem}`);
}

function uniform(n: NodeReader, b: ImportBuilder, shape: Shape, elem: ElementType): Value {
  checkFloat(n, elem);
  return build.randomUniform(b, { shape, elem, low: n.float('low'), high: n.float('high'), seed: seed(n) });
}

function normal(n: NodeReader, b: ImportBuilder, shape: Shape, elem: ElementType): Value {
  checkFloat(n, elem);
  return build.randomNormal(b, { shape, elem, mean: n.float('mean'), scale: n.float('scale'), seed: seed(n) });
}

export const randomUniform = importRule('ai.onnx', 'RandomUniform', {
  '1-': (n, b) => uniform(n, b, n.ints('shape'), n.elementType('dtype')),
});

export const randomUniformLike = importRule('ai.onnx', 'RandomUniformLike', {
  '1-': (n, b) => uniform(n, b, n.shape(0), likeOperand(n)),
});

export const randomNormal = importRule('ai.onnx', 'RandomNormal', {
  '1-': (n, b) => normal(n, b, n.ints('shape'), n.elementType('dtype')),
});

export const randomNormalLike = importRule('ai.onnx', 'RandomNormalLike', {
  '1-': (n, b) => normal(n, b, n.shape(0), likeOperand(n)),
});

export const bernoulli = importRule('ai.onnx', 'Bernoulli', {
  '15-': (n, b) => build.bernoulli(b, n.in(0), { elem: likeOperand(n), seed: seed(n) }),
});

export const multinomial = importRule('ai.onnx', 'Multinomial', {
  '7-': (n, b) =>
    build.multinomial(b, n.in(0), { samples: n.int('sample_size'), elem: n.elementType('dtype'), seed: seed(n) }),
});
