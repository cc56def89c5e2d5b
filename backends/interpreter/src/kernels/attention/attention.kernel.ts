// attention and attention_scores: Attention-25 of ai.onnx without its cache, which the graph concatenates. Sums run in double. Scores
// and probabilities of f16 and bf16 are rounded where the operator's function body has them in that type; f32 and f64 round at the end.
// Bounds: q is [B, H, L, D], k [B, G, S, D], v [B, G, S, E]; a head of each is a dense matrix.

import { math } from '@afterglow/core';
import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { type KernelContext, kernel, tensorAt, wordAttr } from '../../kernel.js';
import { type AttentionSetup, biasRow, setupOf } from './attention-setup.js';

type Stage = 'products' | 'capped' | 'masked' | 'probabilities';

export const attention = kernel('attention', (context) => {
  const setup = setupOf(context, { mask: 3, lens: 4, starts: 5, sink: 6 });
  const v = tensorAt(context, 2);
  const [values, [, , , width]] = [floatsOf(v), v.shape];
  const { batch, heads, groups, queries, keys } = setup;
  const out = newFloats(setup.elem, batch * heads * queries * width);
  const sums = new Float64Array(width);
  forEachQuery(setup, 'probabilities', (b, h, row, probabilities) => {
    const from = (b * groups + Math.floor((h * groups) / heads)) * keys * width;
    sums.fill(0);
    for (let j = 0; j < keys; j++) {
      // A key of no weight is left out even where 0 · v would not be 0: nobody may look at it.
      const p = probabilities[j];
      if (p !== 0) for (let e = 0; e < width; e++) sums[e] += p * values[from + j * width + e];
    }
    out.set(sums, row * width);
  });
  return [sealFloats(setup.elem, [batch, heads, queries, width], out)];
});

export const attentionScores = kernel('attention_scores', (context) => {
  const setup = setupOf(context, { mask: 2, lens: 3, starts: 4, sink: 5 });
  const { batch, heads, queries, keys } = setup;
  const out = newFloats(setup.elem, batch * heads * queries * keys);
  forEachQuery(setup, stageOf(context), (_b, _h, row, scores) => out.set(scores, row * keys));
  return [sealFloats(setup.elem, [batch, heads, queries, keys], out)];
});

function stageOf(context: KernelContext): Stage {
  return wordAttr(context, 'stage', 'probabilities') as Stage;
}

/** Visits every query with its scores at a stage; the array is reused. */
function forEachQuery(
  setup: AttentionSetup,
  stage: Stage,
  visit: (b: number, h: number, row: number, scores: Float64Array) => void,
): void {
  const { batch, heads, queries, keys } = setup;
  const scores = new Float64Array(keys);
  const bias = new Float64Array(keys);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      for (let i = 0; i < queries; i++) {
        products(setup, b, h, i, scores);
        if (stage !== 'products') cap(setup, scores);
        if (stage === 'masked' || stage === 'probabilities') {
          const open = biasRow(setup, b, h, i, bias);
          for (let j = 0; j < keys; j++) scores[j] = setup.round(scores[j] + bias[j]);
          if (stage === 'probabilities') softmax(setup, h, scores, open);
        }
        visit(b, h, (b * heads + h) * queries + i, scores);
      }
    }
  }
}

function products(setup: AttentionSetup, b: number, h: number, i: number, scores: Float64Array): void {
  const { heads, groups, queries, keys, depth, q, k, qFactor, kFactor, round } = setup;
  const at = ((b * heads + h) * queries + i) * depth;
  const from = (b * groups + Math.floor((h * groups) / heads)) * keys * depth;
  for (let j = 0; j < keys; j++) {
    let sum = 0;
    for (let d = 0; d < depth; d++) sum += round(q[at + d] * qFactor) * round(k[from + j * depth + d] * kFactor);
    scores[j] = round(sum);
  }
}

function cap({ softcap, round }: AttentionSetup, scores: Float64Array): void {
  if (softcap === 0) return;
  for (let j = 0; j < scores.length; j++) scores[j] = round(softcap * math.tanh(scores[j] / softcap));
}

/** Zeros where no key is open, or none has any weight. A sink takes part in the sum and gives nothing. */
function softmax(setup: AttentionSetup, h: number, scores: Float64Array, open: boolean): void {
  const { precise, preciseSum, round } = setup;
  const sink = setup.sink ? setup.sink[h] : -Infinity;
  let top = sink;
  for (let j = 0; j < scores.length; j++) {
    scores[j] = precise(scores[j]);
    top = Math.max(top, scores[j]);
  }
  if (!open || top === -Infinity) {
    scores.fill(0);
    return;
  }
  let sum = math.exp(sink - top);
  for (let j = 0; j < scores.length; j++) {
    scores[j] = precise(math.exp(precise(scores[j] - top)));
    sum = preciseSum(sum + scores[j]);
  }
  sum = precise(sum);
  for (let j = 0; j < scores.length; j++) scores[j] = round(precise(scores[j] / sum));
}
