// Words with a meaning in the op language.

import { keyword, reservedWord } from '@afterglow/syntax';
import type { TokenType } from 'chevrotain';

/** Words of declarations; they still count as names where the grammar asks for one. */
const declarationWords = [
  'opspec',
  'family',
  'op',
  'instr',
  'table',
  'element',
  'class',
  'trait',
  'def',
  'where',
  'attr',
  'let',
  'require',
  'work',
  'traits',
  'region',
  'extension',
  'encoding',
  'view',
  'join',
  'at',
  'inplace',
  'enum',
  'bits',
  'onnx',
  'like',
  'out',
  'inout',
  'real',
] as const;

/** Words of expressions; they cannot name an operand, attribute or variable. */
const expressionWords = [
  'in',
  'for',
  'if',
  'then',
  'else',
  'and',
  'or',
  'not',
  'implies',
  'div',
  'mod',
  'true',
  'false',
] as const;

/** Token types of the words that expressions reserve. */
export const reserved: readonly Keyword[] = expressionWords;

export type Keyword = (typeof declarationWords)[number] | (typeof expressionWords)[number];

/** Token type of each keyword. */
export const keywords = Object.fromEntries([
  ...declarationWords.map((word) => [word, keyword(word)]),
  ...expressionWords.map((word) => [word, reservedWord(word)]),
]) as Record<Keyword, TokenType>;
