// Raises rotary position embedding, with pairs from two halves or of neighbours.
//
//   %r = concat(neg(slice(%x, 8 .. 16)), slice(%x, 0 .. 8))
//   %y = add(mul(%x, %cos), mul(%r, %sin))                     cos, sin [B, 1, L, 16] with equal halves
//   →
//   %y = rotary_embedding(%x, %cos', %sin')                    cos', sin' [B, L, 8]
//
//   concat(x1 · cos - x2 · sin, x1 · sin + x2 · cos)           x1, x2 the halves of x: the same
//   reshape(concat of both with an axis of one behind)         x1, x2 every other feature: {interleaved = true}
//   concat(rotary_embedding(%x[: r]), %x[r :])                 →   rotary_embedding(%x): features past the last pair stay
//
// Angles that a gather picks from a table go in as table and positions. One rounding instead of three. Ends: every application
// removes a concat.

import type { Builder, Node, Value } from '@afterglow/ir';
import { defineRule, type Rule } from '../../manager/rule.js';
import { transposed } from '../attention/heads.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { axisOf, intAttr, intsAttr, madeBy, rankOf, sameShape, shapeOf, strip } from '../look.js';
import { anglesOf, type HeadAxis, headAxisOf } from './angles.js';
import { halfOf } from './half-of.js';
import { pairsOf, pieceOf } from './parts-of.js';

interface Rotary extends Parts {
  readonly x: Value;
  readonly interleaved: boolean;
  readonly cos: (builder: Builder) => Value;
  readonly sin: (builder: Builder) => Value;
  /** Where heads are, read off the angles as they stand in the pattern. */
  readonly heads: HeadAxis | undefined;
}

function isLastAxis(concat: Node | undefined): boolean {
  const rank = rankOf(concat?.results[0]) ?? 0;
  return concat !== undefined && axisOf(intAttr(concat, 'axis'), rank) === rank - 1 && concat.operands.length === 2;
}

/** The other operand of a product that has `value` for one. */
function cofactor(product: Node | undefined, value: Value): Value | undefined {
  const [a, b] = (product?.operands ?? []).map((operand) => operand && strip(operand));
  if (a === value) return b;
  return b === value ? a : undefined;
}

function products(node: Node): readonly [Node, Node] | undefined {
  const [a, b] = node.operands.map((operand) => madeBy(operand, 'mul'));
  return a && b ? [a, b] : undefined;
}

/** `x · cos + rotated(x) · sin`. */
function matchWhole(root: Node): Rotary | undefined {
  const pair = products(root);
  if (!pair) return undefined;
  for (const [plain, turned] of [pair, [pair[1], pair[0]] as const]) {
    for (const operand of turned.operands) {
      const concat = madeBy(operand, 'concat');
      const neg = isLastAxis(concat) ? madeBy(concat?.operands[0], 'neg') : undefined;
      const nodes = new Set<Node>([plain, turned]);
      const found = neg && pairsOf(concat?.operands[1], neg.operands[0], nodes);
      if (!concat || !neg || !operand || !found || found.interleaved) continue;
      const [cos, sin] = [cofactor(plain, found.source), cofactor(turned, strip(operand))];
      const [halfCos, halfSin] = [cos && halfOf(cos), sin && halfOf(sin)];
      if (!cos || !sin || !halfCos || !halfSin) continue;
      for (const node of [concat, neg]) nodes.add(node);
      const [heads, other] = [headAxisOf(found.source, cos), headAxisOf(found.source, sin)];
      const agreed = heads === other ? heads : undefined;
      return { root, nodes, x: found.source, interleaved: false, cos: halfCos, sin: halfSin, heads: agreed };
    }
  }
  return undefined;
}

/** Pieces x1 and x2 with the angle they are turned by, where `real` and `imaginary` are the turned pairs. */
function turnOf(real: Node | undefined, imaginary: Node | undefined, nodes: Set<Node>) {
  const [minus, plus] = [real && products(real), imaginary && products(imaginary)];
  if (!real || !imaginary || !minus || !plus) return undefined;
  for (const first of minus[0].operands) {
    for (const second of minus[1].operands) {
      const [x1, x2] = [first && strip(first), second && strip(second)];
      if (!x1 || !x2) continue;
      const [cos, sin] = [cofactor(minus[0], x1), cofactor(minus[1], x2)];
      const crossed = (a: Node, b: Node) => cofactor(a, x1) === sin && cofactor(b, x2) === cos;
      if (!cos || !sin || !(crossed(plus[0], plus[1]) || crossed(plus[1], plus[0]))) continue;
      const inside = new Set<Node>();
      const pairs = pairsOf(x1, x2, inside);
      if (!pairs) continue;
      for (const node of [...inside, ...minus, ...plus, real, imaginary]) nodes.add(node);
      return { ...pairs, cos, sin };
    }
  }
  return undefined;
}

