import { build, constTensor, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** The bias as a vector when it adds the same to every row, else undefined. */
function rowBias(n: NodeReader, b: ImportBuilder, columns: unknown): Value | undefined {
  const shape = n.shape(2);
  const last = shape.at(-1);
  if (last !== columns || shape.slice(0, -1).some((d) => d !== 1)) return undefined;
  return b.reshape(n.in(2), [last as never]);
}

function scaled(b: ImportBuilder, n: NodeReader, x: Value, factor: number): Value {
  return factor === 1 ? x : build.mul(b, x, b.scalar(n.elem(0), factor));
}

/** The product of Gemm, for every operator with its attributes. */
export function gemm(n: NodeReader, b: ImportBuilder): Value {
  const [alpha, beta, transA, transB] = [n.float('alpha'), n.float('beta'), n.flag('transA'), n.flag('transB')];
  if (n.rank(0) !== 2 || n.rank(1) !== 2) n.invalid(`its operands have ranks ${n.rank(0)} and ${n.rank(1)}, not 2`);
  const [a, weight] = [n.in(0), n.in(1)];
  const columns = n.shape(1)[transB ? 0 : 1];
  const bias = n.has(2) ? rowBias(n, b, columns) : undefined;
  const turned = { perm: [1, 0] };
  // A layer: the weight is [out, in], or a constant that can be turned once and for all.
  if (alpha === 1 && !transA && (transB || constTensor(weight)) && (!n.has(2) || (bias && beta === 1))) {
    return build.fullyConnected(b, a, transB ? weight : build.transpose(b, weight, turned), bias);
  }
  const left = transA ? build.transpose(b, a, turned) : a;
  const right = transB ? build.transpose(b, weight, turned) : weight;
  const product = scaled(b, n, build.matmul(b, left, right), alpha);
  return n.has(2) && beta !== 0 ? build.add(b, product, scaled(b, n, n.in(2), beta)) : product;
}

/** ONNX Gemm: alpha · A · B + beta · C, with either factor transposed. C had to be there up to opset 10. */
export const gemmRule = importRule('ai.onnx', 'Gemm', { '1-': gemm });

export const matmul = importRule('ai.onnx', 'MatMul', { '1-': (n, b) => build.matmul(b, n.in(0), n.in(1)) });
