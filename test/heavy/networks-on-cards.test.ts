// Every recorded network that is no recommendation model (those have a suite of their own) on one card, in both precisions: the
// recorded outputs, the interpreter's bytes, sound programs, and the nodes that stay on the host, which are few and known.

import { describe, expect, it } from 'vitest';
import { checkOnCard } from '../support/card.js';
import { hasModels, recordedModels } from '../support/models.js';

const TOLERANCES = { fp16: { rtol: 2e-2, atol: 1e-2 }, fp32: { rtol: 1e-3, atol: 1e-3 } } as const;

/** Ops without card code that a network has. Which boxes overlap, and so how many are left, is the data's choice. */
const ON_HOST: Readonly<Record<string, readonly string[]>> = { 'detector-nms': ['non_max_suppression'] };

/** Nodes kept in single precision: the first two blocks, whose rounding all later ones pass on. Without them one logit of 60 is past the tolerance. */
const FIRST_BLOCKS = ['/features/features.0/*', '/features/features.1/*'];
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'mobilenet-v2': FIRST_BLOCKS,
  'mobilenet-v3-small': FIRST_BLOCKS,
};

describe.skipIf(!hasModels)('networks on a card (needs AFTERGLOW_TEST_DATA)', () => {
  for (const precision of ['fp16', 'fp32'] as const) {
    for (const model of recordedModels((name) => !name.startsWith('dlrm-') && name !== 'bad-model')) {
      it(`${model.name}, ${precision}`, async () => {
        const keepFp32 = precision === 'fp16' ? KEPT[model.name] : undefined;
        const options = { target: 'card', machine: 'nnp-i', precision, keepFp32 };
        const check = await checkOnCard(model, options, TOLERANCES[precision]);
        expect(check.dataSets).toBeGreaterThan(0);
        expect(check.problems).toEqual([]);
        expect(check.host).toEqual(ON_HOST[model.name] ?? []);
      });
    }
  }
});
