// Expectations from RE2's syntax page (github.com/google/re2/wiki/Syntax).

import { describe, expect, it } from 'vitest';
import { compilePattern } from './pattern.js';

function test(pattern: string, text: string): boolean | string {
  const compiled = compilePattern(pattern);
  return typeof compiled === 'function' ? compiled(text) : compiled.problem;
}

const accepts: readonly (readonly [pattern: string, yes: readonly string[], no: readonly string[]])[] = [
  ['', [''], ['a']],
  ['a|bc*|', ['a', 'b', 'bccc', ''], ['ab', 'c']],
  ['.', ['a', '😀', '\r'], ['\n', '', 'ab']],
  ['(?s).', ['\n'], ['']],
  ['[a-c]+', ['abcba'], ['abd', '']],
  ['[^a-c]', ['d', '\n'], ['a']],
  ['[]a-]', [']', 'a', '-'], ['b']],
  ['[^]]', ['a'], [']']],
  ['[\\d\\-x]+', ['1-x'], ['y']],
  ['[^\\D2]+', ['13'], ['12', 'x']],
  ['\\w+@\\w+\\.(com|org)', ['a_1@b.org'], ['a@b.net', 'é@b.com']],
  ['\\s', ['\t', '\f'], ['\v', '\u00a0']],
  ['[[:alpha:][:digit:]]+', ['aZ9'], ['_']],
  ['[[:^space:]]+', ['ab'], ['a b']],
  ['\\pL\\p{Nd}', ['é7', 'Ж٣'], ['77']],
  ['\\p{Greek}\\P{Greek}\\p{^Greek}', ['αab'], ['αβa']],
  ['a{2}b{1,}c{0,2}', ['aab', 'aabbcc'], ['ab', 'aabccc']],
  ['a{,2}', ['a{,2}'], ['a']],
  ['x*?y+?z??', ['xxyyz', 'y'], ['z']],
  ['(?P<word>a)(?<other>b)(?:c)', ['abc'], ['ab']],
  ['(?i)straße|K', ['STRAßE', 'k', '\u212a'], ['strasse']],
  ['(?i:a)b(?i)c(?-i)d', ['AbCd', 'abcd'], ['ABCD', 'abcD']],
  ['(a(?i)b)c', ['aBc'], ['aBC']],
  ['^a$', ['a'], ['a\n']],
  ['(?m)^a$\n^b$', ['a\nb'], ['ab']],
  ['a\n^b', [], ['a\nb']],
  ['\\Aa\\z', ['a'], ['']],
  ['.*\\bcat\\b.*', ['a cat!', 'cat'], ['concat']],
  ['a\\Bb', ['ab'], ['a b']],
  ['\\Qa.b*\\E+', ['a.b*', 'a.b***'], ['aXb*', 'a.b']],
  ['\\x41\\x{1F600}\\101\\0', ['A😀A\0'], ['A']],
  ['\\.\\[\\_\\t', ['.[_\t'], ['']],
];

/** What re2js says, and our bounds. */
const refused: readonly (readonly [pattern: string, problem: string])[] = [
  ['(', 'missing closing )'],
  ['a)', 'unexpected )'],
  ['*a', 'missing argument to repetition'],
  ['a**', 'nested repetition'],
  ['a{2}{3}', 'nested repetition'],
  ['a{1001}', 'repeat count'],
  ['a{3,2}', 'repeat count'],
  ['(?=a)', 'unsupported Perl syntax'],
  ['(?<!a)b', 'invalid named capture'],
  ['(a)\\1', 'escape sequence'],
  ['\\C', 'escape sequence'],
  ['[a', 'missing closing ]'],
  ['[z-a]', 'character class range'],
  ['[[:nope:]]', 'character class range'],
  ['\\p{Nope}', 'character class range'],
  ['\\x{110000}', 'escape sequence'],
  ['\\', 'trailing backslash'],
  ['((a{100}){100}){100}', 'repeat count'],
  [`${'('.repeat(2000)}a${')'.repeat(2000)}`, 'nests too deeply'],
  ['a{1000}'.repeat(11), 'more than 10000 instructions'],
  ['a'.repeat(10_001), 'longer than 10000 characters'],
];

describe('patterns', () => {
  it.each(accepts)('%s', (pattern, yes, no) => {
    for (const text of yes) expect([text, test(pattern, text)]).toEqual([text, true]);
    for (const text of no) expect([text, test(pattern, text)]).toEqual([text, false]);
  });

  it.each(refused)('%.40s is refused', (pattern, problem) => {
    expect(test(pattern, '')).toContain(problem);
  });

  it('that make other engines hang take linear time', () => {
    for (const pattern of ['(a|a)*b', '(a*)*b', '(a+)+b', '(.*)*x', '(a?){50}b']) {
      expect(test(pattern, 'a'.repeat(3000))).toBe(false);
    }
  });
});
