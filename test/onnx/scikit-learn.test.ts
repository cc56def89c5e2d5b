// Models that scikit-learn was trained to, as its exporter writes them, against what ONNX Runtime answered: see the README
// beside them.

import { fileURLToPath } from 'node:url';
import { runConformance } from '@afterglow/backend-api';
import { Diagnostics, memorySource, renderDiagnostic } from '@afterglow/core';
import { graphDifference } from '@afterglow/ir';
import { exportOnnx, importOnnx } from '@afterglow/onnx';
import { describe, expect, it } from 'vitest';
import { diskDirectory, interpreterSubject } from '../conformance/interpreter-subject.js';

const FOLDER = fileURLToPath(new URL('recorded/scikit-learn', import.meta.url));

describe('models exported from scikit-learn', () => {
  it('answer what ONNX Runtime does, up to the maps at their ends', async () => {
    const report = await runConformance(diskDirectory(FOLDER), interpreterSubject(), {
      tolerance: { rtol: 1e-4, atol: 1e-6 },
    });
    expect(report.cases.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(report.cases).toHaveLength(11);
  });

  it('go out as ONNX files that read back as they were', () => {
    const root = diskDirectory(FOLDER);
    for (const name of root.list().folders) {
      const diagnostics = new Diagnostics();
      const source = root.folder(name).open('model.onnx');
      const module = source && importOnnx(source, { diagnostics });
      const written = module && exportOnnx(module, { diagnostics, file: 'back.onnx' });
      const beside = Buffer.concat([...(written?.external?.chunks() ?? [])]);
      const openExternal = () => memorySource('back.onnx.data', beside);
      const back = written && importOnnx(memorySource('back.onnx', written.bytes), { diagnostics, openExternal });
      expect(back && module && graphDifference(module, back), name).toBeUndefined();
      expect(back?.consts.size, diagnostics.list.map(renderDiagnostic).join('\n')).toBe(module?.consts.size);
    }
  });
});
