// Generated from ir-spec/ops/text.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { RegexFullMatchArgs, StringNormalizeArgs, StringSplitArgs, TfIdfArgs } from './attrs.js';

/** True where the whole string matches a pattern in RE2 syntax. A pattern that is not valid stops the run. */
export function regexFullMatch(builder: Builder, x: Value, attrs: RegexFullMatchArgs, options?: AddOptions): Value {
  return builder.value('regex_full_match', [x], attrs, options);
}

/** The strings of a followed by those of b. */
export function stringConcat(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('string_concat', [a, b], {}, options);
}

/** The strings that are no stop words, in upper or lower case. When none is left, one empty string. */
export function stringNormalize(builder: Builder, x: Value, attrs?: StringNormalizeArgs, options?: AddOptions): Value {
  return builder.value('string_normalize', [x], attrs ?? {}, options);
}

/** The pieces of each string, in a new last axis as long as the most pieces any has; shorter rows end in empty strings. */
export function stringSplit(builder: Builder, x: Value, attrs?: StringSplitArgs, options?: AddOptions): readonly [pieces: Value, counts: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('string_split', [x], attrs ?? {}, options).results as readonly Value[] as readonly [pieces: Value, counts: Value];
}

/**
 * How often each n-gram of a pool occurs in a row of tokens. The tokens of an n-gram are up to `max_skips` tokens apart, the
 * same distance between all of them.
 */
export function tfIdf(builder: Builder, x: Value, attrs: TfIdfArgs, options?: AddOptions): Value {
  return builder.value('tf_idf', [x], attrs, options);
}
