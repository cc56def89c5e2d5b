// What every pass keeps, on random modules: a second run changes nothing (unless the pass says why it may), the whole pipeline
// reaches a fixed point, and outputs stay what they were.

import { PIPELINES, passLibrary } from '@afterglow/compiler';
import { type Module, printModule } from '@afterglow/ir';
import { arbitraryGraph, arbitraryModule } from '@afterglow/ir/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reference } from '../rules/same-results.js';
import { changing, expectIdempotent, run } from './support.js';

const [all] = PIPELINES;
if (!all) throw new Error('no pipeline');
const passes = [...passLibrary().passes.values()].filter((pass) => pass.notIdempotent === undefined);

/** Few ops with odd names, regions and constants; and uses of every op whose spec lets them be drawn. */
const modules: readonly (readonly [string, fc.Arbitrary<Module>])[] = [
  ['modules with regions', arbitraryModule()],
  ['graphs of all ops', arbitraryGraph()],
];

/** False for graphs that no input fits: constants that contradict what their readers ask for. They become no valid graph. */
function runs(module: Module): boolean {
  return !new Reference(module, 0).refused;
}

describe.each(modules)('on %s', (_, arbitrary) => {
  it.each(passes.map((pass) => [pass.name, pass] as const))('%s changes nothing when it runs again', (_name, pass) => {
    fc.assert(
      fc.property(arbitrary, (module) => {
        fc.pre(runs(module));
        expectIdempotent(module, pass);
      }),
      { numRuns: 50 },
    );
  });

  it('the pipeline reaches a fixed point, and changes nothing when it runs again', () => {
    fc.assert(
      fc.property(arbitrary, (module) => {
        fc.pre(runs(module));
        const { groups } = run(module, all.steps);
        expect(groups.filter(({ fixed }) => !fixed)).toEqual([]);
        expect(changing(run(module, all.steps)), printModule(module)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('the pipeline keeps the outputs', () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), (module, seed) => {
        const text = printModule(module);
        const before = new Reference(module, seed);
        fc.pre(!before.refused);
        run(module, all.steps);
        const comparison = before.compare(module);
        if (comparison.kind === 'different') expect.fail(`${comparison.how}\n${text}\n${printModule(module)}`);
      }),
      { numRuns: 200 },
    );
  });
});
