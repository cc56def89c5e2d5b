// StringNormalizer-10: stop words go, the others change case. Case is Unicode's own, of no language: every machine answers the
// same.

import { stringTensor } from '@afterglow/core';
import { stringsOf } from '../../data/strings.js';
import { boolAttr, kernel, tensorAt, wordAttr, wordsAttr } from '../../kernel.js';

const CASES: Readonly<Record<string, (text: string) => string>> = {
  keep: (text) => text,
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
};

export const stringNormalize = kernel('string_normalize', (context) => {
  const x = tensorAt(context, 0);
  const identity = boolAttr(context, 'case_sensitive') ? CASES['keep'] : CASES['lower'];
  const stop = new Set(wordsAttr(context, 'stop_words').map(identity));
  const kept = stringsOf(x).filter((text) => !stop.has(identity(text)));
  const out = kept.length === 0 ? [''] : kept.map(CASES[wordAttr(context, 'case', 'keep')]);
  return [stringTensor([...x.shape.slice(0, -1), out.length], out)];
});
