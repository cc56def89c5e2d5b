// attention and attention_scores, step by step as they are defined. ONNX has an operator of that name, but without windows,
// sinks, and queries that may look at no key.

import type { ElementType } from '@afterglow/core';
import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportFunction } from '../../export-rule.js';
import { joined, positions, sizeOf, sizes } from '../../sizes.js';

/** Positions of the optional operands. */
interface Places {
  readonly mask: number;
  readonly lens: number;
  readonly starts: number;
  readonly sink: number;
}

const LOWEST = Number.NEGATIVE_INFINITY;

/** Wide enough for sums: doubles stay doubles. */
const working = (n: ExportNode): ElementType => (n.elem(0) === 'f64' ? 'f64' : 'f32');

/** Keys or values with a head for every head of the queries. */
function shared(e: Emitter, x: string, q: string, isShared: boolean): string {
  if (!isShared) return x;
  const each = e.op('Div', [sizes(e, q, 1, 2), sizes(e, x, 1, 2)]);
  const ones = e.ints([1, 1]);
  const spread = e.op('Expand', [e.op('Unsqueeze', [x, e.ints([2])]), joined(e, ones, each, ones)]);
  return e.op('Reshape', [spread, joined(e, sizes(e, q, 0, 2), sizes(e, x, 2))]);
}

/** 1 / sqrt(features) where the node gives no scale. */
export function scaleOf(n: ExportNode, e: Emitter, q: string, elem: ElementType): string {
  if (n.given('scale')) return e.scalar(elem, n.int('scale'));
  return e.op('Reciprocal', [e.op('Sqrt', [e.cast(sizeOf(e, q, 3), elem)])]);
}

function products(n: ExportNode, e: Emitter, elem: ElementType): string {
  const q = e.op('Mul', [e.cast(n.in(0), elem), scaleOf(n, e, n.in(0), elem)]);
  const k = shared(e, e.cast(n.in(1), elem), n.in(0), n.shape(0)[1] !== n.shape(1)[1]);
  return e.op('MatMul', [q, e.op('Transpose', [k], { perm: [0, 1, 3, 2] })]);
}

function capped(n: ExportNode, e: Emitter, scores: string, elem: ElementType): string {
  if (n.int('softcap') === 0) return scores;
  const cap = e.scalar(elem, n.int('softcap'));
  return e.op('Mul', [e.op('Tanh', [e.op('Div', [scores, cap])]), cap]);
}

/** A number of each batch entry, to go with the scores. */
const entries = (e: Emitter, x: string) => e.op('Reshape', [x, e.ints([-1, 1, 1, 1])]);

/** Which keys a query may look at by its position; undefined where all. */
function window(n: ExportNode, e: Emitter, { lens, starts }: Places): string | undefined {
  const [hasLens, hasLeft, hasRight] = [n.has(lens), n.given('left'), n.given('right')];
  if (!hasLens && !hasLeft && !hasRight) return undefined;
  const key = positions(e, n.in(1), 2);
  const row = e.op('Unsqueeze', [positions(e, n.in(0), 2), e.ints([1])]);
  const first = n.has(starts) ? entries(e, n.in(starts)) : n.given('offset') ? e.dims([n.dim('offset')]) : e.ints([0]);
  const position = e.op('Add', [row, first]);
  const conditions = [
    ...(hasLens ? [e.op('Less', [key, entries(e, n.in(lens))])] : []),
    ...(hasLeft ? [e.op('GreaterOrEqual', [key, e.op('Sub', [position, e.ints([n.int('left')])])])] : []),
    ...(hasRight ? [e.op('LessOrEqual', [key, e.op('Add', [position, e.ints([n.int('right')])])])] : []),
  ];
  return conditions.reduce((all, next) => e.op('And', [all, next]));
}

function masked(n: ExportNode, e: Emitter, scores: string, elem: ElementType, at: Places): string {
  const open = window(n, e, at);
  const lowest = e.scalar(elem, LOWEST);
  const seen = open === undefined ? scores : e.op('Where', [open, scores, lowest]);
  if (!n.has(at.mask)) return seen;
  if (n.elem(at.mask) === 'bool') return e.op('Where', [n.in(at.mask), seen, lowest]);
  return e.op('Add', [seen, e.cast(n.in(at.mask), elem)]);
}

/** A softmax that gives zeros where nothing is open. A sink takes part in the sum and gives nothing. */
function probabilities(n: ExportNode, e: Emitter, scores: string, elem: ElementType, at: Places): string {
  const axes = e.ints([-1]);
  const sink = n.has(at.sink) ? e.op('Reshape', [e.cast(n.in(at.sink), elem), e.ints([-1, 1, 1])]) : undefined;
  const highest = e.op('ReduceMax', [scores, axes]);
  const top = sink === undefined ? highest : e.op('Max', [highest, sink]);
  const isClosed = e.op('IsInf', [top], { detect_positive: 0 });
  const base = e.op('Where', [isClosed, e.scalar(elem, 0), top]);
  const weights = e.op('Exp', [e.op('Sub', [scores, base])]);
  const sum = e.op('ReduceSum', [weights, axes]);
  const whole = sink === undefined ? sum : e.op('Add', [sum, e.op('Exp', [e.op('Sub', [sink, base])])]);
  return e.op('Div', [weights, e.op('Where', [isClosed, e.scalar(elem, 1), whole])]);
}

export const attention = exportFunction('attention', (n, e) => {
  const [elem, at] = [working(n), { mask: 3, lens: 4, starts: 5, sink: 6 }];
  const scores = masked(n, e, capped(n, e, products(n, e, elem), elem), elem, at);
  const v = shared(e, e.cast(n.in(2), elem), n.in(0), n.shape(0)[1] !== n.shape(2)[1]);
  return e.cast(e.op('MatMul', [probabilities(n, e, scores, elem, at), v]), n.result().elem);
});

export const attentionScores = exportFunction('attention_scores', (n, e) => {
  const [elem, at, stage] = [working(n), { mask: 2, lens: 3, starts: 4, sink: 5 }, n.word('stage')];
  let scores = products(n, e, elem);
  if (stage !== 'products') scores = capped(n, e, scores, elem);
  if (stage === 'masked' || stage === 'probabilities') scores = masked(n, e, scores, elem, at);
  if (stage === 'probabilities') scores = probabilities(n, e, scores, elem, at);
  return e.cast(scores, n.result().elem);
});
