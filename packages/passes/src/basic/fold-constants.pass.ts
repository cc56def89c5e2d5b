// Computes at compile time what depends on constants alone.
//
//   const %w : f32[784, 64] = blob("weights.bin", 0, 200704, …)
//   %h = cast(%w) {to = f16} : f16[784, 64]
//   %b = add(%k, %k) : f32[64]
//   →
//   const %h : f16[784, 64] = convert(f32, blob("weights.bin", 0, 200704, …))
//   const %b : f32[64] = […]
//
// Views, conversions and repeated values stay lazy and cost nothing. Everything else goes through the evaluator that the
// pipeline was given, as long as operands, results and arithmetic stay within the budget: a compiler that unfolds a 500 MB table has
// folded nothing, and one that multiplies two large constants for minutes looks as if it hung.

import { arrayOf, checkedBytes, type Tensor, tensorBytes } from '@afterglow/core';
import { constTensor, type Func, type Node, storedForm, walk, workOf } from '@afterglow/ir';
import { definePass, type PassContext } from '../manager/pass.js';
import { lazyFolds } from './fold/lazy-folds.js';
import { tensorTypeOf } from './look.js';

const RULE = 'fold-constant';

/** Strings stand in the text form itself, so that folding must not make many or long ones. */
const MOST_TEXT = 2 ** 18;

/** The longest that one string made of the operands can be: each of them once. */
function longestText(operands: readonly (Tensor | undefined)[]): number {
  return operands.reduce((sum, tensor) => {
    if (tensor?.elem !== 'string') return sum;
    return sum + (arrayOf(tensor) as readonly string[]).reduce((longest, text) => Math.max(longest, text.length), 0);
  }, 1);
}

/** Bytes the results of a node take, or undefined when a size is not known. Text counts a byte a character. */
function resultBytes(node: Node, operands: readonly (Tensor | undefined)[]): number | undefined {
  let total = 0;
  for (const value of node.results) {
    const type = tensorTypeOf(value);
    const form = type && !type.encoding ? storedForm(type) : undefined;
    const bytes =
      form && (form.elem === 'string' ? textBytes(form.shape, operands) : checkedBytes(form.elem, form.shape));
    if (bytes === undefined) return undefined;
    total += bytes;
  }
  return total;
}

function textBytes(shape: readonly number[], operands: readonly (Tensor | undefined)[]): number {
  return shape.reduce((product, size) => product * size, 1) * longestText(operands);
}

/** The operands as tensors; undefined when one is not a constant. */
function constOperands(node: Node): (Tensor | undefined)[] | undefined {
  const tensors: (Tensor | undefined)[] = [];
  for (const value of node.operands) {
    const tensor = constTensor(value);
    if (value && (!tensor || tensorTypeOf(value)?.encoding)) return undefined;
    tensors.push(tensor);
  }
  return tensors;
}

interface Budget {
  readonly 'max-bytes': number;
  readonly 'max-work': number;
}

type Outcome = readonly Tensor[] | { readonly because: string };

function compute(
  node: Node,
  operands: readonly (Tensor | undefined)[],
  context: PassContext,
  { 'max-bytes': maxBytes, 'max-work': maxWork }: Budget,
): Outcome {
  const lazy = node.results.length === 1 ? lazyFolds[node.op.name]?.(node, operands) : undefined;
  if (lazy) return [lazy];
  const bytes = resultBytes(node, operands);
  if (bytes === undefined) return { because: 'the size of a result is not known' };
  const read = operands.reduce(
    (sum, tensor) => sum + (tensor && tensor.elem !== 'string' ? tensorBytes(tensor) : 0),
    0,
  );
  const text = node.results.some((value) => tensorTypeOf(value)?.elem === 'string') ? bytes : 0;
  if (text > MOST_TEXT)
    return { because: `the result may hold ${text} characters, which a text would have to spell out` };
  if (bytes > maxBytes) return { because: `the result takes ${bytes} bytes, more than max-bytes = ${maxBytes}` };
  if (read > maxBytes) return { because: `the operands take ${read} bytes, more than max-bytes = ${maxBytes}` };
  const work = workOf(node);
  if (typeof work === 'number' && work > maxWork) {
    return { because: `it takes ${work} operations, more than max-work = ${maxWork}` };
  }
  if (!context.evaluate) return { because: 'there is no evaluator' };
  const computed = context.evaluate(node, operands);
  if (!computed || computed.length !== node.results.length) return { because: 'the evaluator cannot compute it' };
  const fits = node.results.every((value, i) => {
    const type = tensorTypeOf(value);
    const form = type && storedForm(type);
    return form && computed[i]?.elem === form.elem && computed[i]?.shape.join() === form.shape.join();
  });
  return fits ? computed : { because: 'the evaluator answers other types than the node has' };
}

function fold(node: Node, func: Func, context: PassContext, budget: Budget): void {
  if (node.regions.length > 0 || !node.op.traits.has('pure') || node.results.length === 0) return;
  if (node.results.every((value) => value.uses.size === 0)) return;
  const operands = constOperands(node);
  if (!operands) return;
  const outcome = compute(node, operands, context, budget);
  if ('because' in outcome) {
    context.declined(RULE, node, outcome.because);
    return;
  }
  if (!context.mayApply()) return;
  context.fired(RULE, node);
  context.rewriter(func).replaceByConsts(node, outcome);
}

export const foldConstants = definePass({
  name: 'fold-constants',
  summary: 'compute what depends on constants alone, within a budget',
  stage: 'canonicalize',
  options: {
    'max-bytes': { default: 64 * 1024 * 1024, summary: 'bytes a folded node may read, and may produce' },
    'keep-quantized': { default: false, summary: 'leave integers that dequantize_linear reads as they are' },
    'max-work': { default: 1_000_000_000, summary: 'arithmetic operations that folding a node may take' },
  },
  run(context, options) {
    for (const func of [...context.module.funcs.values()]) {
      // In graph order, so that one sweep folds whole chains.
      for (const node of [...walk(func.body)]) {
        const isKept = options['keep-quantized'] && node.op.name === 'dequantize_linear';
        if (node.region && !isKept) fold(node, func, context, options);
      }
    }
  },
});
