// Attention takes in what is done to its operands.
//
//   attention(mul(%q, 0.25), %k, %v) {scale = 1.0}        →   attention(%q, %k, %v) {scale = 0.25}        likewise of the keys
//
//   %e = expand(reshape(%k) {[B, G, 1, S, D]}) {[B, G, 4, S, D]}
//   attention(%q, reshape(%e) {[B, 4 * G, S, D]}, …)      →   attention(%q, %k, …)       for keys and values alike
//
// Query head h reads key head h div 4 already. Each removes a node, so they end.

import type { Node, Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { defineRule, type Rule } from '../../manager/rule.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { madeBy, sameShape, shapeOf, strip } from '../look.js';

interface Scaled extends Parts {
  readonly index: number;
  readonly source: Value;
  readonly factor: number;
  /** Movements between the product and the attention, the last first. */
  readonly views: readonly Node[];
}

/** Movements that a number commutes with. */
const MOVEMENTS = ['transpose', 'reshape'];

function scaledOperand(root: Node): Scaled | undefined {
  if (typeof root.attrs['scale'] !== 'number') return undefined;
  for (const index of [0, 1]) {
    const views: Node[] = [];
    let at = root.operands[index];
    for (let view = madeBy(at, ...MOVEMENTS); view; view = madeBy(at, ...MOVEMENTS)) {
      views.push(view);
      [at] = view.operands;
    }
    const product = madeBy(at, 'mul', 'div');
    const [source, number] = product?.operands ?? [];
    const value = uniformConst(number);
    if (!product || !source || !value || source.type !== product.results[0]?.type) continue;
    const factor = product.op.name === 'mul' ? value : 1 / value;
    return { root, nodes: new Set([product, ...views]), index, source, factor, views };
  }
  return undefined;
}

const scaleOfOperand = defineRule<Scaled>({
  name: 'attention-scale',
  summary: 'a number that queries or keys are multiplied by is part of the scale',
  root: 'attention',
  match: scaledOperand,
  where: wholePattern,
  build(found, rewriter) {
    const { root, index, source, factor, views } = found;
    const builder = rewriter.before(root, originOf('attention-scale', found));
    const operand = views.reduceRight((value, { op, attrs }) => builder.value(op.name, [value], attrs), source);
    const operands = root.operands.map((value, i) => (i === index ? operand : value));
    return builder.value('attention', operands, { ...root.attrs, scale: Number(root.attrs['scale']) * factor });
  },
});

interface Repeated extends Parts {
  readonly k: Value;
  readonly v: Value;
}

/** `[B, G, S, D]` behind `[B, G * n, S, D]` in which every head stands n times in a row. */
function unrepeated(value: Value | undefined, nodes: Set<Node>): Value | undefined {
  const joined = madeBy(value, 'reshape');
  const expand = madeBy(joined?.operands[0], 'expand', 'tile');
  const split = madeBy(expand?.operands[0], 'reshape', 'unsqueeze');
  const [source] = split?.operands ?? [];
  const [after, wide, before] = [shapeOf(value), shapeOf(expand?.results[0]), shapeOf(source)];
  if (!joined || !expand || !split || !source || !after || !wide || !before || before.length !== 4) return undefined;
  const [b, g, s, d] = before;
  if (!sameShape(shapeOf(split.results[0]), [b ?? 0, g ?? 0, 1, s ?? 0, d ?? 0])) return undefined;
  if (wide.length !== 5 || !sameShape([...wide.slice(0, 2), ...wide.slice(3)], before)) return undefined;
  if (after.length !== 4 || after[0] !== b || after[2] !== s || after[3] !== d) return undefined;
  for (const node of [joined, expand, split]) nodes.add(node);
  return strip(source);
}

const repeatedHeads = defineRule<Repeated>({
  name: 'attention-shared-heads',
  summary: 'key and value heads that are repeated for groups of query heads are shared instead',
  root: 'attention',
  match(root) {
    const nodes = new Set<Node>();
    const [k, v] = [root.operands[1], root.operands[2]].map((value) => unrepeated(value, nodes));
    return k && v ? { root, nodes, k, v } : undefined;
  },
  where: [{ if: ({ k, v }) => shapeOf(k)?.[1] === shapeOf(v)?.[1], because: 'keys and values are not repeated alike' }],
  build(found, rewriter) {
    const { root, k, v } = found;
    const builder = rewriter.before(root, originOf('attention-shared-heads', found));
    return builder.value('attention', [root.operands[0], k, v, ...root.operands.slice(3)], root.attrs);
  },
});

export const attentionOperandRules: readonly Rule[] = [scaleOfOperand, repeatedHeads];
