// Half precision ends at 65504. Where the numbers of a network pass that, infinities meet and become NaN. This pass keeps each
// result at the largest finite number: for nothing where a layer can do it as its activation, with a clip elsewhere.

import { type Attrs, type Node, nodesOf, type Rewriter, type Value } from '@afterglow/ir';
import { definePass, type Pass, type PassContext } from '@afterglow/passes';
import { largestFinite } from './range-guard.js';

const RULE = 'saturate';

type WhyIllegal = (node: Node) => string | undefined;

/** Ops that can make an infinity of finite numbers. Others pass on what they read, or stay below a bound. */
const UNBOUNDED: ReadonlySet<string> = new Set([
  ...['conv', 'conv_transpose', 'fully_connected', 'matmul', 'embedding_bag', 'dot_interaction', 'cast'],
  ...['add', 'sub', 'mul', 'div', 'pow', 'exp', 'reciprocal', 'tan', 'sinh', 'cosh', 'log'],
  ...['reduce_sum', 'reduce_sum_square', 'reduce_prod', 'reduce_l1', 'reduce_l2', 'reduce_log_sum_exp', 'cumsum'],
]);

function isHalf(value: Value | undefined): boolean {
  return value?.type.kind === 'tensor' && value.type.elem === 'f16' && value.type.encoding === undefined;
}

/** Attributes of a convolution whose activation keeps the result finite; undefined when its activation cannot. */
function finiteActivation({ attrs }: Node, limit: number): Attrs | undefined {
  const clip = (lo: number, hi: number): Attrs => ({ ...attrs, act: 'clip', act_alpha: lo, act_beta: hi });
  const bound = (name: string, otherwise: number) => Number(attrs[name] ?? otherwise);
  switch (attrs['act'] ?? 'none') {
    case 'none':
      return clip(-limit, limit);
    case 'relu':
      return clip(0, limit);
    case 'clip':
      return clip(Math.max(bound('act_alpha', -limit), -limit), Math.min(bound('act_beta', limit), limit));
    default:
      return undefined;
  }
}

const BOUNDED_ACTIVATIONS: ReadonlySet<unknown> = new Set(['sigmoid', 'tanh', 'hard_sigmoid']);

/** True when every reader limits the value already, as after an earlier run. */
function isLimited(value: Value): boolean {
  return (
    value.uses.size > 0 &&
    [...value.uses].every((use) => {
      if (use.kind !== 'operand' || use.node.op.name !== 'clip') return false;
      const { min, max } = use.node.attrs;
      return min !== undefined && max !== undefined;
    })
  );
}

function clipResult(rewriter: Rewriter, node: Node, limit: number): void {
  const result = node.results[0] as Value;
  const bounds = { min: -limit, max: limit };
  const made = rewriter.before(node).add('clip', [result], bounds, { names: [`${result.name}.finite`] });
  rewriter.moveBefore(node, made);
  rewriter.replaceUses(result, made.results[0] as Value);
  rewriter.setOperand(made, 0, result);
}

/** Gives a convolution the activation, if the target has code for it then. */
function limitInActivation(rewriter: Rewriter, node: Node, finite: Attrs, whyIllegal: WhyIllegal | undefined): boolean {
  const { attrs } = node;
  rewriter.setAttrs(node, finite);
  if (whyIllegal?.(node) === undefined) return true;
  rewriter.setAttrs(node, attrs);
  return false;
}

function saturate(context: PassContext, rewriter: Rewriter, node: Node, whyIllegal: WhyIllegal | undefined): void {
  const { op, attrs, results } = node;
  const [result] = results;
  if (!UNBOUNDED.has(op.name) || !result || results.length !== 1 || !isHalf(result)) return;
  if (op.name === 'cast' && isHalf(node.operands[0])) return;
  if (BOUNDED_ACTIVATIONS.has(attrs['act']) || isLimited(result)) return;
  const limit = largestFinite('f16');
  const finite = op.name === 'conv' ? finiteActivation(node, limit) : undefined;
  if (finite && finite['act_alpha'] === attrs['act_alpha'] && finite['act_beta'] === attrs['act_beta']) return;
  if (!context.mayApply()) return;
  context.fired(RULE, node);
  if (!finite || !limitInActivation(rewriter, node, finite, whyIllegal)) clipResult(rewriter, node, limit);
}

/**
 * Results of half precision that would be infinite are ±65504. Infinities among constants or inputs are limited where something is
 * added to them. `whyIllegal` says what the target cannot run.
 */
export function saturatePass(whyIllegal?: WhyIllegal): Pass {
  return definePass({
    name: RULE,
    summary: 'keep results of half precision finite',
    stage: 'quantize',
    run(context) {
      for (const func of context.module.funcs.values()) {
        const rewriter = context.rewriter(func);
        for (const node of [...nodesOf(func.body)]) saturate(context, rewriter, node, whyIllegal);
      }
    },
  });
}
