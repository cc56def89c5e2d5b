// The vocabulary of all text forms (`.op`, `.gir`, `.lir`, `.casm`, `.isa`): one set of token types, so that names, numbers,
// strings and comments look the same everywhere. Words are one token type (`Word`); each grammar says which words it knows.

import { createToken, Lexer, type TokenType } from 'chevrotain';

const name = String.raw`(?:[\w.]+|"(?:[^"\\\n\r]|\\[^\n\r])*")`;

function punctuation(text: string): TokenType {
  return createToken({ name: text, label: `'${text}'`, pattern: text });
}

const WhiteSpace = createToken({ name: 'WhiteSpace', pattern: /[ \t\r\n]+/, group: Lexer.SKIPPED, line_breaks: true });
/** `/// text`: kept aside from the token stream, in `LexedText.docs`. */
const DocComment = createToken({ name: 'DocComment', pattern: /\/\/\/(?!\/)[^\n\r]*/, group: 'docs' });
const Comment = createToken({ name: 'Comment', pattern: /\/\/[^\n\r]*/, group: Lexer.SKIPPED });

/** `%name` or `%"any text"`: a value. */
export const ValueName = createToken({
  name: 'ValueName',
  label: 'a value name such as %x',
  pattern: new RegExp(`%${name}`),
  start_chars_hint: ['%'],
  line_breaks: false,
});
/** `@name` or `@"any text"`: a function, module or address space. */
export const GlobalName = createToken({
  name: 'GlobalName',
  label: 'a name such as @main',
  pattern: new RegExp(`@${name}`),
  start_chars_hint: ['@'],
  line_breaks: false,
});
/** `#12`: an entry of a table at the end of the text. */
export const TableRef = createToken({ name: 'TableRef', label: 'a reference such as #0', pattern: /#\w+/ });
export const StringLiteral = createToken({
  name: 'StringLiteral',
  label: 'a string',
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*"/,
});
export const HexLiteral = createToken({ name: 'HexLiteral', label: 'a hexadecimal number', pattern: /0x[0-9a-fA-F]+/ });
export const FloatLiteral = createToken({
  name: 'FloatLiteral',
  label: 'a number',
  pattern: /\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)/,
});
export const IntegerLiteral = createToken({ name: 'IntegerLiteral', label: 'an integer', pattern: /\d+/ });
/** A bare word: keyword, op name, dim symbol, `inf`, `nan`. */
export const Word = createToken({ name: 'Word', label: 'a name', pattern: /[A-Za-z_][\w.]*/ });

export const Ellipsis = punctuation('...');
export const DotDot = punctuation('..');
export const Dot = punctuation('.');
export const Arrow = punctuation('->');
export const FatArrow = punctuation('=>');
export const EqualEqual = punctuation('==');
export const NotEqual = punctuation('!=');
export const LessEqual = punctuation('<=');
export const GreaterEqual = punctuation('>=');
export const Equals = punctuation('=');
export const Less = punctuation('<');
export const Greater = punctuation('>');
export const LParen = punctuation('(');
export const RParen = punctuation(')');
export const LBrace = punctuation('{');
export const RBrace = punctuation('}');
export const LBracket = punctuation('[');
export const RBracket = punctuation(']');
export const Comma = punctuation(',');
export const Colon = punctuation(':');
export const Semicolon = punctuation(';');
export const Question = punctuation('?');
export const Bang = punctuation('!');
export const Plus = punctuation('+');
export const Minus = punctuation('-');
export const Star = punctuation('*');
export const Slash = punctuation('/');
export const Pipe = punctuation('|');
export const Ampersand = punctuation('&');
export const Caret = punctuation('^');
export const Tilde = punctuation('~');

/** All token types in matching order: longer punctuation before its prefixes, comments before `/`. */
export const vocabulary: readonly TokenType[] = [
  WhiteSpace,
  DocComment,
  Comment,
  Word,
  ValueName,
  HexLiteral,
  FloatLiteral,
  IntegerLiteral,
  Comma,
  StringLiteral,
  GlobalName,
  TableRef,
  Ellipsis,
  DotDot,
  Dot,
  Arrow,
  FatArrow,
  EqualEqual,
  NotEqual,
  LessEqual,
  GreaterEqual,
  Equals,
  Less,
  Greater,
  LParen,
  RParen,
  LBrace,
  RBrace,
  LBracket,
  RBracket,
  Colon,
  Semicolon,
  Question,
  Bang,
  Plus,
  Minus,
  Star,
  Slash,
  Pipe,
  Ampersand,
  Caret,
  Tilde,
];

/** A word that a chevrotain grammar reserves: it is no name anywhere. */
export function reservedWord(text: string): TokenType {
  return createToken({ name: `Word_${text}`, label: `'${text}'`, pattern: text, longer_alt: Word });
}

/** A keyword that still counts as a `Word`, so that an op or operand may have its name. */
export function keyword(text: string): TokenType {
  return createToken({ name: `Word_${text}`, label: `'${text}'`, pattern: text, longer_alt: Word, categories: [Word] });
}
