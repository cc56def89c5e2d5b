// Recorded models at every stage of compilation on the graph: what is exported comes back, and computes the same.

import { compile } from '@afterglow/compiler';
import { renderDiagnostics } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { recordedModels } from '../support/models.js';
import { textOf, thereAndBack } from './support.js';

/** Models with loops, branches, recurrent layers, tables and plain layers; all are in `test/heavy`. */
const MODELS = [
  'dlrm-weighted-opset17',
  'detector-nms',
  'gru-bidirectional',
  'fashion-resnet',
  'bert-tiny-opset17',
  'segment-atrous',
];
const STAGES = ['import', 'canonicalize', 'optimize', 'quantize', 'partition'] as const;

describe.each(recordedModels((name) => MODELS.includes(name)))('$name', ({ path }) => {
  it.each(STAGES)('comes back after %s', async (stopAfter) => {
    const result = await compile(path, { target: 'card', stopAfter });
    if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
    const { module } = result.value;
    expect(textOf(thereAndBack(module))).toBe(textOf(module));
  });
});
