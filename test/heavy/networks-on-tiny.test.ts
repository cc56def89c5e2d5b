// Every recorded network on the smallest card: two engines with kilobytes of memory, so that every tile, spill and barrier is used.
// Outputs are within the tolerance of what was recorded, and each binary passes the checker.

import { compareOutputs } from '@afterglow/backend-api';
import { describe, expect, it } from 'vitest';
import { compiled, opened, outputsOf, unsoundPrograms } from '../support/card.js';
import { hasModels, named, recordedModels } from '../support/models.js';

const TOLERANCE = { rtol: 1e-3, atol: 1e-3 };

describe.skipIf(!hasModels)('recorded networks on a tiny card', () => {
  for (const model of recordedModels(() => true)) {
    it(`${model.name}`, async () => {
      const compilation = await compiled(model.path, { target: 'card', machine: 'tiny', precision: 'fp32' });
      expect(unsoundPrograms(compilation)).toEqual([]);
      const network = await opened(compilation);
      const [inputs, outputs] = [network.manifest.inputs, network.manifest.outputs].map((list) =>
        list.map(({ name }) => name),
      );
      const host = compilation.report.fallback.map(({ op, nodes }) => `${op} × ${nodes.length}`);
      console.log(`${model.name}: ${host.length > 0 ? `on the host: ${host.join(', ')}` : 'all of it on the card'}`);
      try {
        for (const set of model.dataSets()) {
          const found = await outputsOf(network, named(inputs ?? [], set.inputs));
          expect(compareOutputs(found, set.outputs, TOLERANCE, outputs), set.name).toBeUndefined();
        }
      } finally {
        await network.close();
      }
    });
  }
});
