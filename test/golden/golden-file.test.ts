import { describe, expect, it } from 'vitest';
import { checkProblem } from './check-lines.js';
import { readGolden } from './golden-file.js';

describe('golden files', () => {
  it('hold commands, an input and an expectation', () => {
    const text = '// RUN: opt --passes="a,b{k=1}" --verify\ngir 1\n\n// EXPECT:\n// old\n';
    const golden = readGolden(text);
    expect(golden.runs).toEqual([['opt', '--passes=a,b{k=1}', '--verify']]);
    expect(golden.exact).toBe(true);
    expect(golden.withOutput('new\n\nlines\n')).toBe(text.replace('// old\n', '// new\n//\n// lines\n'));
  });

  const problem = (checks: string, output = 'one\ntwo 2\nthree\n') =>
    checkProblem(readGolden(checks).checks, output)?.split('\n')[0];

  it.each([
    '// CHECK: one\n// CHECK: three',
    '// CHECK: one\n// CHECK-NEXT: two {{\\d}}\n// CHECK-NEXT: three',
    '// CHECK: one\n// CHECK-NOT: four\n// CHECK: three',
    '// CHECK-NOT: three\n// CHECK: two',
    '// CHECK-NOT: four',
  ])('accept %j', (checks) => {
    expect(problem(checks)).toBeUndefined();
  });

  it.each([
    ['// CHECK: three\n// CHECK: one', 'line 2: "one" is not found from output line 4 on'],
    ['// CHECK: one\n// CHECK-NEXT: three', 'line 2: "three" does not stand in output line 2'],
    ['// CHECK: one\n// CHECK-NOT: two\n// CHECK: three', 'line 2: "two" stands in output line 2'],
    ['// CHECK-NOT: three', 'line 1: "three" stands in output line 3'],
    ['// CHECK: t{{o}}', 'line 1: "t{{o}}" is not found from output line 1 on'],
  ])('refuse %j', (checks, expected) => {
    expect(problem(checks)).toBe(expected);
  });
});
