// Turns each `.gir` file in this folder into a test (see `golden-file.ts`) and asks that every pass has one. After a change
// that is meant, `npx vitest run --config test/vitest.config.ts test/golden -u` writes the exact expectations anew.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { passLibrary } from '@afterglow/compiler';
import type { PipelineReport } from '@afterglow/passes';
import { describe, expect, it } from 'vitest';
import { afterglow } from '../support/afterglow.js';
import { checkProblem } from './check-lines.js';
import { readGolden } from './golden-file.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const MAX_LINES = 200;

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.gir'))
  .sort();

/** Rules that fired in some golden. */
const fired = new Set<string>();

async function outputOf(path: string, [command, ...options]: readonly string[]): Promise<string> {
  expect(command, 'RUN lines run opt').toBe('opt');
  const { code, out, err } = await afterglow(['opt', path, ...options, '--json']);
  expect(code, err).toBe(0);
  const { text, report } = JSON.parse(out) as { text: string; report: PipelineReport };
  for (const rule of report.rules) if (rule.fired > 0) fired.add(rule.rule);
  return text;
}

describe('goldens', () => {
  it.each(files)('%s', async (name) => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    const golden = readGolden(text);
    expect(golden.runs.length, 'RUN lines').toBeGreaterThan(0);
    expect(text.split('\n').length).toBeLessThanOrEqual(MAX_LINES);
    for (const words of golden.runs) {
      const output = await outputOf(path, words);
      if (golden.checks.length > 0) expect(checkProblem(golden.checks, output)).toBeUndefined();
      if (golden.exact || golden.checks.length === 0) {
        await expect(golden.withOutput(output)).toMatchFileSnapshot(path);
      }
    }
  });

  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  const asked = texts.flatMap((text) => readGolden(text).runs.map((words) => words.join(' '))).join('\n');

  it.each([...passLibrary().passes.keys()])('there is one for pass %s', (name) => {
    expect(asked).toMatch(new RegExp(`--passes=(?:.*[,(])?${name}(?![\\w-])`));
  });

  // After the goldens above have run; a run of some of them (`-t`) says nothing about rules.
  it.skipIf(process.argv.includes('-t'))('every rule of a pass fires in one', () => {
    const rules = [...passLibrary().passes.values()].flatMap((pass) => pass.rules);
    // Rules from ir-spec/rules have theirs in their comments.
    const written = rules.filter((rule) => !('data' in rule)).map((rule) => rule.name);
    expect(written.filter((rule) => !fired.has(rule))).toEqual([]);
  });
});
