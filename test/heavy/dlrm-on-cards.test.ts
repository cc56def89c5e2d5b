// Every recorded recommendation model, in both precisions, on six cards and on six tiny cards: one compile, then all data
// sets of all sizes from that bundle. Prints how often work was tiled and spilled.

import { describe, expect, it } from 'vitest';
import { checkOnCard } from '../support/card.js';
import { hasModels, recordedModels } from '../support/models.js';

const TOLERANCES = { fp16: { rtol: 2e-2, atol: 1e-2 }, fp32: { rtol: 0, atol: 1e-4 } } as const;

describe.skipIf(!hasModels)('recommendation models on cards', () => {
  for (const machine of ['six-cards', 'six-tiny']) {
    for (const precision of ['fp16', 'fp32'] as const) {
      for (const model of recordedModels((name) => name.startsWith('dlrm-'))) {
        it(`${model.name}, ${precision}, ${machine}`, async () => {
          const options = { target: 'card', machine, precision, fallback: false };
          const check = await checkOnCard(model, options, TOLERANCES[precision]);
          const { tiles, spills } = check.figures;
          console.log(
            `${model.name} ${precision} ${machine}: ${check.dataSets} data sets, ${tiles} tiles, ${spills} spills`,
          );
          expect(check.dataSets).toBeGreaterThan(1);
          expect(check.problems).toEqual([]);
          if (machine === 'six-tiny') expect(tiles).toBeGreaterThan(100);
        });
      }
    }
  }
});

describe.skipIf(!hasModels)('recommendation models with smaller tables', () => {
  // Tables of integers move the probabilities by as much as they round; the interpreter in card numerics must agree to the bit all the same.
  const tolerances = { int8: { rtol: 2e-2, atol: 2e-2 }, int4: { rtol: 0, atol: 0.15 } };
  for (const tables of ['int8', 'int4'] as const) {
    for (const precision of ['fp16', 'fp32'] as const) {
      for (const model of recordedModels((name) => name.startsWith('dlrm-'))) {
        it(`${model.name}, ${tables} tables, ${precision}`, async () => {
          const options = { target: 'card', precision, tables, fallback: false } as const;
          const check = await checkOnCard(model, options, tolerances[tables]);
          expect(check.tables).toBeGreaterThan(0);
          expect(check.problems).toEqual([]);
        });
      }
    }
  }
});
