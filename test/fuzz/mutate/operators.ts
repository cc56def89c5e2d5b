// A model of one or more operators picked from the tables, with operands and attributes drawn at random within their
// schemas: what no corpus shows, since most combinations make no sense.

import { stringTensor, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { GraphBuilder, operatorNames, operatorSchema, writeModel } from '@afterglow/onnx/testing';
import type { Random } from '../random.js';
import type { Mutation } from './mutation.js';

const ELEMENTS = ['f32', 'f32', 'f32', 'i64', 'i64', 'bool', 'u8', 'i8', 'f16', 'f64', 'i32', 'string'] as const;
const SMALL = [0, 1, 1, 2, 2, 3, 4, 5, -1, -2, 17, 1000];
const DOMAINS = ['ai.onnx', 'ai.onnx', 'ai.onnx', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft'];
const WORDS = [
  '',
  'linear',
  'nearest',
  'constant',
  'reflect',
  'SAME_UPPER',
  'bidirectional',
  'add',
  'ij,jk->ik',
  '...i->i',
  'NOTSET',
];

function shapeOf(random: Random): number[] {
  return Array.from({ length: random.pick([0, 1, 1, 2, 2, 3, 4, 4, 5]) }, () => random.pick([1, 2, 2, 3, 4, 0, 5]));
}

function tensor(random: Random): Tensor {
  const elem = random.pick(ELEMENTS);
  const shape = shapeOf(random);
  const count = shape.reduce((product, size) => product * size, 1);
  if (elem === 'string')
    return stringTensor(
      shape,
      Array.from({ length: count }, () => random.pick(WORDS)),
    );
  return tensorFromNumbers(
    elem,
    shape,
    Array.from({ length: count }, () => (elem === 'bool' ? random.int(2) : random.pick(SMALL))),
  );
}

function attributesFor(domain: string, op: string, version: number, random: Random) {
  const attributes: Record<string, number | number[] | string | string[] | Tensor> = {};
  for (const { name, kind, required } of operatorSchema(domain, op, version)?.attributes.values() ?? []) {
    if (!required && random.chance(0.6)) continue;
    const list = Array.from({ length: random.pick([1, 2, 2, 4]) });
    if (kind === 'int') attributes[name] = random.pick(SMALL);
    else if (kind === 'float') attributes[name] = random.pick([0, 0.5, -1.5, 1e30]);
    else if (kind === 'ints') attributes[name] = list.map(() => random.pick(SMALL));
    else if (kind === 'floats') attributes[name] = list.map(() => random.pick([0.5, -1.5]));
    else if (kind === 'string') attributes[name] = random.pick(WORDS);
    else if (kind === 'strings') attributes[name] = list.map(() => random.pick(WORDS));
    else if (kind === 'tensor') attributes[name] = tensor(random);
  }
  return attributes;
}

export const makeOperators: Mutation = (_, random) => {
  const opset = random.pick([7, 9, 11, 13, 17, 18, 21, 23, 25]);
  const g = new GraphBuilder({ opset });
  const values: string[] = [];
  for (let i = 0; i < 2; i++) {
    const { elem, shape } = tensor(random);
    const open = shape.map((size, axis) => (random.chance(0.3) ? `d${axis}` : size));
    values.push(g.input(`in${i}`, elem, open));
  }
  for (let i = 0; i < 4; i++) values.push(g.initializer(`const${i}`, tensor(random)));
  for (let count = 1 + random.int(3); count > 0; count--) {
    const domain = random.pick(DOMAINS);
    const op = random.pick([...operatorNames(domain)]);
    const schema = operatorSchema(domain, op, domain === 'ai.onnx' ? opset : 100);
    if (!schema) continue;
    const arity = Math.max(schema.minInputs, schema.inputs.length - random.int(3));
    const inputs = Array.from({ length: arity }, (_, i) =>
      schema.inputs[i] === 'o' && random.chance(0.4) ? '' : random.pick(values),
    );
    const outputs = Math.max(1, schema.outputs.length - random.int(2));
    const attributes = attributesFor(domain, op, opset, random);
    const options = { domain: domain === 'ai.onnx' ? '' : domain, outputs };
    values.push(...g.nodeOutputs(op, inputs, attributes, options));
  }
  for (const name of values.slice(6)) g.output(name, 'f32');
  const opsets = { 'ai.onnx.ml': random.pick([1, 3, 5]), 'com.microsoft': 1 };
  return { bytes: writeModel(g, { opsets }).bytes, files: [] };
};
