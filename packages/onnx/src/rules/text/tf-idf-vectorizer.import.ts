import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Where the n-grams of each length begin must be in order, inside the pool, and leave whole n-grams. */
function checkPool(n: NodeReader, starts: readonly number[], tokens: number, columns: number): void {
  let grams = 0;
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? tokens;
    const length = i + 1;
    if (start < 0 || end < start || end > tokens || (end - start) % length !== 0) {
      n.invalid(`the ${length}-grams of its pool are tokens ${start} to ${end} of ${tokens}`);
    }
    grams += (end - start) / length;
  });
  if (columns < grams) n.invalid(`there are ${grams} n-grams in its pool, and ${columns} indexes`);
}

function vectorizer(n: NodeReader, b: ImportBuilder) {
  const strings = n.maybeStrings('pool_strings') ?? [];
  const integers = n.maybeInts('pool_int64s') ?? [];
  if (strings.length > 0 === integers.length > 0) n.invalid('it must have one pool, of strings or of integers');
  if (strings.length > 0 !== (n.elem(0) === 'string')) n.invalid('its pool is of another kind than its tokens');
  if (integers.some((token) => !Number.isSafeInteger(token) || Math.abs(token) === Number.MAX_SAFE_INTEGER)) {
    n.unsupported('tokens beyond 2^53');
  }
  const [starts, columns] = [n.ints('ngram_counts'), n.ints('ngram_indexes')];
  checkPool(n, starts, strings.length + integers.length, columns.length);
  return b.value('tf_idf', [n.in(0)], {
    mode: n.word('mode', { TF: 'tf', IDF: 'idf', TFIDF: 'tfidf' } as const),
    min_length: n.int('min_gram_length'),
    max_length: n.int('max_gram_length'),
    max_skips: n.int('max_skip_count'),
    starts,
    columns,
    width: columns.reduce((most, column) => Math.max(most, column + 1), 0),
    weights: n.maybeFloats('weights') ?? [],
    pool_integers: integers,
    pool_strings: strings,
  });
}

/** ONNX TfIdfVectorizer. */
export const tfIdfVectorizer = importRule('ai.onnx', 'TfIdfVectorizer', { '9-': vectorizer });
