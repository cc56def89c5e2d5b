// Models that scikit-learn was trained to, as its exporter writes them, against what ONNX Runtime answered: see the README
// beside them.

import { fileURLToPath } from 'node:url';
import { runConformance } from '@afterglow/backend-api';
import { describe, expect, it } from 'vitest';
import { diskDirectory, interpreterSubject } from '../conformance/interpreter-subject.js';

describe('models exported from scikit-learn', () => {
  it('answer what ONNX Runtime does, up to the maps at their ends', async () => {
    const folder = fileURLToPath(new URL('recorded/scikit-learn', import.meta.url));
    const report = await runConformance(diskDirectory(folder), interpreterSubject(), {
      tolerance: { rtol: 1e-4, atol: 1e-6 },
    });
    expect(report.cases.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(report.cases).toHaveLength(11);
  });
});
