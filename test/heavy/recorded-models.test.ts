// Every recorded model, and ONNX's whole image networks, imported and interpreted.

import { join } from 'node:path';
import { runConformance } from '@afterglow/backend-api';
import { describe, expect, it } from 'vitest';
import { DATA, diskDirectory, hasData, interpreterSubject } from '../conformance/interpreter-subject.js';

const cases: readonly (readonly [folder: string, least: number, tolerance?: { rtol: number; atol: number }])[] = [
  ['models', 37, { rtol: 1e-3, atol: 1e-4 }],
  ['onnx-backend-tests/light', 8],
];

describe.each(cases)('%s (needs AFTERGLOW_TEST_DATA)', (folder, least, tolerance) => {
  it.skipIf(!hasData(folder))('interprets to what was recorded', async () => {
    const report = await runConformance(diskDirectory(join(DATA, folder)), interpreterSubject(), {
      ...(tolerance ? { tolerance } : {}),
    });
    expect(report.cases.length).toBeGreaterThanOrEqual(least);
    expect(report.cases.filter(({ status }) => status !== 'pass')).toEqual([]);
  });
});
