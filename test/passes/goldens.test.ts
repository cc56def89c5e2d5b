// What every pass keeps, on the graphs of the golden tests: among them is one for every rule.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PIPELINES, passLibrary } from '@afterglow/compiler';
import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { type Module, ops, parseModule, printModule } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { changing, expectIdempotent, run } from './support.js';

const folder = fileURLToPath(new URL('../golden', import.meta.url));
const goldens = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.gir'))
  .sort();
const passes = [...passLibrary().passes.values()].filter((pass) => pass.notIdempotent === undefined);
const [all] = PIPELINES;
if (!all) throw new Error('no pipeline');

function load(name: string): Module {
  const diagnostics = new Diagnostics();
  const module = parseModule(readFileSync(join(folder, name), 'utf8'), { file: name, registry: ops, diagnostics });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

describe('passes on golden graphs', () => {
  it.each(goldens)('%s: each pass changes nothing when it runs again', (name) => {
    for (const pass of passes) {
      const module = load(name);
      expectIdempotent(module, pass);
    }
  });

  it.each(goldens)('%s: the pipeline reaches a fixed point and stays there', (name) => {
    const module = load(name);
    const { groups } = run(module, all.steps);
    expect(groups.filter(({ fixed }) => !fixed)).toEqual([]);
    expect(changing(run(module, all.steps)), printModule(module)).toEqual([]);
  });
});
