// Results must be the same bytes on every machine, and engines differ in the last bit of transcendental functions: only
// core's own `math` may be used where results matter.

import { describe, expect, it } from 'vitest';
import { isTest, readSources } from './sources.js';

const BANNED =
  /\bMath\.(exp|expm1|log|log1p|log2|log10|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot)\b/g;

/** Uses of banned functions in a text, comments left out. */
function bannedIn(text: string): string[] {
  return [
    ...text
      .replace(/\/\/.*$/gm, '')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .matchAll(BANNED),
  ].map((match) => match[0]);
}

describe('exact mathematics', () => {
  it('no source uses a transcendental function of the engine', () => {
    const sources = readSources(['packages', 'backends'], (path) => path.endsWith('.ts') && !isTest(path));
    expect(sources.length).toBeGreaterThan(100);
    const found = sources.flatMap(({ path, text }) => bannedIn(text).map((name) => `${path}: ${name}`));
    expect(found).toEqual([]);
  });

  it('the search finds them, but not in comments or under other names', () => {
    expect(bannedIn('const y = Math.exp(x) + Math.tanh(x);')).toEqual(['Math.exp', 'Math.tanh']);
    expect(bannedIn('// Math.exp is banned\nmath.exp(x); Math.sqrt(x);')).toEqual([]);
  });
});
