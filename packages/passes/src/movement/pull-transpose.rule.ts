// A transpose moves up through what does not mind the order of axes, to where it meets another, and both go.
//
//   %a = transpose(%x) {perm = [0, 2, 3, 1]}
//   %b = add(relu(%a), %k)                        const %k : f32[C]
//   %y = transpose(%b) {perm = [0, 3, 1, 2]}
//   →
//   %y = add(relu(%x), %k')                       const %k' : f32[C, 1, 1]
//
// Nothing changes but the order in which elements are computed. The rule fires only where fewer transposes are left, so it ends.

import type { AttrValue, Builder, Node, Value } from '@afterglow/ir';
import { producer } from '@afterglow/ir';
import { hasOneReader, numbersAttr, tensorTypeOf } from '../basic/look.js';
import { defineRule } from '../manager/rule.js';
import { axisOf, rankOf } from './ranges.js';

type Perm = readonly number[];

/** How to make a value with permuted axes, and how many transposes fewer there are then. */
interface Plan {
  readonly gain: number;
  readonly build: (builder: Builder) => Value;
}

/** Nodes that one application rebuilds at most. */
const MOST_NODES = 64;
/** Constants up to this many elements are permuted. */
const MOST_ELEMENTS = 1 << 20;

const ALONG_AXIS: ReadonlySet<string> = new Set(['softmax', 'log_softmax', 'hardmax']);
const isIdentity = (perm: Perm) => perm.every((axis, i) => axis === i);
const fromFront = (axis: number, rank: number) => (axis < 0 ? axis + rank : axis);

/** Attributes of the node on permuted operands; undefined for ops that care about the order of axes. */
function permutedAttrs(node: Node, perm: Perm): Readonly<Record<string, AttrValue>> | undefined {
  const { attrs, op } = node;
  if (op.traits.has('elementwise')) return attrs;
  if (ALONG_AXIS.has(op.name)) {
    return { ...attrs, axis: perm.indexOf(fromFront(Number(attrs['axis'] ?? -1), perm.length)) };
  }
  if (op.name === 'concat') return { ...attrs, axis: perm.indexOf(axisOf(node)) };
  const keepsAxes =
    op.name === 'pad' || op.name === 'slice' || (op.name.startsWith('reduce_') && attrs['keepdims'] === true);
  const axes = keepsAxes ? numbersAttr(node, 'axes') : undefined;
  // Reductions without axes take all of them.
  return axes && { ...attrs, axes: axes.map((axis) => perm.indexOf(fromFront(axis, perm.length))) };
}

class Puller {
  #nodes = 0;

  /** Plans `value` with axis i being axis perm[i] of it. */
  plan(value: Value, perm: Perm, region: Node['region']): Plan {
    const transposed: Plan = { gain: -1, build: (builder) => builder.value('transpose', [value], { perm }) };
    const type = tensorTypeOf(value);
    const node = producer(value);
    if (value.def.kind === 'const') {
      const size = type?.shape.reduce<number>((product, d) => product * Number(d), 1) ?? Number.POSITIVE_INFINITY;
      return size <= MOST_ELEMENTS ? { ...transposed, gain: 0 } : transposed;
    }
    if (!node || node.region !== region || type?.encoding) return transposed;
    if (node.op.name === 'transpose') return this.#through(node, value, perm);
    if (!hasOneReader(value) || node.results.length !== 1 || node.regions.length > 0) return transposed;
    if (!node.op.traits.has('pure') || ++this.#nodes > MOST_NODES) return transposed;
    const attrs = permutedAttrs(node, perm);
    if (!attrs) return transposed;
    const operands = node.operands.map((operand, i) => operand && this.#operand(node, operand, i, perm));
    if (operands.some((plan, i) => node.operands[i] && !plan)) return transposed;
    const gain = operands.reduce((sum, plan) => sum + (plan?.gain ?? 0), 0);
    if (gain < -1) return transposed;
    return {
      gain,
      build: (builder) =>
        builder.value(
          node.op.name,
          operands.map((plan) => plan?.build(builder)),
          attrs,
          { origin: node.origin },
        ),
    };
  }

  /** A transpose of a transpose is one, or none. */
  #through(node: Node, value: Value, perm: Perm): Plan {
    const inner = numbersAttr(node, 'perm') ?? [];
    const [source] = node.operands;
    const merged = perm.map((axis) => inner[axis] ?? 0);
    const removed = hasOneReader(value) ? 1 : 0;
    if (source && isIdentity(merged)) return { gain: removed, build: () => source };
    return { gain: removed - 1, build: (builder) => builder.value('transpose', [source], { perm: merged }) };
  }

  /** An operand: of all axes, or broadcast. */
  #operand(node: Node, operand: Value, index: number, perm: Perm): Plan | undefined {
    const type = tensorTypeOf(operand);
    const isScalar = node.op.name === 'pad' && index > 0;
    if (!type || type.encoding) return undefined;
    if (
      isScalar ||
      (type.shape.every((size) => size === 1) && type.shape.length <= perm.length && node.op.traits.has('elementwise'))
    ) {
      return { gain: 0, build: () => operand };
    }
    if (type.shape.length === perm.length) return this.plan(operand, perm, node.region);
    if (operand.def.kind !== 'const' || type.shape.length > perm.length) return undefined;
    const shape = [...Array.from({ length: perm.length - type.shape.length }, () => 1), ...type.shape];
    return {
      gain: 0,
      build: (builder) => builder.value('transpose', [builder.value('reshape', [operand], { shape })], { perm }),
    };
  }
}

interface Pulled {
  readonly node: Node;
  readonly plan: Plan;
}

export const pullTranspose = defineRule<Pulled>({
  name: 'pull-transpose',
  summary: 'a transpose that meets another one further up cancels with it',
  root: 'transpose',
  match: (node) => {
    const [value] = node.operands;
    const [perm, above] = [numbersAttr(node, 'perm'), producer(value)];
    if (!value || !perm || !above || above.op.name === 'transpose' || rankOf(value) !== perm.length) return undefined;
    const plan = new Puller().plan(value, perm, node.region);
    return plan.gain > -1 ? { node, plan } : undefined;
  },
  build: ({ node, plan }, rewriter) => plan.build(rewriter.before(node)),
});
