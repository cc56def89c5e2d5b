// RegexFullMatch-20: RE2 syntax, in time linear in the strings.

import { tensorFromArray } from '@afterglow/core';
import { stringsOf } from '../../data/strings.js';
import { badOperand, kernel, tensorAt, wordAttr } from '../../kernel.js';
import { compilePattern } from './pattern.js';

export const regexFullMatch = kernel('regex_full_match', (context) => {
  const x = tensorAt(context, 0);
  const pattern = compilePattern(wordAttr(context, 'pattern'));
  if (typeof pattern !== 'function') badOperand(context, `the pattern is not valid: ${pattern.problem}`);
  const matches = stringsOf(x).map((text) => Number(pattern(text)));
  return [tensorFromArray('bool', x.shape, Uint8Array.from(matches))];
});
