// Words with a meaning in the rule language, beside those that expressions and formulas have in the op language.

import { keyword } from '@afterglow/syntax';
import type { TokenType } from 'chevrotain';
import { keywords } from './keywords.js';

const words = ['rulespec', 'group', 'rule', 'match', 'when', 'rewrite', 'shared', 'ordered', 'const'] as const;

export type RuleKeyword = (typeof words)[number];

/** Token types of the words that only rules have. */
export const ruleKeywords = Object.fromEntries(words.map((word) => [word, keyword(word)])) as Record<
  RuleKeyword,
  TokenType
>;

/** All keywords of the grammar: names stay names wherever a name is asked for. */
export const allRuleKeywords: readonly TokenType[] = [...Object.values(keywords), ...Object.values(ruleKeywords)];
