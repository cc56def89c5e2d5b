// Models as PyTorch exported them, imported and interpreted, against what PyTorch computed. The large ones are in
// test/heavy.

import { join } from 'node:path';
import { runConformance } from '@afterglow/backend-api';
import { describe, expect, it } from 'vitest';
import { DATA, diskDirectory, hasData, interpreterSubject } from './interpreter-subject.js';

const QUICK = /^(dlrm-|embedding-bag-|wide-deep-|fashion-|bert-tiny-|lstm-|gru-|detector-|cnn-)/;

describe.skipIf(!hasData('models'))('recorded models (needs AFTERGLOW_TEST_DATA)', () => {
  it('interpret to what PyTorch computed', async () => {
    const report = await runConformance(diskDirectory(join(DATA, 'models')), interpreterSubject(), {
      tolerance: { rtol: 1e-3, atol: 1e-4 },
      filter: (name) => QUICK.test(name),
    });
    expect(report.cases.length).toBeGreaterThan(20);
    expect(report.cases.filter(({ status }) => status !== 'pass')).toEqual([]);
  });

  it('stay close in card numerics', async () => {
    const report = await runConformance(diskDirectory(join(DATA, 'models')), interpreterSubject('card'), {
      tolerance: { rtol: 1e-3, atol: 1e-4 },
      filter: (name) => /^(dlrm-(kaggle|weighted)|wide-deep-)/.test(name),
    });
    expect(report.cases.filter(({ status }) => status !== 'pass')).toEqual([]);
  });
});

describe.skipIf(!hasData('models-third-party'))('trained models (needs AFTERGLOW_TEST_DATA)', () => {
  it('interpret to what was recorded', async () => {
    // Silero squeezes an axis where it has size 1, which depends on the length of the audio: the importer assumes it.
    const report = await runConformance(diskDirectory(join(DATA, 'models-third-party')), interpreterSubject('exact'), {
      tolerance: { rtol: 1e-3, atol: 1e-5 },
    });
    expect(report.cases.length).toBe(3);
    expect(report.cases.filter(({ status }) => status !== 'pass')).toEqual([]);
  });
});
