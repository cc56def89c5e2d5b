// Passes keep what their goldens compute: each is run before and after on a dozen sets of inputs. For rules in TypeScript this is the test
// that rules from ir-spec/rules get from their patterns.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../golden/golden-file.js';
import { afterglow } from '../support/afterglow.js';
import { Reference } from './same-results.js';

const folder = fileURLToPath(new URL('../golden', import.meta.url));
const INPUTS = 12;

/** Goldens whose pass changes numbers on purpose. */
const NOT_THE_SAME: ReadonlySet<string> = new Set(['convert-precision.gir']);

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.gir') && !NOT_THE_SAME.has(name))
  .sort();

describe('passes keep what their goldens compute', () => {
  it.each(files)('%s', async (name) => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    let ran = 0;
    for (const [, ...options] of readGolden(text).runs) {
      const { code, out, err } = await afterglow(['opt', path, ...options, '--json']);
      expect(code, err).toBe(0);
      const after = parseText((JSON.parse(out) as { text: string }).text);
      // Without inputs, one run is all of them.
      const runs = after.funcs.get('main')?.body.params.length === 0 ? 1 : INPUTS;
      for (let seed = 0; seed < runs; seed++) {
        const comparison = new Reference(parseText(text), seed).compare(after);
        expect(comparison.kind === 'different' ? comparison.how : '').toBe('');
        if (comparison.kind === 'same') ran++;
      }
    }
    expect(ran, 'runs that the graph before accepts').toBeGreaterThan(0);
  });
});
