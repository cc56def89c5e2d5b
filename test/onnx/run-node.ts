// One ONNX operator, from a model file to numbers: written as a model of one node, imported, interpreted. Operands are graph
// inputs or constants, because many rules take different ways for the two.

import { interpret } from '@afterglow/backend-interpreter';
import {
  arrayOf,
  Diagnostics,
  type ElementType,
  type HostValue,
  isFloat,
  isTensorValue,
  memorySource,
  numbersOf,
  renderDiagnostic,
  stringTensor,
  type Tensor,
  tensorFromArray,
  tensorFromNumbers,
} from '@afterglow/core';
import { importOnnx } from '@afterglow/onnx';
import { type AttributeValue, GraphBuilder, writeModel } from '@afterglow/onnx/testing';

export interface NodeCase {
  readonly op: string;
  readonly domain?: string;
  readonly opset?: number;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly inputs: readonly (Tensor | undefined)[];
  /** How many outputs the node has, or for each whether it is there; one by default. */
  readonly outputs?: number | readonly boolean[];
  /** Operands that are constants; none by default. */
  readonly constant?: (index: number) => boolean;
}

function namesOf(outputs: readonly boolean[]): string[] {
  return outputs.map((isThere, i) => (isThere ? `y${i}` : ''));
}

/** The node's outputs; problems of the model or the run fail the test with their text. */
export function runNode(node: NodeCase): Tensor[] {
  const { op, domain = '', opset = 21, attributes = {}, inputs, outputs = 1, constant = () => false } = node;
  const g = new GraphBuilder({ opset });
  const fed = new Map<string, HostValue>();
  const names = inputs.map((tensor, i) => {
    if (!tensor) return '';
    if (constant(i)) return g.initializer(`x${i}`, tensor);
    fed.set(`x${i}`, tensor);
    return g.input(`x${i}`, tensor.elem, tensor.shape);
  });
  const made = g.nodeOutputs(op, names, attributes, {
    domain,
    outputs: typeof outputs === 'number' ? Array.from({ length: outputs }, (_, i) => `y${i}`) : namesOf(outputs),
  });
  for (const name of made) if (name !== '') g.output(name);
  const diagnostics = new Diagnostics();
  const { bytes } = writeModel(g, domain === '' ? {} : { opsets: { [domain]: 1 } });
  const module = importOnnx(memorySource('node.onnx', bytes), { diagnostics });
  const func = module?.funcs.get('main');
  const results = func && interpret(func, fed, { diagnostics });
  if (!results) throw new Error(diagnostics.list.map(renderDiagnostic).join('\n'));
  return [...results.values()].filter(isTensorValue);
}

/** A tensor as JSON holds it: 64-bit integers as decimal text, floats as numbers or the words NaN, inf and -inf. */
export interface RecordedTensor {
  readonly elem: ElementType;
  readonly shape: readonly number[];
  readonly values: readonly (number | string)[];
}

export function tensorOfRecord({ elem, shape, values }: RecordedTensor): Tensor {
  if (elem === 'string') return stringTensor(shape, values.map(String));
  if (elem === 'i64') return tensorFromArray(elem, shape, BigInt64Array.from(values, BigInt));
  if (elem === 'u64') return tensorFromArray(elem, shape, BigUint64Array.from(values, BigInt));
  return tensorFromNumbers(elem, shape, values.map(numberOf));
}

function numberOf(value: number | string): number {
  if (value === 'inf') return Number.POSITIVE_INFINITY;
  return value === '-inf' ? Number.NEGATIVE_INFINITY : Number(value);
}

/** The elements in the form of `RecordedTensor`. */
export function recordOf(tensor: Tensor): RecordedTensor {
  const { elem, shape } = tensor;
  if (!isFloat(elem)) {
    const values = Array.from(arrayOf(tensor) as ArrayLike<number | bigint | string>, (value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    return { elem, shape, values };
  }
  const values = Array.from(numbersOf(tensor), (x) =>
    Number.isFinite(x) ? x : Number.isNaN(x) ? 'NaN' : x > 0 ? 'inf' : '-inf',
  );
  return { elem, shape, values };
}
