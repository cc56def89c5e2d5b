// TfIdfVectorizer-9. An n-gram of a row is n tokens at one distance from each other, 1 to max_skips + 1; single tokens have no
// distance and count once. Weights belong to n-grams, not to columns.

import { arrayOf, tensorFromNumbers } from '@afterglow/core';
import { intAttr, intsAttr, type KernelContext, kernel, tensorAt, wordAttr, wordsAttr } from '../../kernel.js';

/** A tree of n-grams: a token leads to those it goes on with; `grams` end here. */
interface Node {
  readonly next: Map<string, Node>;
  readonly grams: number[];
}

/** The pool as a tree, without lengths that are not asked for. Tokens are text: integers and strings never mix. */
function treeOf(context: KernelContext): Node {
  const strings = wordsAttr(context, 'pool_strings');
  const pool = strings.length > 0 ? strings : intsAttr(context, 'pool_integers', []).map(String);
  const [shortest, longest] = [intAttr(context, 'min_length'), intAttr(context, 'max_length')];
  const starts = intsAttr(context, 'starts');
  const root: Node = { next: new Map(), grams: [] };
  let gram = 0;
  starts.forEach((start, i) => {
    const length = i + 1;
    const end = starts[i + 1] ?? pool.length;
    for (let at = start; at + length <= end; at += length, gram++) {
      if (length < shortest || length > longest) continue;
      let node = root;
      for (const token of pool.slice(at, at + length)) {
        const next = node.next.get(token) ?? { next: new Map(), grams: [] };
        node.next.set(token, next);
        node = next;
      }
      node.grams.push(gram);
    }
  });
  return root;
}

/** Calls `found` for every n-gram of a row. */
function scan(tokens: readonly string[], tree: Node, skips: number, found: (gram: number) => void): void {
  for (let distance = 1; distance <= skips + 1; distance++) {
    // Beyond the row there is nothing left to pair with.
    if (distance > 1 && distance >= tokens.length) return;
    for (let begin = 0; begin < tokens.length; begin++) {
      let node = tree.next.get(tokens[begin]);
      for (let at = begin, length = 1; node; length++) {
        if (length > 1 || distance === 1) node.grams.forEach(found);
        at += distance;
        node = at < tokens.length ? node.next.get(tokens[at]) : undefined;
      }
    }
  }
}

export const tfIdf = kernel('tf_idf', (context) => {
  const x = tensorAt(context, 0);
  const tokens = Array.from(arrayOf(x) as ArrayLike<string | number | bigint>, String);
  const row = x.shape[x.shape.length - 1];
  const rows = x.shape.length === 1 ? 1 : x.shape[0];
  const width = intAttr(context, 'width');
  const columns = intsAttr(context, 'columns');
  const weights = intsAttr(context, 'weights', []);
  const [mode, tree, skips] = [wordAttr(context, 'mode'), treeOf(context), intAttr(context, 'max_skips')];
  const out = new Float64Array(rows * width);
  for (let r = 0; r < rows; r++) {
    scan(tokens.slice(r * row, (r + 1) * row), tree, skips, (gram) => {
      const at = r * width + columns[gram];
      const weight = mode === 'tf' ? 1 : (weights[gram] ?? 1);
      out[at] = mode === 'idf' ? weight : out[at] + weight;
    });
  }
  return [tensorFromNumbers('f32', [...x.shape.slice(0, -1), width], out)];
});
