// ONNX's own operator cases: what imports must compute what ONNX expects.

import { join } from 'node:path';
import { isRandomCase, runConformance } from '@afterglow/backend-api';
import { describe, expect, it } from 'vitest';
import { DATA, diskDirectory, hasData, interpreterSubject } from '../conformance/interpreter-subject.js';

const folders = ['node', 'simple', 'pytorch-operator', 'pytorch-converted'];

describe.each(folders)('onnx-backend-tests/%s (needs AFTERGLOW_TEST_DATA)', (name) => {
  const folder = join('onnx-backend-tests', name);
  it.skipIf(!hasData(folder))('never computes anything but the expected', async () => {
    const { cases } = await runConformance(diskDirectory(join(DATA, folder)), interpreterSubject());
    const passed = cases.filter(({ status }) => status === 'pass');
    expect(cases.filter((entry) => entry.status === 'fail' && !isRandomCase(entry.name))).toEqual([]);
    // What the importer refuses is its own matter; nothing that it accepts may break.
    expect(cases.filter(({ status, reason }) => status === 'error' && !reason.startsWith('onnx/'))).toEqual([]);
    expect(passed.length).toBeGreaterThan(0);
  });
});
