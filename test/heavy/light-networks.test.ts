// ONNX's whole image networks on one card, in both precisions, on the usual machine and on the smallest: all of it on the card, sound
// programs, the recorded outputs. Their weights are constants that half precision cannot add up, so there they saturate.

import { compareOutputs, ONNX_TOLERANCE, type Tolerance, toleranceOf } from '@afterglow/backend-api';
import { describe, expect, it } from 'vitest';
import { compiled, opened, outputsOf, unsoundPrograms } from '../support/card.js';
import { hasLight, lightNetworks } from '../support/light.js';

const HALF: Tolerance = { rtol: 2e-2, atol: 1e-2 };

describe.skipIf(!hasLight)("ONNX's image networks on a card (needs AFTERGLOW_TEST_DATA)", () => {
  for (const machine of ['nnp-i', 'tiny']) {
    for (const precision of ['fp16', 'fp32'] as const) {
      for (const light of lightNetworks()) {
        it(`${light.name}, ${precision}, ${machine}`, async () => {
          const saturate = precision === 'fp16';
          const compilation = await compiled(light.path, { target: 'card', machine, precision, saturate });
          expect(compilation.report.fallback).toEqual([]);
          expect(unsoundPrograms(compilation, { reassemble: false })).toEqual([]);
          const network = await opened(compilation);
          try {
            const found = await outputsOf(network, light.inputsOf(network));
            // ONNX's own tolerance in single precision: the outputs are probabilities of a thousand classes.
            const tolerance = precision === 'fp16' ? HALF : toleranceOf(light.name, undefined, ONNX_TOLERANCE);
            expect(compareOutputs(found, light.outputs(), tolerance, ['output'])).toBeUndefined();
          } finally {
            await network.close();
          }
        });
      }
    }
  }
});
