import type { ElementType } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import { modelDiagnostics } from '../../diagnostics/model.js';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importInline } from '../../import/import-graph.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { countOf, positionsAlong, sizeAt } from './heads.js';

/** The element type of scores and probabilities. */
function precisionOf(n: NodeReader): ElementType {
  if (n.given('softmax_precision')) return n.elementType('softmax_precision');
  return n.elem(0) === 'f64' ? 'f64' : 'f32';
}

/** x, or what a modifier graph makes of it: the graph stands in the place of the node. */
function modified(n: NodeReader, attribute: 'score_mod' | 'prob_mod', x: Value): Value {
  if (!n.given(attribute)) return x;
  const graph = n.graph(attribute);
  if (graph.input.length !== 1 || graph.output.length !== 1) {
    const counts = `takes ${graph.input.length} inputs and returns ${graph.output.length} values`;
    n.refuse(modelDiagnostics.subgraphSignature, {
      problem: `${attribute} of FlexAttention ${counts}, but has one of each`,
    });
  }
  const [y = x] = importInline(n, attribute, graph, [x]);
  return y;
}

/** v with a head for every query head; neighbouring query heads share one. */
function spread(n: NodeReader, b: ImportBuilder, v: Value, scores: Value): Value {
  const [heads, groups] = [sizeAt(n, scores, 1), sizeAt(n, v, 1)];
  if (heads === groups) return v;
  const share = build.div(b, countOf(b, scores, 1), countOf(b, v, 1));
  return build.gather(b, v, build.div(b, positionsAlong(n, b, scores, 1), share), { axis: 1 });
}

/** ONNX FlexAttention: attention, or by the body of its function definition where graphs modify scores or probabilities. */
export const flexAttention = importRule('ai.onnx.preview', 'FlexAttention', {
  '1-': (n, b) => {
    for (const index of [0, 1, 2]) if (n.rank(index) !== 4) n.invalid(`operand ${index} has rank ${n.rank(index)}`);
    const precision = precisionOf(n);
    const attrs = n.given('scale') ? { scale: n.float('scale') } : {};
    const [q, k, v] = [b.cast(n.in(0), precision), b.cast(n.in(1), precision), b.cast(n.in(2), precision)];
    if (!n.given('score_mod') && !n.given('prob_mod')) {
      return b.cast(build.attention(b, q, k, v, undefined, undefined, undefined, undefined, attrs), n.elem(0));
    }
    const products = build.attentionScores(b, q, k, undefined, undefined, undefined, undefined, {
      ...attrs,
      stage: 'products',
    });
    const scores = modified(n, 'score_mod', products);
    const probabilities = modified(n, 'prob_mod', build.softmax(b, scores, { axis: -1 }));
    return b.cast(build.matmul(b, probabilities, spread(n, b, v, products)), n.elem(0));
  },
});
