// Strings.

import { exportRule } from '../../export-rule.js';

export const stringConcat = exportRule('string_concat', (n, e) => e.op('StringConcat', n.all()));

export const stringSplit = exportRule('string_split', (n, e) =>
  e.ops(
    'StringSplit',
    n.all(),
    { delimiter: n.word('delimiter'), maxsplit: n.given('max_splits') ? n.int('max_splits') : undefined },
    2,
  ),
);

const CASES: Readonly<Record<string, string>> = { keep: 'NONE', lower: 'LOWER', upper: 'UPPER' };

export const stringNormalize = exportRule('string_normalize', (n, e) =>
  e.op('StringNormalizer', n.all(), {
    case_change_action: CASES[n.word('case')],
    stopwords: n.words('stop_words').length > 0 ? n.words('stop_words') : undefined,
    is_case_sensitive: Number(n.flag('case_sensitive')),
  }),
);

export const regexFullMatch = exportRule('regex_full_match', (n, e) =>
  e.op('RegexFullMatch', n.all(), { pattern: n.word('pattern') }),
);

/** ONNX TfIdfVectorizer. The number of columns follows from those of the n-grams; more are filled with zeros. */
export const tfIdf = exportRule('tf_idf', (n, e) => {
  const [columns, weights] = [n.ints('columns'), n.ints('weights')];
  const [integers, strings] = [n.ints('pool_integers'), n.words('pool_strings')];
  const counts = e.op('TfIdfVectorizer', n.all(), {
    mode: n.word('mode').toUpperCase(),
    min_gram_length: n.int('min_length'),
    max_gram_length: n.int('max_length'),
    max_skip_count: n.int('max_skips'),
    ngram_counts: n.ints('starts'),
    ngram_indexes: columns,
    weights: weights.length > 0 ? weights : undefined,
    pool_int64s: integers.length > 0 ? integers : undefined,
    pool_strings: strings.length > 0 ? strings : undefined,
  });
  const missing = n.int('width') - columns.reduce((most, column) => Math.max(most, column + 1), 0);
  return missing > 0 ? e.op('Pad', [counts, e.ints([0, missing]), '', e.ints([-1])]) : counts;
});
