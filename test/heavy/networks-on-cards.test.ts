// Every recorded network that is no recommendation model (those have a suite of their own) on one card, in both precisions: the
// recorded outputs, the interpreter's bytes, sound programs, and the nodes that stay on the host, which are few and known.

import { describe, expect, it } from 'vitest';
import { checkOnCard } from '../support/card.js';
import { hasModels, recordedModels } from '../support/models.js';

const TOLERANCES = { fp16: { rtol: 2e-2, atol: 1e-2 }, fp32: { rtol: 1e-3, atol: 1e-3 } } as const;

/** Ops without card code that a network has. Which boxes overlap, and so how many are left, is the data's choice. */
const ON_HOST: Readonly<Record<string, readonly string[]>> = { 'detector-nms': ['non_max_suppression'] };

/** What half precision turns round: a choice between near equals, or one logit just past the tolerance. */
const ROUNDED: Readonly<Record<string, RegExp>> = {
  'detector-nms': /^test_data_set_\d: output boxes: /,
  'segment-atrous': /: output labels: 3 of 4674 elements differ/,
  'mobilenet-v2': /: output logits: 1 element differs/,
  'mobilenet-v3-small': /: output logits: 1 element differs/,
};

describe.skipIf(!hasModels)('networks on a card (needs AFTERGLOW_TEST_DATA)', () => {
  for (const precision of ['fp16', 'fp32'] as const) {
    for (const model of recordedModels((name) => !name.startsWith('dlrm-') && name !== 'bad-model')) {
      it(`${model.name}, ${precision}`, async () => {
        const options = { target: 'card', machine: 'nnp-i', precision };
        const check = await checkOnCard(model, options, TOLERANCES[precision]);
        expect(check.dataSets).toBeGreaterThan(0);
        const known = precision === 'fp16' ? ROUNDED[model.name] : undefined;
        expect(check.problems.filter((problem) => !known?.test(problem))).toEqual([]);
        expect(check.host).toEqual(ON_HOST[model.name] ?? []);
      });
    }
  }
});
