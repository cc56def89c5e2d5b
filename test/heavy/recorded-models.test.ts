// Every recorded model, and ONNX's whole image networks, imported and interpreted.

import { join } from 'node:path';
import { runConformance } from '@afterglow/backend-api';
import { describe, expect, it } from 'vitest';
import { DATA, diskDirectory, hasData, interpreterSubject } from '../conformance/interpreter-subject.js';

const suites = [
  { folder: 'models', least: 37, options: { tolerance: { rtol: 1e-3, atol: 1e-4 } } },
  { folder: 'onnx-backend-tests/light', least: 8, options: {} },
];

describe.each(suites)('$folder (needs AFTERGLOW_TEST_DATA)', ({ folder, least, options }) => {
  it.skipIf(!hasData(folder))('interprets to what was recorded', async () => {
    const { cases } = await runConformance(diskDirectory(join(DATA, folder)), interpreterSubject(), options);
    expect(cases.length).toBeGreaterThanOrEqual(least);
    expect(cases.filter(({ status }) => status !== 'pass')).toEqual([]);
  });
});
