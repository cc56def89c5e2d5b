// Every diagnostic code a package declares is exercised by a test, follows the naming rule, and is declared once.

import { describe, expect, it } from 'vitest';
import { isTest, readSources } from './sources.js';

const CODE = /code: '([^']+)'/g;

const declaring = (path: string) => /\/diagnostics(\.ts$|\/)/.test(path) && !isTest(path);
const declared = readSources(['packages', 'backends'], declaring).flatMap(({ path, text }) =>
  [...text.matchAll(CODE)].map((match) => ({ code: match[1] as string, path })),
);
const tests = readSources(['packages', 'backends', 'test'], isTest).filter(
  ({ path }) => !path.endsWith('diagnostic-codes.test.ts'),
);

describe('diagnostic codes', () => {
  it('are area/kebab-name and declared once', () => {
    expect(declared.length).toBeGreaterThan(50);
    expect(declared.filter(({ code }) => !/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
    const seen = new Map<string, string>();
    const twice = declared.filter(({ code, path }) => {
      const before = seen.get(code);
      seen.set(code, path);
      return before !== undefined;
    });
    expect(twice).toEqual([]);
  });

  it('are all exercised by a test', () => {
    const all = tests.map(({ text }) => text).join('\n');
    expect(declared.filter(({ code }) => !all.includes(code)).map(({ code, path }) => `${code} (${path})`)).toEqual([]);
  });
});
