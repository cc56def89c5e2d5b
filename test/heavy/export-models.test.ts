// Every recorded model at every stage of compilation on the graph: what is exported comes back.

import { compile } from '@afterglow/compiler';
import { renderDiagnostics } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { textOf, thereAndBack } from '../export/support.js';
import { recordedModels } from '../support/models.js';

const STAGES = ['import', 'canonicalize', 'optimize', 'quantize', 'partition'] as const;
const models = recordedModels(() => true);

it.skipIf(models.length === 0)('there are all models (needs AFTERGLOW_TEST_DATA)', () => {
  expect(models.length).toBeGreaterThanOrEqual(37);
});

describe.each(models)('$name', ({ path }) => {
  it.each(STAGES)('comes back after %s', async (stopAfter) => {
    const result = await compile(path, { target: 'card', stopAfter });
    if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
    const { module } = result.value;
    expect(textOf(thereAndBack(module))).toBe(textOf(module));
  });
});