/** Turned halves side by side, or turned neighbours in turn. */
function matchPairs(root: Node): Rotary | undefined {
  const concat = root.op.name === 'concat' ? root : madeBy(root.operands[0], 'concat');
  if (!concat || !isLastAxis(concat)) return undefined;
  const nodes = new Set<Node>();
  const isInterleaved = root !== concat;
  const sides = concat.operands.map((operand) => {
    const view = isInterleaved ? madeBy(operand, 'reshape', 'unsqueeze') : undefined;
    if (view) nodes.add(view);
    return view ? view.operands[0] : operand;
  });
  const turn = turnOf(madeBy(sides[0], 'sub'), madeBy(sides[1], 'add'), nodes);
  if (!turn || turn.interleaved !== isInterleaved) return undefined;
  if (isInterleaved) {
    // [B, H, L, P, 2], whose last two axes the reshape joins.
    const wanted = [...(shapeOf(sides[0]) ?? []), 2];
    if (!sameShape(shapeOf(concat.results[0]), wanted) || root.results[0]?.type !== turn.source.type) return undefined;
    nodes.add(concat);
  }
  const { source, interleaved, cos, sin } = turn;
  const [heads, other] = [headAxisOf(source, cos), headAxisOf(source, sin)];
  const agreed = heads === other ? heads : undefined;
  return { root, nodes, x: source, interleaved, cos: () => cos, sin: () => sin, heads: agreed };
}

function rule(name: string, root: readonly string[], match: (root: Node) => Rotary | undefined): Rule {
  return defineRule<Rotary>({
    name,
    summary: 'pairs of features turned by angles are a rotary_embedding',
    root,
    match,
    where: [
      {
        if: ({ x }) => rankOf(x) === 4,
        because: 'what is turned has other axes than batch, heads, positions and features',
      },
      {
        if: ({ heads }) => heads !== undefined,
        because: 'the angles are not one row for each batch entry and position',
      },
      ...wholePattern,
    ],
    build(found, rewriter) {
      const { x, interleaved, cos, sin, heads = 1 } = found;
      const builder = rewriter.before(found.root, originOf(name, found));
      const shape = shapeOf(x) ?? [];
      const [batch = 1, length = 1] = [shape[0], shape[heads === 1 ? 2 : 1]];
      const operands = anglesOf(builder, cos(builder), sin(builder), batch, length);
      const turned = heads === 1 ? x : transposed(builder, x, [0, 2, 1, 3]);
      const made = builder.value('rotary_embedding', [turned, ...operands], { interleaved });
      return heads === 1 ? made : builder.value('transpose', [made], { perm: [0, 2, 1, 3] });
    },
  });
}

interface Partial extends Parts {
  readonly rotary: Node;
  readonly x: Value;
  /** Transposed before and after the rotation. */
  readonly isMoved: boolean;
}

/** True for what exchanges heads and positions. */
function exchangesHeads(transpose: Node): boolean {
  return intsAttr(transpose, 'perm').join() === '0,2,1,3';
}

/** The rotation of the first features of x beside the rest of x as it is. */
function matchPartial(root: Node): Partial | undefined {
  if (!isLastAxis(root)) return undefined;
  const [first, rest] = root.operands;
  const after = madeBy(first, 'transpose');
  const rotary = madeBy(after ? after.operands[0] : first, 'rotary_embedding');
  const before = after && madeBy(rotary?.operands[0], 'transpose');
  const [head, tail] = [pieceOf(before ? before.operands[0] : rotary?.operands[0]), pieceOf(rest)];
  if (!rotary || !head || !tail || (after && !before) || head.source !== tail.source) return undefined;
  if (after && before && !(exchangesHeads(after) && exchangesHeads(before))) return undefined;
  const size = shapeOf(head.source)?.at(-1);
  if (head.step !== 1 || tail.step !== 1 || head.begin !== 0 || head.end !== tail.begin || tail.end !== size) {
    return undefined;
  }
  const nodes = new Set([rotary, head.node, tail.node, ...(after && before ? [after, before] : [])]);
  return { root, nodes, rotary, x: head.source, isMoved: after !== undefined };
}

const partial = defineRule<Partial>({
  name: 'rotary-rest',
  summary: 'features that a rotation leaves alone are part of it',
  root: 'concat',
  match: matchPartial,
  where: [
    {
      if: ({ rotary, x }) => {
        const [pairs, all] = [shapeOf(rotary.operands[1])?.at(-1), shapeOf(rotary.operands[0])?.at(-1)];
        return rankOf(x) === 4 && typeof pairs === 'number' && 2 * pairs === all;
      },
      because: 'it is not known which features are turned',
    },
    ...wholePattern,
  ],
  build(found, rewriter) {
    const { root, rotary, x, isMoved } = found;
    const builder = rewriter.before(root, originOf('rotary-rest', found));
    const turned = isMoved ? transposed(builder, x, [0, 2, 1, 3]) : x;
    const made = builder.value('rotary_embedding', [turned, ...rotary.operands.slice(1)], rotary.attrs);
    return isMoved ? builder.value('transpose', [made], { perm: [0, 2, 1, 3] }) : made;
  },
});

export const rotaryRules: readonly Rule[] = [
  rule('raise-rotary', ['add'], matchWhole),
  rule('raise-rotary-pairs', ['concat', 'reshape'], matchPairs),
  partial,
];
